"""Worker processes of this machine that do every stage they are given records of, and can be killed."""

from __future__ import annotations

import pickle
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from broadsheet.errors import BroadsheetError
from broadsheet.executor.alarm import alarm
from broadsheet.executor.collector import collect_rarely
from broadsheet.executor.job import Bounds, Named, Outcome, TooSlow
from broadsheet.steps import Step

Record = TypeVar("Record")

AHEAD = 4
"""Records sent ahead of the one that is waited for, per worker."""
AT_HAND = 4
"""Stages that a process keeps built: those of a job."""
_START_SECONDS = 10.0
"""What is allowed on top for passing a record to a worker, and for building its stage there, libraries and models with it. The
worker's own alarm rings first, and costs no process."""


class Processes:
    """So many processes. Close them when they are done with.

    Args:
        bounds: what a record may take.
        number: of processes.
        folder: where what builds a stage is laid down for them; it is theirs to read until they are closed.
    """

    def __init__(self, bounds: Bounds, number: int, folder: Path) -> None:
        import multiprocessing

        from pebble import ProcessPool

        self._bounds = bounds
        self._ahead = number * AHEAD
        self._folder = folder
        self._pool = ProcessPool(
            max_workers=number,
            initializer=_begin,
            initargs=[bounds.memory_mb],
            context=multiprocessing.get_context("spawn"),
        )

    @property
    def sound(self) -> bool:
        """Whether they can be given records: not if one was killed while none had anything to do."""
        return bool(self._pool.active)

    def run(self, make: bytes, records: Iterable[tuple[Named, Record]]) -> Iterator[tuple[Record, Outcome[Any]]]:
        """What became of every record, in order.

        Args:
            make: builds the stage, packed; a process does so when its first record comes.
            records: each with its name.

        Raises:
            BroadsheetError: whatever `make` raises for bad set-up; never for a bad record.
        """
        sent: deque[tuple[Named, Record, Any]] = deque()
        file, seconds = self._laid_down(make), self._bounds.seconds
        for named, record in records:
            task = self._pool.schedule(_work, args=[file, record, seconds], timeout=seconds + _START_SECONDS)
            sent.append((named, record, task))
            if len(sent) > self._ahead:
                yield self._came_back(*sent.popleft())
        while sent:
            yield self._came_back(*sent.popleft())

    def close(self) -> None:
        """End them."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _laid_down(self, make: bytes) -> str:
        """What builds a stage may be large, so it does not come with every record but lies in a file."""
        file = self._folder / blake2b(make, digest_size=16).hexdigest()
        if not file.exists():
            file.write_bytes(make)
        return str(file)

    def _came_back(self, named: Named, record: Record, future: Any) -> tuple[Record, Outcome[Any]]:
        try:
            return record, future.result()
        except BroadsheetError:
            raise
        except (Exception, TooSlow) as problem:  # noqa: BLE001  one record must not stop the rest, whatever is wrong with it
            return record, [named.dropped(problem, self._bounds)]


def _begin(memory_mb: int) -> None:
    collect_rarely()
    if sys.platform != "win32":
        import resource

        limit = memory_mb * 1_000_000
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _work(file: str, record: Any, seconds: float) -> list[Any]:
    step = _built(file)
    with alarm(seconds):
        return list(step([record]))


@lru_cache(maxsize=AT_HAND)
def _built(file: str) -> Step[Any, Any]:
    """The stage, in the process that runs it. Its file was written by who began the process, or by whom they trust."""
    build: Callable[[], Step[Any, Any]] = pickle.loads(Path(file).read_bytes())  # noqa: S301  as just said
    return build()
