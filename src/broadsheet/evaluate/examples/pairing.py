"""Which of two lists of places mean the same, one to one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from broadsheet.evaluate.examples.truth import Place

Likeness = Callable[[Place, Place], float]


def halves(gold: Place, found: Place) -> float:
    """Share of the union that both cover; 0 unless half of either lies in the other.

    >>> halves(Place(start=0, end=10), Place(start=0, end=20)), halves(Place(start=0, end=10), Place(start=0, end=21))
    (0.5, 0.0)
    """
    both = gold.shared(found)
    alike = 2 * both >= max(gold.length, found.length, 1)
    return both / (gold.length + found.length - both) if alike else 0.0


def touching(gold: Place, found: Place) -> float:
    """How many code points both cover."""
    return float(gold.shared(found))


def paired(gold: Sequence[Place], found: Sequence[Place], likeness: Likeness) -> dict[int, int]:
    """Index in `gold` → index in `found`, best likeness first, each used once."""
    return one_to_one((likeness(a, b), i, j) for i, a in enumerate(gold) for j, b in enumerate(found))


def one_to_one(likenesses: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """First index → second index out of (likeness, first, second), best first, each used once; a likeness of 0 joins nothing.

    >>> one_to_one([(0.5, 0, 0), (0.9, 1, 0), (0.4, 0, 1), (0, 2, 2)])
    {1: 0, 0: 1}
    """
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for like, first, second in sorted(likenesses, key=lambda each: (-each[0], each[1:])):
        if like > 0 and first not in chosen and second not in taken:
            chosen[first] = second
            taken.add(second)
    return chosen
