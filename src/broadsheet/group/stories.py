"""All stories, and which of the active ones an article or another story could be one with."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Any

import numpy as np

from broadsheet.group.event import Event
from broadsheet.group.index import WINDOW, Index
from broadsheet.group.state import Arrays, columns_of, events_of

SILENCE = 2 * WINDOW  # days without a report, by the newest date seen, after which a story is closed
STALE = 20_000  # articles placed since an undated story grew, after which it is closed
_LONG_AGO = -(10**7)


class Stories:
    """All stories by id, and an index of those that can still grow."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.by_id: dict[str, Event] = {}  # an ended story's id leads to the one it went into
        self.placed = 0
        self._index = Index()
        self._today = _LONG_AGO

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    @property
    def active(self) -> list[Event]:
        """Stories that can still grow, in the order of founding."""
        return [self.events[number] for number in self._index.numbers]

    def found(self, event: Event, story: str, thread: str) -> Event:
        """Make a story of an article; what has no words of its own makes one that is known by id only."""
        self._name(event, story, thread)
        if event.articles:
            self._index.add(event, event.parts[0])
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
        event.add(other)
        event.members += other.members
        event.asides += other.asides
        if other.number < 0:
            self._index.add(event, other)
            return
        self._index.absorb(event, other)
        self._index.mark(event)
        self.by_id[other.id] = event
        other.articles, other.members = 0, []
        other.close()

    def split(self, event: Event, leaving: AbstractSet[str], story: str, thread: str) -> Event:
        """Take articles out of a story that can still grow and make one of their own of them."""
        parts, asides, members = event.parts, event.asides, event.members
        event.recount([part for part in parts if not leaving & set(part.members)])
        event.members = [member for member in members if member not in leaving]
        event.asides = [aside for aside in asides if not leaving & set(aside.members)]
        new = Event.of(part for part in parts if leaving & set(part.members))
        new.members = [member for member in members if member in leaving]
        new.asides = [aside for aside in asides if leaving & set(aside.members)]
        for one in (event, new):
            for aside in one.asides:
                one.date(aside)
        self._name(new, story, thread)
        self._index.divide(event, new)
        return new

    def is_closed(self, event: Event) -> bool:
        """Whether a story of articles that count has fallen silent: it takes no more of them."""
        return event.articles > 0 and event not in self._index

    def widen(self, event: Event, other: Event) -> None:
        """Take in an article that does not count for the story: its id and its day."""
        event.members += other.members
        event.date(other)
        if event in self._index:
            self._index.mark(event)

    def ends_a_day(self, event: Event) -> bool:
        """Whether an article about to be placed is of a later day than any before."""
        return event.dated and event.last is not None and event.last > self._today

    def pass_time(self, event: Event) -> list[Event]:
        """Count an article about to be placed, and close the stories that have fallen silent by its day; which they are."""
        self.placed += 1
        if not self.ends_a_day(event) and self.placed % 1024:
            return []
        self._today = max(self._today, event.last or 0) if event.dated else self._today
        silent = [old for old in self.active if self._silent(old)]
        self._index.drop(silent)
        for old in silent:
            old.close()
        return silent

    def _name(self, event: Event, story: str, thread: str) -> None:
        event.number, event.id, event.thread = len(self.events), story, thread
        self.events.append(event)
        self.by_id[story] = event

    def _silent(self, event: Event) -> bool:
        if event.dated and event.last is not None:
            return event.last < self._today - SILENCE
        return event.seen < self.placed - STALE

    def candidates(self, event: Event) -> list[Event]:
        """The active stories most like this one by words or by vector, within the window of days; never itself."""
        return [self.events[number] for number in self._index.nearest(event)]

    def state(self) -> tuple[dict[str, Any], Arrays]:
        """All of it, as plain data and arrays."""
        active = self.active
        alone = [part for event in active for part in (*event.parts, *event.asides)]
        rows, arrays = columns_of(self.events, "story")
        told, of_articles = columns_of(alone, "article")
        ended = {story: event.number for story, event in self.by_id.items() if event.id != story}
        parts = [[event.number, len(event.parts), len(event.asides)] for event in active]
        order = np.argsort([part.place for event in active for part in event.parts]).tolist()
        plain = {"rows": rows, "articles": told, "parts": parts, "order": order, "ended": ended}
        plain |= {"placed": self.placed, "today": self._today}
        return plain, arrays | of_articles

    def restore(self, plain: dict[str, Any], arrays: Arrays) -> None:
        """Be what `state` was made of."""
        self.placed, self._today = plain["placed"], plain["today"]
        self.events = events_of(plain["rows"], arrays, "story")
        self.by_id = {event.id: event for event in self.events}
        self.by_id |= {story: self.events[number] for story, number in plain["ended"].items()}
        alone = iter(events_of(plain["articles"], arrays, "article"))
        homes = []
        for number, parts, asides in plain["parts"]:
            event = self.events[number]
            event.parts, event.asides = list(islice(alone, parts)), list(islice(alone, asides))
            homes += [(event, part) for part in event.parts]
            if parts == 1:
                event.bag, event.vector = event.parts[0].bag, event.parts[0].vector
        for place in plain["order"]:
            self._index.add(*homes[place])
