"""A listing's cards: which have their own paragraph and are briefs, and which only lead to a story elsewhere.

Cards are told by repetition: siblings of one build, each with a heading of its own that is a link. A page is a listing only if no
article of its own outweighs them, so that the cards beside an article never make one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from broadsheet.extract.places import SENTENCE_END, lineage
from broadsheet.extract.rendering import Spot

_UNDIVIDED = re.compile("[\u3040-\u9fff]")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
#: So many siblings of one build are a listing.
_SEVERAL = 3
#: A paragraph of news has so many words; what is shorter is a line that recommends.
_PARAGRAPH = 25
#: A sentence has so many; what is shorter is a label.
_SENTENCE = 8


@dataclass(slots=True)
class Card:
    """One card of a listing, by the numbers of its lines.

    Attributes:
        heading: the line that is its headline.
        href: where the headline leads.
        body: its paragraphs.
        lines: all its lines.
        time: the time that its markup states, if any.
    """

    heading: int
    href: str
    body: list[int]
    lines: list[int]
    time: str | None = None

    @property
    def brief(self) -> bool:
        """Whether it holds an article's opening and not only points to it."""
        return bool(self.body)


def cards(spots: Sequence[Spot], body: Sequence[bool]) -> list[Card]:
    """The cards of a page that is a listing, in reading order; none if it is anything else.

    Args:
        spots: the page's lines.
        body: whether each was found to be a paragraph of an article.
    """
    headed = _headed(spots)
    within: dict[HtmlElement, list[int]] = defaultdict(list)
    for at, spot in enumerate(spots):
        block = next((element for element in lineage(spot.origin) if element in headed), None) if spot.origin is not None else None
        if block is not None:
            within[block].append(at)
    found = [_card(block, headed[block], lines, spots) for block, lines in within.items()]
    return found if len(found) >= _SEVERAL and _outweigh(found, spots, body) else []


def _headed(spots: Sequence[Spot]) -> dict[HtmlElement, tuple[int, str]]:
    """Every block that is a card, with its headline's line and link: the largest around one linked heading, if siblings match."""
    headings = [(at, heading, href) for at, spot in enumerate(spots) for heading, href in _linked_heading(spot)]
    count: dict[HtmlElement, int] = defaultdict(int)
    for _, heading, _ in headings:
        for element in lineage(heading):
            count[element] += 1
    found: dict[HtmlElement, tuple[int, str]] = {}
    for at, heading, href in headings:
        alone = [element for element in lineage(heading) if count[element] == 1 and element.tag not in _HEADINGS]
        if alone and _repeated(alone[-1], count):
            found[alone[-1]] = (at, href)
    return found


def _linked_heading(spot: Spot) -> Iterator[tuple[HtmlElement, str]]:
    """The heading that a line is, if it leads somewhere."""
    if spot.origin is None or size(spot.text) < 2:
        return
    above = list(lineage(spot.origin))
    heading = next((element for element in above if element.tag in _HEADINGS), None)
    if heading is None:
        return
    links = [element.get("href") for element in [*above, *heading.iter("a")] if element.tag == "a"]
    yield from [(heading, href) for href in links if href][:1]


def _repeated(block: HtmlElement, count: dict[HtmlElement, int]) -> bool:
    """Whether its siblings are built like it: same element, a class in common, a heading each."""
    parent = block.getparent()
    if parent is None:
        return False
    own = set((block.get("class") or "").split())
    like = [
        sibling
        for sibling in parent
        if sibling.tag == block.tag and count.get(sibling) == 1 and (not own or own & set((sibling.get("class") or "").split()))
    ]
    return len(like) >= _SEVERAL


def _card(block: HtmlElement, headline: tuple[int, str], lines: list[int], spots: Sequence[Spot]) -> Card:
    at, href = headline
    prose = [number for number in lines if number > at and _is_prose(spots[number], block)]
    whole = sum(size(spots[number].text) for number in prose) >= _PARAGRAPH
    time = next((element.get("datetime") for element in block.iter("time") if element.get("datetime")), None)
    return Card(heading=at, href=href, body=prose if whole else [], lines=lines, time=time)


def _is_prose(spot: Spot, block: HtmlElement) -> bool:
    """A sentence in a block of its own: not a caption, and no link but one that holds the whole card."""
    if spot.origin is None or size(spot.text) < _SENTENCE or not spot.text.rstrip().endswith(SENTENCE_END):
        return False
    inner = []
    for element in lineage(spot.origin):
        if element is block:
            break
        inner.append(element)
    return not any(
        element.tag in ("figure", "figcaption", "time", "button")
        or (element.tag == "a" and next(element.iter(*_HEADINGS), None) is None)
        for element in inner
    )


def size(text: str) -> int:
    """Words of a line; two characters count for one where no blanks divide them.

    >>> size("The ferry sailed."), size("渡し船は正午に出航した")
    (3, 5)
    """
    words = len(text.split())
    return words if 8 * words > len(text) or text.isascii() else max(words, len(_UNDIVIDED.findall(text)) // 2)


def _outweigh(found: Sequence[Card], spots: Sequence[Spot], body: Sequence[bool]) -> bool:
    """Whether the page has no article beside its cards: fewer words of prose outside of them than inside."""
    inside = {number for card in found for number in card.lines}
    weight = [size(spot.text) for spot in spots]
    outside = sum(weight[at] for at, kept in enumerate(body) if kept and at not in inside)
    return outside < _PARAGRAPH or outside < sum(weight[number] for card in found for number in card.body)
