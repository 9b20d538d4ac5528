"""How alike the stretches of text around a gap are: the cosine of their words, and the valleys in it.

After Hearst's TextTiling (Computational Linguistics 23(1), 1997).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from broadsheet.extract.facts import Facts

Matrix = NDArray[np.float64]
Counts = NDArray[np.uint8]
#: Paragraphs are compared in blocks of this many, so that a page of any length takes linear time.
BLOCK = 400


def compare(facts: Sequence[Facts]) -> tuple[Matrix, Matrix, Matrix, Matrix]:
    """Likeness of the stretches around every gap of a block; the first place has no gap above and counts as whole."""
    table = _table(facts)
    near, mid, far = (_cosines(table, reach) for reach in (2, 4, 8))
    return near, mid, far, _crossing(table, 6)


def likeness(facts: Sequence[Facts], reach: int) -> Matrix:
    """The one likeness of `compare` that looks so many paragraphs to both sides."""
    return _cosines(_table(facts), reach)


def _table(facts: Sequence[Facts]) -> Counts:
    """Which words stand in which paragraph, 0 or 1; shape (paragraphs, words), words in order of appearance."""
    column = {token: place for place, token in enumerate(dict.fromkeys(chain.from_iterable(fact.tokens for fact in facts)))}
    table = np.zeros((len(facts), len(column)), dtype=np.uint8)
    for row, fact in enumerate(facts):
        table[row, list(map(column.__getitem__, fact.tokens))] = 1
    return table


def _weights(table: Counts) -> Matrix:
    """The rarer a word, the more it weighs."""
    return np.asarray(np.log((1 + len(table)) / np.maximum(table.sum(axis=0), 1)))


def _stretches(table: Counts, reach: int) -> Counts:
    """In how many of so many paragraphs every word stands, by the place after them; from none to beyond the last.

    The stretch above a gap and the one below it lie `reach` rows apart, so that nothing need be computed for both sides.
    """
    out = np.zeros((len(table) + reach, table.shape[1]), dtype=np.uint8)
    for shift in range(1, reach + 1):
        out[shift : shift + len(table)] += table
    return out


def _cosines(table: Counts, reach: int) -> Matrix:
    """Of the logarithms of how often the words stand above every gap and below it."""
    counts = _stretches(table, reach)
    rows = np.zeros(counts.shape)
    there = np.nonzero(counts)
    rows[there] = np.log1p(np.arange(reach + 1.0))[counts[there]] * _weights(table)[there[1]]
    length = (rows * rows).sum(axis=1)
    return _share((rows[: len(table)] * rows[reach:]).sum(axis=1), np.sqrt(length[: len(table)] * length[reach:]))


def _crossing(table: Counts, reach: int) -> Matrix:
    weights = _weights(table)
    rows = np.minimum(_stretches(table, reach), 1).astype(np.float64)
    size = rows @ weights
    both = (rows[: len(table)] * rows[reach:]) @ weights
    return _share(both, np.minimum(size[: len(table)], size[reach:]))


def _share(part: Matrix, whole: Matrix) -> Matrix:
    values = np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)
    values[:1] = 1.0
    return np.asarray(values)


def valley(scores: Sequence[float], at: int) -> float:
    """How deep a gap lies below the peaks at its two sides (Hearst's depth score)."""
    left = right = scores[at]
    for i in range(at - 1, max(-1, at - 12), -1):
        if scores[i] < left:
            break
        left = scores[i]
    for i in range(at + 1, min(len(scores), at + 12)):
        if scores[i] < right:
            break
        right = scores[i]
    return left + right - 2 * scores[at]
