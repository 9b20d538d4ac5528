"""Which articles hold a key: a run of words, a paragraph, a headline, a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Generic, TypeVar

Key = TypeVar("Key", int, str)


class Postings(Generic[Key]):
    """Numbers of articles by key, in order of arrival.

    Most keys stand in one article: all that it alone brings share one tuple of its number, since a list for each costs time and
    memory.
    """

    def __init__(self) -> None:
        self._known: dict[Key, tuple[int, ...] | list[int]] = {}

    def get(self, key: Key) -> Sequence[int]:
        """The articles that hold it."""
        return self._known.get(key, ())

    def add(self, keys: Iterable[Key], number: int) -> None:
        """An article has come that holds these, each once."""
        alone = (number,)
        for key in keys:
            known = self._known.get(key)
            if known is None:
                self._known[key] = alone
            elif isinstance(known, tuple):
                self._known[key] = [known[0], number]
            else:
                known.append(number)

    def remove(self, keys: Iterable[Key], number: int) -> None:
        """An article that held these has gone."""
        for key in keys:
            left = [each for each in self._known[key] if each != number]
            if left:
                self._known[key] = left
            else:
                del self._known[key]

    def of(self, keys: Iterable[Key], most: int) -> list[int]:
        """The articles that hold these, as often as they do; keys that more articles hold than `most` lead nowhere."""
        found: Iterable[Sequence[int]] = filter(None, map(self._known.get, keys))
        return list(chain.from_iterable([some for some in found if len(some) <= most]))
