"""Worker processes of this machine that hold one stage each, and can be killed."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from broadsheet.errors import BroadsheetError
from broadsheet.executor.alarm import alarm
from broadsheet.executor.job import Bounds, Named, Outcome, TooSlow
from broadsheet.steps import Step

Record = TypeVar("Record")

AHEAD = 4
"""Records sent ahead of the one that is waited for, per worker."""
_START_SECONDS = 2.0
"""What is allowed on top for passing a record to a worker. The worker's own alarm rings first, and costs no process."""


class Processes:
    """So many processes with a stage. Close them when they are done with.

    Args:
        make: builds the stage, in each of them; must be picklable.
        bounds: what a record may take.
        number: of processes.
    """

    def __init__(self, make: Callable[[], Step[Any, Any]], bounds: Bounds, number: int) -> None:
        import multiprocessing

        from pebble import ProcessPool

        self._bounds = bounds
        self._ahead = number * AHEAD
        self._pool = ProcessPool(
            max_workers=number,
            initializer=_start,
            initargs=[make, bounds.memory_mb],
            context=multiprocessing.get_context("spawn"),
        )

    def run(self, records: Iterable[tuple[Named, Record]]) -> Iterator[tuple[Record, Outcome[Any]]]:
        """What became of every record, in order.

        Raises:
            BroadsheetError: whatever `make` raises for bad set-up; never for a bad record.
        """
        sent: deque[tuple[Named, Record, Any]] = deque()
        longest = self._bounds.seconds + _START_SECONDS
        for named, record in records:
            sent.append((named, record, self._pool.schedule(_work, args=[record, self._bounds.seconds], timeout=longest)))
            if len(sent) > self._ahead:
                yield self._came_back(*sent.popleft())
        while sent:
            yield self._came_back(*sent.popleft())

    def close(self) -> None:
        """End them."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _came_back(self, named: Named, record: Record, future: Any) -> tuple[Record, Outcome[Any]]:
        try:
            return record, future.result()
        except BroadsheetError:
            raise
        except (Exception, TooSlow) as problem:  # noqa: BLE001  one record must not stop the rest, whatever is wrong with it
            return record, [named.dropped(problem, self._bounds)]


_step: Step[Any, Any] | None = None
"""The stage of a worker process, built when its first record comes."""
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
    with alarm(seconds):
        return list(_step([record]))
