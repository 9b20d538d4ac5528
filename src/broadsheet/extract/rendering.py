"""An HTML page as lines of text: one line a block element, in reading order, nothing chosen yet.

The rendering is our own so that it is the same everywhere and offsets into it stay valid. It walks the tree without recursion.
What a live blog says only to machines (`entries`) follows below what it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from broadsheet.extract import entries
from broadsheet.extract.markup import DEEPEST, bounded, shallow
from broadsheet.records.page import Page

#: Elements that begin and end a line.
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "iframe",
        "label",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "picture",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "ul",
        "video",
    ]
)
#: Elements whose words nobody sees.
HIDDEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "head",
        "title",
        "meta",
        "link",
        "object",
        "embed",
        "canvas",
        "audio",
        "textarea",
        "input",
        "source",
        "track",
        "map",
        "area",
    ]
)
#: What becomes one blank; a blank alone is one already.
_SPACES = re.compile(r"[\t\r\f\v\n\u2028\u2029][ \t\r\f\v\n\u2028\u2029]*| [ \t\r\f\v\n\u2028\u2029]+")
#: Characters that no text may hold: what is one byte in UTF-8 is put right there, which is quick; the others are rare.
_CONTROLS = bytes(32 if code < 32 and chr(code) not in "\t\n\r" else code for code in range(256))
_EVIL = re.compile("[\ud800-\udfff\ufffe\uffff]")
_DECLARED = re.compile(rb"^\s{0,100}<\?xml[^>]{0,200}\?>")
_UNSEEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0+(?:\.0+)?(?:[a-z]{1,4}|%)?|opacity\s*:\s*0+(?:\.0+)?%?)"
    r"\s*(?:!\s*important\s*)?(?:;|$)",
    re.IGNORECASE,
)
#: Nothing is rendered beyond this many characters of markup.
MOST_MARKUP = 12_000_000


#: Few elements say how they are shown; to ask every one takes longer than to find those.
_MAY_HIDE = etree.XPath("descendant-or-self::*[@hidden or @style]")
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (DEEPEST + 1) + ")")


def parse(markup: str) -> HtmlElement | None:
    """The tree of a page, None where there is none to be had; never raises on bad markup."""
    clean = bounded(markup[:MOST_MARKUP])
    tree = parsed(clean)
    if tree is not None and _TOO_DEEP(tree):
        return parsed(shallow(clean))
    return tree


def parsed(markup: str) -> HtmlElement | None:
    """The tree of markup that is known to be bounded."""
    data = _DECLARED.sub(b"", _encoded(markup).translate(_CONTROLS))
    if not data.strip():
        return None
    try:
        return document_fromstring(data, parser=_parser())
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _encoded(markup: str) -> bytes:
    """The markup in UTF-8. A search for characters beyond those that a string holds at most costs nothing."""
    if "\ufffe" in markup or "\uffff" in markup:
        markup = _EVIL.sub(" ", markup)
    try:
        return markup.encode()
    except UnicodeEncodeError:
        return _EVIL.sub(" ", markup).encode()


def _parser() -> HTMLParser:
    """A parser whose elements are all of one class: choosing one by the tag's name costs a call into Python each time."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return parser


class Render:
    """Pages as `furniture.learn` takes them: the lines of a web page, a text page as it is. Stateless."""

    name = "extract"
    reasons: Mapping[str, str] = {}

    def __call__(self, pages: Iterable[Page], /) -> Iterator[str]:
        """The text of every page."""
        for page in pages:
            yield render(page.body) if page.kind == "html" else page.body


def render(markup: str) -> str:
    """The page's lines, joined by line feeds; empty for a page without any."""
    tree = parse(markup)
    return "" if tree is None else render_tree(tree)


def render_tree(tree: HtmlElement) -> str:
    """The lines of a parsed page."""
    return "\n".join(spot.text for spot in render_lines(tree))


@dataclass(frozen=True, slots=True)
class Spot:
    """One rendered line and where it stands in the page.

    Attributes:
        text: the line.
        origin: the element that holds its first words; None for a line that only the page's JSON-LD says.
    """

    text: str
    origin: HtmlElement | None


def render_lines(tree: HtmlElement) -> list[Spot]:
    """The lines of a parsed page, each with its place in the tree."""
    shown = list(_shown(tree))
    return shown + [Spot(line, None) for line in entries.unshown(tree, (spot.text for spot in shown))]


def _shown(tree: HtmlElement) -> Iterator[Spot]:
    """The lines of what is seen: text in document order, a new line where a block begins or ends."""
    current: list[str] = []
    origin = tree
    for part, element in _walk(tree):
        if part is not None:
            if not current:
                origin = element
            current.append(part)
        elif current:
            line = _SPACES.sub(" ", "".join(current)).strip()
            current.clear()
            if line:
                yield Spot(line, origin)


def _walk(tree: HtmlElement) -> Iterator[tuple[str | None, HtmlElement]]:
    """Text with the element it stands in; None where a block begins or ends, and at the end of all."""
    events = etree.iterwalk(tree, events=("start", "end"))
    hidden = {element for element in _MAY_HIDE(tree) if _is_hidden(element)}
    passed: HtmlElement | None = None
    parted = True  # nothing was said since the last block began or ended: neither blanks nor another part matter
    for event, element in events:
        tag = element.tag
        if event == "start":
            if tag in HIDDEN or element in hidden:
                passed = element
                events.skip_subtree()
                continue
            if tag in BLOCKS and not parted:
                yield None, element
                parted = True
            if (text := element.text) and not (parted and text.isspace()):
                yield text, element
                parted = False
            continue
        if not parted and tag in BLOCKS and element is not passed:
            yield None, element
            parted = True
        if (tail := element.tail) and not (parted and tail.isspace()) and (parent := element.getparent()) is not None:
            yield tail, parent
            parted = False
    yield None, tree


def _is_hidden(element: HtmlElement) -> bool:
    """Whether a browser shows nothing of the element. A body that is hidden at first is one that a script will show."""
    if element.get("hidden", "until-found") != "until-found":
        return True
    style = element.get("style")
    return style is not None and element.tag not in ("html", "body") and _UNSEEN.search(style) is not None
