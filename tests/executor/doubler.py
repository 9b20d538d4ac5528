"""A stage that does what its record says."""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from broadsheet.errors import ModelError
from broadsheet.executor import Job, Outcome
from broadsheet.steps import Dropped

TOLD: Mapping[str, Callable[[], object]] = {"pid": os.getpid, "collector": gc.get_threshold}


@dataclass
class Doubler:
    """Doubles a record, unless it is a word that asks for something else."""

    name: str = "doubler"
    reasons: Mapping[str, str] = ()  # type: ignore[assignment]

    def __call__(self, records: Iterable[str], /) -> Iterator[str | Dropped]:
        for record in records:
            match record:
                case "kill":
                    os.kill(os.getpid(), signal.SIGKILL)
                case "sleep":
                    time.sleep(60)
                case "swell":
                    bytearray(50_000_000_000)
                case "break":
                    raise KeyError(record)
                case "model":
                    raise ModelError("the model is gone")
                case "sleep soundly":
                    with suppress(Exception):
                        time.sleep(60)
                case "drop":
                    yield Dropped(record=record, step="doubler", reason="asked")
                case "pid" | "collector":
                    yield str(TOLD[record]())
                case _:
                    yield record * 2


@dataclass
class Repeating:
    """Repeats a record so many times."""

    times: int
    name: str = "repeating"
    reasons: Mapping[str, str] = ()  # type: ignore[assignment]

    def __call__(self, records: Iterable[str], /) -> Iterator[str | Dropped]:
        return (record * self.times for record in records)


@dataclass
class Counting:
    """Tells how many records it has had."""

    name: str
    reasons: Mapping[str, str] = ()  # type: ignore[assignment]
    had: int = 0

    def __call__(self, records: Iterable[str], /) -> Iterator[str | Dropped]:
        for _ in records:
            self.had += 1
            yield str(self.had)


JOB: Job[str, str] = Job(step="doubler", make=Doubler, name=str, size=len)
POISONED = ["a", "kill", "b", "sleep", "c", "swell", "d", "break", "e", "drop", "f"]
WHY = {"kill": "crashed", "sleep": "too slow", "swell": "too big", "break": "crashed", "drop": "asked"}


def reasons(found: Iterable[tuple[str, Outcome[str]]]) -> dict[str, str]:
    """Record → why it was dropped."""
    return {record: each.reason for record, outcome in found for each in outcome if isinstance(each, Dropped)}
