"""An HTML page as lines of text: one line a block element, in reading order, nothing chosen yet.

The rendering is our own so that it is the same everywhere and offsets into it stay valid. It walks the tree without recursion.
What a live blog says only to machines (`entries`) follows below what it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from broadsheet.extract import entries
from broadsheet.extract.markup import DEEPEST, bounded, shallow

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
_SPACES = re.compile(r"[ \t\r\f\v\n\u2028\u2029]+")
_EVIL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARED = re.compile(r"^\s{0,100}<\?xml[^>]{0,200}\?>")
#: Nothing is rendered beyond this many characters of markup.
MOST_MARKUP = 12_000_000


_TOO_DEEP = etree.XPath("boolean(" + "/*" * (DEEPEST + 1) + ")")


def parse(markup: str) -> HtmlElement | None:
    """The tree of a page, None where there is none to be had; never raises on bad markup."""
    return opened(markup)[0]


def opened(markup: str) -> tuple[HtmlElement | None, str]:
    """The tree of a page (None where there is none to be had) and the markup that it was parsed from, which is bounded."""
    clean = _DECLARED.sub("", _EVIL.sub(" ", bounded(markup[:MOST_MARKUP])))
    tree = _parsed(clean)
    if tree is not None and _TOO_DEEP(tree):
        clean = shallow(clean)
        tree = _parsed(clean)
    return tree, clean


def _parsed(clean: str) -> HtmlElement | None:
    if not clean.strip():
        return None
    try:
        return document_fromstring(clean, parser=HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return None


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
    current: list[str] = []
    origin = tree
    for part, element in [*_walk(tree), (None, tree)]:
        if part is not None:
            if not current and part.strip():
                origin = element
            if current or part.strip():
                current.append(part)
        elif current:
            line = _SPACES.sub(" ", "".join(current)).strip()
            current.clear()
            if line:
                yield Spot(line, origin)


def _walk(tree: HtmlElement) -> Iterator[tuple[str | None, HtmlElement]]:
    """Text in document order with the element it stands in; None where a block begins or ends."""
    stack: list[tuple[HtmlElement, HtmlElement, bool]] = [(tree, tree, False)]
    while stack:
        element, parent, done = stack.pop()
        block = element.tag in BLOCKS
        if done or _hidden(element):
            if done and block:
                yield None, element
            if element.tail and element is not tree:
                yield element.tail, parent
            continue
        if block:
            yield None, element
        if element.text:
            yield element.text, element
        stack.append((element, parent, True))
        stack.extend((child, element, False) for child in reversed(element))


def _hidden(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in HIDDEN:
        return True
    return element.get("hidden") is not None and element.get("hidden") != "until-found"
