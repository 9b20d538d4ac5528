"""The newsroom as the web app shows it, and articles whose page is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import html

from broadsheet.publish import offered
from broadsheet.publish.views.library import Library
from broadsheet.publish.views.listing import outlets, source_lines
from broadsheet.publish.web import Archive, Kiosk, Regulars, hosts_of, web_app
from broadsheet.records.moments import in_utc
from broadsheet.records.source import Fetched, Rhythm, Source, SourceState
from broadsheet.steps import Dropped
from broadsheet.store import Store

from .webs import NOW, app_over, ask, edition_paper

HOUR = timedelta(hours=1)
FEED = "https://orla:key@halm.example/feed?token=s3cret"
QUIET = "https://brae.example/feed"


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as store:
        yield store


def followed(store: Store) -> None:
    store.sources.add(Source(address=FEED, name="Halm <b>Post</b>"))
    store.sources.add(Source(address=QUIET, name="Brae", muted=True, why_muted="gone"))
    seen = in_utc(NOW - 2 * HOUR)
    state = SourceState(seen=seen, news=seen, failures=2, error=f"{FEED}: no answer", rhythm=Rhythm(entries=1000.0, hours=100.0))
    store.sources.note(FEED, state)
    store.fetched.put(Fetched(address="https://halm.example/1", source=FEED, first_seen="a", last_seen="a"))
    store.drops.add([Dropped(record=record, step="follow", reason="old") for record in "xy"])
    store.jobs.plan("source", FEED, NOW + timedelta(minutes=12))
    for kind, key in (("stories", ""), ("page", "https://halm.example/1?token=s3cret")):
        store.jobs.plan(kind, key, NOW)
    page, stories = store.jobs.take(NOW, NOW + HOUR, kinds=["page", "stories"], most=2)
    store.jobs.quarantine(page, "gone: answers 404")
    store.jobs.rest(stories, {"made": in_utc(NOW - HOUR), "seconds": 4.5})


def app_of(invented, store: Store):
    return app_over(edition_paper(invented), regulars=Regulars(Archive(store), lambda: "0" * 32))


def tables(page: html.HtmlElement) -> dict[str, list[list[str]]]:
    found = {}
    for heading in page.xpath("//h2[@id]"):
        rows = heading.xpath("following-sibling::*[1][self::table]/tbody/tr")
        found[heading.get("id")] = [[" ".join(" | ".join(cell.itertext()).split()) for cell in row] for row in rows]
    return found


def test_the_newsroom_of_a_store(invented, store):
    followed(store)
    page = html.document_fromstring(ask(app_of(invented, store), "/newsroom").content)
    shown = tables(page)
    assert shown["followed"] == [
        ["Brae | brae.example/feed | muted: gone", "never", "not asked", "0 of 0"],
        [
            "Halm <b>Post</b> | halm.example/feed?… | failed 2 times in a row: halm.example/feed?… no answer",
            "2 hours ago | news 2 hours ago", "every 5 minutes | next in 12 minutes", "0 of 1 | 0 %",
        ],
    ]  # fmt: skip
    assert shown["made"] == [["Stories", "60 minutes ago", "4.5 s", "with the next pages"]]
    assert shown["queue"] == [["Sources to ask", "1", "0", "0"], ["Pages to fetch or to look at again", "0", "0", "1"]]
    assert shown["aside"] == [["halm.example/1?…", "gone: answers 404"]]
    assert shown["dropped"] == [["follow", "old", "2"]]
    assert "2 sources, 1 failing, 1 muted" in page.xpath("string(//p[@class='dateline'])")


def test_the_same_for_programs_keeps_secrets_too(invented, store):
    followed(store)
    answer = ask(app_of(invented, store), "/api/v1/newsroom")
    told = answer.json()
    assert (told["at"], told["set_aside"]) == ("2031-05-08T07:00:00+00:00", {"https://halm.example/1?…": "gone: answers 404"})
    assert [(one["source"]["name"], one["extracted"]) for one in told["sources"]] == [("Brae", None), ("Halm <b>Post</b>", 0.0)]
    for target in ("/newsroom", "/api/v1/newsroom"):
        assert not {"s3cret", "orla"} & set(ask(app_of(invented, store), target).text.replace("=", " ").replace("/", " ").split())


def test_nothing_is_followed(invented, store):
    app = app_of(invented, store)
    text = html.document_fromstring(ask(app, "/newsroom").content).text_content()
    assert "Nothing is followed yet." in text
    assert "Nothing is waiting." in text
    assert "newsroom" in html.document_fromstring(ask(app, "/sources").content).xpath("//main//a/@href")


def test_the_newsroom_is_there_before_the_paper_is(store):
    kiosk = Kiosk(lambda _mark: None)
    kiosk.open()
    regulars = Regulars(Archive(store), lambda: "0" * 32)
    app = web_app(kiosk, hosts=hosts_of("127.0.0.1"), clock=lambda: NOW, regulars=regulars)
    assert ask(app, "/newsroom").status_code == 200
    assert ask(app, "/").status_code == 503


def test_an_app_without_a_store_has_no_newsroom(invented):
    app = app_over(edition_paper(invented))
    assert ask(app, "/newsroom").status_code == 404
    assert b"newsroom" not in ask(app, "/sources").content


def test_an_article_whose_page_is_gone_says_so(invented):
    story = next(story for story in invented.stories if story.id == "st_ferry")
    entry = next(iter(story.articles.values()))
    gone = replace(invented, vanished={entry.page: "2031-03-03T10:00:00+00:00"})
    remark = "gone from its address since 3 March 2031"
    lines = source_lines(Library(gone), story, list(story.articles))
    every = [line for top in lines for line in (top, *top.copies)]
    assert [line.id for line in every if remark in line.remarks] == [entry.id]
    shelved = [line for paper in outlets(Library(gone)) for line in paper.lines if remark in line.remarks]
    assert [line.href for line in shelved] == [Library(gone).article_href(entry.id)]
    before, after = offered(invented), offered(gone)
    assert after[f"stories/{story.id}.json"](None) == before[f"stories/{story.id}.json"](None)
    assert remark.encode() in after[f"stories/{story.id}.html"](None)
    assert remark.encode() not in before[f"stories/{story.id}.html"](None)
