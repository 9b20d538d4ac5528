"""What a worker of a cluster does: it runs a parcel of records in a process of its own, which it can kill.

The worker passes records and outcomes on as bytes. What they are, and what the stages need, that process alone loads, once for all
stages of a job and for the jobs after it. If a worker dies, another does its parcel again: nothing is kept on workers.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

from broadsheet.errors import ClusterError
from broadsheet.executor.job import Bounds, Named, Outcome
from broadsheet.executor.processes import Processes
from broadsheet.executor.program import unlike
from broadsheet.steps import Dropped, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What is the same for all parcels of a job.

    Attributes:
        make: what builds the stage as `Packed` runs it; packed itself.
        bounds: what a record may take.
        program: what the results depend on, where the job comes from.
    """

    make: bytes
    bounds: Bounds
    program: dict[str, str]


class Packed:
    """A stage whose records and outcomes are packed, for a worker that only passes them on.

    Args:
        make: builds the stage itself.
    """

    name = "packed"
    reasons: Mapping[str, str] = {}

    def __init__(self, make: Callable[[], Step[Any, Any]]) -> None:
        self._step = make()

    def __call__(self, records: Iterable[bytes], /) -> Iterator[bytes]:
        """All that the stage yields for each."""
        for record in records:
            yield pickle.dumps(list(self._step([pickle.loads(record)])), pickle.HIGHEST_PROTOCOL)  # noqa: S301  see `carry_out`


def unpacked(outcome: Outcome[bytes]) -> Outcome[Any]:
    """What the stage yielded, or why it could not."""
    (one,) = outcome
    found: Outcome[Any] = [one] if isinstance(one, Dropped) else pickle.loads(one)  # noqa: S301  packed by our own workers
    return found


@dataclass(slots=True, kw_only=True)
class _Desk:
    """The process that a worker has beside it, and the stage of the last parcel with what builds it."""

    stage: bytes = b""
    make: bytes = b""
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
        processes = _at_work(stage)
        outcomes: list[Outcome[bytes]] = [outcome for _, outcome in processes.run(_desk.make, records)]
    return pickle.dumps(outcomes, pickle.HIGHEST_PROTOCOL)


def _at_work(stage: bytes) -> Processes:
    """The process for a stage, begun for the first parcel or for other bounds. Dask takes its folder away after the worker."""
    from distributed import get_worker

    if _desk.processes is not None and _desk.processes.sound and _desk.stage == stage:
        return _desk.processes
    told: Stage = pickle.loads(stage)  # noqa: S301  the same
    _refuse(told)
    if _desk.processes is None or not _desk.processes.sound or _desk.bounds != told.bounds:
        _clear()
        _desk.bounds, _desk.processes = told.bounds, Processes(told.bounds, 1, Path(get_worker().local_directory))
    _desk.stage, _desk.make = stage, told.make
    return _desk.processes


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
