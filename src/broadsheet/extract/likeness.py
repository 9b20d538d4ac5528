"""How alike the stretches of text around a gap are: the cosine of their words, and the valleys in it.

After Hearst's TextTiling (Computational Linguistics 23(1), 1997).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from broadsheet.extract.facts import Facts

Matrix = NDArray[np.float64]
#: Paragraphs are compared in blocks of this many, so that a page of any length takes linear time.
BLOCK = 400


def compare(facts: Sequence[Facts]) -> tuple[Matrix, Matrix, Matrix, Matrix]:
    """Likeness of the stretches around every gap of a block; the first place has no gap above and counts as whole."""
    table = _table(facts)
    spread = table.sum(axis=0)
    weight = np.log((1 + len(facts)) / np.maximum(spread, 1))
    sums = np.concatenate([np.zeros((1, table.shape[1])), table.cumsum(axis=0)])
    at = np.arange(len(facts))

    def sides(reach: int) -> tuple[Matrix, Matrix]:
        return sums[at] - sums[np.maximum(at - reach, 0)], sums[np.minimum(at + reach, len(facts))] - sums[at]

    likeness = [_cosines(*(np.log1p(side) * weight for side in sides(reach))) for reach in (2, 4, 8)]
    left, right = (np.minimum(side, 1) for side in sides(6))
    fewer = np.minimum(left @ weight, right @ weight)
    crossing = np.divide((left * right) @ weight, fewer, out=np.zeros(len(facts)), where=fewer > 0)
    for values in (*likeness, crossing):
        values[:1] = 1.0
    return likeness[0], likeness[1], likeness[2], crossing


def _table(facts: Sequence[Facts]) -> Matrix:
    """Which words stand in which paragraph; shape (paragraphs, words), words in order of appearance."""
    column: dict[str, int] = {}
    for fact in facts:
        for token in fact.tokens:
            column.setdefault(token, len(column))
    table = np.zeros((len(facts), len(column)))
    for row, fact in enumerate(facts):
        table[row, [column[token] for token in fact.tokens]] = 1.0
    return table


def _cosines(left: Matrix, right: Matrix) -> Matrix:
    norm = np.sqrt((left * left).sum(axis=1) * (right * right).sum(axis=1))
    return np.asarray(np.divide((left * right).sum(axis=1), norm, out=np.zeros(len(left)), where=norm > 0))


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
