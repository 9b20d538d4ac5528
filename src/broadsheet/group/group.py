"""The room's door: which event an article tells, and of which affair the event is a chapter."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from broadsheet.group.evidence import Matrix, Model, days_penalty, evidence, shipped
from broadsheet.group.reasons import reasons_for
from broadsheet.group.stories import Candidates, Event, Stories
from broadsheet.group.terms import Item, Vector, item_of, lead
from broadsheet.group.threads import Threads
from broadsheet.group.weights import Weights
from broadsheet.models import embedder
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Copy
from broadsheet.records.story import Placement, story_id

COPY = "is a copy of an article of this story"
PASSES = 3  # over all stories when they are settled
ABSENT = -4.0  # log-odds of a story that is not even a candidate
MERGE = 0.0  # mean log-odds at which two stories are one


class Group:
    """Places articles one after another into stories, and stories into threads.

    The outcome depends on the order of placing: `chronology` (`broadsheet.records.story`) is the order meant. What was
    placed earlier is restored by `remember`, in the same order, and then the next article is placed exactly as if the
    process had never stopped.
    """

    name = "group"
    reasons: Mapping[str, str] = {"no words": "neither the headline nor the text holds a word"}

    def __init__(self, model: Model | None = None) -> None:
        self._model = model or shipped()
        self._weights = Weights()
        self._stories = Stories()
        self._threads = Threads(self._stories, self._weights)
        self._placements: dict[str, Placement] = {}

    def place(self, annotated: Annotated, copy: Copy, vector: Vector | None = None) -> Placement:
        """Where the article belongs.

        Args:
            annotated: the article; names are looked for in its text if none were annotated.
            copy: what `dedupe` said of it; a copy goes where its origin is.
            vector: of `vector_text(annotated)`, if the caller has it already; shape (384,), unit length.
        """
        if annotated.article.id in self._placements:
            return self._placements[annotated.article.id]
        item = self._item(annotated, vector)
        self._weights.observe(item.counts)
        terms = self._weights.vector(item.counts)
        origin = self._placements.get(copy.origin) if copy.origin != copy.article else None
        home = self._stories.current(origin.story) if origin else None
        if home is not None and home.articles:
            return self._follow(item, home, copy)
        candidates = self._stories.candidates(item, terms)
        chosen = self._choose(item, terms, candidates)
        if chosen is None:
            return self._found(item, terms)
        event, score = chosen
        why = reasons_for(item, terms, event, self._weights, self._stories.centroid(event))
        self._join(event, item, terms)
        return self._placed(item, event, score, why)

    def remember(self, annotated: Annotated, placement: Placement, vector: Vector | None = None) -> None:
        """Restore an article placed earlier. Call it in the order of placing."""
        item = self._item(annotated, vector)
        self._weights.observe(item.counts)
        terms = self._weights.vector(item.counts)
        known = placement.story in self._stories.by_id
        event = self._stories.current(placement.story) if known else self._stories.found(placement.story, placement.thread)
        if COPY in placement.why:
            self._stories.date(event, item)
        else:
            self._join(event, item, terms)
        self._placements[item.article] = placement

    def settle(self) -> tuple[Placement, ...]:
        """Look again once a batch is placed: join stories that turn out to be one; the placements that changed.

        The older story goes on. Placing alone cannot see it: the first reports of an event often have too little in common.
        """
        changed = [event for event in self._stories if event.articles]
        for _ in range(PASSES):
            changed = self._settle_once(changed)
        self._threads.gather()
        return self._moved()

    def where(self, article: str) -> Placement:
        """Where an article that was placed belongs by now."""
        return self._placements[article]

    def _moved(self) -> tuple[Placement, ...]:
        moved = []
        for article, placement in self._placements.items():
            event = self._stories.current(placement.story)
            if (event.id, event.thread) != (placement.story, placement.thread):
                self._placements[article] = replace(placement, story=event.id, thread=event.thread)
                moved.append(self._placements[article])
        return tuple(moved)

    def _settle_once(self, events: list[Event]) -> list[Event]:
        """One look at these stories, small ones first; the stories that grew."""
        grown: dict[int, Event] = {}
        for event in sorted(events, key=lambda e: (e.articles, -e.number)):
            other = self._twin(event) if event.articles else None
            if other is not None:
                older, newer = sorted((event, other), key=lambda e: e.number)
                self._stories.merge(older, newer)
                self._threads.merge(older, newer)
                grown[older.number] = older
        return [event for event in grown.values() if event.articles]

    def _twin(self, event: Event) -> Event | None:
        """The story that this one's articles would on average rather belong to than not."""
        odds: dict[int, float] = {}
        for item, terms in event.recent:
            candidates = self._stories.candidates(item, terms, apart=event.number)
            for other, value in zip(candidates.events, self._odds(item, terms, candidates), strict=True):
                odds[other.number] = odds.get(other.number, 0.0) + float(value) - ABSENT
        mean = {number: total / len(event.recent) + ABSENT for number, total in odds.items()}
        best = max(mean, key=lambda number: (mean[number], -number), default=None)
        return self._stories.events[best] if best is not None and mean[best] >= MERGE else None

    def _odds(self, item: Item, terms: dict[str, float], candidates: Candidates) -> Matrix:
        days = np.array([days_penalty(event, item) for event in candidates.events])
        return self._model.log_odds(evidence(item, terms, candidates)) - days if candidates.events else np.zeros(0)

    def _item(self, annotated: Annotated, vector: Vector | None) -> Item:
        return item_of(annotated, embedder.load().encode([vector_text(annotated)])[0] if vector is None else vector)

    def _choose(self, item: Item, terms: dict[str, float], candidates: Candidates) -> tuple[Event, float] | None:
        """The likeliest story and the probability, if it is more likely than not."""
        if not candidates.events or not terms:
            return None
        odds = self._odds(item, terms, candidates)
        best = int(np.argmax(odds))
        return (candidates.events[best], 1 / (1 + math.exp(-float(odds[best])))) if odds[best] >= 0 else None

    def _follow(self, item: Item, event: Event, copy: Copy) -> Placement:
        self._stories.date(event, item)
        return self._placed(item, event, round(copy.likeness, 4), (COPY,))

    def _found(self, item: Item, terms: dict[str, float]) -> Placement:
        story = story_id(item.article)
        link = self._threads.link(item)
        event = self._stories.found(story, link.event.thread if link else self._threads.named(story))
        self._join(event, item, terms)
        return self._placed(item, event, 1.0, link.why if link else ("the first report of its event",))

    def _join(self, event: Event, item: Item, terms: dict[str, float]) -> None:
        """A digest or recap tells of many events: it is put down with a story, and its words do not count for it."""
        if item.solid and terms:
            self._stories.join(event, item, terms)
            self._threads.grow(event, item)

    def _placed(self, item: Item, event: Event, score: float, why: tuple[str, ...]) -> Placement:
        placement = Placement(article=item.article, story=event.id, thread=event.thread, score=round(score, 4), why=why)
        self._placements[item.article] = placement
        return placement


def vector_text(annotated: Annotated) -> str:
    """The text whose sentence vector `place` and `remember` expect."""
    return lead(annotated.article)
