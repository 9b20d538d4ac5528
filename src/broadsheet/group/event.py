"""One story as sums over its articles, from which the mean likeness of all pairs of two stories' articles follows exactly."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from broadsheet.group.terms import Item, Vector
from broadsheet.group.weights import Weights

DIMENSIONS = 384
NEVER = 10**9
COUNTED = (
    "articles", "size", "named", "figured", "terms", "name_words", "title_words", "figures", "vector", "names", "weekdays",
    "first", "last", "dated", "founded", "parts",
)  # fmt: skip
"""What of a story is made of its articles, so that it changes when some are taken out."""


@dataclass(slots=True, eq=False)
class Bag:
    """A sum of sparse unit vectors.

    Attributes:
        sums: term → sum of its weights.
        square: squared length of the sum.
        units: how many vectors were not empty.
    """

    sums: dict[str, float] = field(default_factory=dict)
    square: float = 0.0
    units: int = 0

    @staticmethod
    def of(weights: Mapping[str, float]) -> Bag:
        """One vector, scaled to length 1; empty if no weight is positive."""
        kept = {term: weight for term, weight in weights.items() if weight > 0}
        length = math.sqrt(math.fsum(weight * weight for weight in kept.values()))
        return Bag({term: weight / length for term, weight in kept.items()}, 1.0, 1) if kept else Bag()

    def dot(self, other: Bag) -> float:
        """Product of the two sums: the sum of the cosines of all pairs."""
        mine, theirs = self.sums, other.sums
        # the shared terms are a set, whose order is not the same in every process; the exact sum does not depend on it
        return math.fsum([mine[term] * theirs[term] for term in mine.keys() & theirs.keys()])

    def add(self, other: Bag) -> None:
        """Add the other's vectors."""
        self.square += other.square + 2 * self.dot(other)
        self.units += other.units
        for term, weight in other.sums.items():
            self.sums[term] = self.sums.get(term, 0.0) + weight

    def cohesion(self, articles: int) -> float:
        """Mean cosine of the pairs within, 0 for a single article."""
        return (self.square - self.units) / (articles * (articles - 1)) if articles > 1 else 0.0


