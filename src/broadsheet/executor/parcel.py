"""What a worker of a cluster does: it runs a parcel of records in a process of its own, which it can kill.

A parcel is bytes that name the stage's digest, so the same parcel has the same key wherever it is made, and the same outcome
whoever works on it. If a worker dies, another does its parcel again: nothing is kept on workers.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from broadsheet.errors import ClusterError
from broadsheet.executor.job import Bounds, Named, Outcome
from broadsheet.executor.processes import Processes
from broadsheet.executor.program import unlike
from broadsheet.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What is the same for all parcels of a job.

    Attributes:
        make: builds the stage; must be picklable.
        bounds: what a record may take.
        program: what the results depend on, where the job comes from.
    """

    make: Callable[[], Step[Any, Any]]
    bounds: Bounds
    program: dict[str, str]


@dataclass(slots=True, kw_only=True)
class _Desk:
    """The one stage that a worker has at hand, with its process."""

    stage: bytes = b""
    processes: Processes | None = None


_desk = _Desk()
_busy = threading.Lock()


def held(stage: bytes) -> bytes:
    """The stage itself: as a task of its own it goes to a worker once, and again to one that takes another's place."""
    return stage


def carry_out(stage: bytes, parcel: bytes) -> bytes:
    """What became of every record of a parcel, packed.

    Raises:
        ClusterError: this worker is not as it must be.
        BroadsheetError: whatever building the stage raises.
    """
    records: list[tuple[Named, Any]] = pickle.loads(parcel)  # noqa: S301  as Dask itself unpacks its tasks: who sends them is trusted
    with _busy:
        outcomes: list[Outcome[Any]] = [outcome for _, outcome in _processes(stage).run(records)]
    return pickle.dumps(outcomes, pickle.HIGHEST_PROTOCOL)


def _processes(stage: bytes) -> Processes:
    """The process that holds the stage, begun for its first parcel; the one before it ends."""
    if _desk.processes is not None and _desk.stage == stage:
        return _desk.processes
    if _desk.processes is not None:
        _desk.processes.close()
    told: Stage = pickle.loads(stage)  # noqa: S301  the same
    _refuse(told)
    _desk.stage, _desk.processes = stage, Processes(told.make, told.bounds, 1)
    return _desk.processes


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
