"""A live blog's entries: which lines are the times that open them, and what between them is theirs.

A page is a live blog if it says so (`LiveBlogPosting`) or if several lines that are but a time of day each have a paragraph below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from broadsheet.extract import cues
from broadsheet.extract.places import SENTENCE_END, Verdict, lineage
from broadsheet.extract.rendering import Spot

_CLOCK = r"(?:[01]?\d|2[0-3])(?:[.:h]| h )[0-5]\d(?::[0-5]\d)?"
_STAMP = re.compile(
    rf"^\W{{0,3}}(?:{_CLOCK}(?:\s?(?:uhr|h|hrs|[ap]\.?m\.?))?|(?:1[0-2]|[1-9])\s?[ap]\.?m\.?)"
    r"(?:\W{1,3}[A-Z]{2,4}|\s?utc)?(?:\W{1,3}[\w.]{1,12}(?: [\w.,]{1,12}){0,3})?\W{0,2}$",
    re.IGNORECASE,
)
#: A time with its year, among times without, is the page's own.
_YEAR = re.compile(r"\b(19|20)\d\d\b")
#: So many entries make a live blog of a page that does not call itself one.
_SEVERAL = 4
#: Between an entry's time and its text stand at most so many lines: a headline, a name, a share link.
_NEAR = 4
_CONTENTS = Verdict("teaser", "a list of links into the page itself")
_SHARE = Verdict("junk", "a link for sharing an entry")
_FEW = 6
#: Above the entries a line as short as this that is no sentence belongs to the heading.
_STANDFIRST = 90
_PROSE = ("p", "blockquote", "li", "div")


def is_stamp(line: str) -> bool:
    """Whether a line is a time of day and little else.

    >>> [is_stamp(line) for line in ("21.14", "9:05 p.m.", "21:14 Uhr", "14:03 GMT", "24–24 with eight left.", "21.14 Full time")]
    [True, True, True, True, False, True]
    """
    return len(line) <= 40 and bool(_STAMP.match(line))


def stamps(spots: Sequence[Spot], body: Sequence[bool], *, stated: bool) -> list[int]:
    """The places of the lines that open entries; none if the page is no live blog.

    Args:
        spots: the page's lines.
        body: whether each was found to be a paragraph.
        stated: True if the page says that it is a live blog.
    """
    found = [
        at
        for at, spot in enumerate(spots)
        if is_stamp(spot.text) and not _linked(spot) and any(body[at + 1 : at + 1 + _NEAR]) and not _above_another(spots, at)
    ]
    dated = [at for at in found if _YEAR.search(spots[at].text)]
    if len(dated) < len(found):
        found = [at for at in found if at not in dated]
    return found if len(found) >= (1 if stated else _SEVERAL) else []


def _linked(spot: Spot) -> bool:
    """Whether the line leads elsewhere: such a time belongs to a card or to a list of key events."""
    if spot.origin is None:
        return False
    block = next((element for element in lineage(spot.origin) if element.tag in ("li", "a")), None)
    return block is not None and (block.tag == "a" or _into_page(block) or next(block.iter("p"), None) is None)


def _into_page(block: HtmlElement) -> bool:
    return any((link.get("href") or "").startswith("#") for link in block.iter("a"))


def _above_another(spots: Sequence[Spot], at: int) -> bool:
    """Whether the next line is a time too: the first of them is the page's own date."""
    return at + 1 < len(spots) and is_stamp(spots[at + 1].text)


def own(spots: Sequence[Spot], body: Sequence[bool], opening: Sequence[int]) -> list[bool]:
    """The lines of a live blog's text: times, and below each of them paragraphs; what stands above the first is its head."""
    out = [False] * len(spots)
    first, end = opening[0], _end(spots, opening, body)
    for at in range(first, end):
        spot = spots[at]
        out[at] = at in opening or spot.origin is None or ((body[at] or _is_prose(spot)) and not _shares(spot.text))
    for at in range(first):
        out[at] = body[at] and (len(spots[at].text) > _STANDFIRST or spots[at].text.rstrip().endswith(SENTENCE_END))
    return out


def _end(spots: Sequence[Spot], opening: Sequence[int], body: Sequence[bool]) -> int:
    """Where the last entry ends: with the last paragraph found, or with the block that holds all entries."""
    last = max(at for at, kept in enumerate(body) if kept) + 1
    unshown = max((at + 1 for at, spot in enumerate(spots) if spot.origin is None), default=0)
    return max(last, unshown, opening[-1] + 1)


def _is_prose(spot: Spot) -> bool:
    """A sentence or more in a paragraph of its own."""
    if spot.origin is None or len(spot.text) < 40 or not spot.text.rstrip().endswith(SENTENCE_END):
        return False
    return next(lineage(spot.origin)).tag in _PROSE and not any(
        element.tag in ("aside", "nav", "footer", "figure") for element in lineage(spot.origin)
    )


def _shares(line: str) -> bool:
    return len(line.split()) <= _FEW and bool(cues.SHARE.search(line.lower()))


def furniture(spots: Sequence[Spot]) -> list[Verdict | None]:
    """What stands between and above the entries and is none: links for sharing, and the list of key events."""
    return [_SHARE if _shares(spot.text) else _CONTENTS if _is_key_event(spot) else None for spot in spots]


def _is_key_event(spot: Spot) -> bool:
    if spot.origin is None:
        return False
    item = next((element for element in lineage(spot.origin) if element.tag == "li"), None)
    return item is not None and _into_page(item)
