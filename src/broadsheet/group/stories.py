"""The stories there are, and which of them an article could belong to."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from broadsheet.group.terms import Item, Vector

WINDOW = 14  # days after which a report belongs to another event, however alike
TOP_TERMS = 24  # of an article's heaviest terms, by which candidates are looked up
CROWD = 300  # a term that stands in more stories than this leads nowhere
FEW = 8  # candidates by words, and as many by vectors, that are judged
RECENT = 12  # articles of a story, the newest, that are kept singly
FAR = slice(4, 12)  # ranks of the stories that a candidate is held against: alike, but hardly fragments of the same
FAR_TERMS, FAR_VECTOR = 0.08, 0.4  # what such stories are taken to reach where there are too few: much, for caution


@dataclass(slots=True, eq=False, kw_only=True)
class Event:
    """One story: sums over its articles.

    Attributes:
        number: its row in the index.
        id: `st_…`.
        thread: `th_…`.
        articles: how many count.
        size: content words of all of them.
        terms: sum of their term vectors; `square` is its squared length.
        names: in how many articles each name stands.
        weekdays: days of the week that its leads name.
        figures: numbers that its articles hold.
        first: earliest day, as an ordinal, of its dated articles.
        last: latest day.
        recent: its newest articles with their term vectors.
        vectors: the sentence vectors of `recent`, shape (n, 384).
    """

    number: int
    id: str
    thread: str
    articles: int = 0
    size: int = 0
    terms: dict[str, float] = field(default_factory=dict)
    square: float = 0.0
    names: dict[str, int] = field(default_factory=dict)
    weekdays: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    first: int | None = None
    last: int | None = None
    recent: list[tuple[Item, dict[str, float]]] = field(default_factory=list)
    vectors: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 384), dtype=np.float32))

    def gap(self, item: Item) -> int | None:
        """Days that at least lie between the article and the story; None if nothing tells."""
        if self.first is None or self.last is None or (item.first is None and item.last is None):
            return None
        before = item.first - self.last if item.first is not None else 0
        after = self.first - item.last if item.last is not None else 0
        return max(0, before, after)

    def likeness(self, terms: dict[str, float]) -> float:
        """Cosine of the story's sum and an article's term vector."""
        own = self.terms
        dot = sum([weight * own[term] for term, weight in terms.items() if term in own])
        return dot / math.sqrt(self.square) if self.square else 0.0


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Candidates:
    """Stories an article could belong to.

    Attributes:
        events: at most sixteen.
        by_terms: cosine of the terms, shape (n,).
        by_vector: cosine of the vectors, shape (n,).
        far_terms: mean term cosine of the stories ranking next.
        far_vector: the same of vectors.
    """

    events: list[Event]
    by_terms: NDArray[np.float64]
    by_vector: NDArray[np.float64]
    far_terms: float
    far_vector: float


class Stories:
    """All stories, found by their terms and by their vectors."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.by_id: dict[str, Event] = {}  # an ended story's id leads to the one it went into
        self._postings: dict[str, dict[int, float]] = {}  # term → story → the story's sum of it
        self._sums = np.zeros((256, 384), dtype=np.float32)
        self._rows = np.zeros((256, 384), dtype=np.float32)

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    def found(self, story: str, thread: str) -> Event:
        """A new story without articles."""
        event = Event(number=len(self.events), id=story, thread=thread)
        self.events.append(event)
        self.by_id[story] = event
        if len(self.events) > len(self._rows):
            self._sums = np.vstack([self._sums, np.zeros_like(self._sums)])
            self._rows = np.vstack([self._rows, np.zeros_like(self._rows)])
        return event

    def current(self, story: str) -> Event:
        """The story of that id, or the one it went into."""
        event = self.by_id[story]
        while not event.articles and self.by_id[event.id] is not event:
            event = self.by_id[event.id]
        return event

    def join(self, event: Event, item: Item, terms: dict[str, float]) -> None:
        """Add an article to a story's sums."""
        event.square += 2 * event.likeness(terms) * math.sqrt(event.square) + math.fsum(w * w for w in terms.values())
        self._weigh(event, terms)
        for name in item.names:
            event.names[name] = event.names.get(name, 0) + 1
        event.weekdays |= item.weekdays
        event.figures |= item.figures
        event.articles += 1
        event.size += item.size
        event.recent = [*event.recent, (item, terms)][-RECENT:]
        event.vectors = np.vstack([event.vectors, item.vector])[-RECENT:]
        self._move(event, item.vector)
        self.date(event, item)

    def merge(self, event: Event, other: Event) -> None:
        """Add all of `other` to `event`; `other` stays behind empty and is never a candidate again."""
        event.square += other.square + 2 * event.likeness(other.terms) * math.sqrt(event.square)
        self._weigh(event, other.terms)
        for name, count in other.names.items():
            event.names[name] = event.names.get(name, 0) + count
        event.weekdays |= other.weekdays
        event.figures |= other.figures
        event.articles += other.articles
        event.size += other.size
        event.recent = [*event.recent, *other.recent][-RECENT:]
        event.vectors = np.vstack([event.vectors, other.vectors])[-RECENT:]
        days = [day for day in (event.first, event.last, other.first, other.last) if day is not None]
        event.first, event.last = (min(days), max(days)) if days else (None, None)
        self._move(event, self._sums[other.number])
        self._empty(other)
        self.by_id[other.id] = event

    def _weigh(self, event: Event, terms: dict[str, float]) -> None:
        for term, weight in terms.items():
            total = event.terms.get(term, 0.0) + weight
            event.terms[term] = total
            self._postings.setdefault(term, {})[event.number] = total

    def _empty(self, event: Event) -> None:
        for term in event.terms:
            del self._postings[term][event.number]
        event.terms, event.names, event.recent, event.square, event.articles = {}, {}, [], 0.0, 0
        self._sums[event.number] = 0
        self._rows[event.number] = 0

    def _move(self, event: Event, vector: Vector) -> None:
        self._sums[event.number] += vector
        length = float(np.linalg.norm(self._sums[event.number]))
        self._rows[event.number] = self._sums[event.number] / np.float32(length or 1.0)

    @staticmethod
    def date(event: Event, item: Item) -> None:
        """Widen a story's days by a dated article's."""
        if item.dated and item.first is not None:
            event.first = item.first if event.first is None else min(event.first, item.first)
            event.last = item.first if event.last is None else max(event.last, item.first)

    def centroid(self, event: Event) -> Vector:
        """The story's mean direction."""
        row: Vector = self._rows[event.number]
        return row

    def candidates(self, item: Item, terms: dict[str, float], apart: int = -1) -> Candidates:
        """The stories most like the article by words or by vector, within the window of days, but number `apart`."""
        count = len(self.events)
        # einsum, not @: BLAS would wake its threads for every article, which costs more than the product
        cosines = np.einsum("ij,j->i", self._rows[:count], item.vector)
        scores = self._scores(terms)
        by_words = [-number for _, number in heapq.nlargest(FAR.stop, ((score, -number) for number, score in scores.items()))]
        order = np.argsort(-cosines, kind="stable")[: FAR.stop].tolist()
        chosen = sorted({*by_words[:FEW], *order[:FEW]} - {apart})
        events = [event for event in map(self.events.__getitem__, chosen) if event.articles and (event.gap(item) or 0) <= WINDOW]
        return Candidates(
            events=events,
            by_terms=np.array([event.likeness(terms) for event in events], dtype=np.float64),
            by_vector=np.array([cosines[event.number] for event in events], dtype=np.float64),
            far_terms=_far([scores[number] for number in by_words], FAR_TERMS),
            far_vector=_far([float(cosines[number]) for number in order], FAR_VECTOR),
        )

    def _scores(self, terms: dict[str, float]) -> dict[int, float]:
        """Story → cosine over the article's heaviest terms alone."""
        sums: dict[int, float] = {}
        for term in heapq.nlargest(TOP_TERMS, terms, key=lambda term: (terms[term], term)):
            stories = self._postings.get(term, {})
            if len(stories) <= CROWD:
                own = terms[term]
                for number, weight in stories.items():
                    sums[number] = sums.get(number, 0.0) + own * weight
        return {number: total / math.sqrt(self.events[number].square) for number, total in sums.items()}


def _far(ranked: list[float], usual: float) -> float:
    """Mean of the ranks beyond the likely ones; missing ranks count as usual."""
    width = FAR.stop - FAR.start
    ranks = ranked[FAR]
    return (math.fsum(ranks) + usual * (width - len(ranks))) / width
