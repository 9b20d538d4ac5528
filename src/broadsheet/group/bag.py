"""Sums of sparse unit vectors, several kinds of them in one: what likeness of articles is computed from, many stories at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

KINDS = ("terms", "names", "headlines", "figures", "leads")
"""Words; words of names; words of headlines; numbers; words of names told at the top."""
_BITS = 3  # of a key that hold the kind
_KIND = (1 << _BITS) - 1
_FILTER = 1 << 16

Keys = NDArray[np.int64]
Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Bag:
    """A sum of unit vectors of every kind.

    Attributes:
        keys: sorted, shape (n,): a word's number, shifted, and its kind in the lowest bits.
        sums: the sum of the weights of each, shape (n,).
        units: how many vectors of each kind were not empty, shape (5,).
        squares: squared length of the sum of each kind, shape (5,).
    """

    keys: Keys
    sums: Weights
    units: Weights
    squares: Weights

    def __add__(self, other: Bag) -> Bag:
        if not len(self.keys):
            return other
        keys, sums = np.concatenate([self.keys, other.keys]), np.concatenate([self.sums, other.sums])
        return _packed(keys, sums, self.units + other.units)

    def terms(self) -> tuple[Keys, Weights]:
        """Numbers of the words and their sums."""
        words = (self.keys & _KIND) == 0
        return self.keys[words] >> _BITS, self.sums[words]

    def tells(self, words: frozenset[int]) -> bool:
        """Whether one of the words with these numbers is among its words."""
        sought = np.array(sorted(words), dtype=np.int64) << _BITS
        place = np.searchsorted(self.keys, sought)
        return bool((self.keys[place[place < len(self.keys)]] == sought[place < len(self.keys)]).any())

    def cohesion(self, articles: int) -> float:
        """Mean cosine, by words, of the pairs of so many articles within; 0 for a single one."""
        return float(self.squares[0] - self.units[0]) / (articles * (articles - 1)) if articles > 1 else 0.0

    def cosine(self, other: Bag) -> float:
        """Cosine of the two sums, by words."""
        size = float(np.sqrt(self.squares[0] * other.squares[0]))
        return float(dots(self, [other])[0, 0]) / size if size else 0.0


EMPTY = Bag(np.empty(0, np.int64), np.empty(0), np.zeros(len(KINDS)), np.zeros(len(KINDS)))
"""No vectors."""


def bag_of(numbers: Keys, kinds: Keys, weights: Weights) -> Bag:
    """One vector of every kind, scaled to length 1; empty where no weight is positive.

    Args:
        numbers: of the words, shape (n,); a word stands once under a kind.
        kinds: places in `KINDS`, shape (n,).
        weights: of each, shape (n,); what is not positive is left out.
    """
    if not weights.all() or weights.min(initial=1.0) < 0:
        kept = weights > 0
        numbers, kinds, weights = numbers[kept], kinds[kept], weights[kept]
    lengths = np.sqrt(np.bincount(kinds, weights * weights, len(KINDS)))
    return _packed((numbers << _BITS) | kinds, weights / lengths[kinds], (lengths > 0).astype(np.float64))


def _packed(keys: Keys, sums: Weights, units: Weights) -> Bag:
    """Sorted, every key once."""
    order = keys.argsort(kind="stable")
    keys, sums = keys[order], sums[order]
    new = np.empty(len(keys), dtype=np.bool_)
    new[:1] = True
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    if not new.all():
        first = new.nonzero()[0]
        keys, sums = keys[first], np.add.reduceat(sums, first)
    return Bag(keys, sums, units, np.bincount(keys & _KIND, sums * sums, len(KINDS)).astype(np.float64, copy=False))


def dots(bag: Bag, others: Sequence[Bag]) -> Weights:
    """Products of the sums with those of the others, shape (n, 5): by kind, the sum of the cosines of all pairs across."""
    keys = np.concatenate([other.keys for other in others])
    # most words of another story are not shared: a small table tells so at once, and few must be looked up
    known = np.zeros(_FILTER, dtype=np.bool_)
    known[bag.keys & (_FILTER - 1)] = True
    maybe = np.flatnonzero(known[keys & (_FILTER - 1)])
    keys = keys[maybe]
    place = np.searchsorted(bag.keys, keys)
    place[place == len(bag.keys)] = 0
    same = np.flatnonzero(bag.keys[place] == keys) if len(bag.keys) else np.empty(0, np.int64)
    maybe, keys, place = maybe[same], keys[same], place[same]
    ends = np.cumsum([len(other.keys) for other in others])
    owners = np.searchsorted(ends, maybe, side="right")
    products = np.concatenate([other.sums for other in others])[maybe] * bag.sums[place]
    cells = owners * len(KINDS) + (keys & _KIND)
    sums = np.bincount(cells, weights=products, minlength=len(others) * len(KINDS)).astype(np.float64)
    return sums.reshape(-1, len(KINDS))
