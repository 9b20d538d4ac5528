"""Which active stories are nearest to an article or a story: looked up by word, by vector and by day."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from broadsheet.group.event import Event
from broadsheet.group.postings import Postings

WINDOW = 14  # days after which a report belongs to another event, however alike
FEW = 8  # candidates by words, and as many by vectors, that are judged
_LONG_AGO, _FAR_OFF = -(10**7), 10**7


class Index:
    """The active stories. Its cost follows how many are active, not how many there ever were."""

    def __init__(self) -> None:
        self._words = Postings()
        self._slots: dict[int, int] = {}  # story → its row
        self._free: list[int] = []
        self._numbers = np.full(256, -1, dtype=np.int64)
        self._vectors = np.zeros((256, 0), dtype=np.float32)  # as wide as the vectors are, from the first on
        self._days = np.zeros((256, 2), dtype=np.int64)
        self._lengths = np.ones(256)

    def __contains__(self, event: Event) -> bool:
        return event.number in self._slots

    @property
    def numbers(self) -> list[int]:
        """The active stories, in the order of founding."""
        return sorted(self._slots)

    def add(self, event: Event, article: Event) -> None:
        """Take in an article that a story, new or not, has just taken in."""
        if event.number not in self._slots:
            self._slots[event.number] = self._row()
        self._words.add(article, self._slots[event.number])
        self.mark(event)

    def absorb(self, event: Event, other: Event) -> None:
        """Put the articles of a story that goes into another where they belong now."""
        self._release(other)
        self._words.house(other.parts, self._slots[event.number])

    def mark(self, event: Event) -> None:
        """Bring a story's vector, days and length up to date."""
        row, direction = self._slots[event.number], event.direction()
        if not self._vectors.shape[1]:
            self._vectors = np.zeros((len(self._vectors), len(direction)), dtype=np.float32)
        self._vectors[row] = direction
        self._numbers[row] = event.number
        self._days[row] = (_LONG_AGO if event.first is None else event.first, _FAR_OFF if event.last is None else event.last)
        self._lengths[row] = np.sqrt(event.bag.squares[0])

    def divide(self, event: Event, new: Event) -> None:
        """Give a story that was taken out of another a row of its own, and the other its new vector and days."""
        self._slots[new.number] = self._row()
        self._words.house(new.parts, self._slots[new.number])
        self.mark(new)
        self.mark(event)

    def drop(self, events: Iterable[Event]) -> None:
        """Forget stories that are closed, their articles and their words."""
        for event in events:
            self._release(event)
            self._words.drop(event.parts)

    def nearest(self, event: Event) -> list[int]:
        """The active stories most like this one by words or by vector, within the window of days; never itself."""
        near = self._within(event)
        if not len(near):
            return []
        by_words = self._best(np.where(near, self._words.products(event, len(near)) / self._lengths[: len(near)], 0.0), least=0.0)
        # einsum, not @: BLAS would wake its threads for every article, which costs more than the product
        cosines = np.einsum("ij,j->i", self._vectors[: len(near)], event.direction())
        by_vector = self._best(np.where(near, cosines, -2.0), least=-2.0)
        return sorted({*by_words, *by_vector})

    def _within(self, event: Event) -> NDArray[np.bool_]:
        """Which rows hold a story, not this one, within the window of days."""
        before = event.first - WINDOW if event.first is not None else _LONG_AGO
        after = event.last + WINDOW if event.last is not None else _FAR_OFF
        used = len(self._slots) + len(self._free)
        near: NDArray[np.bool_] = (self._days[:used, 1] >= before) & (self._days[:used, 0] <= after) & (self._numbers[:used] >= 0)
        if event.number in self._slots:
            near[self._slots[event.number]] = False
        return near

    def _best(self, scores: NDArray[np.floating], least: float) -> list[int]:
        """The few stories that score highest, above the least; of equals, those founded first."""
        rows = np.flatnonzero(scores > least)
        if len(rows) > FEW:
            rows = rows[scores[rows] >= np.partition(scores[rows], -FEW)[-FEW]]
        numbers = self._numbers[rows]
        best: list[int] = numbers[np.lexsort((numbers, -scores[rows]))][:FEW].tolist()
        return best

    def _row(self) -> int:
        if self._free:
            return self._free.pop()
        row = len(self._slots)
        if row == len(self._numbers):
            self._vectors = np.vstack([self._vectors, np.zeros_like(self._vectors)])
            self._days = np.vstack([self._days, np.zeros_like(self._days)])
            self._numbers = np.concatenate([self._numbers, np.full_like(self._numbers, -1)])
            self._lengths = np.concatenate([self._lengths, np.ones_like(self._lengths)])
        return row

    def _release(self, event: Event) -> None:
        row = self._slots.pop(event.number)
        self._numbers[row] = -1
        self._free.append(row)
