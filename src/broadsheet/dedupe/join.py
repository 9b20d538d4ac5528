"""Which articles of a batch share sampled runs with earlier ones, found for many at once.

One sort brings together the articles that hold a run; to look each run up by itself, and to keep it, takes several times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np

from broadsheet.dedupe.runs import Places, Sample, Words

MOST = 1 << 20  # articles of a batch; a run is a number of 44 bits, so that 20 are left for its article
_OWNER, _OWNERS = np.uint64(20), np.uint64(MOST - 1)
_BLOCK = 1 << 10  # articles whose partners are held at a time

Hits = dict[int, int]
"""How many runs an article shares with earlier ones, by their places in the batch."""


class Join:
    """The articles of a batch with the earlier ones that they share sampled runs with.

    Args:
        samples: the runs by which they are looked up, in the order in which the articles are placed; at most `MOST`.
        crowd: a run that more earlier articles hold leads nowhere.
        faint: fewer shared runs than this share of either article's do not count.
    """

    def __init__(self, samples: Sequence[Sample], crowd: int, faint: float) -> None:
        self._least = faint * np.array([len(sample.runs) for sample in samples], dtype=np.float64)
        self._runs = _Shared([sample.runs for sample in samples], crowd)
        self._openings = _Shared([sample.opening for sample in samples], crowd)
        self._first, self._plain, self._further = 0, list[Hits](), list[Hits]()

    def __len__(self) -> int:
        return len(self._least)

    def hits(self, place: int, *, opening: bool = False) -> Hits:
        """With which earlier articles that in this place shares enough runs; those of its opening count where it is asked."""
        if not 0 <= place - self._first < len(self._plain):
            self._first = place - place % _BLOCK
            self._find(self._first, min(len(self), self._first + _BLOCK))
        return (self._further if opening else self._plain)[place - self._first]

    def _find(self, start: int, end: int) -> None:
        runs, openings = self._runs.pairs(start, end), self._openings.pairs(start, end)
        self._plain = list(self._enough(runs, start, end))
        self._further = list(self._enough(np.concatenate((runs, openings)), start, end))

    def _enough(self, pairs: Words, start: int, end: int) -> Iterator[Hits]:
        """For each article of a block the partners with which it shares enough; `pairs` has an entry for every run shared."""
        pairs.sort()
        firsts = np.flatnonzero(_fresh(pairs))
        counts = np.diff(firsts, append=len(pairs))
        later, earlier = _parted(pairs[firsts])
        kept = (counts >= self._least[later]) | (counts >= self._least[earlier])
        bounds = later[kept].searchsorted(np.arange(start, end + 1)).tolist()
        partners, sizes = earlier[kept].tolist(), counts[kept].tolist()
        for at in range(end - start):
            own = slice(bounds[at], bounds[at + 1])
            yield dict(zip(partners[own], sizes[own], strict=True))


class _Shared:
    """The runs of a batch that stand in more than one article.

    Each carries its article through the sort, so that the articles of a run stand one after the other, in order.
    """

    def __init__(self, runs: Sequence[Sequence[int]], crowd: int) -> None:
        owners = np.repeat(np.arange(len(runs), dtype=np.uint64), [len(own) for own in runs])
        placed = np.fromiter(_all(runs), dtype=np.uint64, count=len(owners))
        placed <<= _OWNER
        placed |= owners
        placed.sort()
        keys, self._owners = _parted(placed)
        places = np.arange(len(keys))
        before = places - np.maximum.accumulate(places * _fresh(keys))
        self._places = np.flatnonzero((before > 0) & (before <= crowd))
        self._before = before[self._places]
        self._later = self._owners[self._places]

    def pairs(self, start: int, end: int) -> Words:
        """A later and an earlier article for every run that they share, of these later ones; both in one number, not sorted."""
        block = (self._later >= start) & (self._later < end)
        before, places = self._before[block], self._places[block]
        ends = before.cumsum()
        steps = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - before, before)
        earlier = self._owners[np.repeat(places - before, before) + steps].astype(np.uint64)
        pairs: Words = np.repeat(self._later[block], before).astype(np.uint64) << _OWNER | earlier
        return pairs


def _all(runs: Iterable[Sequence[int]]) -> Iterator[int]:
    return chain.from_iterable(runs)


def _parted(numbers: Words) -> tuple[Places, Places]:
    """The upper part of each number and its lower 20 bits."""
    return (numbers >> _OWNER).astype(np.intp), (numbers & _OWNERS).astype(np.intp)


def _fresh(numbers: Words | Places) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which of sorted numbers differ from the one before."""
    fresh = np.ones(len(numbers), dtype=np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=fresh[1:])
    return fresh
