"""`broadsheet run`: sources are followed on their schedule, and the paper is served."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli.options import SiteOption, StoreOption, configuration
from broadsheet.cli.serve import HostOption, PortOption

if TYPE_CHECKING:
    from pathlib import Path
    from threading import Event

    from broadsheet.config import Settings
    from broadsheet.pipeline.schedule import Plan, Publish, Report, Schedule
    from broadsheet.store import Store

GRACE = 4.0
"""Seconds that work at hand is given when we are told to end; what is not kept by then is done again by the next process."""
HUNG = 600.0
"""Seconds without a sign of life after which systemd is told of none."""


def run(
    context: typer.Context,
    *,
    store: StoreOption = None,
    site: SiteOption = None,
    host: HostOption = None,
    port: PortOption = None,
    web: Annotated[bool, typer.Option("--web/--no-web", help="Serve the paper meanwhile.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Log JSON, an object a line.")] = False,
) -> None:
    """Follow the sources on their schedule, write the paper, and serve it, until told to stop.

    With --site the paper is published into that folder too. What happens is logged on standard error.
    """
    import asyncio

    from broadsheet.cli import work
    from broadsheet.cli.journal import journal
    from broadsheet.cli.letters import posting
    from broadsheet.pipeline.embedding import settle

    settings, report = configuration(context).settings, journal(as_json=as_json)
    folder = work.prepare_site(site) if site else None
    where = (host or settings.serve.host, settings.serve.port if port is None else port)
    url = work.store_url(settings, store, site)
    with work.opened(settings, store, site, writes=True) as held, ExitStack() as around:
        settle(held, settings.models.embedder)
        told = _told_to_end()
        around.enter_context(posting(settings, url, report))
        if web:
            around.enter_context(_served(settings, url, *where, report))
        asyncio.run(_followed(held, settings, folder, report, told))


def _told_to_end() -> Event:
    """Notes that SIGTERM or SIGINT came before there was a schedule to be ended: the paper is served first.

    An exception would do for a process that only works; raised amid what another thread or the loop begins, it could be lost.
    """
    import signal
    from threading import Event

    told = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    return told


async def _followed(store: Store, settings: Settings, folder: Path | None, report: Report, told: Event) -> None:
    """Follow the sources until SIGTERM or SIGINT, or not at all if one has come."""
    import asyncio
    import signal
    from datetime import UTC, datetime

    from broadsheet.cli import systemd
    from broadsheet.pipeline import as_set
    from broadsheet.pipeline.schedule import Schedule
    from broadsheet.read.web import Web

    def clock() -> datetime:
        return datetime.now(UTC)

    async with Web(as_set.manners(settings)) as client:
        publish = publisher(store, settings, folder, report)
        schedule = Schedule(store, client, publish, plan(settings), clock=clock, sleep=asyncio.sleep, report=report)
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, _end, schedule, report)
        if told.is_set():
            _end(schedule, report)
        systemd.notify("READY=1")
        watch = asyncio.create_task(_show_life(schedule))
        try:
            await schedule.follow()
        finally:
            watch.cancel()


def plan(settings: Settings) -> Plan:
    """What is made when, by the settings.

    Pages are always taken apart in a worker process unless the settings say otherwise: only there can one that hangs be ended.
    """
    from dataclasses import replace
    from datetime import timedelta

    from broadsheet.pipeline import as_set
    from broadsheet.pipeline.following import Habits
    from broadsheet.pipeline.model import copy_desk
    from broadsheet.pipeline.rhythm import Pace
    from broadsheet.pipeline.schedule import Plan

    said, bounds = settings.schedule, as_set.bounds(settings)
    pace = Pace(shortest=timedelta(minutes=said.shortest_minutes), longest=timedelta(hours=said.longest_hours))
    habits = Habits(
        pace=pace, attempts=said.attempts, oldest=timedelta(days=said.days), fast=settings.extract.fast,
        names=as_set.names(settings), bounds=replace(bounds, workers=1 if bounds.workers is None else bounds.workers),
    )  # fmt: skip
    return Plan(
        editions=said.editions, newsletter=said.newsletter or None, zone=settings.paper.timezone,
        watch=timedelta(minutes=said.watch_minutes), words=settings.write.words, habits=habits,
        desk=lambda: copy_desk(settings),
    )  # fmt: skip


def publisher(store: Store, settings: Settings, folder: Path | None, report: Report | None = None) -> Publish:
    """What puts the paper into a folder, every file whole; nothing without one. The newsletter changes at its hour alone.

    At that hour too, where mail is set, each subscriber's issue is put down in the outbox.
    """
    from broadsheet.cli import letters, work
    from broadsheet.publish import publish_paper
    from broadsheet.publish.newsletter import write_newsletter
    from broadsheet.records.moments import moment_of
    from broadsheet.records.source import JobKind

    def publish(kind: JobKind, as_of: str) -> None:
        by_mail = kind == "newsletter" and not letters.lacking(settings)
        if not (folder or by_mail) or not store.articles.count():
            return
        address, edition = settings.paper.address, work.edition_of(store, settings, as_of)
        if by_mail:
            counted = letters.put_down(store, settings, edition, moment_of(as_of))
            if report:
                report("issues", **{name.replace(" ", "_"): number for name, number in counted.items()})
        if folder is None:
            return
        if kind == "newsletter" or not (folder / "newsletter.html").exists():
            write_newsletter(edition, folder, address=address)
        if kind != "newsletter":
            publish_paper(edition, folder, address=address)

    def published(kind: JobKind, as_of: str) -> None:
        publish(kind, as_of)
        if kind == "edition":
            _let_go(store, settings, as_of, report)

    return published


def _let_go(store: Store, settings: Settings, as_of: str, report: Report | None) -> None:
    """After an edition, let the raw pages go that the settings do not keep."""
    from broadsheet.cli import upkeep

    keep = upkeep.kept(settings)
    if not keep.lets_go:
        return
    today = as_of[:10]
    expiry = store.retention.plan(keep, today)
    freed = upkeep.let_go(store, expiry, today)
    if report:
        report("expired", pages=len(expiry.going), bytes=expiry.freed, given_back=freed)


@contextmanager
def _served(settings: Settings, url: str, host: str, port: int, report: Report) -> Iterator[None]:
    """Serve what the store holds, from a thread and connections of its own."""
    from broadsheet.cli.serve import app_over
    from broadsheet.publish.web import serving

    with app_over(settings, url, host, waits=True) as app, serving(app, host, port, allow_remote=True) as address:
        report("serving", address=address)
        yield


def _end(schedule: Schedule, report: Report) -> None:
    """Begin to end: gracefully, or after `GRACE` at once, which loses nothing that was acknowledged."""
    import os
    import threading

    from broadsheet.cli import systemd

    def now() -> None:
        report("ended at once", why="the work at hand took too long")
        os._exit(0)

    systemd.notify("STOPPING=1")
    schedule.stop()
    last = threading.Timer(GRACE, now)
    last.daemon = True
    last.start()


async def _show_life(schedule: Schedule) -> None:
    """Tell systemd that we live, as long as the schedule gives signs of it."""
    import asyncio
    from datetime import UTC, datetime

    from broadsheet.cli import systemd

    pause = systemd.watchdog_seconds()
    while pause is not None:
        if (datetime.now(UTC) - schedule.alive).total_seconds() < HUNG:
            systemd.notify("WATCHDOG=1")
        await asyncio.sleep(pause)
