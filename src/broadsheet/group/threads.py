"""Threads: stories of one long affair, however far apart in time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from broadsheet.group.event import Event
from broadsheet.group.names import root
from broadsheet.group.stories import Stories
from broadsheet.group.terms import Item, Vector, stem
from broadsheet.group.weights import PRIOR_DOCUMENTS, Weights
from broadsheet.records.story import thread_id

CAST = 12  # words of names that carry an article or a story
ONCE = 0.3  # what a name weighs that is told once: it is hardly one of the main cast
KEPT = 40  # words of names kept of an article: which of them carry it is seen when all is known
STORY = 50  # articles of the shipped frequencies that one story weighs: it tells more of what is common in this paper
RARE = 2.0  # weight of a name's rarest word from which on it tells affairs apart
SHARED = 2  # rare main names that two chapters share
SAME_CAST = 0.35  # cosine of the casts of two chapters
SAME_MATTER = 0.45  # cosine of their vectors, beside the same cast
CROWD = 200  # a name in more stories than this leads nowhere

Cast = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The story whose affair another one continues, and why."""

    event: Event
    strength: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Side:
    """What is looked up: an article or a story."""

    cast: Cast
    names: Mapping[str, int]
    vector: Vector


class Threads:
    """Finds the affair of a story by its main cast: the words of its names, rarer and oftener named ones weighing more."""

    def __init__(self, stories: Stories, weights: Weights) -> None:
        self._stories = stories
        self._weights = weights
        self._casts: dict[int, dict[str, float]] = {}
        self._carriers: dict[str, list[int]] = {}
        self._usual: dict[str, float] = {}
        self._sizes: Counter[str] = Counter()  # thread → how many of its stories have a cast

    def state(self) -> dict[str, Any]:
        """All of it, as plain data."""
        return {"casts": [*self._casts.items()], "usual": self._usual}

    def restore(self, state: dict[str, Any]) -> None:
        """Be what `state` was made of, once the stories are there."""
        self._usual = state["usual"]
        for number, cast in state["casts"]:
            self._add(self._stories.events[number], cast)

    @staticmethod
    def named(story: str) -> str:
        """The id of the thread that a story begins."""
        return thread_id(story)

    def grow(self, event: Event, cast: Cast) -> None:
        """Add an article's main names to its story's cast."""
        self._add(event, cast)

    def merge(self, event: Event, other: Event) -> None:
        """Add the cast of a story that went into another."""
        self._add(event, self._take(other))

    def split(self, event: Event, new: Event) -> None:
        """Share the cast of a story out: each of the two has that of its own articles."""
        self._take(event)
        for one in (event, new):
            for part in one.parts:
                self._add(one, part.cast)

    def _take(self, event: Event) -> Cast:
        if event.number not in self._casts:
            return {}
        gone = self._casts.pop(event.number)
        self._sizes[event.thread] -= 1
        for word in gone:
            _strike(self._carriers[word], event.number)
        return gone

    def _add(self, event: Event, more: Cast) -> None:
        cast = self._casts.get(event.number)
        if cast is None:
            cast = self._casts[event.number] = {}
            self._sizes[event.thread] += 1
        for word, weight in more.items():
            if word not in cast:
                self._carriers.setdefault(word, []).append(event.number)
            cast[word] = cast.get(word, 0.0) + weight

    def cast(self, item: Item) -> dict[str, float]:
        """Root of a name's word → 0.3 + ln of how often it is named, for the words that weigh most."""
        often: dict[str, int] = {}
        for name, count in item.names.items():
            for surface in name.split():
                word = root(surface)
                often[word] = often.get(word, 0) + count
                self._usual[word] = max(self._usual.get(word, 0.0), self._weights.usual(stem(surface)))
        named = {word: ONCE + math.log(count) for word, count in often.items()}
        ranked = sorted(named, key=lambda word: (-named[word] * self.rarity(word), word))
        return {word: named[word] for word in ranked[:KEPT]}

    def rarity(self, word: str) -> float:
        """How much a name's word tells: less where it is common in news, and still less where many stories here carry it."""
        usual = PRIOR_DOCUMENTS * self._usual.get(word, 0.0)
        every = 1 + PRIOR_DOCUMENTS + STORY * len(self._casts)
        return max(0.0, math.log(every / (0.5 + usual + STORY * len(self._carriers.get(word, ())))))

    def link(self, item: Item) -> Link | None:
        """The affair that an article founding a story continues, if there is one."""
        links = self._links(_Side(cast=self.cast(item), names=item.names, vector=item.vector), apart=-1)
        return max(links, key=lambda link: link.strength, default=None)

    def gather(self) -> list[Event]:
        """Let every active story that is alone in its thread look again for its affair, now that all are there; those that moved.

        Closed ones need not: whatever has come since has looked for them.
        """
        moved: list[Event] = []
        for event in self._stories.active:
            if event.number not in self._casts or self._sizes[event.thread] > 1:
                continue
            side = _Side(cast=self._casts[event.number], names=event.names, vector=event.direction())
            links = self._links(side, apart=event.number)
            if links:
                other = max(links, key=lambda link: link.strength).event
                moved.append(self._tie(event, other))
        return moved

    def _tie(self, event: Event, other: Event) -> Event:
        """One thread for both: that of the affair, of a story that has closed, or of the one that was first; which one changed."""
        keeps = self._sizes[other.thread] > 1 or self._stories.is_closed(other) or other.founded < event.founded
        first, second = (other, event) if keeps else (event, other)
        self._sizes[first.thread] += 1
        self._sizes[second.thread] -= 1
        second.thread = first.thread
        return second

    def _main(self, cast: Cast) -> dict[str, float]:
        """The words of a cast that weigh most by now."""
        ranked = sorted(cast, key=lambda word: (-cast[word] * self.rarity(word), word))
        return {word: cast[word] for word in ranked[:CAST]}

    def _links(self, side: _Side, apart: int) -> list[Link]:
        own = int(apart >= 0)
        if sum(own < len(self._carriers.get(word, ())) <= CROWD for word in side.cast) < SHARED:
            return []  # most stories share no two words with any other: there is no need to ask how rare they are
        main = self._main(side.cast)
        weights = {word: self.rarity(word) for word in side.cast}
        rare = [word for word in main if weights[word] >= RARE and len(self._carriers.get(word, ())) <= CROWD]
        carried = Counter(number for word in rare for number in self._carriers.get(word, ()) if number != apart)
        links = [
            self._judge(side, main, weights, self._stories.events[number])
            for number in sorted(carried)
            if carried[number] >= SHARED and self._matter(side, number) >= SAME_MATTER
        ]
        return [link for link in links if link]

    def _matter(self, side: _Side, number: int) -> float:
        return float(np.dot(self._stories.events[number].direction(), side.vector))

    def _judge(self, side: _Side, main: Cast, weights: Cast, event: Event) -> Link | None:
        other = self._main(self._casts[event.number])
        names = shared_names(side.names, [word for word in main if word in other and weights[word] >= RARE], weights)
        if len(names) < SHARED:
            return None
        same = self._likeness(main, other)
        if same < SAME_CAST:
            return None
        listed = " and ".join(name.title() for name in names[:SHARED])
        why = ("continues an earlier story", f"shares the main names {listed}")
        return Link(event=event, strength=same + self._matter(side, event.number), why=why)

    def _likeness(self, a: Cast, b: Cast) -> float:
        """Cosine of two casts, every word weighing as much as it tells."""
        weights = {word: self.rarity(word) for word in {**a, **b}}
        dot = math.fsum(a[word] * b[word] * weights[word] ** 2 for word in a if word in b)
        size = math.prod(math.sqrt(math.fsum((w * weights[word]) ** 2 for word, w in cast.items())) for cast in (a, b))
        return dot / size if size else 0.0


def _strike(numbers: list[int], number: int) -> None:
    """Take a story off a list. It is a young one mostly, so it is looked for from the end."""
    place = len(numbers) - 1
    while numbers[place] != number:
        place -= 1
    del numbers[place]


def roots(name: str) -> list[str]:
    """The roots of a name's words."""
    return [root(word) for word in name.split()]


def shared_names(names: Mapping[str, int], words: Iterable[str], weights: Cast) -> list[str]:
    """The names that hold one of the words, each word counted once, those that tell most first."""
    left = sorted(words, key=lambda word: (-weights[word], word))
    found: list[str] = []
    while left:
        holding = [name for name in names if left[0] in roots(name)]
        name = max(holding, key=lambda name: (names[name], name), default=left[0])
        found.append(name)
        used = {left[0], *roots(name)}
        left = [word for word in left if word not in used]
    return found
