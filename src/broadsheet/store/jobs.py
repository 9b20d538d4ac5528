"""What is to be done, and when. A job that was begun and not ended is free again when its lease is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from broadsheet.records.moments import in_utc
from broadsheet.records.source import Job, JobKind
from broadsheet.store.blobs import pack, unpack
from broadsheet.store.database import Database
from broadsheet.store.schema import jobs


class Jobs:
    """The jobs of the store, one of each kind and key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plan(self, kind: JobKind, key: str, due: datetime, task: dict[str, Any] | None = None) -> bool:
        """Plan a job, or wake one that rests, as it is. False, and nothing changed, if another of its kind and key is there."""
        with self._database.transaction():
            there = self.get(kind, key)
            if there:
                if there.state == "resting":
                    self.again(there, due, task)
                return there.state == "resting"
            row = {"kind": kind, "key": key, "due": in_utc(due), "lease": None, "attempts": 0, "state": "waiting", "reason": ""}
            self._database.run(insert(jobs), [row | {"task": pack(task or {})}])
            return True

    def hasten(self, kind: JobKind, key: str, due: datetime, task: dict[str, Any] | None = None) -> None:
        """Plan a job, or do one that is there already by then at the latest, whatever became of it before.

        Without a task it keeps the one that it has.
        """
        with self._database.transaction():
            job = self.get(kind, key)
            if job is None:
                self.plan(kind, key, due, task)
            elif job.state != "leased":
                self._change(
                    job, state="waiting", due=min(job.due, in_utc(due)), task=pack(job.task if task is None else task), attempts=0
                )

    def take(self, now: datetime, until: datetime, *, kinds: Sequence[JobKind], most: int) -> list[Job]:
        """The jobs that are due and that nobody is at, leased until a moment, the longest due first."""
        free = (jobs.c.state == "waiting") | ((jobs.c.state == "leased") & (jobs.c.lease <= in_utc(now)))
        query = select(jobs).where(free, jobs.c.due <= in_utc(now), jobs.c.kind.in_(kinds))
        with self._database.transaction():
            found = [_job(row) for row in self._database.rows(query.order_by(jobs.c.due, jobs.c.kind, jobs.c.key).limit(most))]
            return [self._lease(job, in_utc(until)) for job in found]

    def _lease(self, job: Job, until: str) -> Job:
        self._change(job, state="leased", lease=until, attempts=job.attempts + 1)
        leased = self.get(job.kind, job.key)
        assert leased is not None
        return leased

    def done(self, job: Job) -> None:
        """Take a job that is done off the list."""
        self.unplan(job.kind, job.key)

    def unplan(self, kind: JobKind, key: str) -> None:
        """Take a job off the list, whoever is at it."""
        self._database.run(delete(jobs).where(jobs.c.kind == kind, jobs.c.key == key))

    def again(self, job: Job, due: datetime, task: dict[str, Any] | None = None) -> None:
        """It succeeded, and is to be done again; with another task, if one is given."""
        self._change(job, state="waiting", lease=None, due=in_utc(due), attempts=0, reason="", task=pack(task or job.task))

    def rest(self, job: Job, task: dict[str, Any]) -> None:
        """It is done, and is kept for what it tells until it is planned anew."""
        self._change(job, state="resting", lease=None, attempts=0, reason="", task=pack(task))

    def retry(self, job: Job, due: datetime, reason: str) -> None:
        """It failed, and is to be tried again."""
        self._change(job, state="waiting", lease=None, due=in_utc(due), reason=reason)

    def quarantine(self, job: Job, reason: str) -> None:
        """It failed too often, and is not tried again."""
        self._change(job, state="quarantined", lease=None, reason=reason)

    def release(self) -> int:
        """Free what a process that is no more was at; how many jobs. Only the one writer of the store may say so."""
        return self._database.run(update(jobs).where(jobs.c.state == "leased").values(state="waiting", lease=None))

    def get(self, kind: JobKind, key: str) -> Job | None:
        """The job of that kind and key."""
        row = self._database.row(select(jobs).where(jobs.c.kind == kind, jobs.c.key == key))
        return _job(row) if row else None

    def all(self) -> list[Job]:
        """Every job, by time."""
        return [_job(row) for row in self._database.rows(select(jobs).order_by(jobs.c.due, jobs.c.kind, jobs.c.key))]

    def next_due(self, kinds: Sequence[JobKind] | None = None) -> str | None:
        """When the next job is due that nobody is at, of these kinds or of any."""
        query = select(func.min(jobs.c.due)).where(jobs.c.state == "waiting")
        due: str | None = self._database.value(query if kinds is None else query.where(jobs.c.kind.in_(kinds)))
        return due

    def counts(self) -> dict[str, dict[str, int]]:
        """Kind → state → how many; those that rest are not counted."""
        query = select(jobs.c.kind, jobs.c.state, func.count().label("n")).where(jobs.c.state != "resting")
        query = query.group_by(jobs.c.kind, jobs.c.state)
        counted: dict[str, dict[str, int]] = {}
        for row in self._database.rows(query.order_by(jobs.c.kind, jobs.c.state)):
            counted.setdefault(row.kind, {})[row.state] = row.n
        return counted

    def _change(self, job: Job, **values: object) -> None:
        self._database.run(update(jobs).where(jobs.c.kind == job.kind, jobs.c.key == job.key).values(values))


def _job(row: Row[Any]) -> Job:
    return Job(
        kind=row.kind, key=row.key, due=row.due, lease=row.lease, attempts=row.attempts, state=row.state,
        reason=row.reason, task=unpack(row.task),
    )  # fmt: skip
