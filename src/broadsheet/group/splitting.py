"""Takes a story apart that turns out to hold two events."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from broadsheet.group.bag import dots
from broadsheet.group.constraints import Constraints
from broadsheet.group.event import Event
from broadsheet.group.merging import Judge

SPLIT = -0.6  # log-odds under which the two halves of a story are two: below what joins two, so that neither undoes the other
HALF = 2  # articles at least on either side: one that is unlike the others is no second event
MOST = 400  # articles: a story of more is not looked at

Halves = tuple[list[Event], list[Event]]


class Splitting:
    """Average linkage over a story's articles proposes the two halves, by words and vectors; the learned measure decides.

    The measure and the bound are those of merging, only lower: a story that was taken apart is joined again only if the evidence
    for it rises by what lies between the two bounds.
    """

    def __init__(self, judge: Judge, constraints: Constraints, bound: float = SPLIT) -> None:
        self._judge, self._constraints, self._bound = judge, constraints, bound

    def halves(self, event: Event) -> Halves | None:
        """The articles that stay, those of the first among them, and those that go; None if the story is one."""
        if not 2 * HALF <= event.articles <= MOST:
            return None
        parts = sorted(event.parts, key=lambda part: part.founded)
        numbers = bisect(_likeness(parts), self._bound_together(parts))
        if numbers is None:
            return None
        stay = [part for part, number in zip(parts, numbers, strict=True) if number == numbers[0]]
        go = [part for part, number in zip(parts, numbers, strict=True) if number != numbers[0]]
        if min(len(stay), len(go)) < HALF:
            return None
        (odds,) = self._judge([(Event.of(stay), [Event.of(go)])])
        return (stay, go) if odds[0] < self._bound else None

    def _bound_together(self, parts: Sequence[Event]) -> list[list[int]]:
        """Places of the articles that readers said belong together."""
        place = {part.members[0]: number for number, part in enumerate(parts)}
        parties = [[place[one] for one in self._constraints.party(name) if one in place] for name in place]
        return [party for party in parties if len(party) > 1]


def _likeness(parts: Sequence[Event]) -> NDArray[np.float64]:
    """Mean of the cosines of words and of sentence vectors of every two articles, shape (n, n)."""
    bags = [part.bag for part in parts]
    words = np.stack([dots(bag, bags)[:, 0] for bag in bags])
    vectors = np.stack([part.vector for part in parts])
    # einsum, not @: the same numbers whatever the number of threads
    mean: NDArray[np.float64] = (words + np.einsum("ik,jk->ij", vectors, vectors)) / 2
    return mean


def bisect(likeness: NDArray[np.float64], together: Sequence[Sequence[int]]) -> list[int] | None:
    """The last two clusters of average linkage (Sokal & Michener 1958).

    Args:
        likeness: of every two things, shape (n, n), symmetrical.
        together: things that are one from the beginning.

    Returns:
        The number of its cluster for every thing; None if all are one from the beginning.
    """
    means, sizes = likeness.copy(), np.ones(len(likeness))
    cluster = list(range(len(likeness)))
    np.fill_diagonal(means, -np.inf)
    left = len(cluster)
    for party in together:
        for other in party[1:]:
            left -= _join(means, sizes, cluster, (cluster[party[0]], cluster[other]))
    if left < 2:
        return None
    while left > 2:
        one, other = divmod(int(np.argmax(means)), len(means))
        left -= _join(means, sizes, cluster, (one, other))
    return cluster


def _join(means: NDArray[np.float64], sizes: NDArray[np.float64], cluster: list[int], pair: tuple[int, int]) -> int:
    """Let one cluster go into another; how many fewer there are."""
    one, other = sorted(pair)
    if one == other:
        return 0
    whole = sizes[one] + sizes[other]
    mean = (sizes[one] * means[one] + sizes[other] * means[other]) / whole
    mean[[one, other]] = -np.inf
    means[one], means[:, one] = mean, mean
    means[other], means[:, other] = -np.inf, -np.inf
    sizes[one] = whole
    cluster[:] = [one if number == other else number for number in cluster]
    return 1
