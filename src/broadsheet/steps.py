"""How rooms are entered: a `Step` takes records of one kind and gives records of the next, or says why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from broadsheet.records.page import public_address

In = TypeVar("In", contravariant=True)
Out = TypeVar("Out", covariant=True)
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A record that could not be used, and why. Bad input ends here, counted, never in an exception.

    Attributes:
        record: id or name of what was dropped; a name and password in an address are left out.
        step: name of the step.
        reason: a key of the step's `reasons`.
        detail: what exactly, for the reader of a report.
    """

    record: str
    step: str
    reason: str
    detail: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "record", public_address(self.record))


class Step(Protocol[In, Out]):
    """A room's door.

    Attributes:
        name: the room's name.
        reasons: why the step drops records: reason → one sentence for the docs and the newsroom.
    """

    name: str
    reasons: Mapping[str, str]

    def __call__(self, records: Iterable[In], /) -> Iterator[Out | Dropped]:
        """Yield, for every record taken, what became of it."""


@dataclass(slots=True)
class Tally:
    """Counts what a run kept and dropped, by step and reason."""

    kept: Counter[str] = field(default_factory=Counter)
    drops: list[Dropped] = field(default_factory=list)

    def sift(self, step: str, outcome: Iterable[Kept | Dropped]) -> Iterator[Kept]:
        """Pass on what was kept; count both."""
        for record in outcome:
            if isinstance(record, Dropped):
                self.drops.append(record)
            else:
                self.kept[step] += 1
                yield record

    def by_reason(self) -> dict[str, dict[str, int]]:
        """Step → reason → count, both sorted."""
        counted: dict[str, Counter[str]] = {}
        for drop in self.drops:
            counted.setdefault(drop.step, Counter())[drop.reason] += 1
        return {step: dict(sorted(counted[step].items())) for step in sorted(counted)}
