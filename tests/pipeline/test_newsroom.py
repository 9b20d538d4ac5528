"""What the newsroom shows of a store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from broadsheet.pipeline.newsroom import newsroom
from broadsheet.records.newsroom import Making
from broadsheet.records.source import Fetched, Rhythm, Source, SourceState
from broadsheet.steps import Dropped
from broadsheet.store import Store
from tests.store.making import article_of, page_of, put

NOON = datetime(2031, 3, 14, 12, tzinfo=UTC)
FEED = "https://halm.example/feed"


def test_sources_are_told_with_how_they_do(store: Store):
    store.sources.add(Source(address=FEED, name="Halm"))
    store.sources.add(Source(address="https://brae.example/", name="Brae", muted=True))
    store.sources.note(FEED, SourceState(failures=2, error="no answer", rhythm=Rhythm(entries=1000.0, hours=100.0)))
    for address in (FEED, "https://brae.example/"):
        store.jobs.plan("source", address, NOON)
    page = page_of(url="https://halm.example/1")
    put(store, page, article_of(page))
    for number in "1234":
        store.fetched.put(
            Fetched(
                address=f"https://halm.example/{number}",
                source=FEED,
                page=page.id if number == "1" else None,
                first_seen="a",
                last_seen="a",
                vanished="b" if number == "1" else None,
            )
        )
    room = newsroom(store, NOON)
    brae, halm = room.sources
    assert (brae.source.name, brae.next, brae.extracted) == ("Brae", None, None)
    assert (halm.told, halm.articles, halm.extracted, halm.state.error) == (4, 1, 0.25, "no answer")
    assert (halm.next, halm.every) == ("2031-03-14T12:00:00+00:00", 300.0)
    assert room.vanished == 1


def test_queue_drops_and_timings(store: Store):
    store.drops.add([Dropped(record="x", step="follow", reason="old"), Dropped(record="y", step="follow", reason="old")])
    for kind in ("edition", "page"):
        store.jobs.plan(kind, "https://halm.example/1" if kind == "page" else "", NOON)
    edition, page = store.jobs.take(NOON, NOON + timedelta(hours=1), kinds=["edition", "page"], most=2)
    store.jobs.again(edition, NOON + timedelta(hours=6), {"made": "2031-03-14T12:00:00+00:00", "seconds": 4.5})
    store.jobs.quarantine(page, "gone: answers 404")
    store.jobs.plan("stories", "", NOON)
    (stories,) = store.jobs.take(NOON, NOON + timedelta(hours=1), kinds=["stories"], most=1)
    store.jobs.rest(stories, {"made": "2031-03-14T12:00:00+00:00", "seconds": 1.5})
    room = newsroom(store, NOON)
    assert room.made.pop("stories") == Making(made="2031-03-14T12:00:00+00:00", seconds=1.5, next=None)
    assert room.drops == {"follow": {"old": 2}}
    assert room.queue == {"edition": {"waiting": 1}, "page": {"quarantined": 1}}
    assert room.set_aside == {"https://halm.example/1": "gone: answers 404"}
    assert room.made == {"edition": Making(made="2031-03-14T12:00:00+00:00", seconds=4.5, next="2031-03-14T18:00:00+00:00")}
