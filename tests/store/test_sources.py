"""Sources, what was fetched from them, and jobs with their leases."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

import broadsheet.store.migrations as migrations
from broadsheet.records.source import Fetched, Rhythm, Source, SourceState
from broadsheet.store import Store
from broadsheet.store.connection import VERSIONS, engine_for
from broadsheet.store.standing import Standing
from tests.store.making import article_of, page_of, put

NOON = datetime(2031, 3, 14, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = Source(address="https://halm.example/feed", name="Halm Post", outlet="The Halm Post", desk="Islands", weight=2.0)


def test_a_source_comes_back_as_it_was_put(store: Store):
    assert store.sources.add(FEED)
    store.sources.put(replace(FEED, muted=True, why_muted="on holiday"))
    assert store.sources.get("Halm Post") == store.sources.get(FEED.address) == replace(FEED, muted=True, why_muted="on holiday")
    assert not store.sources.add(replace(FEED, name="Another"))
    assert not store.sources.add(replace(FEED, address="https://other.example/"))
    assert len(store.sources.all()) == 1


def test_how_a_source_answered_outlives_a_change_of_its_name(store: Store):
    store.sources.add(FEED)
    state = SourceState(seen="2031-03-14T12:00:00+00:00", etag='"a"', failures=2, rhythm=Rhythm(entries=3.5))
    store.sources.note(FEED.address, state)
    store.sources.put(replace(FEED, name="Post of Halm"))
    assert store.sources.state(FEED.address) == state
    assert store.sources.state("https://nobody.example/") == SourceState()


def test_a_source_that_is_removed_is_not_asked_again(store: Store):
    store.sources.add(FEED)
    store.jobs.plan("source", FEED.address, NOON)
    store.sources.remove(FEED.address)
    assert store.sources.all() == []
    assert store.jobs.all() == []


def test_a_job_is_leased_to_one(store: Store):
    assert store.jobs.plan("page", "https://halm.example/1", NOON, {"title": "Ferry"})
    assert not store.jobs.plan("page", "https://halm.example/1", NOON - HOUR)
    assert store.jobs.take(NOON - HOUR, NOON, kinds=["page"], most=5) == []
    assert store.jobs.take(NOON, NOON + HOUR, kinds=["source"], most=5) == []
    (job,) = store.jobs.take(NOON, NOON + HOUR, kinds=["page"], most=5)
    assert (job.state, job.attempts, job.task) == ("leased", 1, {"title": "Ferry"})
    assert store.jobs.take(NOON, NOON + HOUR, kinds=["page"], most=5) == []


def test_a_lease_that_is_over_frees_the_job(store: Store):
    store.jobs.plan("page", "https://halm.example/1", NOON)
    store.jobs.take(NOON, NOON + HOUR, kinds=["page"], most=5)
    (job,) = store.jobs.take(NOON + HOUR, NOON + 2 * HOUR, kinds=["page"], most=5)
    assert (job.attempts, job.lease) == (2, "2031-03-14T14:00:00+00:00")
    assert store.jobs.release() == 1
    assert store.jobs.take(NOON + HOUR, NOON + 2 * HOUR, kinds=["page"], most=5)[0].attempts == 3


def test_a_failed_job_waits_and_a_quarantined_one_stays(store: Store):
    for place in "12":
        store.jobs.plan("page", f"https://halm.example/{place}", NOON)
    first, second = store.jobs.take(NOON, NOON + HOUR, kinds=["page"], most=5)
    store.jobs.retry(first, NOON + 2 * HOUR, "no answer")
    store.jobs.quarantine(second, "no page")
    assert store.jobs.next_due() == "2031-03-14T14:00:00+00:00"
    assert store.jobs.counts() == {"page": {"quarantined": 1, "waiting": 1}}
    (again,) = store.jobs.take(NOON + 9 * HOUR, NOON + 10 * HOUR, kinds=["page"], most=5)
    assert (again.key, again.attempts, again.reason) == (first.key, 2, "no answer")
    store.jobs.again(again, NOON + 12 * HOUR)
    assert [(job.attempts, job.reason) for job in store.jobs.all() if job.state == "waiting"] == [(0, "")]
    store.jobs.done(again)
    assert [job.key for job in store.jobs.all()] == [second.key]


def test_the_oldest_jobs_come_first(store: Store):
    for hours in (3, 1, 2):
        store.jobs.plan("page", str(hours), NOON - hours * HOUR)
    assert [job.key for job in store.jobs.take(NOON, NOON + HOUR, kinds=["page"], most=2)] == ["3", "2"]


def test_a_job_that_rests_is_not_taken_until_it_is_planned_and_keeps_what_it_tells(store: Store):
    store.jobs.plan("stories", "", NOON)
    (job,) = store.jobs.take(NOON, NOON + HOUR, kinds=["stories"], most=1)
    store.jobs.rest(job, {"seconds": 2.5})
    assert store.jobs.take(NOON + HOUR, NOON + 2 * HOUR, kinds=["stories"], most=1) == []
    assert (store.jobs.counts(), store.jobs.next_due(), store.jobs.release()) == ({}, None, 0)
    assert store.jobs.plan("stories", "", NOON + HOUR)
    assert not store.jobs.plan("stories", "", NOON)
    store.jobs.hasten("stories", "", NOON)
    (again,) = store.jobs.take(NOON, NOON + HOUR, kinds=["stories"], most=1)
    assert again.task == {"seconds": 2.5}


def test_a_page_that_vanishes_makes_another_edition(store: Store):
    seen = Fetched(address="https://halm.example/1", source=FEED.address, page="pg_1", first_seen="a", last_seen="a")
    store.fetched.put(seen)
    before = Standing(store.jobs._database).mark()
    store.fetched.put(replace(seen, looks=1))
    assert Standing(store.jobs._database).mark() == before
    store.fetched.put(replace(seen, missing_since="2031-03-15T00:00:00+00:00", vanished="2031-03-16T00:00:00+00:00"))
    assert Standing(store.jobs._database).mark() != before
    assert store.fetched.vanished() == {"pg_1": "2031-03-15T00:00:00+00:00"}


def test_what_was_fetched_is_replaced_and_counted(store: Store):
    page = page_of(url="https://halm.example/1")
    put(store, page, article_of(page))
    seen = Fetched(address="https://halm.example/1", source=FEED.address, page=page.id, first_seen="a", last_seen="a")
    store.fetched.put(seen)
    store.fetched.put(replace(seen, etag='"b"', looks=2, vanished="2031-03-15T00:00:00+00:00"))
    store.fetched.put(Fetched(address="https://halm.example/2", source=FEED.address, first_seen="b", last_seen="b"))
    assert store.fetched.get(seen.address) == replace(seen, etag='"b"', looks=2, vanished="2031-03-15T00:00:00+00:00")
    assert [one.address[-1] for one in store.fetched.all()] == ["1", "2"]
    assert store.fetched.counts() == {FEED.address: (2, 1)}
    assert store.fetched.vanished() == {page.id: "2031-03-15T00:00:00+00:00"}


def _brought_to(path: Path, version: str) -> None:
    """A database as an older version leaves it, with a page in it."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with engine_for(path).connect() as connection:
        config.attributes["connection"] = connection.execution_options(writes=True)
        command.upgrade(config, version)
        connection.exec_driver_sql(
            "INSERT INTO pages (id, name, record, learned, withheld) VALUES ('pg_1', 'halm.txt', x'00', 0, 0)"
        )
        connection.commit()


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_an_older_database_keeps_what_it_holds(tmp_path: Path, version: str):
    _brought_to(tmp_path / "paper.db", version)
    with Store.open(str(tmp_path / "paper.db")) as opened:
        assert opened.pages.ids() == ["pg_1"]
        assert opened.sources.all() == []
        assert opened.jobs.plan("source", FEED.address, NOON)


def test_an_upgrade_that_fails_leaves_the_older_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "paper.db"
    _brought_to(path, "0005")
    from alembic import op

    made, create = [], op.create_table

    def failing(name: str, *columns: object) -> None:
        made.append(name)
        if name == "fetched":
            raise OSError("the power failed")
        create(name, *columns)

    monkeypatch.setattr(op, "create_table", failing)
    with pytest.raises(OSError, match="power"):
        Store.open(str(path))
    monkeypatch.undo()
    assert made == ["sources", "jobs", "fetched"]
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT version_num FROM alembic_version").fetchone() == ("0005",)
        assert other.execute("SELECT name FROM sqlite_master WHERE name IN ('sources', 'jobs')").fetchall() == []
    with Store.open(str(path)) as opened:
        assert opened.sources.all() == []
