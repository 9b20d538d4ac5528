"""Joins stories that turn out to be one: the likeliest two first, until none are likely enough."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from broadsheet.group.event import Event
from broadsheet.group.evidence import Look, Matrix
from broadsheet.group.stories import Stories

#: For every look, the log-odds that the story and each of the others are one, shape (n,).
Judge = Callable[[Sequence[Look]], Sequence[Matrix]]
#: Is told of the story that goes on, of the one about to go into it, and of the log-odds.
Told = Callable[[Event, Event, float], None]


class Merging:
    """Agglomeration by mean pairs (average linkage; Sokal & Michener 1958) over candidates, with a learned measure.

    Every story that is looked at waits with its best partner in one queue. An entry whose stories have changed since is judged
    anew when its turn comes; a story that grew is judged at once, so a partner that it became better for is found from its side.
    """

    def __init__(self, stories: Stories, judge: Judge, told: Told, least: float) -> None:
        self._stories, self._judge, self._told, self._least = stories, judge, told, least
        self._version: dict[int, int] = {}
        self._queue: list[tuple[float, int, int, int, int]] = []

    def run(self, events: Iterable[Event]) -> None:
        """Join what belongs together, as far as one of `events` is concerned."""
        self._wait(*events)
        while self._queue:
            negative, number, other_number, version, other_version = heapq.heappop(self._queue)
            if self._at(number) != version:
                continue
            event, other = self._stories.events[number], self._stories.events[other_number]
            if self._at(other_number) != other_version:
                self._wait(event)
                continue
            older, newer = sorted((event, other), key=lambda one: one.founded)
            self._join(older, newer, -negative)

    def _join(self, older: Event, newer: Event, odds: float) -> None:
        self._told(older, newer, odds)
        self._stories.join(older, newer)
        self._version[newer.number] = -1
        self._version[older.number] = self._at(older.number) + 1
        self._wait(older)

    def _at(self, number: int) -> int:
        return self._version.get(number, 0)

    def _wait(self, *events: Event) -> None:
        """Queue stories, each with its best partner, if there is one good enough."""
        looks = [(event, others) for event in events if (others := self._stories.candidates(event))]
        for (event, others), odds in zip(looks, self._judge(looks), strict=True):
            best = int(np.argmax(odds))
            if odds[best] >= self._least:
                other = others[best]
                entry = (-float(odds[best]), event.number, other.number, self._at(event.number), self._at(other.number))
                heapq.heappush(self._queue, entry)
