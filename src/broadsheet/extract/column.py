"""The page's column: the one element whose own paragraphs are most of the page's prose. Where there is one, nobody need be asked.

Paragraphs of an article are siblings; what else a page says in sentences (comments, boxes, other stories' openings, small print)
stands in elements of its own. A page whose paragraphs are each wrapped in a block has no column, and an extractor is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from broadsheet.extract.places import SENTENCE_END
from broadsheet.extract.rendering import Spot

#: A line of so many blanks that ends like a sentence is prose.
_PROSE = 11
#: A column holds this share of the page's prose, and so many words at least.
_SHARE, _LEAST = 2 / 3, 100
#: So much prose may stand in it, measured by its paragraphs, that is no paragraph of its own: boxes, and texts set in blocks.
_BESIDE = 0.05
#: A paragraph, or a heading or list, is made of links and leads elsewhere if they hold this share of it.
_ALL_LINKS, _MOSTLY_LINKS = 0.8, 0.5
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
#: The blocks between a line and its column, innermost first, in what an article is written in beside plain paragraphs.
_WRITTEN = frozenset(
    (
        *((heading,) for heading in _HEADINGS),
        *((*inner, "li", outer) for inner in ((), ("p",)) for outer in ("ul", "ol")),
        ("blockquote",),
        ("p", "blockquote"),
    )
)
_DEEPEST = max(map(len, _WRITTEN))
#: Elements that set words within a line.
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "cite",
        "code",
        "del",
        "em",
        "font",
        "i",
        "ins",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    )
)
#: What stands in these is a picture's, and nobody's paragraph.
_PICTURE = frozenset(("figure", "figcaption", "picture"))
#: A column that stands in one of these is beside the page's text.
_ASIDE = frozenset(("aside", "dialog", "footer", "form", "li", "nav", "td"))


def column(spots: Sequence[Spot]) -> list[bool] | None:
    """For every line whether it is written in the page's column: its paragraphs, subheads, lists and quotations.

    Args:
        spots: the page's lines.

    Returns:
        None if the page has no column, or more than paragraphs stand in it.
    """
    prose = [_is_prose(spot.text) for spot in spots]
    found = _holder(spots, prose)
    if found is None:
        return None
    own, beside = [False] * len(spots), 0
    links: dict[HtmlElement, float] = {}
    for at, spot in enumerate(spots):
        path = _path(spot.origin, found)
        if path is None:
            continue
        own[at] = _is_written(path, links)
        beside += len(spot.text) if prose[at] and not own[at] and not any(element.tag in _PICTURE for element in path) else 0
    last = max((at for at, kept in enumerate(own) if kept and not _is_heading(spots[at])), default=-1)
    own[last + 1 :] = [False] * (len(own) - last - 1)
    lines = [spot.text for spot, kept in zip(spots, own, strict=True) if kept]
    whole = sum(line.count(" ") + 1 for line in lines) >= _LEAST and beside <= _BESIDE * sum(map(len, lines))
    return own if whole else None


def _is_prose(line: str) -> bool:
    return line.endswith(SENTENCE_END) and line.count(" ") >= _PROSE


def _holder(spots: Sequence[Spot], prose: Sequence[bool]) -> HtmlElement | None:
    """The element that most of the page's prose stands in as paragraphs of its own."""
    size: Counter[HtmlElement] = Counter()
    whole = 0
    for spot, told in zip(spots, prose, strict=True):
        if told:
            whole += len(spot.text)
            if (block := _block(spot.origin)) is not None and block.tag == "p" and (parent := block.getparent()) is not None:
                size[parent] += len(spot.text)
    for element, own in size.most_common(1):
        if own >= _SHARE * whole and not any(above.tag in _ASIDE for above in (element, *element.iterancestors())):
            return element
    return None


def _block(origin: HtmlElement | None) -> HtmlElement | None:
    """The nearest element around a line that does not stand within lines."""
    while origin is not None and origin.tag in _INLINE:
        origin = origin.getparent()
    return origin


def _path(origin: HtmlElement | None, column: HtmlElement) -> list[HtmlElement] | None:
    """The elements between a line and the column, innermost first; None for a line that does not stand in it."""
    path: list[HtmlElement] = []
    while origin is not None and origin is not column:
        path.append(origin)
        origin = origin.getparent()
    return path if origin is column else None


def _is_heading(spot: Spot) -> bool:
    block = _block(spot.origin)
    return block is not None and block.tag in _HEADINGS


def _is_written(path: Sequence[HtmlElement], links: dict[HtmlElement, float]) -> bool:
    """Whether a line is of a paragraph, subhead, list or quotation of the column, and more than links."""
    blocks = [element for element in path if element.tag not in _INLINE]
    if len(blocks) == 1 and blocks[0].tag == "p":
        return _linked(blocks[0], links) < _ALL_LINKS
    return tuple(element.tag for element in blocks) in _WRITTEN and _linked(blocks[0], links) < _MOSTLY_LINKS


def _linked(block: HtmlElement, links: dict[HtmlElement, float]) -> float:
    """The share of a block's characters that links hold; `links` keeps what is known of a block of several lines."""
    if block not in links:
        linked = sum(len(link.text_content()) for link in block.iter("a"))
        links[block] = linked / max(1, len(block.text_content())) if linked else 0.0
    return links[block]
