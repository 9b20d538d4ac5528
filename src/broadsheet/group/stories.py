"""The active stories, and which of them an article or another story could be one with."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import numpy as np
from numpy.typing import NDArray

from broadsheet.group.event import DIMENSIONS, Event

WINDOW = 14  # days after which a report belongs to another event, however alike
SILENCE = 2 * WINDOW  # days without a report, by the newest date seen, after which a story is closed
STALE = 20_000  # articles placed since an undated story grew, after which it is closed
TOP_TERMS = 24  # of the heaviest terms, by which candidates are looked up
CROWD = 300  # a term that stands in more stories than this leads nowhere
FEW = 8  # candidates by words, and as many by vectors, that are judged
_LONG_AGO, _FAR_OFF = -(10**7), 10**7


class Stories:
    """All stories by id, and an index of the active ones: by term, by vector and by day."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.by_id: dict[str, Event] = {}  # an ended story's id leads to the one it went into
        self.placed = 0
        self._postings: dict[str, dict[int, float]] = {}  # term → story → the story's sum of it
        self._slots: dict[int, int] = {}  # active story → its row
        self._free: list[int] = []
        self._numbers = np.full(256, -1, dtype=np.int64)
        self._rows = np.zeros((256, DIMENSIONS), dtype=np.float32)
        self._days = np.zeros((256, 2), dtype=np.int64)
        self._today = _LONG_AGO

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    @property
    def active(self) -> list[Event]:
        """Stories that can still grow, in the order of founding."""
        return [self.events[number] for number in sorted(self._slots)]

    def found(self, event: Event, story: str, thread: str) -> Event:
        """Make a story of what was none; one without words of its own is known by id only."""
        event.number, event.id, event.thread = len(self.events), story, thread
        self.events.append(event)
        self.by_id[story] = event
        if event.articles:
            self._index(event, event.terms.sums)
        return event

    def current(self, story: str) -> Event:
        """The story of that id, or the one it went into."""
        event = self.by_id[story]
        while event.id != story:
            story = event.id
            event = self.by_id[story]
        return event

    def join(self, event: Event, other: Event) -> None:
        """Let `other`, an article or a story, go into `event`."""
        if other.number >= 0:
            self._drop(other)
            self.by_id[other.id] = event
        event.add(other)
        event.members += other.members
        event.asides += other.asides
        self._index(event, other.terms.sums)
        if other.number >= 0:
            other.articles, other.members = 0, []
            other.close()

    def split(self, event: Event, leaving: AbstractSet[str], story: str, thread: str) -> Event:
        """Take articles out of a story that can still grow and make one of their own of them."""
        parts, asides, members = event.parts, event.asides, event.members
        self._drop(event)
        event.recount([part for part in parts if not leaving & set(part.members)])
        event.members = [member for member in members if member not in leaving]
        event.asides = [aside for aside in asides if not leaving & set(aside.members)]
        self._index(event, event.terms.sums)
        new = Event.of(part for part in parts if leaving & set(part.members))
        new.members = [member for member in members if member in leaving]
        new.asides = [aside for aside in asides if leaving & set(aside.members)]
        for one in (event, new):
            for aside in one.asides:
                one.date(aside)
        return self.found(new, story, thread)

    def is_closed(self, event: Event) -> bool:
        """Whether a story of articles that count has fallen silent: it takes no more of them."""
        return event.articles > 0 and event.number not in self._slots

    def widen(self, event: Event, other: Event) -> None:
        """Take in an article that does not count for the story: its id and its day."""
        event.members += other.members
        event.date(other)
        if event.number in self._slots:
            self._mark(event)

    def ends_a_day(self, event: Event) -> bool:
        """Whether an article about to be placed is of a later day than any before."""
        return event.dated and event.last is not None and event.last > self._today

    def pass_time(self, event: Event) -> None:
        """Count an article about to be placed, and close the stories that have fallen silent by its day."""
        self.placed += 1
        if self.ends_a_day(event) or self.placed % 1024 == 0:
            self._today = max(self._today, event.last or 0) if event.dated else self._today
            for old in [old for old in self.active if self._silent(old)]:
                self._drop(old)
                old.close()

    def _silent(self, event: Event) -> bool:
        if event.dated and event.last is not None:
            return event.last < self._today - SILENCE
        return event.seen < self.placed - STALE

    def candidates(self, event: Event) -> list[Event]:
        """The active stories most like this one by words or by vector, within the window of days; never itself."""
        open_ = self._within(event)
        scores = self._scores(event, open_)
        by_words = [-n for _, n in heapq.nlargest(FEW, ((score, -number) for number, score in scores.items()))]
        # einsum, not @: BLAS would wake its threads for every article, which costs more than the product
        cosines = np.where(open_, np.einsum("ij,j->i", self._rows[: len(open_)], event.direction()), np.float32(-1))
        rows = np.flatnonzero(cosines >= _nth_largest(cosines, FEW))
        likest = sorted((-cosines[row], self._numbers[row]) for row in rows.tolist() if open_[row])[:FEW]
        return [self.events[number] for number in sorted({*by_words, *(int(number) for _, number in likest)})]

    def _within(self, event: Event) -> NDArray[np.bool_]:
        """Which rows hold a story, not this one, within the window of days."""
        before = event.first - WINDOW if event.first is not None else _LONG_AGO
        after = event.last + WINDOW if event.last is not None else _FAR_OFF
        used = len(self._slots) + len(self._free)
        near: NDArray[np.bool_] = (self._days[:used, 1] >= before) & (self._days[:used, 0] <= after) & (self._numbers[:used] >= 0)
        if event.number in self._slots:
            near[self._slots[event.number]] = False
        return near

    def _scores(self, event: Event, open_: NDArray[np.bool_]) -> dict[int, float]:
        """Story → cosine over the heaviest terms alone."""
        sums: dict[int, float] = {}
        own = event.terms.sums
        for term in heapq.nlargest(TOP_TERMS, own, key=lambda term: (own[term], term)):
            stories = self._postings.get(term, {})
            if len(stories) <= CROWD:
                for number, weight in stories.items():
                    sums[number] = sums.get(number, 0.0) + own[term] * weight
        near = {number: total for number, total in sums.items() if open_[self._slots[number]]}
        return {number: total / math.sqrt(self.events[number].terms.square) for number, total in near.items()}

    def _index(self, event: Event, terms: dict[str, float]) -> None:
        """Bring a story's row and the postings of these terms up to date."""
        if event.number not in self._slots:
            terms = event.terms.sums
            self._slots[event.number] = self._free.pop() if self._free else self._room()
        for term in terms:
            self._postings.setdefault(term, {})[event.number] = event.terms.sums[term]
        self._mark(event)

    def _room(self) -> int:
        row = len(self._slots)
        if row == len(self._rows):
            self._rows = np.vstack([self._rows, np.zeros_like(self._rows)])
            self._days = np.vstack([self._days, np.zeros_like(self._days)])
            self._numbers = np.concatenate([self._numbers, np.full_like(self._numbers, -1)])
        return row

    def _mark(self, event: Event) -> None:
        row = self._slots[event.number]
        self._rows[row] = event.direction()
        self._numbers[row] = event.number
        self._days[row] = (_LONG_AGO if event.first is None else event.first, _FAR_OFF if event.last is None else event.last)

    def _drop(self, event: Event) -> None:
        """Take a story out of the index."""
        row = self._slots.pop(event.number, None)
        if row is None:
            return
        for term in event.terms.sums:
            stories = self._postings[term]
            del stories[event.number]
            if not stories:
                del self._postings[term]
        self._numbers[row] = -1
        self._free.append(row)


def _nth_largest(values: NDArray[np.float32], n: int) -> float:
    return float(np.partition(values, len(values) - n)[len(values) - n]) if len(values) > n else -1.0
