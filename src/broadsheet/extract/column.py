"""The page's column: the one element whose own paragraphs are most of the page's prose. Where there is one, nobody need be asked.

Paragraphs of an article are siblings; what else a page says in sentences (comments, boxes, other stories' openings, small print)
stands in elements of its own. A text may be set in blocks, one for each stretch of it between pictures and offers: these are
built alike, so that paragraphs in blocks with the same tags and classes, within one element, are a column too. Where there is
none an extractor is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
_HEADLINES = frozenset(("h1", "h2"))
#: The blocks between a line and its column, innermost first, in what an article is written in beside plain paragraphs.
_WRITTEN = frozenset(
    (
        *((heading,) for heading in _HEADINGS),
        *((*inner, "li", outer) for inner in ((), ("p",)) for outer in ("ul", "ol")),
        ("blockquote",),
        ("p", "blockquote"),
    )
)
#: What texts are set in between paragraphs and column, so deep at most.
_WRAPS, _DEEPEST = frozenset(("div", "section")), 4
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
#: What stands in these is beside the page's text, whatever that is, and is not counted.
_ASIDE = _PICTURE | {"aside", "dialog", "footer", "li", "nav"}
#: Whole pages are set in these, and boxes; it takes more than their paragraphs to tell which.
_UNTOLD = frozenset(("form", "td"))

_Build = tuple[tuple[str, str | None], ...]
"""Tag and class of the blocks that something is set in, innermost first."""


@dataclass(frozen=True, slots=True)
class _Column:
    """An element, and the build of the blocks in it that its paragraphs are set in."""

    element: HtmlElement
    build: _Build


def column(spots: Sequence[Spot]) -> list[bool] | None:
    """For every line whether it is written in the page's column: its paragraphs, subheads, lists and quotations.

    Args:
        spots: the page's lines.

    Returns:
        None if the page has no column, or more than paragraphs stand in it.
    """
    prose = [_is_prose(spot.text) for spot in spots]
    found = _widest(spots, prose)
    if found is None:
        return None
    paths = {at: path for at, spot in enumerate(spots) if (path := _path(spot.origin, found.element)) is not None}
    links: dict[HtmlElement, float] = {}
    own = [at in paths and _is_written(paths[at], found.build, links) for at in range(len(spots))]
    last = max((at for at, kept in enumerate(own) if kept and not _is_heading(spots[at])), default=-1)
    own[last + 1 :] = [False] * (len(own) - last - 1)
    lines = [spot.text for spot, kept in zip(spots, own, strict=True) if kept]
    if sum(line.count(" ") + 1 for line in lines) < _LEAST:
        return None
    if any(own.index(True) < at < last and _is_parting(path, found.build, own=own[at]) for at, path in paths.items()):
        return None
    beside = sum(len(spots[at].text) for at, path in paths.items() if prose[at] and not own[at] and not _is_pictured(path))
    return own if beside <= _BESIDE * sum(map(len, lines)) else None


def _is_parting(path: Sequence[HtmlElement], build: _Build, *, own: bool) -> bool:
    """Whether a line may be a headline between blocks: the next block of this build is another text's, then."""
    inside = own and len(_unwrapped(path, build)) < len(_blocks(path))
    return bool(build) and not inside and any(element.tag in _HEADLINES for element in path)


def _is_pictured(path: Sequence[HtmlElement]) -> bool:
    return any(element.tag in _PICTURE for element in path)


def _is_prose(line: str) -> bool:
    return line.endswith(SENTENCE_END) and line.count(" ") >= _PROSE


def _widest(spots: Sequence[Spot], prose: Sequence[bool]) -> _Column | None:
    """The column that holds most of the page's prose as paragraphs, with as few blocks around them as need be."""
    size: Counter[_Column] = Counter()
    whole = 0
    around: dict[HtmlElement | None, tuple[_Column, ...] | None] = {}
    for spot in (spot for spot, told in zip(spots, prose, strict=True) if told):
        block = _block(spot.origin)
        holder = None if block is None else block.getparent()
        if holder not in around:
            around[holder] = _columns(holder)
        columns = around[holder]
        if columns is None or (block is not None and block.tag in _ASIDE):
            continue
        whole += len(spot.text)
        for each in columns if block is not None and block.tag == "p" else ():
            size[each] += len(spot.text)
    enough = [each for each, own in size.items() if own >= _SHARE * whole]
    return min(enough, key=lambda each: len(each.build), default=None)


def _columns(holder: HtmlElement | None) -> tuple[_Column, ...] | None:
    """The columns that paragraphs of this element can be of: it, and what it is set in; None if that is beside the page's text."""
    above = set() if holder is None else {holder.tag, *(element.tag for element in holder.iterancestors())}
    if above & _ASIDE:
        return None
    return () if above & _UNTOLD else tuple(_around(holder))


def _around(holder: HtmlElement | None) -> Iterator[_Column]:
    build: _Build = ()
    while holder is not None:
        yield _Column(holder, build)
        if holder.tag not in _WRAPS or len(build) == _DEEPEST:
            return
        build += (_built(holder),)
        holder = holder.getparent()


def _built(block: HtmlElement) -> tuple[str, str | None]:
    return str(block.tag), block.get("class")


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


def _is_written(path: Sequence[HtmlElement], build: _Build, links: dict[HtmlElement, float]) -> bool:
    """Whether a line is of a paragraph, subhead, list or quotation of the column, and more than links."""
    blocks = _unwrapped(path, build)
    if len(blocks) == 1 and blocks[0].tag == "p":
        return _linked(blocks[0], links) < _ALL_LINKS
    return tuple(element.tag for element in blocks) in _WRITTEN and _linked(blocks[0], links) < _MOSTLY_LINKS


def _unwrapped(path: Sequence[HtmlElement], build: _Build) -> Sequence[HtmlElement]:
    """The blocks that a line stands in, without those of this build around them."""
    blocks = _blocks(path)
    inner = len(blocks) - len(build)
    return blocks[:inner] if build and inner > 0 and tuple(map(_built, blocks[inner:])) == build else blocks


def _blocks(path: Sequence[HtmlElement]) -> Sequence[HtmlElement]:
    return [element for element in path if element.tag not in _INLINE]


def _linked(block: HtmlElement, links: dict[HtmlElement, float]) -> float:
    """The share of a block's characters that links hold; `links` keeps what is known of a block of several lines."""
    if block not in links:
        linked = sum(len(link.text_content()) for link in block.iter("a"))
        links[block] = linked / max(1, len(block.text_content())) if linked else 0.0
    return links[block]
