"""The newsroom's view of a store, as a plain record."""

from __future__ import annotations

from datetime import datetime

from broadsheet.pipeline.rhythm import Pace, expected_wait
from broadsheet.records.newsroom import Making, Newsroom, SourceHealth
from broadsheet.records.source import Job
from broadsheet.store import Store


def newsroom(store: Store, now: datetime) -> Newsroom:
    """How everything that is followed does, at a moment."""
    jobs = store.jobs.all()
    return Newsroom(
        sources=_sources(store, now, {job.key: job for job in jobs if job.kind == "source"}),
        drops=store.drops.by_reason(),
        queue=store.jobs.counts(),
        set_aside={job.key: job.reason for job in jobs if job.state == "quarantined"},
        made={job.kind: _making(job) for job in jobs if job.kind in ("stories", "edition", "newsletter")},
        vanished=len(store.fetched.vanished()),
    )


def _sources(store: Store, now: datetime, asked: dict[str, Job]) -> tuple[SourceHealth, ...]:
    counts, pace, found = store.fetched.counts(), Pace(), []
    for source in store.sources.all():
        state, job = store.sources.state(source.address), asked.get(source.address)
        told, gave = counts.get(source.address, (0, 0))
        every = pace.held(expected_wait(state.rhythm, now, pace.longest)).total_seconds()
        due = job.due if job and not source.muted else None
        found.append(SourceHealth(source=source, state=state, next=due, every=every, told=told, articles=gave))
    return tuple(found)


def _making(job: Job) -> Making:
    due = None if job.state == "resting" else job.due
    return Making(made=job.task.get("made"), seconds=job.task.get("seconds"), next=due, problem=job.reason)
