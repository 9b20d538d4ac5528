"""An edition that notes what is looked at in it, so that a page is set again only when something that it shows has changed.

Whoever sets a page sees the edition through this. Every look is noted: at one entry of a shelf (`article`, `pg_…-1`), or at the
whole of something (`title`). The page is what these looks showed and nothing else, so as long as they would show the same, it
need not be set again. What is not there is a look too.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from dataclasses import replace
from typing import Any, TypeVar, cast

from broadsheet.publish.fingerprint import Fingerprints, digest
from broadsheet.records.edition import Edition
from broadsheet.records.story_page import StoryPage

V = TypeVar("V")
Key = str | tuple[str, str] | None
Look = tuple[str, Key]
"""A shelf and a key on it; no key for the whole."""
Shelves = Mapping[str, Callable[[Edition], Mapping[Any, Any]]]
"""What is looked up of an edition, by the name of the shelf: how it is put together."""


def unranked(story: StoryPage) -> StoryPage:
    """The story without its rank, which changes with the hour, while the story does not."""
    return replace(story, stats=replace(story.stats, importance=None, importance_parts={}))


FINGERPRINTS = Fingerprints()
"""Those of this process."""


class Shelf(Mapping[Any, V]):
    """A mapping that notes what is looked at."""

    def __init__(self, name: str, held: Mapping[Any, V], note: Callable[[Look], None]) -> None:
        self._name, self.held, self._note = name, held, note

    def __getitem__(self, key: Any) -> V:
        self._note((self._name, key))
        return self.held[key]

    def __contains__(self, key: object) -> bool:
        self._note((self._name, cast("Key", key)))
        return key in self.held

    def __iter__(self) -> Iterator[Any]:
        self._note((self._name, None))
        return iter(self.held)

    def values(self) -> ValuesView[V]:
        """All of it, which is one look."""
        self._note((self._name, None))
        return self.held.values()

    def items(self) -> ItemsView[Any, V]:
        """The same with the keys."""
        self._note((self._name, None))
        return self.held.items()

    def __len__(self) -> int:
        self._note((self._name, None))
        return len(self.held)


class Observed:
    """Looks like an edition. Its shelves hold stories without their rank, which only the list of all stories tells.

    Args:
        edition: what is looked at.
        shelves: what is looked up of it besides its own fields.
    """

    def __init__(self, edition: Edition, shelves: Shelves) -> None:
        self.edition, self._builders = edition, shelves
        self._unranked = replace(edition, stories=tuple(map(unranked, edition.stories)))
        self._shelves: dict[str, Shelf[Any]] = {}
        self._states: dict[Look, str] = {}
        self._looks: dict[Look, None] = {}
        self.fingerprints = FINGERPRINTS

    def __getattr__(self, name: str) -> Any:
        held = getattr(self.edition, name)
        if isinstance(held, dict):
            return self._shelves.setdefault(name, Shelf(name, held, self._look))
        self._look((name, None))
        return held

    def likeness(self) -> str:
        """Nothing of the edition: what of it matters is what was looked at."""
        return "edition"

    def shelf(self, name: str) -> Shelf[Any]:
        """One of the shelves that it was given."""
        if name not in self._shelves:
            self._shelves[name] = Shelf(name, self._builders[name](self._unranked), self._look)
        return self._shelves[name]

    def _look(self, look: Look) -> None:
        self._looks[look] = None

    def looking(self, make: Callable[[], V]) -> tuple[V, tuple[Look, ...]]:
        """What is made, and all that was looked at for it."""
        before, self._looks = self._looks, {}
        try:
            return make(), tuple(self._looks)
        finally:
            self._looks = before

    def looked(self, looks: Iterable[Look]) -> None:
        """Note looks that somebody had before, for something that is used again."""
        self._looks.update(dict.fromkeys(looks))

    def seen(self, looks: Iterable[Look]) -> str:
        """What looks show, as one short name."""
        return digest("".join(map(self._state, looks)))

    def _state(self, look: Look) -> str:
        """The name of a look and of what it shows."""
        if look not in self._states:
            self._states[look] = self.fingerprints.of([look, self._shown(*look)])
        return self._states[look]

    def _shown(self, name: str, key: Key) -> object:
        """A list of one where something is, of none where nothing is."""
        if name not in self._builders and not isinstance(getattr(self.edition, name, None), dict):
            return getattr(self.edition, name)
        held = (self.shelf(name) if name in self._builders else getattr(self, name)).held
        if key is None:
            return held
        return [held[key]] if key in held else []
