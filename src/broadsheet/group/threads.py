"""Threads: stories of one long affair, however far apart in time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from broadsheet.group.names import root
from broadsheet.group.stories import Event, Stories
from broadsheet.group.terms import Item, stem
from broadsheet.group.weights import PRIOR_DOCUMENTS, Weights
from broadsheet.records.story import thread_id

CAST = 12  # words of names that carry an article
STORY = 20  # articles of the shipped frequencies that one story weighs: it tells more of what is common in this paper
RARE = 2.5  # weight of a name's rarest word from which on it tells affairs apart
SHARED = 2  # rare main names that two chapters share
SAME_CAST = 0.5  # cosine of the casts of two chapters
SAME_MATTER = 0.45  # cosine of their vectors, beside the same cast
CROWD = 200  # a name in more stories than this leads nowhere

Cast = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The affair that a story continues, and why."""

    thread: str
    strength: float
    why: tuple[str, ...]


class Threads:
    """Finds the affair of a story by its main cast: the words of its names, rarer and oftener named ones weighing more."""

    def __init__(self, stories: Stories, weights: Weights) -> None:
        self._stories = stories
        self._weights = weights
        self._casts: dict[int, dict[str, float]] = {}
        self._carriers: dict[str, list[int]] = {}
        self._usual: dict[str, float] = {}

    @staticmethod
    def named(story: str) -> str:
        """The id of the thread that a story begins."""
        return thread_id(story)

    def grow(self, event: Event, item: Item) -> None:
        """Add an article's main names to its story's cast."""
        self._add(event, self.cast(item))

    def merge(self, event: Event, other: Event) -> None:
        """Add the cast of a story that went into another."""
        gone = self._casts.pop(other.number, {})
        for word in gone:
            self._carriers[word].remove(other.number)
        self._add(event, gone)

    def _add(self, event: Event, more: Cast) -> None:
        cast = self._casts.setdefault(event.number, {})
        for word, weight in more.items():
            if word not in cast:
                self._carriers.setdefault(word, []).append(event.number)
            cast[word] = cast.get(word, 0.0) + weight

    def cast(self, item: Item) -> dict[str, float]:
        """Root of a name's word → 1 + ln of how often it is named, for the words that weigh most."""
        often: dict[str, int] = {}
        for name, count in item.names.items():
            for surface in name.split():
                word = root(surface)
                often[word] = often.get(word, 0) + count
                self._usual[word] = max(self._usual.get(word, 0.0), self._weights.usual(stem(surface)))
        named = {word: 1 + math.log(count) for word, count in often.items()}
        ranked = sorted(named, key=lambda word: (-named[word] * self.rarity(word), word))
        return {word: named[word] for word in ranked[:CAST]}

    def rarity(self, word: str) -> float:
        """How much a name's word tells: less where it is common in news, and still less where many stories here carry it."""
        usual = PRIOR_DOCUMENTS * self._usual.get(word, 0.0)
        every = 1 + PRIOR_DOCUMENTS + STORY * len(self._casts)
        return max(0.0, math.log(every / (0.5 + usual + STORY * len(self._carriers.get(word, ())))))

    def link(self, item: Item) -> Link | None:
        """The affair that an article founding a story continues, if there is one."""
        cast = self.cast(item)
        weights = {word: self.rarity(word) for word in cast}
        rare = [word for word in cast if weights[word] >= RARE and len(self._carriers.get(word, ())) <= CROWD]
        near = sorted({number for word in rare for number in self._carriers.get(word, ())})
        links = [self._judge(item, cast, weights, self._stories.events[number]) for number in near]
        return max((link for link in links if link), key=lambda link: link.strength, default=None)

    def _judge(self, item: Item, cast: Cast, weights: Cast, event: Event) -> Link | None:
        other = self._casts[event.number]
        names = shared_names(item, [word for word in cast if word in other and weights[word] >= RARE], weights)
        if len(names) < SHARED:
            return None
        matter = float(np.dot(self._stories.centroid(event), item.vector))
        same = self._likeness(cast, other, weights)
        if same < SAME_CAST or matter < SAME_MATTER:
            return None
        listed = " and ".join(name.title() for name in names[:SHARED])
        why = ("continues an earlier story", f"shares the main names {listed}")
        return Link(thread=event.thread, strength=same + matter, why=why)

    def _likeness(self, a: Cast, b: Cast, weights: dict[str, float] | Cast) -> float:
        """Cosine of two casts, every word weighing as much as it tells."""
        all_weights = {word: weights[word] if word in weights else self.rarity(word) for word in {**a, **b}}
        dot = math.fsum(a[word] * b[word] * all_weights[word] ** 2 for word in a if word in b)
        size = math.prod(math.sqrt(math.fsum((w * all_weights[word]) ** 2 for word, w in cast.items())) for cast in (a, b))
        return dot / size if size else 0.0


def roots(name: str) -> list[str]:
    """The roots of a name's words."""
    return [root(word) for word in name.split()]


def shared_names(item: Item, words: Iterable[str], weights: Cast) -> list[str]:
    """The article's names that hold one of the words, each word counted once, those that tell most first."""
    left = sorted(words, key=lambda word: (-weights[word], word))
    found: list[str] = []
    while left:
        holding = [name for name in item.names if left[0] in roots(name)]
        name = max(holding, key=lambda name: (item.names[name], name), default=left[0])
        found.append(name)
        used = {left[0], *roots(name)}
        left = [word for word in left if word not in used]
    return found
