"""All stories, and which of the active ones an article or another story could be one with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Any

import numpy as np

from broadsheet.group.archive import Archive, Closed, Memory
from broadsheet.group.event import Event
from broadsheet.group.index import WINDOW, Index
from broadsheet.group.state import Arrays, columns_of, events_of

SILENCE = 2 * WINDOW  # days without a report, by the newest date seen, after which a story is closed
STALE = 20_000  # articles placed since an undated story grew, after which it is closed
_LONG_AGO = -(10**7)


class Stories:
    """The stories that the archive does not have, by number and by id, and an index of those that can still grow."""

    def __init__(self, archive: Archive | None = None) -> None:
        self.events: dict[int, Event] = {}
        self.by_id: dict[str, Event] = {}  # an ended story's id leads to the one it went into
        self.placed = 0
        self._looked = 0  # how many were placed when silent stories were closed last
        self._archive = Memory() if archive is None else archive
        self._founded = 0
        self._index = Index()
        self._mute: dict[int, Event] = {}  # of digests alone, or without words, as long as they have not fallen silent
        self._recalled: dict[int, Event] = {}  # out of the archive
        self._today = _LONG_AGO

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events.values())

    @property
    def active(self) -> list[Event]:
        """Stories that can still grow, in the order of founding."""
        return [self.events[number] for number in self._index.numbers]

    def found(self, event: Event, story: str, thread: str) -> Event:
        """Make a story of an article; what has no words of its own makes one that is known by id only."""
        self._name(event, story, thread)
        if event.articles:
            self._index.add(event, event.parts[0])
        else:
            event.seen, self._mute[event.number] = self.placed, event
        return event

    def current(self, story: str) -> Event:
        """The story of that id, or the one it went into."""
        event = self.find(story)
        if event is None:
            raise KeyError(story)
        return event

    def find(self, story: str) -> Event | None:
        """The same, or None where there is no such story."""
        event = self.by_id.get(story)
        while event is not None and event.id != story:
            story = event.id
            event = self.by_id.get(story)
        return event or _whole(self._archive.story(story), self._archive)

    def of(self, article: str) -> Event | None:
        """The story of an article, if the archive has it."""
        return _whole(self._archive.home(article), self._archive)

    def at(self, number: int) -> Event:
        """The story of that number."""
        return self.events[number] if number in self.events else _event(self._archive.stories([number])[0])

    def all_at(self, numbers: Iterable[int]) -> list[Event]:
        """The stories of these numbers; of one out of the archive only number, id, thread, cast and direction are known."""
        asked = list(numbers)
        missing = [number for number in asked if number not in self.events and number not in self._recalled]
        if missing:
            self._recalled |= {closed.number: _event(closed) for closed in self._archive.stories(missing)}
        return [self.events.get(number) or self._recalled[number] for number in asked]

    def join(self, event: Event, other: Event) -> None:
        """Let `other`, an article or a story, go into `event`."""
        event.add(other)
        event.members += other.members
        event.asides += other.asides
        if other.number < 0:
            self._mute.pop(event.number, None)
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
        """Whether a story has fallen silent: it takes no more articles that count."""
        return event not in self._index and event.number not in self._mute

    def widen(self, event: Event, other: Event) -> None:
        """Take in an article that does not count for the story: its id and its day."""
        event.members += other.members
        event.date(other)
        if event in self._index:
            self._index.mark(event)

    def ends_a_day(self, event: Event) -> bool:
        """Whether an article about to be placed is of a later day than any before."""
        return event.dated and event.last is not None and event.last > self._today

    def pass_time(self, event: Event) -> bool:
        """Count an article about to be placed; whether some stories may have fallen silent by its day."""
        self.placed += 1
        later = self.ends_a_day(event)
        self._today = max(self._today, event.last or 0) if event.dated else self._today
        return later or not self.placed % 1024

    def close(self) -> list[Event]:
        """Close the stories that have fallen silent; which they are."""
        self._looked = self.placed
        silent = [old for old in (*self.active, *self._mute.values()) if self._silent(old)]
        self._index.drop(old for old in silent if old.number not in self._mute)
        for old in silent:
            self._mute.pop(old.number, None)
            old.close()
        return silent

    @property
    def held(self) -> int:
        """Articles placed since stories were closed last."""
        return self.placed - self._looked

    def shelve(self) -> list[Event]:
        """The stories that have closed since, which only the archive knows from now on; what ended in another is forgotten."""
        open_ones = {number: event for number, event in self.events.items() if not self.is_closed(event)}
        gone = [event for number, event in self.events.items() if number not in open_ones and event.members]
        self.events, self._recalled = open_ones, {}
        self.by_id = {event.id: event for event in open_ones.values()}
        return gone

    def _name(self, event: Event, story: str, thread: str) -> None:
        event.number, event.id, event.thread = self._founded, story, thread
        self._founded += 1
        self.events[event.number] = event
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
        rows, arrays = columns_of([*self.events.values()], "story")
        told, of_articles = columns_of(alone, "article")
        ended = {story: event.number for story, event in self.by_id.items() if event.id != story}
        parts = [[event.number, len(event.parts), len(event.asides)] for event in active]
        order = np.argsort([part.place for event in active for part in event.parts]).tolist()
        plain = {"rows": rows, "articles": told, "parts": parts, "order": order, "ended": ended}
        plain |= {"placed": self.placed, "today": self._today, "founded": self._founded, "looked": self._looked}
        return plain, arrays | of_articles

    def restore(self, plain: dict[str, Any], arrays: Arrays) -> None:
        """Be what `state` was made of."""
        self.placed, self._today = plain["placed"], plain["today"]
        self.events = {event.number: event for event in events_of(plain["rows"], arrays, "story")}
        self._looked = plain.get("looked", self.placed)  # before anything was held open, it was looked at every day
        self._founded = plain.get("founded", len(self.events))  # what was kept before there was an archive has all
        self._mute = {number: event for number, event in self.events.items() if _is_mute(event)}
        self.by_id = {event.id: event for event in self.events.values()}
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


def _is_mute(event: Event) -> bool:
    """Whether a story of no articles that count has not closed."""
    return bool(event.members) and not event.articles and event.vector.dtype != np.float16


def _event(closed: Closed) -> Event:
    return Event(
        number=closed.number,
        id=closed.id,
        thread=closed.thread,
        articles=closed.articles,
        cast=closed.cast,
        vector=closed.direction,
    )


def closed_of(event: Event) -> Closed:
    """What the archive keeps of a closed story."""
    number, articles, cast = event.number, event.articles, event.cast
    return Closed(number=number, id=event.id, thread=event.thread, articles=articles, cast=cast, direction=event.vector)


def _whole(closed: Closed | None, archive: Archive) -> Event | None:
    """The same with its articles."""
    if closed is None:
        return None
    event = _event(closed)
    event.members = [*archive.members(closed.id)]
    return event
