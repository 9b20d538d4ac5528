"""The longest subsequence that two texts have in common: words in one order, though not side by side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

MOST = 64
"""Words of the second text that are compared: a bit for each in one machine word."""


def longest_shared(some: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> NDArray[np.intp]:
    """Words of the longest common subsequence of every text with every other one, shape (some, others).

    Of the others the first `MOST` words count. All pairs go at once, a word of `some` a step (Hyyrö 2004, "Bit-parallel
    LCS-length computation revisited").

    >>> longest_shared([["the", "dam", "broke"], []], [["dam", "above", "Velm", "broke"], ["fire"]]).tolist()
    [[2, 0], [0, 0]]
    """
    number = {word: i for i, word in enumerate(dict.fromkeys(word for other in others for word in other[:MOST]))}
    places = np.zeros((len(others), len(number) + 1), dtype=np.uint64)
    for row, other in enumerate(others):
        for at, word in enumerate(other[:MOST]):
            places[row, number[word]] |= np.uint64(1 << at)
    told = np.full((len(some), max(map(len, some), default=0)), len(number))
    for row, text in enumerate(some):
        told[row, : len(text)] = [number.get(word, len(number)) for word in text]
    open_bits = np.full((len(others), len(some)), np.iinfo(np.uint64).max)
    for words in told.T:
        met = open_bits & places[:, words]
        open_bits = (open_bits + met) | (open_bits - met)
    return _bits(~open_bits).T


def _bits(numbers: NDArray[np.uint64]) -> NDArray[np.intp]:
    """How many bits of each number are set."""
    each = np.unpackbits(np.ascontiguousarray(numbers).view(np.uint8), axis=1)
    return np.asarray(each.reshape(*numbers.shape, MOST).sum(axis=2), dtype=np.intp)
