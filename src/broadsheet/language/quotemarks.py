"""Quotations in running text: where the words between quotation marks begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, NamedTuple

from broadsheet.records.text import Extent

Side = Literal["open", "close", "either"]

_MARK = re.compile(r"''|``|[\"“”„‟«»＂]")
_SINGLE = re.compile(r"(?<![\w.!?,'’])(?:['‘])(?=[\w“\"…])(?P<said>[^\n]{2,600}?)(?<=[\w.,!?…”\"])(?:['’])(?!\w)")
_BEFORE_OPENING = frozenset("([{—–-/:>")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…<'’")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One run of quoted words.

    Attributes:
        extent: the words without the outer marks; over several paragraphs it holds the marks that reopen it.
        outer: the same with its marks.
        closed: whether its closing mark is there.
        single: whether it stands in single marks.
        label: the name before a turn of an interview, which stands in no marks.
    """

    extent: Extent
    outer: Extent
    closed: bool = True
    single: bool = False
    label: Extent | None = None


class _Mark(NamedTuple):
    start: int
    end: int
    side: Side


class _Open(NamedTuple):
    outer: int
    start: int


def touching(place: Extent, quotes: Sequence[Quotation]) -> Sequence[Quotation]:
    """Those of `quotes` (in order, none overlapping another) that share a code point with `place`, their marks included."""
    first = bisect_right(quotes, place.start, key=lambda quote: quote.outer.end)
    last = bisect_left(quotes, place.end, key=lambda quote: quote.outer.start)
    return quotes[first : max(first, last)]


def quotations(text: str, paragraphs: Sequence[Extent]) -> list[Quotation]:
    """The outermost quotations of a text in order, none overlapping another.

    A quotation whose paragraph ends before its closing mark goes on in the next paragraph if that one reopens it; a
    mark that is never closed ends with its paragraph. Words in single marks count where no double marks hold them.

    >>> text = "“Go,” she said. “Do not come\u2028“back.” He called it 'a very sad day for us', then left."
    >>> lines = [Extent(0, 28), Extent(29, len(text))]
    >>> [(q.extent.of(text).replace("\u2028", " / "), q.single) for q in quotations(text, lines)]
    [('Go,', False), ('Do not come / “back.', False), ('a very sad day for us', True)]
    """
    found = list(_double(text, paragraphs))
    singles = [quote for line in paragraphs for quote in _singles(text, line)]
    free = [one for one in singles if not touching(one.outer, found)]
    return sorted(found + free, key=lambda quote: quote.outer)


def _double(text: str, paragraphs: Sequence[Extent]) -> Iterator[Quotation]:
    opened: _Open | None = None
    for i, line in enumerate(paragraphs):
        marks = _marks(text, line)
        if opened and marks and marks[0].start == line.start and marks[0].side != "close":
            marks = marks[1:]
        opened = yield from _scan(text, marks, opened)
        if opened and not _goes_on(text, paragraphs, i):
            if line.end > opened.start:
                yield Quotation(Extent(opened.start, line.end), Extent(opened.outer, line.end), closed=False)
            opened = None


def _scan(text: str, marks: Sequence[_Mark], opened: _Open | None) -> Generator[Quotation, None, _Open | None]:
    """Pair the marks of one paragraph; what is still open at its end is returned."""
    depth, surplus = 0, _surplus(marks)
    for i, mark in enumerate(marks):
        closes = mark.side == "close" or (mark.side == "either" and opened is not None)
        if opened is None:
            opened = _Open(mark.start, mark.end) if not closes else None
        elif not closes:
            if surplus[i] > 0 or mark.side != "open":
                depth += 1
            else:  # the last one was never closed
                yield from _unclosed(text, opened, mark.start)
                opened = _Open(mark.start, mark.end)
        elif depth:
            depth -= 1
        else:
            if mark.start > opened.start:
                yield Quotation(Extent(opened.start, mark.start), Extent(opened.outer, mark.end))
            opened = None
    return opened


def _surplus(marks: Sequence[_Mark]) -> list[int]:
    """For each mark, how many more close than open from there on: above 0 where one quotation stands inside another."""
    signs = [{"close": 1, "open": -1}.get(mark.side, 0) for mark in reversed(marks)]
    return list(accumulate(signs))[::-1]


def _unclosed(text: str, opened: _Open, before: int) -> Iterator[Quotation]:
    """A quotation that another one follows before it was closed ends with its last sentence."""
    ends = [found.end() for found in re.finditer(r"[.!?…,]", text[opened.start : before])]
    if ends:
        end = opened.start + ends[-1]
        yield Quotation(Extent(opened.start, end), Extent(opened.outer, end), closed=False)


def _goes_on(text: str, paragraphs: Sequence[Extent], i: int) -> bool:
    """Whether the quotation open at the end of paragraph `i` is taken up by the next one."""
    if i + 1 >= len(paragraphs):
        return False
    marks = _marks(text, paragraphs[i + 1])
    if not marks:
        return False
    first = marks[0]
    return (first.start == paragraphs[i + 1].start and first.side == "open") or (first.side == "close" and text[first.start] == "”")


def _marks(text: str, line: Extent) -> list[_Mark]:
    return [
        _Mark(found.start(), found.end(), _side(text, found.start(), found.end(), line))
        for found in _MARK.finditer(text, line.start, line.end)
        if not _is_measure(text, found.start(), line)
    ]


def _is_measure(text: str, at: int, line: Extent) -> bool:
    """Inches: a straight mark right after a digit that follows no opening mark in its word (6'2")."""
    return text[at] == '"' and at - 2 >= line.start and text[at - 1].isdigit() and text[at - 2] in "'’"


def _side(text: str, start: int, end: int, line: Extent) -> Side:
    """Which way a mark points, by its form and neighbours; glyphs that plainly stand the wrong way round are corrected."""
    before = text[start - 1] if start > line.start else " "
    after = text[end] if end < line.end else " "
    free_left = before.isspace() or before in _BEFORE_OPENING or before in "'‘"
    free_right = after.isspace() or after in _AFTER_CLOSING
    if free_left and not free_right:
        return "open"
    if free_right and not free_left:
        return "close"
    if text[start] in "“„«`":
        return "open"
    if text[start] in "”»":
        return "close"
    return "either"


def _singles(text: str, line: Extent) -> Iterator[Quotation]:
    for found in _SINGLE.finditer(text, line.start, line.end):
        yield Quotation(Extent(*found.span("said")), Extent(*found.span()), single=True)
