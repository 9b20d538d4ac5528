"""What is remembered of a reader, and how a disagreement is named so that their word on it lasts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from broadsheet.records.codec import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The revision of a story that a reader saw last, and the one they had seen before it (the same, if it was their first)."""

    revision: int
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A reader's state.

    Attributes:
        read: story → last visit.
        followed: stories that they follow.
        hidden: outlets that they do not want to see, by name.
        desks: the desks that they made, in order: name → query, as `pipeline.desks` reads it.
    """

    read: Mapping[str, Visit] = field(default_factory=lambda: MappingProxyType({}))
    followed: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    desks: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def difference_id(places: Iterable[tuple[str, int, int]]) -> str:
    """The name of a disagreement: a digest of where its sides stand (article id, start, end), in any order.

    It stays while the same words stand against each other, whatever key a revision gives the card.
    """
    return digest(sorted([article, start, end] for article, start, end in places))[:16]