@dataclass(slots=True, eq=False, kw_only=True)
class Event:
    """One story, or an article that is none yet: sums over the articles that count for it.

    Attributes:
        number: its place in the order of founding; -1 for an article that is no story yet.
        id: `st_…`.
        thread: `th_…`.
        articles: how many count.
        members: ids of all its articles, copies and digests among them.
        size: sum of the logarithms of the articles' lengths in content words.
        named: how many articles hold names; `figured` and `headed`: figures, a headline.
        terms: their words; `name_words`: words of names; `title_words`: headlines; `figures`: numbers.
        vector: sum of the sentence vectors, shape (384,), and its squared length in `vector_square`.
        names: in how many articles each name stands.
        weekdays: days of the week that its leads name.
        first: earliest day, as an ordinal, of its articles; `last`: the latest. None if nothing bounds it.
        dated: whether one of its articles has an exact day.
        seen: number of articles that had been placed when it last grew.
        founded: number of articles that had been placed before the first of those that count.
        parts: its articles, each alone, as long as it can grow; `asides` are those that do not count for it.
        cast: of an article alone, the words of its names and what they weigh (`Threads.cast`).
    """

    number: int = -1
    id: str = ""
    thread: str = ""
    articles: int = 0
    members: list[str] = field(default_factory=list)
    size: float = 0.0
    named: int = 0
    figured: int = 0
    terms: Bag = field(default_factory=Bag)
    name_words: Bag = field(default_factory=Bag)
    title_words: Bag = field(default_factory=Bag)
    figures: Bag = field(default_factory=Bag)
    vector: NDArray[np.float32] = field(default_factory=lambda: np.zeros(DIMENSIONS, dtype=np.float32))
    names: dict[str, int] = field(default_factory=dict)
    weekdays: frozenset[str] = frozenset()
    first: int | None = None
    last: int | None = None
    dated: bool = False
    seen: int = 0
    founded: int = NEVER
    parts: list[Event] = field(default_factory=list)
    asides: list[Event] = field(default_factory=list)
    cast: Mapping[str, float] = field(default_factory=dict)

    @staticmethod
    def of(parts: Iterable[Event]) -> Event:
        """The story that these articles make, without id and place; undated ones leave it the bounds of the first."""
        event = Event()
        for part in parts:
            event.add(part)
            event.members += part.members
            if not event.dated and len(event.members) == 1:
                event.first, event.last = part.first, part.last
        return event

    def add(self, other: Event) -> None:
        """Add all that counts in `other`; its members stay its own."""
        self.parts += other.parts or [other]
        self.founded = min(self.founded, other.founded)
        self.articles += other.articles
        self.size += other.size
        self.named += other.named
        self.figured += other.figured
        self.terms.add(other.terms)
        self.name_words.add(other.name_words)
        self.title_words.add(other.title_words)
        self.figures.add(other.figures)
        self.vector = self.vector + other.vector
        for name, count in other.names.items():
            self.names[name] = self.names.get(name, 0) + count
        self.weekdays |= other.weekdays
        self.seen = max(self.seen, other.seen)
        self.date(other)

    def date(self, other: Event) -> None:
        """Widen the days by those of a dated article or story."""
        if other.dated:
            self.first, self.last = _span(self, other) if self.dated else (other.first, other.last)
            self.dated = True

    def recount(self, parts: Iterable[Event]) -> None:
        """Be what these of its articles make."""
        whole = Event.of(parts)
        for name in COUNTED:
            setattr(self, name, getattr(whole, name))

    def close(self) -> None:
        """Let go of what only a story that can grow needs."""
        self.terms, self.name_words, self.title_words, self.figures = Bag(), Bag(), Bag(), Bag()
        self.parts, self.asides = [], []

    def gap(self, other: Event) -> int | None:
        """Days that at least lie between the two; None if nothing tells."""
        if (self.first is None and self.last is None) or (other.first is None and other.last is None):
            return None
        after = other.first - self.last if other.first is not None and self.last is not None else 0
        before = self.first - other.last if self.first is not None and other.last is not None else 0
        return max(0, before, after)

    def direction(self) -> Vector:
        """The mean direction of its sentence vectors, unit length, or zeros."""
        length = float(np.linalg.norm(self.vector))
        return self.vector / np.float32(length or 1.0)

    def vector_cohesion(self) -> float:
        """Mean cosine of the pairs of sentence vectors within, 0 for a single article."""
        if self.articles < 2:
            return 0.0
        return (float(np.dot(self.vector, self.vector)) - self.articles) / (self.articles * (self.articles - 1))


def _span(one: Event, other: Event) -> tuple[int | None, int | None]:
    days = [day for day in (one.first, one.last, other.first, other.last) if day is not None]
    return min(days), max(days)


def alone(item: Item, weights: Weights, seen: int) -> Event:
    """An article as a story of its own that is not founded yet. One that cannot count (a digest) holds its words all the same."""
    return Event(
        articles=1,
        members=[item.article],
        size=math.log1p(item.size),
        named=int(bool(item.name_stems)),
        figured=int(bool(item.figures)),
        terms=Bag.of(weights.raw(item.counts)),
        name_words=Bag.of(weights.raw({term: item.counts[term] for term in item.name_stems})),
        title_words=Bag.of(_once(item.title_stems, weights)),
        figures=Bag.of(_once(item.figures, weights)),
        vector=item.vector,
        names=dict.fromkeys(item.names, 1),
        weekdays=item.weekdays,
        first=item.first,
        last=item.last,
        dated=item.dated,
        seen=seen,
        founded=seen,
    )


def _once(terms: Iterable[str], weights: Weights) -> dict[str, float]:
    return {term: weights.weight(term) for term in terms}
