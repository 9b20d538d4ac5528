"""One story as sums over its articles, from which the mean likeness of all pairs of two stories' articles follows exactly."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from broadsheet.group.bag import EMPTY, KINDS, Bag, bag_of
from broadsheet.group.terms import Item, Vector
from broadsheet.group.weights import Weights

NEVER = 10**9
FEW_PAIRS = 2.0  # pairs within a story that its likeness within must be known from to count half
OFTEN = KINDS.index("names")  # up to this kind a word weighs the more the oftener it stands in the article
COUNTED = (
    "articles", "size", "named", "figured", "led", "bag", "vector", "names", "weekdays", "who", "tolls", "first", "last", "dated",
    "founded", "parts",
)  # fmt: skip
"""What of a story is made of its articles, so that it changes when some are taken out."""


NOWHERE = np.zeros(0, dtype=np.float16)
"""The vector of a story that went into another."""
NOTHING = np.zeros((), dtype=np.float32)
"""The vector of a story without articles: added to one of any length it leaves that as it is."""


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
        named: how many articles hold names; `figured`: figures; `led`: names at the top.
        bag: their words, words of names, headlines, figures and names at the top.
        vector: sum of the sentence vectors, shape (dimensions,); of a closed story its direction.
        names: in how many articles each name stands, as long as it can grow.
        weekdays: days of the week that its leads name.
        who: numbers of the words of names that its headlines tell and their texts repeat.
        tolls: kind of toll → lowest and highest that its articles tell.
        first: earliest day, as an ordinal, of its articles; `last`: the latest. None if nothing bounds it.
        dated: whether one of its articles has an exact day.
        seen: number of articles that had been placed when it last grew.
        founded: number of articles that had been placed before the first of those that count.
        parts: its articles, each alone, as long as it can grow; `asides` are those that do not count for it.
        cast: of an article alone, the words of its names and what they weigh (`Threads.cast`).
        place: of an article alone, its number in the index of the active stories.
    """

    number: int = -1
    id: str = ""
    thread: str = ""
    articles: int = 0
    members: list[str] = field(default_factory=list)
    size: float = 0.0
    named: int = 0
    figured: int = 0
    led: int = 0
    bag: Bag = EMPTY
    vector: NDArray[np.floating] = field(default_factory=lambda: NOTHING)
    names: dict[str, int] = field(default_factory=dict)
    weekdays: frozenset[str] = frozenset()
    who: frozenset[int] = frozenset()
    tolls: dict[str, tuple[float, float]] = field(default_factory=dict)
    first: int | None = None
    last: int | None = None
    dated: bool = False
    seen: int = 0
    founded: int = NEVER
    parts: list[Event] = field(default_factory=list)
    asides: list[Event] = field(default_factory=list)
    cast: Mapping[str, float] = field(default_factory=dict)
    place: int = -1
    _direction: Vector | None = None
    _profile: tuple[float, ...] = ()

    @property
    def worded(self) -> bool:
        """Whether it holds a word at all."""
        return bool(self.bag.units[0])

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
        self.led += other.led
        self.bag = self.bag + other.bag
        self.vector = self.vector + other.vector
        self._direction, self._profile = None, ()
        for name, count in other.names.items():
            self.names[name] = self.names.get(name, 0) + count
        self.weekdays |= other.weekdays
        self.who |= other.who
        for measure, (low, high) in other.tolls.items():
            known = self.tolls.get(measure, (low, high))
            self.tolls[measure] = (min(known[0], low), max(known[1], high))
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
        self._direction, self._profile = None, ()

    def close(self) -> None:
        """Let go of what only a story that can grow needs; of its vector the direction stays, in 16-bit floats."""
        self.vector = self.direction().astype(np.float16) if self.articles else NOWHERE
        self.bag, self.parts, self.asides, self.names = EMPTY, [], [], {}
        self.who, self.tolls = frozenset(), {}
        self._direction, self._profile = None, ()

    def gap(self, other: Event) -> int | None:
        """Days that at least lie between the two; None if nothing tells."""
        if (self.first is None and self.last is None) or (other.first is None and other.last is None):
            return None
        after = other.first - self.last if other.first is not None and self.last is not None else 0
        before = self.first - other.last if self.first is not None and other.last is not None else 0
        return max(0, before, after)

    def direction(self) -> Vector:
        """The mean direction of its sentence vectors, unit length, or zeros."""
        if self.vector.dtype == np.float16:
            return self.vector.astype(np.float32)
        if self._direction is None:
            length = float(np.linalg.norm(self.vector))
            self._direction = self.vector / np.float32(length or 1.0)
        return self._direction

    def profile(self) -> tuple[float, ...]:
        """What it is by itself.

        Mean log length, log number of articles, shares with names, with figures and with names at the top, mean likeness within
        by words and by vectors, and how sure that is.
        """
        if not self._profile:
            number = self.articles
            pairs = number * (number - 1) / 2
            shares = (self.named / number, self.figured / number, self.led / number)
            size = (self.size / number, math.log(number))
            self._profile = (*size, *shares, self.bag.cohesion(number), self.vector_cohesion(), pairs / (pairs + FEW_PAIRS))
        return self._profile

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
        led=int(bool(item.lead_names)),
        bag=_bag(item, weights.weigh(item.numbers)),
        vector=item.vector,
        names=dict.fromkeys(item.names, 1),
        weekdays=item.weekdays,
        who=item.who,
        tolls={measure: (value, value) for measure, value in item.tolls.items()},
        first=item.first,
        last=item.last,
        dated=item.dated,
        seen=seen,
        founded=seen,
    )


def _bag(item: Item, rarity: NDArray[np.float64]) -> Bag:
    """Words by frequency and rarity; headlines and figures, which are told once, by rarity alone."""
    where = dict(zip(item.counts, range(len(rarity)), strict=True))
    kinds = (where, item.name_stems, item.title_stems, item.figures, item.lead_names)
    places = np.array([where[term] for terms in kinds for term in terms], dtype=np.int64)
    kind = np.repeat(np.arange(len(kinds)), [len(terms) for terms in kinds])
    often = 1 + np.log(np.array(list(item.counts.values()), dtype=np.float64))
    weights = rarity[places]
    weights[kind <= OFTEN] *= often[places[kind <= OFTEN]]
    return bag_of(np.array(item.numbers, dtype=np.int64)[places], kind, weights)
