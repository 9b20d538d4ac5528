"""What a worker of a cluster does: it runs a parcel of records in a process of its own, which it can kill.

The worker passes records and outcomes on as bytes. What they are, and what the stages need, that process alone loads, once for all
stages of a job and for the jobs after it. If a worker dies, another does its parcel again: nothing is kept on workers.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

from broadsheet.errors import ClusterError
from broadsheet.executor.job import Bounds, Named, Outcome
from broadsheet.executor.processes import Processes
from broadsheet.executor.program import unlike
from broadsheet.steps import Dropped, Step

AT_HAND = 4
"""Stages that a worker's process keeps built: those of a job."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What is the same for all parcels of a job.

    Attributes:
        make: what builds the stage, packed.
        bounds: what a record may take.
        program: what the results depend on, where the job comes from.
    """

    make: bytes
    bounds: Bounds
    program: dict[str, str]


class Stages:
    """All stages that a worker is asked for. A task is the file that holds what builds its stage, and a record; both packed."""

    name = "packed"
    reasons: Mapping[str, str] = {}

    def __call__(self, tasks: Iterable[tuple[str, bytes]], /) -> Iterator[bytes]:
        """All that the stage of each yields for its record, packed."""
        for file, record in tasks:
            yield pickle.dumps(list(_built(file)([pickle.loads(record)])), pickle.HIGHEST_PROTOCOL)  # noqa: S301  see `carry_out`


@lru_cache(maxsize=AT_HAND)
def _built(file: str) -> Step[Any, Any]:
    """The stage, in the process that runs it. What builds it may be large, so it does not come with every record."""
    build: Callable[[], Step[Any, Any]] = pickle.loads(Path(file).read_bytes())  # noqa: S301  see `carry_out`
    return build()


def unpacked(outcome: Outcome[bytes]) -> Outcome[Any]:
    """What the stage yielded, or why it could not."""
    (one,) = outcome
    found: Outcome[Any] = [one] if isinstance(one, Dropped) else pickle.loads(one)  # noqa: S301  packed by our own workers
    return found


@dataclass(slots=True, kw_only=True)
class _Desk:
    """The process that a worker has beside it, and the stage of the last parcel with the file that holds it."""

    stage: bytes = b""
    file: str = ""
    bounds: Bounds | None = None
    processes: Processes | None = None


_desk = _Desk()
_busy = threading.Lock()


def held(stage: bytes) -> bytes:
    """The stage itself: as a task of its own it goes to a worker once, and again to one that takes another's place."""
    return stage


def carry_out(stage: bytes, parcel: bytes) -> bytes:
    """What became of every record of a parcel, packed. Who sends parcels is trusted, as Dask itself trusts who sends tasks.

    Raises:
        ClusterError: this worker is not as it must be.
        BroadsheetError: whatever building the stage raises.
    """
    records: list[tuple[Named, bytes]] = pickle.loads(parcel)  # noqa: S301  as said above
    with _busy:
        processes, file = _at_work(stage)
        tasks = ((named, (file, record)) for named, record in records)
        outcomes: list[Outcome[bytes]] = [outcome for _, outcome in processes.run(tasks)]
    return pickle.dumps(outcomes, pickle.HIGHEST_PROTOCOL)


def _at_work(stage: bytes) -> tuple[Processes, str]:
    """The process, begun for the first parcel or for other bounds, and the file with what builds the stage there."""
    if _desk.processes is not None and _desk.stage == stage:
        return _desk.processes, _desk.file
    told: Stage = pickle.loads(stage)  # noqa: S301  the same
    _refuse(told)
    _desk.stage, _desk.file = stage, str(_laid_down(told.make))
    if _desk.processes is None or _desk.bounds != told.bounds:
        _clear()
        _desk.bounds, _desk.processes = told.bounds, Processes(Stages, told.bounds, 1)
    return _desk.processes, _desk.file


def _laid_down(make: bytes) -> Path:
    """What builds a stage, in a file of the worker's own folder, which Dask takes away after it."""
    from distributed import get_worker

    file = Path(get_worker().local_directory) / blake2b(make, digest_size=16).hexdigest()
    if not file.exists():
        file.write_bytes(make)
    return file


def _clear() -> None:
    """End the process at hand."""
    if _desk.processes is not None:
        _desk.processes.close()
        _desk.processes = None


Finalize(None, _clear, exitpriority=1)  # a worker that is told to end would wait for its process for ever


def _refuse(stage: Stage) -> None:
    """See that this worker can guard a record, and has the same program."""
    import multiprocessing

    from distributed import get_worker

    where = get_worker().address
    if multiprocessing.current_process().daemon:
        raise ClusterError(
            f"{where}: a worker that runs as a daemon may not start the process that guards a record",
            hint="start workers with `broadsheet worker`, or set DISTRIBUTED__WORKER__DAEMON=False where they are started",
        )
    other = unlike(stage.program)
    if other:  # told from here, where "there" is the machine that the job comes from
        raise ClusterError(f"{where}: another program than where the job comes from: {'; '.join(other[:3])}")
