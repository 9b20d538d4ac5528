"""Sitemaps and indexes of them are followed: new pages only, parts that changed, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from broadsheet.records.source import Source
from broadsheet.store import Store
from tests.pipeline.followed import FERRY, PLAN, TEXT, Newsroom
from tests.pipeline.outlets import HOUR, START, Outlets, Reply, article


def test_a_sitemap_gives_its_new_pages_and_neither_old_nor_undated_ones(store: Store):
    address = "https://halm.example/sitemap.xml"
    store.sources.add(Source(address=address, name="Halm", kind="sitemap", outlet="The Halm Post"))
    changed = {
        FERRY: f"<lastmod>{START:%Y-%m-%dT%H:%M:%SZ}</lastmod>",
        "https://halm.example/b": "<lastmod>2029-01-01T00:00:00Z</lastmod>",
    }
    listed = "".join(
        f"<url><loc>{url}</loc>{changed.get(url, '')}</url>" for url in (FERRY, "https://halm.example/b", "https://halm.example/c")
    )
    body = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'
    room = Newsroom(store, Outlets(at={address: Reply(body=body), FERRY: article("Ferry stops", *TEXT)}))
    room.run(5)
    assert room.titles() == ["Ferry stops"]
    assert {request.url for _, request in room.outlets.asked} == {address, FERRY}
    assert store.drops.by_reason()["follow"] == {"old": 1, "undated": 1}
    assert room.store.articles.all()[0].published is None


INDEX, NEWS = "https://halm.example/index.xml", "https://halm.example/{}.xml"


def listing(kind: str, *told: tuple[str, str], etag: str | None = None) -> Reply:
    """A sitemap or an index of sitemaps: address and date."""
    inner = {"urlset": "url", "sitemapindex": "sitemap"}[kind]
    rows = "".join(f"<{inner}><loc>{url}</loc><lastmod>{day}</lastmod></{inner}>" for url, day in told)
    return Reply(body=f'<?xml version="1.0"?><{kind}>{rows}</{kind}>', etag=etag)


@pytest.fixture
def indexed(store: Store) -> Newsroom:
    """An index with a part of today, one of long ago, and one of today that is an index itself."""
    new, old, deep, below = (NEWS.format(name) for name in ("new", "old", "deep", "below"))
    today = f"{START - HOUR:%Y-%m-%dT%H:%M:%SZ}"
    store.sources.add(Source(address=INDEX, name="Halm", kind="sitemap", outlet="The Halm Post"))
    brae = article("Brae votes on a bridge", *(text.replace("ferry", "bridge") for text in TEXT[::-1]))
    return Newsroom(store, Outlets(at={
        INDEX: listing("sitemapindex", (old, "2030-01-01T00:00:00Z"), (new, today), (deep, today)),
        new: listing("urlset", (FERRY, today), etag="n"), old: listing("urlset", ("https://halm.example/old", today)),
        deep: listing("sitemapindex", (below, today)),
        below: listing("urlset", ("https://halm.example/brae", today)),
        FERRY: article("Ferry stops", *TEXT), "https://halm.example/brae": brae,
    }))  # fmt: skip


def test_an_index_of_sitemaps_leads_to_those_that_changed_once(indexed: Newsroom):
    indexed.run(30)
    assert sorted(indexed.titles()) == ["Brae votes on a bridge", "Ferry stops"]
    asked = [len(indexed.outlets.times(NEWS.format(name))) for name in ("new", "deep", "below", "old")]
    assert (asked, len(indexed.outlets.times(INDEX)) > 1) == ([1, 1, 1, 0], True)
    assert {one.source for one in indexed.store.fetched.all()} == {INDEX}
    assert indexed.store.sources.state(INDEX).error == ""


def test_a_part_that_changes_is_asked_again_with_what_it_was_called(indexed: Newsroom):
    later = START + 10 * HOUR
    indexed.outlets.later[later] = {INDEX: listing("sitemapindex", (NEWS.format("new"), f"{later:%Y-%m-%dT%H:%M:%SZ}"))}
    indexed.run(30)
    requests = [request for _, request in indexed.outlets.asked if request.url == NEWS.format("new")]
    assert [request.etag for request in requests] == [None, "n"]


def test_an_index_below_a_part_leads_no_further_than_once(indexed: Newsroom):
    below = NEWS.format("below")
    indexed.outlets.at[below] = listing("sitemapindex", (NEWS.format("abyss"), f"{START:%Y-%m-%d}"))
    indexed.run(5)
    assert indexed.outlets.times(NEWS.format("abyss")) == []
    assert [drop.reason for drop in indexed.store.drops.of(below)] == ["index"]


def test_more_parts_than_are_asked_at_once_wait_for_the_next_look(indexed: Newsroom):
    """The newest first, though the index has not changed."""
    names = [NEWS.format(number) for number in range(15)]
    told = [(name, f"{START - timedelta(hours=number + 1):%Y-%m-%dT%H:%M:%SZ}") for number, name in enumerate(names)]
    indexed.outlets.at |= {INDEX: listing("sitemapindex", *told[::-1], etag="i"), **dict.fromkeys(names, listing("urlset"))}
    indexed.run(30)
    looks = indexed.outlets.times(INDEX)
    assert [len(indexed.outlets.times(name)) for name in names] == [1] * 15
    assert {indexed.outlets.times(name)[0] - looks[0] < HOUR / 60 for name in names[:10]} == {True}
    assert {indexed.outlets.times(name)[0] >= looks[1] for name in names[10:]} == {True}


def test_a_part_that_fails_is_tried_again_and_then_left_until_it_changes(indexed: Newsroom):
    part = NEWS.format("new")
    indexed.outlets.at[part] = Reply(status=502)
    indexed.run(24 * 6)
    assert len(indexed.outlets.times(part)) == PLAN.habits.attempts
    assert indexed.titles() == ["Brae votes on a bridge"]
    assert [drop.reason for drop in indexed.store.drops.of(part)] == ["bad status"]


def test_an_index_that_dates_none_of_its_parts_is_a_failure_with_its_reason(indexed: Newsroom):
    indexed.outlets.at[INDEX] = listing("sitemapindex", (NEWS.format("new"), ""), (NEWS.format("old"), ""))
    indexed.run(2)
    assert indexed.store.sources.state(INDEX).error == "index: 2 sitemaps without a date"
