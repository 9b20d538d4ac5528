"""A text as its words are compared: numbers for words and for runs of three, what is quoted, long paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

import numpy as np

from broadsheet.dedupe.letters import CLOSING, DIGIT, DIVIDER, EITHER, NEWLINE, OPENING, Entries, Letters
from broadsheet.dedupe.runs import RUN, Mask, Numbers, Places, Runs, Sample, Words, ordered, runs_of, samples

LONG_LINE = 12  # words from which on a line (a paragraph) can be known again as house matter
LONGEST_QUOTATION = 800  # characters; what is longer has lost its second mark

_BASE = 0x9E3779B97F4A7C15
_TURN = np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(32)
_WRAP = 1 << 64


@dataclass(frozen=True, eq=False, kw_only=True)  # no slots: what is only needed to compare is made then, and kept
class Wording:
    """The words of a text. A word is what stands between characters that are neither letters nor digits.

    Attributes:
        numbers: one number a word, shape (n,).
        sample: the runs of three words by which it is looked up.
        quotations: first word and end of what stands in quotation marks, shape (k, 2).
        lines: digests of the paragraphs of at least twelve words; a word with a digit counts as any other such, shape (m,).
        extents: first word and end of each of them, shape (m, 2).
        sorted: its runs, where they are there already.
    """

    numbers: Numbers
    sample: Sample
    quotations: Places
    lines: Words
    extents: Places
    sorted: Runs | None = None

    @cached_property
    def runs(self) -> Runs:
        """All runs of three words."""
        return self.sorted or next(ordered(runs_of(self.numbers), np.array([0, len(self.numbers)])))

    @property
    def quoted(self) -> Mask:
        """Which runs lie wholly inside quotation marks, shape (n - 2,)."""
        inside = np.zeros(max(0, len(self.numbers) - RUN + 1), dtype=np.bool_)
        for start, end in self.quotations.tolist():
            inside[start : max(start, end - RUN + 1)] = True
        return inside


def read(text: str) -> Wording:
    """The wording of a text."""
    return Reader().read([text])[0]


class Reader:
    """Takes texts apart, some at once: some tens of thousands of characters are read the fastest."""

    def __init__(self) -> None:
        self._letters = Letters()

    def read(self, texts: Sequence[str]) -> list[Wording]:
        """The wording of each text."""
        entries, places, starts = self._letters.entries(texts)
        kinds = entries[places]
        divides = kinds < DIGIT
        dividers, marked = places[divides], divides & (kinds != DIVIDER)
        words = _words(dividers)
        before = words[0]
        wide = _numbers(entries, *words)
        lines, extents = _lines(wide, before.searchsorted(places[kinds == NEWLINE]), before.searchsorted(places[~divides]) - 1)
        quotations = before.searchsorted(_quotations(places[marked], kinds[marked]))
        whole = _Whole(
            numbers=wide.astype(np.uint32),
            quotations=quotations[quotations[:, 1] - quotations[:, 0] >= RUN],
            lines=lines,
            extents=extents,
        )
        bounds = before.searchsorted(starts - 1)
        runs = runs_of(wide)
        return list(whole.parts(bounds, samples(runs, bounds), ordered(runs, bounds)))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Whole:
    """Several texts, one after the other; fields as of `Wording`."""

    numbers: Numbers
    quotations: Places
    lines: Words
    extents: Places

    def parts(self, bounds: Places, sampled: Iterator[Sample], runs: Iterator[Runs]) -> Iterator[Wording]:
        """The texts, each of which begins at such a word."""
        lines, quotations = self.extents[:, 0].searchsorted(bounds).tolist(), self.quotations[:, 0].searchsorted(bounds).tolist()
        for at, ((start, end), sample, own) in enumerate(zip(pairwise(bounds.tolist()), sampled, runs, strict=True)):
            some, said = slice(lines[at], lines[at + 1]), slice(quotations[at], quotations[at + 1])
            yield Wording(
                numbers=self.numbers[start:end].copy(),
                sample=sample,
                quotations=self.quotations[said] - start,
                lines=self.lines[some].copy(),
                extents=self.extents[some] - start,
                sorted=own,
            )


def known(numbers: Numbers, *, quotations: Places, lines: Words, extents: Places) -> Wording:
    """The wording of which this was kept."""
    sample = next(samples(runs_of(numbers), np.array([0, len(numbers)])))
    return Wording(numbers=numbers, sample=sample, quotations=quotations, lines=lines, extents=extents)


def _words(dividers: Places) -> tuple[Places, Places]:
    """Between which of the places that divide words there are any: the place before each word, and the last of its letters."""
    last = dividers[1:] - 1
    whole = last > dividers[:-1]
    return dividers[:-1][whole], last[whole]


def _numbers(entries: Entries, before: Places, last: Places) -> Words:
    """A number of 32 bits for each word: a sum over its letters' numbers and places modulo 2 to the 64, and the upper half of it.

    The entries are overwritten.
    """
    powers, inverses = _powers(len(entries))
    entries[1:] *= powers[: len(entries) - 1]
    np.cumsum(entries, out=entries)
    numbers: Words = entries[last]
    numbers -= entries[before]
    numbers *= inverses[before]
    numbers *= _TURN
    numbers >>= _HALF
    return numbers


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


def _quotations(places: Places, kinds: Words) -> Places:
    """Where quotations begin and end: two marks in a line, of which the first can open one and the next can close it.

    Of marks that can do both, every second one opens.
    """
    either, apart = kinds == EITHER, places[1:] - places[:-1]
    opens, closes = either | (kinds == OPENING), either | (kinds == CLOSING)
    fits = (opens[:-1] & closes[1:] & (apart > 1) & (apart <= LONGEST_QUOTATION + 1)).nonzero()[0]
    first = fits[_turns(fits) % 2 == 0]
    return np.stack((places[first], places[first + 1]), axis=1)


def _turns(places: Places) -> Places:
    """How many places come right before each, one after the other."""
    fresh = np.diff(places, prepend=-2) > 1
    numbers = np.arange(len(places))
    result: Places = numbers - np.maximum.accumulate(numbers * fresh)
    return result


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
