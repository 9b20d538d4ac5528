"""Several rankings as one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

CONSTANT = 10
"""Added to every rank: the larger, the less the first places count.

Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning methods", 2009.
"""
T = TypeVar("T", bound=Hashable)


def fused(rankings: Iterable[tuple[float, Sequence[T]]]) -> dict[T, float]:
    """What is ranked, by the weighted sum of its reciprocal ranks, highest first; equal ones in the order in which they were met.

    >>> fused([(1.0, ["a", "b"]), (0.5, ["b", "c"])])
    {'b': 0.1288, 'a': 0.0909, 'c': 0.0417}
    """
    sums: dict[T, float] = {}
    for weight, ranking in rankings:
        for rank, each in enumerate(ranking, start=1):
            sums[each] = sums.get(each, 0.0) + weight / (CONSTANT + rank)
    return {each: round(sums[each], 4) for each in sorted(sums, key=lambda each: -sums[each])}
