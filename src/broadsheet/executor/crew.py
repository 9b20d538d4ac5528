"""Who does the stages of one job: this process, processes of this machine that all of them share, or a cluster."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from broadsheet.executor.alarm import attempt
from broadsheet.executor.collector import collecting_rarely
from broadsheet.executor.folders import folder
from broadsheet.executor.job import Bounds, Job, Named, Outcome
from broadsheet.steps import Dropped, Step

if TYPE_CHECKING:
    from broadsheet.executor.processes import Processes

In = TypeVar("In")
Out = TypeVar("Out")

HANDFUL = 64
"""So many records, and no more than `HANDFUL_CHARS`, are worked on in this process: workers would take longer to start."""
HANDFUL_CHARS = 300_000
MOST_WORKERS = 8


class Crew:
    """What a job's stages are run by. Processes begin with the first stage that wants them, and end with the job.

        with Crew(bounds) as crew:
            for record, outcome in crew.run(job, records):
                ...

    Args:
        bounds: what a record may take, and where it is worked on.
    """

    def __init__(self, bounds: Bounds | None = None) -> None:
        self.bounds = bounds or Bounds()
        self._ends = ExitStack()
        self._folder: Path | None = None
        self._processes: Processes | None = None

    def __enter__(self) -> Self:
        self._ends.enter_context(collecting_rarely())
        return self

    def __exit__(self, *_problem: object) -> None:
        self._processes = self._folder = None
        self._ends.close()

    def run(self, job: Job[In, Out], records: Iterable[In]) -> Iterator[tuple[In, Outcome[Out]]]:
        """What became of every record, in order: each with all that the stage yields for it.

        Raises:
            BroadsheetError: whatever `make` raises for bad set-up, or the cluster cannot be used; never for a bad record.
        """
        source = iter(records)
        first = list(islice(source, HANDFUL + 1))
        if not first:
            return
        workers, everything = self._workers(job, first), chain(first, source)
        if workers == 0:
            yield from self._here(job, everything)
        elif self.bounds.cluster is not None:
            yield from self._on_cluster(job, everything)
        else:
            make = pickle.dumps(job.make, pickle.HIGHEST_PROTOCOL)
            yield from self._at_work(workers).run(make, _named(job, everything))

    def _workers(self, job: Job[In, Out], first: list[In]) -> int:
        if self.bounds.workers is not None:
            return self.bounds.workers
        small = len(first) <= HANDFUL and sum(map(job.size, first)) <= HANDFUL_CHARS
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        return 0 if small else min(cores, MOST_WORKERS)

    def _here(self, job: Job[In, Out], records: Iterable[In]) -> Iterator[tuple[In, Outcome[Out]]]:
        step = job.make()
        for named, record in _named(job, records):
            outcome = attempt(named, partial(_worked, step, record), self.bounds)
            yield record, [outcome] if isinstance(outcome, Dropped) else outcome

    def _at_work(self, number: int) -> Processes:
        """The processes, begun for the first stage that asks, or anew if they are no good any more."""
        from broadsheet.executor.processes import Processes

        if self._folder is None:
            self._folder = Path(self._ends.enter_context(folder()))
        if self._processes is None or not self._processes.sound:
            self._processes = Processes(self.bounds, number, self._folder)
            self._ends.callback(self._processes.close)
        return self._processes

    def _on_cluster(self, job: Job[In, Out], records: Iterable[In]) -> Iterator[tuple[In, Outcome[Out]]]:
        from broadsheet.executor.cluster import Cluster, connected

        assert self.bounds.cluster is not None
        with connected(self.bounds.cluster) as client:
            yield from Cluster(client, job.make, self.bounds).run((*one, job.size(one[1])) for one in _named(job, records))


def _named(job: Job[In, Out], records: Iterable[In]) -> Iterator[tuple[Named, In]]:
    return ((Named(record=job.name(record), step=job.step), record) for record in records)


def _worked(step: Step[In, Out], record: In) -> Outcome[Out]:
    return list(step([record]))
