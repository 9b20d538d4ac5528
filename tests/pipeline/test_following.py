"""Sources are followed: each article once, changes as versions, failures put off."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from broadsheet.pipeline import edition as paper
from broadsheet.pipeline.paper import edition
from broadsheet.records.source import Source
from broadsheet.store import Store
from tests.pipeline.followed import CONTENT, FEED, FERRY, LONG, PLAN, SOURCE, TEXT, Newsroom
from tests.pipeline.outlets import HOUR, START, Outlets, Reply, article, feed


def test_an_announced_article_is_fetched_once_and_asked_for_again_with_what_it_was_called(room: Newsroom):
    room.run(100)
    assert room.titles() == ["Ferry stops"]
    found = room.store.articles.all()[0]
    assert (found.outlet, found.url, found.published) == ("The Halm Post", FERRY, "2031-03-10T05:00:00+00:00")
    requests = [request for _, request in room.outlets.asked if request.url == FERRY]
    assert [request.etag for request in requests] == [None, "a", "a", "a", "a"]
    assert [round((moment - START) / HOUR) for moment in room.outlets.times(FERRY)] == [0, 1, 6, 24, 72]
    assert {request.etag for _, request in room.outlets.asked[2:] if request.url == FEED} == {"1"}
    assert room.store.jobs.get("page", FERRY) is None


def test_no_source_is_asked_oftener_than_the_pace_allows(room: Newsroom):
    room.run(48)
    times = room.outlets.times(FEED)
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert 4 < len(times) < 60
    assert min(gaps) >= 0.9 * PLAN.habits.pace.shortest


def test_a_feed_that_carries_its_articles_is_not_fetched_further(store: Store):
    store.sources.add(SOURCE)
    words = "".join(f"&lt;p&gt;{paragraph}&lt;/p&gt;" for paragraph in (*TEXT, *LONG))
    item = f"<item><link>{FERRY}</link><title>Ferry stops</title><content:encoded>{words}</content:encoded></item>"
    body = f"<rss version='2.0' {CONTENT}><channel>{item}</channel></rss>"
    room = Newsroom(store, Outlets(at={FEED: Reply(body=body)}))
    room.run(30)
    assert room.titles() == ["Ferry stops"]
    assert {request.url for _, request in room.outlets.asked} == {FEED}
    assert room.store.fetched.counts() == {FEED: (1, 1)}


def test_a_changed_article_is_a_new_version_and_the_old_one_stays(room: Newsroom):
    later = (
        *TEXT[:1],
        "The repair will take a week, not three days, the port said on Tuesday after divers looked at the shaft.",
        *TEXT[2:],
    )
    room.outlets.later[START + 3 * HOUR] = {FERRY: article("Ferry stops", *later, etag="b")}
    room.run(12)
    first, second = sorted(room.store.articles.all(), key=lambda one: "a week" in one.text)
    assert ("three days" in first.text, "a week" in second.text) == (True, True)
    assert room.store.articles.copies()[second.id].origin == first.id
    assert room.store.articles.copies()[second.id].kind == "update"
    assert room.store.fetched.get(FERRY).page == second.page


@pytest.mark.parametrize("watch", [timedelta(minutes=10), 5 * HOUR])
def test_another_clock_and_other_furniture_make_no_version(room: Newsroom, watch: timedelta):
    """Whether the first page was taken apart by then or still waits for its batch."""
    room.outlets.later[START + 3 * HOUR] = {FERRY: article("Ferry stops", *TEXT, clock="Updated 08:15", etag="b")}
    room.outlets.later[START + HOUR / 2] = {FERRY: article("Ferry stops", *TEXT, clock="Updated 05:30", etag="c")}
    room.run(12, replace(PLAN, watch=watch))
    assert room.store.pages.count() == 1
    assert room.store.fetched.get(FERRY).etag == "b"


def test_an_entry_that_says_something_else_brings_its_page_forward(room: Newsroom):
    room.outlets.later[START + 8 * HOUR] = {FEED: feed((FERRY, "Ferry stops for a week", START), etag="2")}
    room.run(20)
    looks = room.outlets.times(FERRY)
    changed = min(moment for moment in room.outlets.times(FEED) if moment >= START + 8 * HOUR)
    assert len(looks) == 4
    assert looks[3] - changed < timedelta(minutes=1)


def test_an_article_that_is_gone_for_a_day_is_marked_and_stays(room: Newsroom):
    room.outlets.later[START + 5 * HOUR] = {FERRY: Reply(status=404)}
    room.run(20)
    assert room.store.fetched.vanished() == {}
    assert room.store.fetched.get(FERRY).missing_since == "2031-03-10T11:00:00+00:00"
    room.run(20)
    (kept,) = room.store.articles.all()
    assert room.store.fetched.get(FERRY).vanished == "2031-03-11T11:00:00+00:00"
    assert room.store.fetched.vanished() == {kept.page: "2031-03-10T11:00:00+00:00"}
    assert edition(room.store, title="Paper", zone="UTC", as_of="2031-03-12").vanished == room.store.fetched.vanished()
    assert room.titles() == ["Ferry stops"]


def test_an_article_that_comes_back_is_not_marked(room: Newsroom):
    room.outlets.later[START + 5 * HOUR] = {FERRY: Reply(status=410)}
    room.outlets.later[START + 20 * HOUR] = {FERRY: article("Ferry stops", *TEXT, etag="a")}
    room.run(60)
    assert room.store.fetched.get(FERRY).missing_since is None
    assert room.store.fetched.vanished() == {}


def test_a_source_that_is_gone_is_muted_with_the_reason(room: Newsroom):
    room.outlets.at[FEED] = Reply(status=410)
    room.run(30)
    source = room.store.sources.get(FEED)
    assert (source.muted, source.why_muted) == (True, "gone: answers 410 (2031-03-10)")
    assert len(room.outlets.asked) == 1


def test_a_source_that_moved_for_good_is_asked_where_it_went(room: Newsroom):
    new = "https://halm.example/news.xml"
    room.outlets.at[FEED] = replace(room.outlets.at[FEED], moved_to=new)
    room.outlets.at[new] = feed((FERRY, "Ferry", START), etag="1")
    room.run(30)
    assert len(room.outlets.times(FEED)) == 1
    assert len(room.outlets.times(new)) > 3
    assert len(room.titles()) == 1


def test_failures_are_put_off_and_a_source_is_not_forgotten(room: Newsroom):
    room.outlets.at[FEED] = Reply(status=500)
    room.run(24 * 12)
    times = room.outlets.times(FEED)
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert gaps[1] > 1.5 * gaps[0]
    assert gaps[-1] == timedelta(days=7)
    assert room.store.sources.state(FEED).error == "bad status: answers 500"
    room.outlets.at[FEED] = feed((FERRY, "Ferry", room.outlets.now))
    room.run(24 * 7)
    assert (room.store.sources.state(FEED).failures, room.titles()) == (0, ["Ferry stops"])


def test_a_server_that_asks_for_peace_gets_it(room: Newsroom):
    room.outlets.at[FEED] = Reply(status=503, retry_after=6 * 3600)
    room.run(13)
    assert [moment - START for moment in room.outlets.times(FEED)] == [timedelta(), 6 * HOUR, 12 * HOUR]


def test_a_page_that_never_answers_is_set_aside_with_the_reason(room: Newsroom):
    room.outlets.at[FERRY] = Reply(status=502)
    room.run(24 * 10)
    job = room.store.jobs.get("page", FERRY)
    assert (job.state, job.reason, job.attempts) == ("quarantined", "bad status: answers 502", PLAN.habits.attempts)
    assert len(room.outlets.times(FERRY)) == PLAN.habits.attempts
    assert room.store.drops.of(FERRY)[0].reason == "bad status"


def test_old_entries_are_left_and_counted(room: Newsroom):
    old = "https://halm.example/old"
    room.outlets.at[FEED] = feed((FERRY, "Ferry", START), (old, "Old news", START - timedelta(days=30)))
    room.run(10)
    assert room.outlets.times(old) == []
    assert [drop.reason for drop in room.store.drops.of(old)] == ["old"]


def test_what_is_no_feed_is_a_failure_with_its_reason(room: Newsroom):
    room.outlets.at[FEED] = article("Welcome", *TEXT)
    room.run(3)
    assert room.store.sources.state(FEED).error.startswith("not a feed")
    assert room.store.sources.state(FEED).failures >= 2


def front_page(leads_to: str) -> Reply:
    return Reply(
        body=f"<html><head><title>x</title><link rel='alternate' type='application/rss+xml' href='{leads_to}'></head></html>"
    )


def test_a_front_page_leads_to_its_feed(room: Newsroom):
    told = "https://halm.example/told.xml"
    room.outlets.at |= {told: room.outlets.at[FEED], FEED: front_page("/told.xml")}
    room.run(3)
    assert room.titles() == ["Ferry stops"]
    assert len(room.outlets.times(FEED)) == 1
    assert room.store.sources.state(FEED).error == ""
    assert room.store.drops.by_reason() == {}


def test_pages_that_lead_to_each_other_are_a_failure(room: Newsroom):
    room.outlets.at |= {FEED: front_page("/told.xml"), "https://halm.example/told.xml": front_page("/feed")}
    room.run(3)
    assert room.store.sources.state(FEED).failures >= 2
    assert len(room.outlets.asked) < 10


def test_a_beginning_of_an_article_is_fetched_in_full(store: Store):
    store.sources.add(SOURCE)
    item = f"<item><link>{FERRY}</link><title>Ferry stops</title><description>{' '.join(TEXT)}</description></item>"
    room = Newsroom(store, Outlets(at={FEED: Reply(body=f"<rss version='2.0'><channel>{item}</channel></rss>")}))
    room.outlets.at[FERRY] = article("Ferry stops", *TEXT, *LONG)
    room.run(1)
    assert "Pier 11" in room.store.articles.all()[0].text


def test_a_feed_that_says_how_long_it_stays_is_left_alone_for_so_long(room: Newsroom):
    told = room.outlets.at[FEED].body.replace("<title>x</title>", "<ttl>600</ttl>")
    room.outlets.at[FEED] = Reply(body=told)
    room.run(21)
    assert [moment - START for moment in room.outlets.times(FEED)] == [timedelta(), 10 * HOUR, 20 * HOUR]


@pytest.mark.parametrize("etag", [None, "1"])
def test_a_feed_that_names_its_hours_of_rest_is_not_asked_then(room: Newsroom, etag: str | None):
    """Even where all that it says since is that nothing has changed."""
    rest = "".join(f"<hour>{hour}</hour>" for hour in range(6, 20))
    told = room.outlets.at[FEED].body.replace(
        "<title>x</title>", f"<skipHours>{rest}</skipHours><skipDays><day>Tuesday</day></skipDays>"
    )
    room.outlets.at[FEED] = Reply(body=told, etag=etag)
    room.run(24 * 4)
    times = room.outlets.times(FEED)
    assert {moment.hour for moment in times} <= {20, 21, 22, 23, 0, 1, 2, 3, 4, 5}
    assert {moment.day for moment in times} - {14} == {10, 12, 13}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Halm Post: harbour", "Halm Post: harbour"),
        ("", "halm.example"),
        ("Harbour " * 8, "halm.example"),
        ("Brae", "halm.example"),
    ],
)
def test_a_source_that_nobody_named_takes_the_title_of_its_feed(store: Store, title: str, name: str):
    store.sources.add(Source(address="https://brae.example/feed", name="Brae", muted=True))
    store.sources.add(Source(address=FEED, name="halm.example", unnamed=True))
    room = Newsroom(store, Outlets(at={FEED: Reply(body=f"<rss version='2.0'><channel><title>{title}</title></channel></rss>")}))
    room.outlets.later[START + HOUR / 60] = {FEED: Reply(body="<rss version='2.0'><channel><title>Later</title></channel></rss>")}
    room.run(30)
    assert (store.sources.get(FEED).name, store.sources.get(FEED).unnamed) == (name, False)
    assert len(room.outlets.times(FEED)) > 1


def test_a_name_that_was_given_stays(room: Newsroom):
    room.run(1)
    assert room.store.sources.get(FEED).name == "Halm Post"


def _announced(words: str, reply: Reply) -> Outlets:
    item = f"<item><link>{FERRY}</link><title>Ferry stops</title><description>{words}</description></item>"
    return Outlets(at={FEED: Reply(body=f"<rss version='2.0'><channel>{item}</channel></rss>"), FERRY: reply})


@pytest.mark.parametrize(
    ("words", "status", "titles"),
    [
        (" ".join(TEXT), 404, ["Ferry stops"]),
        (" ".join(TEXT), 403, ["Ferry stops"]),
        (" ".join(TEXT), 410, []),
        (" ".join((TEXT[0], LONG[0])), 404, []),
    ],
)
def test_what_a_feed_has_of_a_page_that_is_not_to_be_had_is_kept(store: Store, words: str, status: int, titles: list[str]):
    """Not of one that was taken back, and not a mere announcement of under forty words."""
    store.sources.add(SOURCE)
    room = Newsroom(store, _announced(words, Reply(status=status)))
    room.run(24 * 3)
    assert store.jobs.get("page", FERRY).state == "quarantined"
    assert room.titles() == titles
    assert [(one.outlet, one.url, TEXT[2] in one.text) for one in store.articles.all()] == [("The Halm Post", FERRY, True)] * len(
        titles
    )


def test_a_page_that_is_had_after_all_follows_the_part_that_was_kept(store: Store):
    store.sources.add(SOURCE)
    room = Newsroom(store, _announced(" ".join(TEXT), Reply(status=404)))
    room.run(1)
    room.outlets.at[FERRY] = article("Ferry stops", *TEXT, *LONG)
    room.outlets.at[FEED] = _announced(" ".join(TEXT[::-1]), Reply()).at[FEED]
    room.run(30)
    assert sorted("Pier 11" in one.text for one in store.articles.all()) == [False, True]


def test_a_source_that_was_given_a_desk_and_a_weight_has_its_say_in_the_paper(room: Newsroom):
    room.store.sources.put(replace(SOURCE, desk="Islands", weight=3.0, muted=False))
    room.run(1)
    made = paper(room.store, title="Halm", zone="UTC", as_of=START.isoformat())
    (story,) = made.stories
    assert [(desk.name, desk.stories) for desk in made.desks] == [("Islands", (story.id,))]
    assert story.stats.importance_parts["sources"] == 2.0


def test_a_page_that_is_a_source_gives_its_versions(store: Store):
    store.sources.add(Source(address=FERRY, name="The ferry page", kind="page"))
    room = Newsroom(store, Outlets(at={FERRY: article("Ferry stops", *TEXT)}))
    room.outlets.later[START + 20 * HOUR] = {FERRY: article("Ferry sails again", *TEXT[1:], "It sailed at noon on Tuesday.")}
    room.run(60)
    assert sorted(room.titles()) == ["Ferry sails again", "Ferry stops"]
