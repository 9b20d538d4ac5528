"""The paper that makes itself: sources are asked when they are due, pages taken in as they come, editions made at their hours.

Everything to be done is a row of `store.jobs`, so a process that ends anywhere is followed by one that goes on. One task at a time
touches the store; requests are under way meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from broadsheet.pipeline.following import Arrival, Follower, Habits, request_for
from broadsheet.pipeline.grouping import Standing
from broadsheet.pipeline.hours import next_slot
from broadsheet.pipeline.intake import read_pages
from broadsheet.pipeline.writing import write
from broadsheet.read.web import Answer, Request
from broadsheet.records.moments import moment_of
from broadsheet.records.source import Job, JobKind
from broadsheet.steps import Dropped, Tally
from broadsheet.store import Store

if TYPE_CHECKING:
    from broadsheet.llm.copy_desk import CopyDesk

FETCHES: tuple[JobKind, ...] = ("source", "part", "page")
MADE: tuple[JobKind, ...] = ("stories", "edition", "newsletter")


class Client(Protocol):
    """Who asks the web."""

    async def get(self, request: Request) -> Answer | Dropped:
        """What the address gives, or why it gives nothing."""


class Report(Protocol):
    """Is told what happens."""

    def __call__(self, event: str, /, **facts: Any) -> None:
        """An event in a few words, and what is to be known of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is made when.

    Attributes:
        editions: hours of the editions, `HH:MM`.
        newsletter: the hour of the newsletter, None for none.
        zone: the paper's time zone.
        watch: how long new pages wait at most until stories are written from them.
        lease: how long a job may take before another may begin it.
        most: requests under way.
        idle: the longest time without a look at what is to be done: a source may have been added.
        words: bound on the synopsis.
        desk: makes the desk that asks a language model, one for every writing; None where none is asked.
        habits: how sources are followed.
    """

    editions: tuple[str, ...] = ("06:00", "18:00")
    newsletter: str | None = "06:30"
    zone: str = "UTC"
    watch: timedelta = timedelta(minutes=10)
    lease: timedelta = timedelta(minutes=10)
    most: int = 64
    idle: timedelta = timedelta(minutes=1)
    words: int | None = None
    desk: Callable[[], CopyDesk | None] = field(default=lambda: None)
    habits: Habits = field(default_factory=Habits)

    def hours(self, kind: JobKind) -> tuple[str, ...]:
        """The hours at which a thing is made."""
        return self.editions if kind == "edition" else tuple(filter(None, [self.newsletter]))


class Stopped(Exception):
    """The schedule was told to stop; what was kept until then is kept."""


Clock = Callable[[], datetime]
Sleep = Callable[[float], Awaitable[None]]
Publish = Callable[[JobKind, str], None]
"""Puts into print what is written: `stories`, an `edition` or the `newsletter`, as of a moment."""


class Schedule:
    """Follows the sources of a store until it is told to stop.

    Args:
        store: where all is kept; nobody else writes articles to it.
        client: who asks the web.
        publish: who prints.
        plan: what is made when.
        clock: the present moment, with its zone.
        sleep: waits for so many seconds of that clock.
        report: is told what happens.
    """

    def __init__(
        self, store: Store, client: Client, publish: Publish, plan: Plan, *, clock: Clock, sleep: Sleep, report: Report
    ) -> None:
        self._store, self._client, self._publish, self._plan = store, client, publish, plan
        self._clock, self._sleep, self._report = clock, sleep, report
        self._follower = Follower(store, plan.habits)
        self._standing = Standing()
        self._asking: dict[asyncio.Task[Answer | Dropped], Job] = {}
        self._stop = asyncio.Event()
        self.alive = clock()

    def stop(self) -> None:
        """Begin nothing more; what is being worked on ends with the record at hand."""
        self._stop.set()

    async def follow(self) -> None:
        """Do what is due, and wait for what is due next, until told to stop."""
        freed = self._store.jobs.release()
        self._report("started", sources=len(self._store.sources.all()), taken_up=freed)
        self._store.jobs.hasten("stories", "", self._clock())
        try:
            while not self._stop.is_set():
                self.alive = self._clock()
                self._expect()
                self._ask()
                await self._happening()
                await self._take_in()
                await self._make()
        except Stopped:
            pass
        finally:
            await self._hang_up()
        self._report("stopped")

    def _expect(self) -> None:
        """Plan what belongs on the list: every source that is asked, the next edition, the next newsletter."""
        now = self._clock()
        for source in self._store.sources.all():
            if not source.muted:
                self._store.jobs.plan("source", source.address, now)
        for kind in ("edition", "newsletter"):
            due = next_slot(self._plan.hours(kind), self._plan.zone, now)
            if due:
                self._store.jobs.plan(kind, "", due)

    def _ask(self) -> None:
        """Begin the requests that are due."""
        now, free = self._clock(), self._plan.most - len(self._asking)
        for job in self._store.jobs.take(now, now + self._plan.lease, kinds=FETCHES, most=free) if free > 0 else []:
            request = request_for(self._store, job)
            if request is None:
                self._store.jobs.done(job)
            else:
                self._asking[asyncio.create_task(self._client.get(request))] = job

    async def _happening(self) -> None:
        """Wait until something is answered, something is due, or it is time to look around or to stop."""
        wait = self._plan.idle
        due = self._store.jobs.next_due()
        if due and len(self._asking) < self._plan.most:
            wait = min(wait, moment_of(due) - self._clock())
        if wait <= timedelta() and not self._asking:
            await asyncio.sleep(0)
            return
        waiting = [asyncio.ensure_future(self._sleep(max(wait.total_seconds(), 0.0))), asyncio.create_task(self._stop.wait())]
        await asyncio.wait([*self._asking, *waiting], return_when=asyncio.FIRST_COMPLETED)
        await _cancelled(waiting)

    async def _take_in(self) -> None:
        """Keep what was answered since."""
        now = self._clock()
        done = [task for task in self._asking if task.done()]
        arrivals = [Arrival(job=self._asking[task], answer=_outcome(task, self._asking.pop(task)), at=now) for task in done]
        if not arrivals or self._stop.is_set():
            return
        new = await asyncio.to_thread(self._follower.take, arrivals)
        for arrival in arrivals:
            self._report("asked", kind=arrival.job.kind, address=arrival.job.key, status=arrival.status, problem=arrival.problem)
        if new:
            self._store.jobs.plan("stories", "", now + self._plan.watch)
        stories = self._store.jobs.get("stories", "")
        if self._store.revisions.as_of() is None and self._is_all_in() and stories and stories.state == "waiting":
            self._store.jobs.hasten("stories", "", now)  # nobody waits for the first paper longer than it takes

    def _is_all_in(self) -> bool:
        """Whether everything that was to be asked by now is answered."""
        due = self._store.jobs.next_due(FETCHES)
        return not self._asking and (due is None or moment_of(due) > self._clock())

    async def _make(self) -> None:
        """Write and print what is due, one after another: first the stories, which the others are made of."""
        for kind in MADE:
            for job in self._store.jobs.take(self._clock(), self._clock() + self._plan.lease, kinds=[kind], most=1):
                if self._stop.is_set():
                    return
                await asyncio.to_thread(self._made, job)

    def _made(self, job: Job) -> None:
        """Make what a job asks for. If that fails it is tried again: the next pages may put right what these put wrong."""
        try:
            self._make_now(job)
        except Stopped:
            raise
        except Exception as problem:  # noqa: BLE001  a fault in one story must not end the paper
            told = f"{type(problem).__name__}: {problem}"[:300]
            self._report("failed", kind=job.kind, problem=told)
            self._store.jobs.retry(job, self._clock() + self._plan.watch, told)

    def _make_now(self, job: Job) -> None:
        started, decided = self._clock(), len(self._store.decisions.all())
        tally = self._written(started) if job.kind != "newsletter" else Tally()
        self._publish(job.kind, started.isoformat())
        seconds = round((self._clock() - started).total_seconds(), 1)
        self._report(job.kind, seconds=seconds, articles=tally.kept["place"], dropped=len(tally.drops))
        due = next_slot(self._plan.hours(job.kind), self._plan.zone, self._clock()) if job.kind != "stories" else None
        told = {"made": started.isoformat(timespec="seconds"), "seconds": seconds}
        if due:
            self._store.jobs.again(job, due, told)
        else:
            self._store.jobs.rest(job, told)
        if len(self._store.decisions.all()) > decided:  # an editor decided something while the pages were written
            self._store.jobs.hasten("stories", "", self._clock())

    def _written(self, now: datetime) -> Tally:
        """Take apart and place what has come in, and write the stories that it changes."""
        habits = self._plan.habits
        tally = read_pages(
            self._store, (), bounds=habits.bounds, fast=habits.fast, names=habits.names,
            progress=self._progress, standing=self._standing,
        )  # fmt: skip
        written = write(self._store, as_of=now.isoformat(), words=self._plan.words, desk=self._plan.desk(), progress=self._progress)
        tally.drops += written.drops
        return tally

    def _progress(self, _stage: str, _done: int, _total: int | None) -> None:
        """A sign of life after every record, and the place to stop at."""
        self.alive = self._clock()
        if self._stop.is_set():
            raise Stopped

    async def _hang_up(self) -> None:
        """Let go of the requests that are under way; their jobs are free again."""
        await _cancelled(self._asking)
        self._asking.clear()
        self._store.jobs.release()


def _outcome(task: asyncio.Task[Answer | Dropped], job: Job) -> Answer | Dropped:
    """What a request brought; a fault of our own counts as an answer that is of no use."""
    problem = task.exception()
    if problem is None:
        return task.result()
    return Dropped(record=job.key, step="read", reason="broken answer", detail=f"{type(problem).__name__}: {problem}"[:300])


async def _cancelled(tasks: Iterable[asyncio.Future[Any]]) -> None:
    """The tasks, ended."""
    ended = list(tasks)
    for task in ended:
        task.cancel()
    await asyncio.gather(*ended, return_exceptions=True)
