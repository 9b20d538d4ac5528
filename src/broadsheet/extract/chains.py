"""Lexical chains: words that come back within a few paragraphs. Many end where an article ends, and many begin with the next.

After Galley, McKeown, Fosler-Lussier and Jing, "Discourse segmentation of multi-party conversation" (ACL 2003): a chain counts by
how often its word comes and how densely; a gap is a seam where few chains cross it while others end before it and begin after it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import accumulate

from broadsheet.extract.facts import Facts

#: A word that stays away for more than so many paragraphs begins a new chain.
_BREAK = 11
#: A word that stands in more than this share of the paragraphs says nothing of what they are about.
_COMMON = 0.3
Row = list[float]


@dataclass(frozen=True, slots=True)
class Chains:
    """Weights by gap; the place of a gap is that of the paragraph below it.

    Attributes:
        begin: of chains that begin within the two paragraphs below.
        end: of chains that end within the three paragraphs above.
        cross: of chains that go on over the gap.
        names: of chains of names that go on over it.
        names_begin: of chains of names that begin within the two paragraphs below.
        names_end: of chains of names that end within the three paragraphs above.
        begin_wide: of chains that begin within the four paragraphs below.
        end_wide: of chains that end within the six paragraphs above.
    """

    begin: Row
    end: Row
    cross: Row
    names: Row
    names_begin: Row
    names_end: Row
    begin_wide: Row
    end_wide: Row


def chains(facts: Sequence[Facts], names: Sequence[frozenset[str]]) -> Chains:
    """The chains of a page's paragraphs.

    Args:
        facts: of the paragraphs, in order.
        names: the names in each of them.
    """
    n = len(facts)
    begin, end, over, first, last, named = ([0.0] * (n + 1) for _ in range(6))
    own = {name[:6].lower() for some in names for name in some}
    for token, places in _places(facts).items():
        if not 1 < len(places) <= max(4, _COMMON * n):
            continue
        for chain in _links(places):
            weight = len(chain) * math.log(1 + 20 / (chain[-1] - chain[0] + 1))
            for starts, stops, across in ((begin, end, over), (first, last, named))[: 1 + (token in own)]:
                starts[chain[0]] += weight
                stops[chain[-1]] += weight
                across[chain[0] + 1] += weight
                across[chain[-1] + 1] -= weight
    opened = [_window(row, 0, 2)[:n] for row in (begin, first)]
    closed = [_window(row, -3, 0)[:n] for row in (end, last)]
    wide = _window(begin, 0, 4)[:n], _window(end, -6, 0)[:n]
    across, over_names = (list(accumulate(row))[:n] for row in (over, named))
    return Chains(opened[0], closed[0], across, over_names, opened[1], closed[1], *wide)


def recurring(named: Sequence[Set[str]], reach: int) -> list[int]:
    """For every paragraph how many of its names stand in so many paragraphs before it.

    >>> recurring([{"Venn"}, {"Quist"}, {"Venn", "Quist"}], 1)
    [0, 0, 1]
    """
    last: dict[str, int] = {}
    out = []
    for at, names in enumerate(named):
        out.append(sum([last.get(name, -1) >= max(0, at - reach) for name in names]))
        last.update(dict.fromkeys(names, at))
    return out


def _places(facts: Sequence[Facts]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for at, fact in enumerate(facts):
        for token in fact.tokens:
            places[token].append(at)
    return places


def _links(places: list[int]) -> list[list[int]]:
    """Runs of places with no long break, of two or more.

    >>> _links([0, 2, 30, 31, 60])
    [[0, 2], [30, 31]]
    """
    if places[-1] - places[0] <= _BREAK:
        return [places] if len(places) > 1 else []
    runs = [[places[0]]]
    for place in places[1:]:
        if place - runs[-1][-1] > _BREAK:
            runs.append([])
        runs[-1].append(place)
    return [run for run in runs if len(run) > 1]


def _window(values: Row, start: int, stop: int) -> Row:
    """For every place the sum of the values from `start` (not above 0) to before `stop` (not below 0) relative to it."""
    sums = [*[0.0] * -start, 0.0, *accumulate(values)]
    sums += sums[-1:] * stop
    return [high - low for low, high in zip(sums, sums[stop - start :], strict=False)][: len(values)]
