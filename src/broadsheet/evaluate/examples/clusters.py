"""Two ways to sort the same things into clusters, compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from itertools import combinations

Clusters = Mapping[str, Hashable]
"""Thing → its cluster."""


def b_cubed(gold: Clusters, found: Clusters) -> Iterator[tuple[str, float, float]]:
    """Every thing of `gold` with its precision and recall (Bagga and Baldwin 1998); what `found` lacks stands alone.

    >>> list(b_cubed({"a": 1, "b": 1, "c": 2}, {"a": 1, "b": 1, "c": 1}))
    [('a', 0.6666666666666666, 1.0), ('b', 0.6666666666666666, 1.0), ('c', 0.3333333333333333, 1.0)]
    """
    where = {thing: ("found", found[thing]) if thing in found else ("alone", thing) for thing in gold}
    cells = Counter((cluster, where[thing]) for thing, cluster in gold.items())
    by_gold, by_found = Counter(gold.values()), Counter(where.values())
    for thing, cluster in gold.items():
        both = cells[cluster, where[thing]]
        yield thing, both / by_found[where[thing]], both / by_gold[cluster]


def pairs(clusters: Clusters) -> set[tuple[str, str]]:
    """Pairs of things that lie in one cluster, each pair in order.

    >>> sorted(pairs({"c": 1, "a": 1, "b": 2}))
    [('a', 'c')]
    """
    return {(a, b) for a, b in combinations(sorted(clusters), 2) if clusters[a] == clusters[b]}


def linked(links: Mapping[str, str]) -> dict[str, str]:
    """Thing → the last thing that its links lead to; a ring ends at its smallest member.

    >>> linked({"a": "a", "b": "a", "c": "b"})
    {'a': 'a', 'b': 'a', 'c': 'a'}
    """
    return {thing: _end(thing, links) for thing in links}


def _end(thing: str, links: Mapping[str, str]) -> str:
    seen: list[str] = []
    while thing not in seen:
        seen.append(thing)
        thing = links.get(thing, thing)
    return min(seen[seen.index(thing) :])
