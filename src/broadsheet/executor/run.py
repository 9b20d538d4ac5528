"""The choice of where a stage runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import TypeVar

from broadsheet.errors import BroadsheetError
from broadsheet.executor.alarm import alarm
from broadsheet.executor.job import Bounds, Job, Named, Outcome, TooSlow
from broadsheet.steps import Dropped, Step

In = TypeVar("In")
Out = TypeVar("Out")
Made = TypeVar("Made")

HANDFUL = 64
"""So many records, and no more than `HANDFUL_CHARS`, are worked on in this process: workers would take longer to start."""
HANDFUL_CHARS = 300_000
MOST_WORKERS = 8


def run(job: Job[In, Out], records: Iterable[In], bounds: Bounds | None = None) -> Iterator[tuple[In, Outcome[Out]]]:
    """What became of every record, in order: each with all that the stage yields for it.

    Raises:
        BroadsheetError: whatever `make` raises for bad set-up, or the cluster cannot be used; never for a bad record.
    """
    limits = bounds or Bounds()
    source = iter(records)
    first = list(islice(source, HANDFUL + 1))
    workers = _workers(limits, first, job)
    if not first:
        return
    everything = chain(first, source)
    if workers == 0:
        yield from _here(job, everything, limits)
    elif limits.cluster is not None:
        yield from _on_cluster(job, everything, limits)
    else:
        yield from _in_processes(job, everything, limits, workers)


def reach(bounds: Bounds) -> None:
    """See that the cluster of these bounds is there, if they name one.

    Raises:
        ClusterError: it is not, or its programs are not ours.
        MissingExtra: what speaks to it is not installed.
    """
    if bounds.cluster is not None:
        from broadsheet.executor.cluster import connected

        with connected(bounds.cluster):
            pass


def _workers(bounds: Bounds, first: list[In], job: Job[In, Out]) -> int:
    if bounds.workers is not None:
        return bounds.workers
    small = len(first) <= HANDFUL and sum(map(job.size, first)) <= HANDFUL_CHARS
    return (
        0 if small else min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, MOST_WORKERS)
    )


def _named(job: Job[In, Out], records: Iterable[In]) -> Iterator[tuple[Named, In]]:
    return ((Named(record=job.name(record), step=job.step), record) for record in records)


def _here(job: Job[In, Out], records: Iterable[In], bounds: Bounds) -> Iterator[tuple[In, Outcome[Out]]]:
    step = job.make()
    for named, record in _named(job, records):
        outcome = attempt(named, partial(_worked, step, record), bounds)
        yield record, [outcome] if isinstance(outcome, Dropped) else outcome


def _worked(step: Step[In, Out], record: In) -> Outcome[Out]:
    return list(step([record]))


def attempt(named: Named, act: Callable[[], Made], bounds: Bounds) -> Made | Dropped:
    """Do something for one record in this process; what comes of it, or why nothing does.

    For stages too that know what came before. One whose record was dropped half way must be made anew: nobody knows what it holds.

    Args:
        named: the record, and the stage.
        act: what is done.
        bounds: of which the time holds.

    Raises:
        BroadsheetError: what it raises for bad set-up.
    """
    try:
        with alarm(bounds.seconds):
            return act()
    except BroadsheetError:
        raise
    except (Exception, TooSlow) as problem:  # noqa: BLE001  one record must not stop the rest, whatever is wrong with it
        return named.dropped(problem, bounds)


def _in_processes(job: Job[In, Out], records: Iterable[In], bounds: Bounds, workers: int) -> Iterator[tuple[In, Outcome[Out]]]:
    from broadsheet.executor.processes import Processes

    processes = Processes(job.make, bounds, workers)
    try:
        yield from processes.run(_named(job, records))
    finally:
        processes.close()


def _on_cluster(job: Job[In, Out], records: Iterable[In], bounds: Bounds) -> Iterator[tuple[In, Outcome[Out]]]:
    from broadsheet.executor.cluster import Cluster, connected

    assert bounds.cluster is not None
    with connected(bounds.cluster) as client:
        yield from Cluster(client, job.make, bounds).run((*one, job.size(one[1])) for one in _named(job, records))
