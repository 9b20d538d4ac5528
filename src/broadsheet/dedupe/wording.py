"""A text as its words are compared: numbers for words and for runs of three, what is quoted, long paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from broadsheet.dedupe.letters import CLOSING, DIGIT, DIVIDER, EITHER, NEWLINE, OPENING, Entries, Letters, Places

RUN = 3  # words in a run, "shingle" in Broder, "On the resemblance and containment of documents" (1997)
LONG_LINE = 12  # words from which on a line (a paragraph) can be known again as house matter
LONGEST_QUOTATION = 800  # characters; what is longer has lost its second mark

Words = NDArray[np.uint64]
Numbers = NDArray[np.uint32]
Mask = NDArray[np.bool_]

_LETTERS = Letters()
_BASE = 0x9E3779B97F4A7C15
_TURN = np.uint64(0xBF58476D1CE4E5B9)
_MIX = (np.uint64(0xD6E8FEB86659FD93), np.uint64(0xA0761D6478BD642F), np.uint64(0xE7037ED1A0B428DB))
_HALF = np.uint64(32)
_WRAP = 1 << 64


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Wording:
    """The words of a text. A word is what stands between characters that are neither letters nor digits.

    Attributes:
        numbers: one number a word, shape (n,).
        runs: one number for every three words in a row, sorted, each once.
        ranks: where in `runs` each run stands, in the order of the text, shape (n - 2,).
        quotations: first word and end of what stands in quotation marks, shape (k, 2).
        lines: digests of the paragraphs of at least twelve words; a word with a digit counts as any other such, shape (m,).
        extents: first word and end of each of them, shape (m, 2).
    """

    numbers: Numbers
    runs: Words
    ranks: Places
    quotations: Places
    lines: Words
    extents: Places

    @property
    def quoted(self) -> Mask:
        """Which runs lie wholly inside quotation marks, shape (n - 2,)."""
        inside = np.zeros(len(self.ranks), dtype=np.bool_)
        for start, end in self.quotations.tolist():
            inside[start : max(start, end - RUN + 1)] = True
        return inside


def read(text: str) -> Wording:
    """The wording of a text."""
    return read_all([text])[0]


def read_all(texts: Sequence[str]) -> list[Wording]:
    """The wording of each text. Some tens of thousands of characters are read the fastest at once."""
    entries, places, starts = _LETTERS.entries(texts)
    kinds = entries[places]
    entries[places[kinds < DIGIT]] = DIVIDER
    letters = entries != DIVIDER
    before = np.flatnonzero(letters[1:] > letters[:-1])  # the place before each word
    wide = _numbers(entries, before)
    counted = before.searchsorted(places[kinds >= DIGIT]) - 1
    lines, extents = _lines(wide, before.searchsorted(places[kinds == NEWLINE]), counted)
    quotations = before.searchsorted(_quotations(places[kinds < DIGIT], kinds[kinds < DIGIT]))
    whole = _Whole(
        numbers=wide.astype(np.uint32),
        runs=_runs(wide),
        quotations=quotations[quotations[:, 1] - quotations[:, 0] >= RUN],
        lines=lines,
        extents=extents,
    )
    return list(whole.parts(before.searchsorted(starts - 1)))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Whole:
    """Several texts, one after the other; fields as of `Wording`, but for the runs, which stand in the order of the texts."""

    numbers: Numbers
    runs: Words
    quotations: Places
    lines: Words
    extents: Places

    def parts(self, bounds: Places) -> Iterator[Wording]:
        """The texts, each of which begins at such a word."""
        lines, quotations = self.extents[:, 0].searchsorted(bounds).tolist(), self.quotations[:, 0].searchsorted(bounds).tolist()
        for at, (start, end) in enumerate(pairwise(bounds.tolist())):
            some, said = slice(lines[at], lines[at + 1]), slice(quotations[at], quotations[at + 1])
            yield _wording(
                self.numbers[start:end].copy(),
                self.runs[start : max(start, end - RUN + 1)],
                quotations=self.quotations[said] - start,
                lines=self.lines[some].copy(),
                extents=self.extents[some] - start,
            )


def known(numbers: Numbers, *, quotations: Places, lines: Words, extents: Places) -> Wording:
    """The wording of which this was kept."""
    return _wording(numbers, runs_of(numbers), quotations=quotations, lines=lines, extents=extents)


def _wording(numbers: Numbers, runs: Words, *, quotations: Places, lines: Words, extents: Places) -> Wording:
    order = runs.argsort()
    ordered = runs[order]
    first = np.ones(len(runs), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    ranks = np.empty(len(runs), dtype=np.intp)
    ranks[order] = first.cumsum() - 1
    return Wording(numbers=numbers, runs=ordered[first], ranks=ranks, quotations=quotations, lines=lines, extents=extents)


def runs_of(numbers: Numbers) -> Words:
    """Every three words in a row as one number, in the order of the text, shape (n - 2,)."""
    return _runs(numbers.astype(np.uint64))


def shared(one: Wording, two: Wording) -> tuple[Mask, Mask]:
    """Which runs of each text the other has, in the order of the texts."""
    mine, theirs = np.zeros(len(one.runs), dtype=np.bool_), np.zeros(len(two.runs), dtype=np.bool_)
    if len(mine) and len(theirs):
        at = one.runs.searchsorted(two.runs)
        np.minimum(at, len(mine) - 1, out=at)
        theirs = one.runs[at] == two.runs
        mine[at[theirs]] = True
    return mine[one.ranks], theirs[two.ranks]


def _numbers(entries: Entries, before: Places) -> Words:
    """A number of 32 bits for each word: a sum over its letters' numbers and places modulo 2 to the 64, and the upper half of it.

    The entries are overwritten.
    """
    if not len(before):
        return np.zeros(0, dtype=np.uint64)
    powers, inverses = _powers(len(entries))
    np.multiply(entries[1:], powers[: len(entries) - 1], out=entries[1:])
    sums = np.add.reduceat(entries[1:], before)
    result: Words = sums * inverses[before] * _TURN >> _HALF
    return result


def _runs(wide: Words) -> Words:
    result: Words = wide[:-2] * _MIX[0] + wide[1:-1] * _MIX[1] + wide[2:] * _MIX[2]
    return result


def _lines(wide: Words, ends: Places, counted: Places) -> tuple[Words, Places]:
    """The digests and extents of long lines.

    Args:
        wide: words.
        ends: the number of words before each end of a line.
        counted: the words that hold digits.
    """
    long = np.flatnonzero(np.diff(ends) >= LONG_LINE)
    starts, stops = ends[long], ends[long + 1]
    powers, inverses = _powers(len(wide))
    plain = wide.copy()
    plain[counted] = 0
    sums = np.zeros(len(wide) + 1, dtype=np.uint64)
    np.cumsum(plain * powers[: len(wide)], out=sums[1:])
    return (sums[stops] - sums[starts]) * inverses[starts], np.stack((starts, stops), axis=1)


_OPENERS, _CLOSERS = (OPENING, EITHER), (CLOSING, EITHER)


def _quotations(places: Places, kinds: Words) -> Places:
    """Where quotations begin and end: two marks in a line, of which the first can open one and the next can close it."""
    found, opened = list[tuple[int, int]](), None
    for place, kind in zip(places.tolist(), kinds.tolist(), strict=True):
        if opened is not None and kind in _CLOSERS and 1 < place - opened <= LONGEST_QUOTATION + 1:
            found.append((opened, place))
            opened = None
        else:
            opened = place if kind in _OPENERS else None
    return np.array(found, dtype=np.intp).reshape(-1, 2)


def _powers(size: int) -> tuple[Words, Words]:
    """The powers of a number modulo 2 to the 64, and those of its inverse; at least so many of each."""
    return _table(1 << size.bit_length())


@cache
def _table(size: int) -> tuple[Words, Words]:
    return _multiplied(_BASE, size), _multiplied(pow(_BASE, -1, _WRAP), size)


def _multiplied(base: int, size: int) -> Words:
    powers = np.ones(size, dtype=np.uint64)
    done = 1
    while done < size:
        powers[done : 2 * done] = powers[:done] * np.uint64(pow(base, done, _WRAP))
        done *= 2
    return powers
