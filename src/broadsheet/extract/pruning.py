"""A page's tree without what is nobody's text, for an extractor to read: the fewer elements, the faster, and the less to go wrong.

Scripts and controls go, and blocks made of links, so long as no prose stands in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

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
#: Elements that part words without holding any.
_BREAKS = ("a", "body", "br", "hr", "p", "td", "th", "tr")
#: A block is made of links if they hold this share of its characters, and if there are two of them.
_MOSTLY = 0.6
#: So many characters in one run outside links are prose.
_PROSE = 80


@dataclass(slots=True)
class _Held:
    """What an element holds: characters, those within links, the links, and whether any of it is prose."""

    size: int = 0
    linked: int = 0
    links: int = 0
    prose: bool = False

    def add(self, text: str) -> None:
        """What stands in it, or behind one of its elements."""
        size = len(text.strip())
        self.size += size
        self.prose = self.prose or size >= _PROSE

    def take(self, inner: _Held) -> None:
        """What one of its elements holds."""
        self.size += inner.size
        self.linked += inner.linked
        self.links += inner.links
        self.prose = self.prose or inner.prose


def pruned(tree: HtmlElement) -> HtmlElement:
    """A copy of the tree without scripts, controls and blocks of links; the tree itself stays as it is.

    >>> from lxml.html import document_fromstring, tostring
    >>> tostring(pruned(document_fromstring("<p>Rain fell.</p><ul><li><a>Home</a><li><a>Sport</a></ul><script>x()</script>")))
    b'<html><body><p>Rain fell.</p></body></html>'
    """
    bare = copy(tree)
    etree.strip_elements(bare, *_NO_TEXT, with_tail=False)
    every = list(bare.iter())
    held = _held(every)
    gone: set[HtmlElement] = set()
    for element in every[1:]:
        own, tag = held[element], element.tag
        if element.getparent() in gone:
            gone.add(element)
        elif (own.size == 0 and tag not in _BREAKS) or (tag in _BLOCKS and _is_links(own)):
            gone.add(element)
            element.drop_tree()
    return bare


def _held(every: Sequence[HtmlElement]) -> dict[HtmlElement, _Held]:
    """What every element holds, given all of a tree in its order: from the last on, each tells the one it stands in."""
    held = {element: _Held() for element in every}
    for element in reversed(every):
        own = held[element]
        if text := element.text:
            own.add(text)
        if element.tag == "a":
            own.linked, own.links, own.prose = own.size, 1, False
        if (parent := element.getparent()) is None:
            continue
        above = held[parent]
        if own.size or own.links:
            above.take(own)
        if tail := element.tail:
            above.add(tail)
    return held


def _is_links(held: _Held) -> bool:
    return held.links >= 2 and not held.prose and held.size > 0 and held.linked >= _MOSTLY * held.size
