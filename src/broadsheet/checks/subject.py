"""What is checked: a step with records to try it on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from broadsheet.steps import Dropped, Step

Complaints = list[str]
Taken = TypeVar("Taken", contravariant=True)
Given = TypeVar("Given", covariant=True)


@dataclass(slots=True, kw_only=True)
class Subject:
    """A room, ready to be checked. What it made of its records is kept, so that ten checks do not cost ten runs.

    Attributes:
        name: what the report calls it.
        make: builds a fresh step; called several times.
        records: what it takes, odd ones above all.
        gives: the type of record it yields.
        order_free: whether the room promises the same records whatever the order of its input.
        stateless: whether it promises the same record whether its input comes alone or among others.
    """

    name: str
    make: Callable[[], Step[Any, Any]]
    records: Sequence[Any]
    gives: type[Any]
    order_free: bool = False
    stateless: bool = False
    _whole: list[Any] | None = field(default=None, init=False, repr=False)
    _alone: list[list[Any]] | None = field(default=None, init=False, repr=False)

    def fresh(self, records: Iterable[Any] | None = None) -> list[Any]:
        """What a fresh step makes of the records; of all of them if none are named."""
        return list(self.make()(self.records if records is None else records))

    def outcome(self) -> list[Any]:
        """What a step made of all the records."""
        if self._whole is None:
            self._whole = self.fresh()
        return self._whole

    def alone(self) -> list[list[Any]]:
        """For each record what a fresh step made of it alone."""
        if self._alone is None:
            self._alone = [self.fresh([record]) for record in self.records]
        return self._alone


class Placer(Protocol[Taken, Given]):
    """A room that places records one by one and remembers them."""

    name: str
    reasons: Mapping[str, str]

    def place(self, record: Taken, /) -> Given:
        """Say where the record belongs."""


class _Placing:
    """A placer as a step."""

    def __init__(self, placer: Any, place: Callable[[Any, Any], Any]) -> None:
        self.name: str = placer.name
        self.reasons: Mapping[str, str] = placer.reasons
        self._placer = placer
        self._place = place

    def __call__(self, records: Iterable[Any], /) -> Iterator[Any | Dropped]:
        for record in records:
            yield self._place(self._placer, record)


def placing(make: Callable[[], Any], place: Callable[[Any, Any], Any]) -> Callable[[], Step[Any, Any]]:
    """Builds steps out of a room that has `.place()` instead of being called.

    Args:
        make: builds the placer.
        place: given the placer and a record, calls `.place` with what it needs.
    """
    return lambda: _Placing(make(), place)
