"""What placing seldom asks for, kept apart from the state: word by word, name by name, story by story.

The state holds what can still change, and what came since the last `Archive.keep`. All else is asked for when it is needed, so
that the state is as large as the last weeks, however many articles there ever were.
"""

from __future__ import annotations

import json
import struct
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

_NAMED = struct.Struct("<dI")
_NUMBER = np.dtype("<u4")
_DIRECTION = np.dtype("<f2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What is known of the word of a name.

    Attributes:
        usual: the share of news articles that hold it, or the one of its forms that is commonest.
        stories: how many closed stories carry it.
        numbers: which these are; none if it leads nowhere, because too many do.
    """

    usual: float = 0.0
    stories: int = 0
    numbers: tuple[int, ...] = ()

    def packed(self) -> bytes:
        """All of it, as bytes."""
        return _NAMED.pack(self.usual, self.stories) + np.array(self.numbers, _NUMBER).tobytes()

    @staticmethod
    def unpacked(packed: bytes) -> Named:
        """What was packed."""
        usual, stories = _NAMED.unpack_from(packed)
        return Named(usual=usual, stories=stories, numbers=tuple(np.frombuffer(packed, _NUMBER, offset=_NAMED.size).tolist()))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Closed:
    """A story that cannot grow any more.

    Attributes:
        number: its place in the order of founding.
        id: `st_…`.
        thread: `th_…`.
        articles: how many counted for it; 0 for one of digests alone.
        cast: the words of its names, and what each weighs.
        direction: of its sentence vectors, shape (dimensions,), 16-bit floats; without articles of no length.
    """

    number: int
    id: str
    thread: str
    articles: int
    cast: Mapping[str, float]
    direction: NDArray[np.floating]

    def packed(self) -> bytes:
        """What is asked for by nothing but its number: all but number, id and thread."""
        told = json.dumps([self.articles, self.cast], separators=(",", ":")).encode()
        return told + b"\n" + self.direction.astype(_DIRECTION).tobytes()

    @staticmethod
    def unpacked(number: int, story: str, thread: str, packed: bytes) -> Closed:
        """What was packed, with what was kept beside it."""
        told, _, direction = packed.partition(b"\n")
        articles, cast = json.loads(told)
        vector = np.frombuffer(direction, _DIRECTION).astype(np.float16)
        return Closed(number=number, id=story, thread=thread, articles=articles, cast=cast, direction=vector)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What goes from the state into the archive.

    Attributes:
        words: number of a word → what is counted of it by now.
        names: word of a name → what is known of it by now.
        stories: those that have closed.
        articles: article → the story with that number, which has closed. Who keeps placements knows it already.
    """

    words: Mapping[int, float]
    names: Mapping[str, Named]
    stories: Sequence[Closed]
    articles: Mapping[str, int]


class Archive(Protocol):
    """Where all that lies. What it is asked for and does not hold, it leaves out."""

    def words(self, numbers: Collection[int], /) -> Mapping[int, float]:
        """What is counted of words, by their numbers."""

    def names(self, words: Collection[str], /) -> Mapping[str, Named]:
        """What is known of words of names."""

    def stories(self, numbers: Collection[int], /) -> Sequence[Closed]:
        """Closed stories, by their numbers."""

    def story(self, story: str, /) -> Closed | None:
        """The closed story of that id."""

    def home(self, article: str, /) -> Closed | None:
        """The closed story of an article."""

    def members(self, story: str, /) -> Sequence[str]:
        """The articles of a closed story."""

    def chapters(self, threads: Collection[str], /) -> Mapping[str, int]:
        """Thread → how many closed stories with articles that count are in it."""

    def keep(self, shelf: Shelf, /) -> None:
        """Keep words and names in place of what was there of them, and stories beside the others."""


@dataclass(slots=True, eq=False)
class Memory:
    """An archive of this process alone."""

    _words: dict[int, float] = field(default_factory=dict)
    _names: dict[str, Named] = field(default_factory=dict)
    _stories: dict[int, Closed] = field(default_factory=dict)
    _ids: dict[str, int] = field(default_factory=dict)
    _articles: dict[str, int] = field(default_factory=dict)
    _members: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    _chapters: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def words(self, numbers: Collection[int], /) -> Mapping[int, float]:
        """What is counted of words, by their numbers."""
        return {number: self._words[number] for number in numbers if number in self._words}

    def names(self, words: Collection[str], /) -> Mapping[str, Named]:
        """What is known of words of names."""
        return {word: self._names[word] for word in words if word in self._names}

    def stories(self, numbers: Collection[int], /) -> Sequence[Closed]:
        """Closed stories, by their numbers."""
        return [self._stories[number] for number in numbers if number in self._stories]

    def story(self, story: str, /) -> Closed | None:
        """The closed story of that id."""
        return self._stories[self._ids[story]] if story in self._ids else None

    def home(self, article: str, /) -> Closed | None:
        """The closed story of an article."""
        return self._stories[self._articles[article]] if article in self._articles else None

    def members(self, story: str, /) -> Sequence[str]:
        """The articles of a closed story."""
        return self._members[self._ids[story]]

    def chapters(self, threads: Collection[str], /) -> Mapping[str, int]:
        """Thread → how many closed stories with articles that count are in it."""
        return {thread: self._chapters[thread] for thread in threads if thread in self._chapters}

    def keep(self, shelf: Shelf, /) -> None:
        """Keep words and names in place of what was there of them, and stories beside the others."""
        self._words.update(shelf.words)
        self._names.update(shelf.names)
        for one in shelf.stories:
            self._stories[one.number], self._ids[one.id] = one, one.number
            self._chapters[one.thread] += one.articles > 0
        self._articles.update(shelf.articles)
        for article, number in shelf.articles.items():
            self._members[number].append(article)
