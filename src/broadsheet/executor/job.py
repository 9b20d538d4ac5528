"""What is to be run, within which bounds, and what a record that breaks them becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from broadsheet.steps import Dropped, Step

In = TypeVar("In")
Out = TypeVar("Out")

REASONS: Mapping[str, str] = {
    "too slow": "The record took longer than `run.seconds`.",
    "too big": "The record wanted more memory than `run.memory_mb`.",
    "crashed": "The record brought the stage down.",
}


class TooSlow(BaseException):
    """The alarm rang. No `Exception`: a stage that passes over its libraries' failures must not pass over this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one record may take, how many are worked on at once, and where.

    Attributes:
        workers: processes; 0 for none, None for as many as the input and the machine ask for.
        seconds: longest time a record may take, by the clock and of the processor.
        memory_mb: most memory of a worker, in megabytes.
        cluster: address of the scheduler of a Dask cluster that has the workers; None for this machine.
    """

    workers: int | None = None
    seconds: float = 60.0
    memory_mb: int = 4_096
    cluster: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Generic[In, Out]):
    """A stage with what is to be known about its records.

    Attributes:
        step: the stage's name.
        make: builds the stage, in the process where it runs; must be picklable.
        name: what a record is called in a `Dropped`.
        size: how many characters a record holds.
    """

    step: str
    make: Callable[[], Step[In, Out]]
    name: Callable[[In], str]
    size: Callable[[In], int]


Outcome = list[Out | Dropped]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A record's name and the stage it is sent to: what a `Dropped` tells."""

    record: str
    step: str

    def dropped(self, problem: BaseException, bounds: Bounds) -> Dropped:
        """What becomes of a record that broke its bounds, or its stage."""
        if isinstance(problem, (TooSlow, TimeoutError)):
            return Dropped(record=self.record, step=self.step, reason="too slow", detail=f"more than {bounds.seconds:g} s")
        if isinstance(problem, MemoryError):
            return Dropped(record=self.record, step=self.step, reason="too big", detail=f"more than {bounds.memory_mb} MB")
        told = f"{type(problem).__name__}: {problem}"[:300]
        return Dropped(record=self.record, step=self.step, reason="crashed", detail=told)
