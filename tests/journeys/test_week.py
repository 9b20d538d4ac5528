"""Twelve outlets are followed for a week: every article once, changes as versions, politely; the paper of each day."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from broadsheet.executor import Bounds
from broadsheet.pipeline.following import LOOKS, Habits
from broadsheet.pipeline.rhythm import Pace
from broadsheet.pipeline.schedule import Plan, Schedule
from broadsheet.read import Manners
from broadsheet.read.web import Web
from broadsheet.records.source import JobKind, Source
from broadsheet.store import Store
from tests.journeys.week import (
    DAYS,
    HOUR,
    REPRINTED,
    REPRINTERS,
    SERIES,
    START,
    Counted,
    Told,
    Week,
    served,
    told_of_the_week,
    watched,
)

PACE = Pace(longest=timedelta(hours=2))
PLAN = Plan(
    editions=("17:00",), newsletter=None, watch=timedelta(hours=8), idle=HOUR,
    habits=Habits(pace=PACE, bounds=Bounds(workers=0)),
)  # fmt: skip
LAG = PACE.longest * 1.1 + HOUR
"""From an article's publication to the first look at its source after it, at most; and its page."""


@dataclass
class Followed:
    """The week as it went.

    Attributes:
        editions: moment of every edition → its stories, each as the addresses of its articles.
    """

    week: Week
    store: Store
    editions: dict[datetime, list[set[str]]] = field(default_factory=dict)

    def publish(self, kind: JobKind, as_of: str) -> None:
        if kind == "edition":
            printed = self.store.revisions.newest()
            self.editions[datetime.fromisoformat(as_of)] = [
                {str(one.url) for one in page.articles.values() if one.x_story is None} for page in printed
            ]


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Followed]:
    path: Path = tmp_path_factory.mktemp("week") / "paper.db"
    with served(Week(told_of_the_week())) as week:
        with Store.open(str(path)) as store:
            for outlet, host in sorted(week.hosts.items()):
                store.sources.add(Source(address=f"{host}/feed", name=outlet, outlet=outlet))
            found = Followed(week, store)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("broadsheet.read.web.Host", watched(week))
                asyncio.run(_follow(found))
        found.store = Store.open(str(path), writes=False)
        yield found


async def _follow(found: Followed) -> None:
    week, end = found.week, START + DAYS * 24 * HOUR

    async def sleep(seconds: float) -> None:
        await week.sleep(seconds)
        if week.now >= end:
            schedule.stop()

    manners = Manners(allow=("127.0.0.1",))
    async with Web(manners, clock=week.seconds, sleep=week.pause) as web:
        schedule = Schedule(
            found.store, Counted(web, week), found.publish, PLAN, clock=week.clock, sleep=sleep, report=lambda *_, **__: None
        )
        await schedule.follow()


def address(followed: Followed, one: Told) -> str:
    return f"{followed.week.hosts[one.outlet]}/{one.path}"


def test_twelve_outlets_told_of_the_week(followed: Followed):
    assert len(followed.week.hosts) == 12
    assert len(followed.week.told) > 20


def test_every_article_is_there_once_and_changes_are_versions(followed: Followed):
    found = Counter(article.url for article in followed.store.articles.all())
    told = Counter(address(followed, one) for one in followed.week.told if one.at < followed.week.now - LAG - PLAN.watch)
    assert {url: found[url] for url in told} == dict(told)
    assert sum(found.values()) <= len(followed.week.told)
    assert max(found.values()) == len(SERIES)


def test_versions_are_updates_of_the_first(followed: Followed):
    copies = followed.store.articles.copies()
    versions = [one for one in followed.store.articles.all() if one.url and one.url.endswith(SERIES[0])]
    first = versions[[copies[one.id].kind for one in versions].index("original")]
    assert sorted(copies[one.id].kind for one in versions) == ["original", "update", "update"]
    assert {copies[one.id].origin for one in versions} == {first.id}


def test_reprints_are_no_origins(followed: Followed):
    copies = followed.store.articles.copies()
    agency = next(one for one in followed.store.articles.all() if one.url and one.url.endswith(f"/{REPRINTED}"))
    reprints = [one for one in followed.store.articles.all() if one.outlet in REPRINTERS]
    assert len(reprints) == len(REPRINTERS)
    assert {copies[one.id].origin for one in reprints} == {agency.id}


def test_nobody_is_asked_oftener_than_is_polite(followed: Followed):
    """By the servers' own log: a second between two requests to a host, and minutes between two looks at a feed."""
    for host in followed.week.hosts.values():
        moments = [moment for asked, moment, _, _ in followed.week.log if asked == host]
        looks = [moment for asked, moment, path, _ in followed.week.log if asked == host and path == "/feed"]
        assert min(later - earlier for earlier, later in pairwise(moments)) >= timedelta(seconds=Manners().delay)
        assert min(later - earlier for earlier, later in pairwise(looks)) >= 0.9 * PACE.shortest
        assert len(looks) < DAYS * 24 * 4


def test_pages_are_looked_at_no_oftener_than_planned(followed: Followed):
    asked = Counter((host, path) for host, _, path, _ in followed.week.log if path not in ("/feed", "/robots.txt"))
    assert max(asked.values()) <= 1 + len(LOOKS) + len(SERIES)
    assert Counter(host for host, _, path, _ in followed.week.log if path == "/robots.txt").most_common(1)[0][1] <= DAYS + 1


def test_what_has_not_changed_is_not_sent_again(followed: Followed):
    statuses: dict[bool, Counter[int]] = defaultdict(Counter)
    for _, _, path, status in followed.week.log:
        if path != "/robots.txt":
            statuses[path == "/feed"][status] += 1
    assert statuses[True][304] > 10 * statuses[True][200]
    assert statuses[False][304] > statuses[False][200] / 2
    assert statuses[False][404] == 0


def test_the_paper_of_each_day_is_as_the_truth_says(followed: Followed):
    """All that was out is in, once; no story mixes two, and at most one article stands apart from its story."""
    story_of = {address(followed, one): one.story for one in followed.week.told}
    assert len(followed.editions) == DAYS
    for moment, stories in sorted(followed.editions.items()):
        printed = [url for story in stories for url in story]
        out = {address(followed, one) for one in followed.week.told if one.at <= moment}
        surely = {address(followed, one) for one in followed.week.told if one.at <= moment - LAG}
        assert surely <= set(printed) <= out, moment
        assert len(printed) == len(set(printed))
        assert all(len({story_of[url] for url in story}) == 1 for story in stories), moment
        assert len(stories) - len({story_of[url] for url in printed}) in (0, 1), moment


def test_the_store_is_whole(followed: Followed):
    assert followed.store.problems() == []
    assert {job.state for job in followed.store.jobs.all()} <= {"waiting", "resting"}
