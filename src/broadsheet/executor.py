"""Where stateless stages run: in this process for a handful of records, else in worker processes that can be killed.

A record that takes too long, wants too much memory or brings its process down becomes a `Dropped`; the others go on, and come
back in the order in which they were sent.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from types import FrameType
from typing import Any, Generic, TypeVar

from broadsheet.errors import BroadsheetError
from broadsheet.steps import Dropped, Step

In = TypeVar("In")
Out = TypeVar("Out")

REASONS: Mapping[str, str] = {
    "too slow": "The record took longer than `run.seconds`.",
    "too big": "The record wanted more memory than `run.memory_mb`.",
    "crashed": "The record brought the stage down.",
}
HANDFUL = 64
"""So many records, and no more than `HANDFUL_CHARS`, are worked on in this process: workers would take longer to start."""
HANDFUL_CHARS = 300_000
MOST_WORKERS = 8
AHEAD = 4
"""Records sent ahead of the one that is waited for, per worker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one record may take, and how many are worked on at once.

    Attributes:
        workers: processes; 0 for none, None for as many as the input and the machine ask for.
        seconds: longest time a record may take, by the clock and of the processor.
        memory_mb: most memory of a worker, in megabytes.
    """

    workers: int | None = None
    seconds: float = 60.0
    memory_mb: int = 4_096


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


def run(job: Job[In, Out], records: Iterable[In], bounds: Bounds | None = None) -> Iterator[tuple[In, Outcome[Out]]]:
    """What became of every record, in order: each with all that the stage yields for it.

    Raises:
        BroadsheetError: whatever `make` raises for bad set-up; never for a bad record.
    """
    limits = bounds or Bounds()
    source = iter(records)
    first = list(islice(source, HANDFUL + 1))
    workers = _workers(limits, first, job)
    if not first:
        return
    everything = chain(first, source)
    yield from _here(job, everything, limits) if workers == 0 else _in_workers(job, everything, limits, workers)


def _workers(bounds: Bounds, first: list[In], job: Job[In, Out]) -> int:
    if bounds.workers is not None:
        return bounds.workers
    small = len(first) <= HANDFUL and sum(map(job.size, first)) <= HANDFUL_CHARS
    return (
        0 if small else min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, MOST_WORKERS)
    )


def _here(job: Job[In, Out], records: Iterable[In], bounds: Bounds) -> Iterator[tuple[In, Outcome[Out]]]:
    step = job.make()
    for record in records:
        try:
            with _alarm(bounds.seconds):
                outcome = list(step([record]))
        except BroadsheetError:
            raise
        except (Exception, _TooSlow) as problem:  # noqa: BLE001  one record must not stop the rest, whatever is wrong with it
            outcome = [_dropped(job, record, problem, bounds)]
        yield record, outcome


class _TooSlow(BaseException):
    """The alarm rang. No `Exception`: a stage that passes over its libraries' failures must not pass over this."""


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise `_TooSlow` after so many seconds, where the system has alarms and we are in the main thread."""
    import threading

    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, seconds)  # again: Python swallows what is raised while it clears memory
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise _TooSlow


def _in_workers(job: Job[In, Out], records: Iterable[In], bounds: Bounds, workers: int) -> Iterator[tuple[In, Outcome[Out]]]:
    import multiprocessing

    from pebble import ProcessPool

    pool = ProcessPool(
        max_workers=workers,
        initializer=_start,
        initargs=[job.make, bounds.memory_mb],
        context=multiprocessing.get_context("spawn"),
    )
    sent: deque[tuple[In, Any]] = deque()
    try:
        for record in records:
            sent.append((record, pool.schedule(_work, args=[record, bounds.seconds], timeout=bounds.seconds + _START_SECONDS)))
            if len(sent) > workers * AHEAD:
                yield _came_back(job, *sent.popleft(), bounds)
        while sent:
            yield _came_back(job, *sent.popleft(), bounds)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


_START_SECONDS = 2.0
"""What is allowed on top for passing a record to a worker. The worker's own alarm rings first, and costs no process."""


def _came_back(job: Job[In, Out], record: In, future: Any, bounds: Bounds) -> tuple[In, Outcome[Out]]:
    try:
        return record, future.result()
    except BroadsheetError:
        raise
    except (Exception, _TooSlow) as problem:  # noqa: BLE001  one record must not stop the rest, whatever is wrong with it
        return record, [_dropped(job, record, problem, bounds)]


def _dropped(job: Job[In, Out], record: In, problem: BaseException, bounds: Bounds) -> Dropped:
    name = job.name(record)
    if isinstance(problem, (_TooSlow, TimeoutError)):
        return Dropped(record=name, step=job.step, reason="too slow", detail=f"more than {bounds.seconds:g} s")
    if isinstance(problem, MemoryError):
        return Dropped(record=name, step=job.step, reason="too big", detail=f"more than {bounds.memory_mb} MB")
    return Dropped(record=name, step=job.step, reason="crashed", detail=f"{type(problem).__name__}: {problem}"[:300])


_step: Step[Any, Any] | None = None
"""The stage of a worker process, built when the process starts."""
_make: Callable[[], Step[Any, Any]] | None = None


def _start(make: Callable[[], Step[Any, Any]], memory_mb: int) -> None:
    global _make  # noqa: PLW0603  one worker process holds one stage
    _make = make
    if sys.platform != "win32":
        import resource

        limit = memory_mb * 1_000_000
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _work(record: Any, seconds: float) -> list[Any]:
    global _step  # noqa: PLW0603  one worker process holds one stage
    if _step is None:
        assert _make is not None
        _step = _make()
    with _alarm(seconds):
        return list(_step([record]))
