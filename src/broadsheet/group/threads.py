"""Threads: stories of one long affair, however far apart in time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from broadsheet.group.archive import Archive, Memory, Named
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

    def __init__(self, stories: Stories, weights: Weights, archive: Archive | None = None) -> None:
        self._stories = stories
        self._weights = weights
        self._archive = Memory() if archive is None else archive
        self._casts: dict[int, dict[str, float]] = {}  # of the stories that the archive does not have
        self._shelved = 0  # how many casts it has
        self._carriers: dict[str, list[int]] = {}  # word → those of these stories that carry it
        self._known: dict[str, Named] = {}  # word → what the archive knows of it, as far as that was asked
        self._usual: dict[str, float] = {}
        self._changed: set[str] = set()  # words that became more usual than the archive knows
        self._sizes: Counter[str] = Counter()  # thread → how many of its stories have a cast here
        self._chapters: dict[str, int] = {}  # thread → how many the archive has, as far as that was asked

    def state(self) -> dict[str, Any]:
        """What the archive does not know, and what it knows of the words and threads of these stories, as plain data."""
        held = {word: self._known[word] for word, numbers in self._carriers.items() if numbers and word in self._known}
        known = [[word, one.usual, one.stories, one.numbers] for word, one in held.items() if one.stories or one.usual]
        chapters = {thread: self._chapters[thread] for thread, size in self._sizes.items() if size and thread in self._chapters}
        usual = {word: usual for word, usual in self._usual.items() if word in self._changed}
        return {"casts": [*self._casts.items()], "usual": usual, "known": known, "chapters": chapters, "shelved": self._shelved}

    def restore(self, state: dict[str, Any]) -> None:
        """Be what `state` was made of, once the stories are there. What was kept before there was an archive has all."""
        self._shelved, self._chapters = state.get("shelved", 0), state.get("chapters", {})
        for word, usual, stories, numbers in state.get("known", ()):
            self._learn(word, Named(usual=usual, stories=stories, numbers=tuple(numbers)))
        self._usual |= state["usual"]
        self._changed = {*state["usual"]}
        for number, cast in state["casts"]:
            self._add(self._stories.events[number], cast)

    def shelve(self, closed: Iterable[Event]) -> dict[str, Named]:
        """Let go of the casts of closed stories, which get them; what the archive is to know of names."""
        casts = {event: self._take(event) for event in closed if event.number in self._casts}
        self._recall({*self._changed, *(word for cast in casts.values() for word in cast)})
        for event, cast in casts.items():
            event.cast = cast
            self._shelved += 1
            if event.thread in self._chapters:
                self._chapters[event.thread] += 1
            for word in cast:
                self._known[word] = _carried(self._known[word], event.number)
                self._changed.add(word)
        told = {word: replace(self._known[word], usual=self._usual[word]) for word in sorted(self._changed)}
        self._changed.clear()
        self._forget(told)
        return told

    def _forget(self, told: dict[str, Named]) -> None:
        """Keep of names and threads only what stories that are here have."""
        self._carriers = {word: numbers for word, numbers in self._carriers.items() if numbers}
        self._known = {word: one for word, one in (self._known | told).items() if word in self._carriers}
        self._usual = {word: usual for word, usual in self._usual.items() if word in self._carriers}
        self._sizes = +self._sizes
        self._chapters = {thread: size for thread, size in self._chapters.items() if thread in self._sizes}

    def _recall(self, words: Iterable[str]) -> None:
        """Ask the archive for the words of names that it was not asked for."""
        missing = [word for word in dict.fromkeys(words) if word not in self._known]
        found = self._archive.names(missing) if missing else {}
        for word in missing:
            self._learn(word, found.get(word, Named()))

    def _learn(self, word: str, named: Named) -> None:
        self._known[word] = named
        self._usual[word] = max(self._usual.get(word, 0.0), named.usual)

    def _carried(self, word: str) -> int:
        """How many stories carry a word."""
        return len(self._carriers.get(word, ())) + (self._known[word].stories if word in self._known else 0)

    def _size(self, thread: str) -> int:
        """How many stories of a thread have a cast."""
        if thread not in self._chapters:
            self._ask([thread])
        return self._sizes[thread] + self._chapters[thread]

    def _ask(self, threads: Iterable[str]) -> None:
        """Ask the archive how many stories it has of threads."""
        missing = [thread for thread in dict.fromkeys(threads) if thread not in self._chapters]
        self._chapters |= dict.fromkeys(missing, 0) | (dict(self._archive.chapters(missing)) if missing else {})

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
        self._recall(word for name in item.names for word in roots(name))
        for name, count in item.names.items():
            for surface in name.split():
                word = root(surface)
                often[word] = often.get(word, 0) + count
                usual = self._weights.usual(stem(surface))
                if usual > self._usual[word]:
                    self._usual[word] = usual
                    self._changed.add(word)
        named = {word: ONCE + math.log(count) for word, count in often.items()}
        ranked = sorted(named, key=lambda word: (-named[word] * self.rarity(word), word))
        return {word: named[word] for word in ranked[:KEPT]}

    def rarity(self, word: str) -> float:
        """How much a name's word tells: less where it is common in news, and still less where many stories here carry it."""
        usual = PRIOR_DOCUMENTS * self._usual.get(word, 0.0)
        every = 1 + PRIOR_DOCUMENTS + STORY * (len(self._casts) + self._shelved)
        return max(0.0, math.log(every / (0.5 + usual + STORY * self._carried(word))))

    def link(self, item: Item) -> Link | None:
        """The affair that an article founding a story continues, if there is one."""
        links = self._links(_Side(cast=self.cast(item), names=item.names, vector=item.vector), apart=-1)
        return max(links, key=lambda link: link.strength, default=None)

    def gather(self) -> list[Event]:
        """Let every active story that is alone in its thread look again for its affair, now that all are there; those that moved.

        Closed ones need not: whatever has come since has looked for them.
        """
        moved: list[Event] = []
        active = self._stories.active
        self._ask(event.thread for event in active if self._sizes[event.thread] == 1)
        self._recall(word for event in active for word in self._casts.get(event.number, ()))
        for event in active:
            if event.number not in self._casts or self._size(event.thread) > 1:
                continue
            side = _Side(cast=self._casts[event.number], names=event.names, vector=event.direction())
            links = self._links(side, apart=event.number)
            if links:
                other = max(links, key=lambda link: link.strength).event
                moved.append(self._tie(event, other))
        return moved

    def _tie(self, event: Event, other: Event) -> Event:
        """One thread for both: that of the affair, of a story that has closed, or of the one that was first; which one changed."""
        keeps = self._stories.is_closed(other) or self._size(other.thread) > 1 or other.founded < event.founded
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
        if sum(own < self._carried(word) <= CROWD for word in side.cast) < SHARED:
            return []  # most stories share no two words with any other: there is no need to ask how rare they are
        main = self._main(side.cast)
        weights = {word: self.rarity(word) for word in side.cast}
        rare = [word for word in main if weights[word] >= RARE and self._carried(word) <= CROWD]
        carried = Counter(number for word in rare for number in self._carrying(word) if number != apart)
        near = self._stories.all_at(sorted(number for number in carried if carried[number] >= SHARED))
        alike = [event for event in near if _matter(side, event) >= SAME_MATTER]
        self._recall(word for event in alike for word in self._cast_of(event))
        links = [self._judge(side, main, weights, event) for event in alike]
        return [link for link in links if link]

    def _carrying(self, word: str) -> list[int]:
        """The stories that carry a word which leads somewhere."""
        return [*self._carriers.get(word, ()), *self._known[word].numbers]

    def _cast_of(self, event: Event) -> Cast:
        return self._casts.get(event.number, event.cast)

    def _judge(self, side: _Side, main: Cast, weights: Cast, event: Event) -> Link | None:
        other = self._main(self._cast_of(event))
        names = shared_names(side.names, [word for word in main if word in other and weights[word] >= RARE], weights)
        if len(names) < SHARED:
            return None
        same = self._likeness(main, other)
        if same < SAME_CAST:
            return None
        listed = " and ".join(name.title() for name in names[:SHARED])
        why = ("continues an earlier story", f"shares the main names {listed}")
        return Link(event=event, strength=same + _matter(side, event), why=why)

    def _likeness(self, a: Cast, b: Cast) -> float:
        """Cosine of two casts, every word weighing as much as it tells."""
        weights = {word: self.rarity(word) for word in {**a, **b}}
        dot = math.fsum(a[word] * b[word] * weights[word] ** 2 for word in a if word in b)
        size = math.prod(math.sqrt(math.fsum((w * weights[word]) ** 2 for word, w in cast.items())) for cast in (a, b))
        return dot / size if size else 0.0


def _matter(side: _Side, event: Event) -> float:
    return float(np.dot(event.direction(), side.vector))


def _carried(named: Named, number: int) -> Named:
    """The same once one story more that carries the word has closed."""
    more = named.stories + 1
    return replace(named, stories=more, numbers=(*named.numbers, number) if more <= CROWD else ())


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
