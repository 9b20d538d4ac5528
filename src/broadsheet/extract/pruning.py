"""A page's tree without what is nobody's text, for an extractor to read: the fewer elements, the faster, and the less to go wrong.

Scripts and controls go, and blocks made of links, so long as no prose stands in them.
"""

from __future__ import annotations

from copy import copy
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

#: Elements that hold no paragraph of an article.
_NO_TEXT = (
    *("applet", "area", "aside", "audio", "blink", "button", "canvas", "datalist", "dialog", "embed", "fencedframe", "fieldset"),
    *("footer", "frame", "frameset", "head", "iframe", "input", "label", "legend", "link", "map", "marquee", "math", "menu"),
    *("menuitem", "nav", "noindex", "noscript", "object", "optgroup", "option", "output", "param", "picture", "progress", "rp"),
    *("rt", "rtc", "script", "select", "source", "style", "svg", "textarea", "time", "track", "use", "video"),
)
#: Elements that a page is laid out with.
_BLOCKS = ("div", "ul", "ol", "section", "header", "table")
#: A block is made of links if they hold this share of its characters, and if there are two of them.
_MOSTLY = 0.6
#: So many characters in one run outside links are prose.
_PROSE = 80


class _Held(NamedTuple):
    """What an element holds: characters, those within links, the links, and whether any of it is prose."""

    size: int
    linked: int
    links: int
    prose: bool


def pruned(tree: HtmlElement) -> HtmlElement:
    """A copy of the tree without scripts, controls and blocks of links; the tree itself stays as it is.

    >>> from lxml.html import document_fromstring, tostring
    >>> tostring(pruned(document_fromstring("<p>Rain fell.</p><ul><li><a>Home</a><li><a>Sport</a></ul><script>x()</script>")))
    b'<html><body><p>Rain fell.</p></body></html>'
    """
    bare = copy(tree)
    etree.strip_elements(bare, *_NO_TEXT, with_tail=False)
    every = list(bare.iter())
    held: dict[HtmlElement, _Held] = {}
    for element in reversed(every):
        held[element] = _holds(element, held)
    for element in every:
        if element.tag in _BLOCKS and _is_links(held[element]) and element.getparent() is not None:
            element.drop_tree()
    return bare


def _holds(element: HtmlElement, held: dict[HtmlElement, _Held]) -> _Held:
    size = len(element.text.strip()) if element.text else 0
    linked = links = 0
    prose = size >= _PROSE
    for child in element:
        within = held[child]
        tail = len(child.tail.strip()) if child.tail else 0
        size += within.size + tail
        linked += within.linked
        links += within.links
        prose = prose or within.prose or tail >= _PROSE
    return _Held(size, size, 1, prose=False) if element.tag == "a" else _Held(size, linked, links, prose)


def _is_links(held: _Held) -> bool:
    return held.links >= 2 and not held.prose and held.size > 0 and held.linked >= _MOSTLY * held.size
