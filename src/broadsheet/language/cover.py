"""Places of a text taken together: whether one of them holds another place, told in the time that a search takes.

Asking each place in turn is as good for ten quotations. A page made to hold a reader up has ten thousand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from broadsheet.records.text import Extent


class Cover:
    """What some places of a text cover.

    Args:
        places: the places, in any order; they may overlap.

    >>> cover = Cover([Extent(4, 9), Extent(0, 6)])
    >>> cover.holds(Extent(1, 5)), cover.holds(Extent(3, 8)), cover.cut_at(6), cover.cut_at(9)
    (True, False, True, False)
    """

    def __init__(self, places: Iterable[Extent]) -> None:
        ordered = sorted(places)
        self._starts = [place.start for place in ordered]
        self._furthest = list(accumulate((place.end for place in ordered), max))

    def holds(self, place: Extent) -> bool:
        """Whether the place lies wholly inside one of them."""
        return self._reach(place.start) >= place.end

    def cut_at(self, offset: int) -> bool:
        """Whether one of them begins before the offset and ends behind it."""
        return self._reach(offset - 1) > offset

    def _reach(self, start: int) -> int:
        """The furthest end of those that begin there or before; -1 if none does."""
        before = bisect_right(self._starts, start)
        return self._furthest[before - 1] if before else -1
