"""A job of one stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from broadsheet.executor.crew import Crew
from broadsheet.executor.job import Bounds, Job, Outcome

In = TypeVar("In")
Out = TypeVar("Out")


def run(job: Job[In, Out], records: Iterable[In], bounds: Bounds | None = None) -> Iterator[tuple[In, Outcome[Out]]]:
    """What became of every record, in order: each with all that the stage yields for it. For several stages, see `Crew`.

    Raises:
        BroadsheetError: whatever `make` raises for bad set-up, or the cluster cannot be used; never for a bad record.
    """
    with Crew(bounds) as crew:
        yield from crew.run(job, records)


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
