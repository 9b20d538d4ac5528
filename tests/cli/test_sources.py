"""`broadsheet sources`: what is followed, and what one look would bring."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.read import web
from broadsheet.read.refusal import Unanswered
from broadsheet.read.web import Answer, Request
from broadsheet.records.source import SourceState
from broadsheet.steps import Dropped
from broadsheet.store import Store
from tests.cli.conftest import Run
from tests.pipeline.outlets import feed

FEED = "https://halm.example/feed"
TODAY = datetime.now(UTC)


@pytest.fixture
def news(tmp_path: Path) -> str:
    return str(tmp_path / "news.db")


def answering(monkeypatch: pytest.MonkeyPatch, *answers: Answer | Dropped) -> list[Request]:
    asked: list[Request] = []

    def fetch_all(requests: Iterable[Request], *_: object) -> Iterator[Answer | Dropped]:
        for request, answer in zip(requests, answers, strict=True):
            asked.append(request)
            yield answer

    monkeypatch.setattr(web, "fetch_all", fetch_all)
    return asked


def body(content: str) -> Answer:
    return Answer(asked=FEED, url=FEED, status=200, body=content.encode())


def test_a_source_is_followed_listed_and_left(run: Run, news: str):
    ended = run("sources", "add", "halm.example/feed", "--outlet", "The Halm Post", "--desk", "Islands", "--store", news)
    assert (ended.status, ended.out) == (0, f"follows halm.example: {FEED}\n")
    (listed,) = json.loads(run("sources", "list", "--store", news, "--json").out)
    assert {name: listed[name] for name in ("address", "name", "kind", "outlet", "desk", "muted", "seen", "articles")} == {
        "address": FEED, "name": "halm.example", "kind": "feed", "outlet": "The Halm Post", "desk": "Islands", "muted": False,
        "seen": None, "articles": 0,
    }  # fmt: skip
    assert "not asked yet" in run("sources", "list", "--store", news).out
    assert run("sources", "remove", "halm.example", "--store", news).status == 0
    assert "no source is followed" in run("sources", "list", "--store", news).out


def test_a_source_is_found_by_its_host_unless_two_have_it(run: Run, news: str):
    run("sources", "add", FEED, "--name", "Halm Post", "--store", news)
    assert json.loads(run("sources", "mute", "halm.example", "--store", news, "--json").out)["name"] == "Halm Post"
    run("sources", "add", "https://www.halm.example/sport.xml", "--name", "Halm Sport", "--store", news)
    ended = run("sources", "remove", "halm.example", "--store", news)
    assert (ended.status, "halm.example: no such source" in ended.err) == (1, True)


def test_a_second_source_of_a_host_is_called_by_its_address(run: Run, news: str):
    run("sources", "add", FEED, "--store", news)
    assert "follows halm.example/sport.xml" in run("sources", "add", "https://halm.example/sport.xml", "--store", news).out
    ended = run("sources", "add", FEED, "--store", news)
    assert (ended.status, "is followed already" in ended.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "ftp://halm.example/feed"], "is not of the web"),
        (["add", "https://user:secret@halm.example/"], "carries a user's name"),
        (["add", FEED, "--kind", "letter"], "one of feed, sitemap, page"),
        (["add", "https://"], "address"),
    ],
)
def test_what_is_no_source_is_refused(run: Run, news: str, arguments: list[str], said: str):
    ended = run("sources", *arguments, "--store", news)
    assert (ended.status, said in ended.err) == (2, True)


def test_a_misspelled_name_is_guessed(run: Run, news: str):
    run("sources", "add", FEED, "--store", news)
    ended = run("sources", "remove", "halm.exmple", "--store", news)
    assert (ended.status, "did you mean halm.example?" in ended.err) == (1, True)


def test_a_muted_source_says_why_and_is_asked_again_at_once(run: Run, news: str):
    run("sources", "add", FEED, "--store", news)
    with Store.open(news) as store:
        store.sources.note(FEED, SourceState(failures=4, error="no answer"))
        store.jobs.plan("source", FEED, TODAY + timedelta(days=7))
    run("sources", "mute", "halm.example", "--why", "on holiday", "--store", news)
    assert "muted: on holiday" in run("sources", "list", "--store", news).out
    run("sources", "mute", "halm.example", "--off", "--store", news)
    with Store.open(news) as store:
        assert (store.sources.state(FEED).failures, store.jobs.all()) == (0, [])
        assert not store.sources.get(FEED).muted


def test_sources_change_beside_a_process_that_writes(run: Run, news: str):
    with Store.open(news, writes=True):
        assert run("sources", "add", FEED, "--store", news).status == 0
        assert run("read", "nothing", "--store", news).status != 0


def test_check_shows_what_one_look_would_bring_and_keeps_nothing(run: Run, news: str, monkeypatch: pytest.MonkeyPatch):
    run("sources", "add", FEED, "--outlet", "The Halm Post", "--store", news)
    items = [(f"https://halm.example/{hours}", f"News {hours}", TODAY - timedelta(hours=hours)) for hours in range(1, 13)]
    asked = answering(monkeypatch, body(feed(*items).body))
    ended = run("sources", "check", "halm.example", "--store", news)
    assert (ended.status, [request.url for request in asked]) == (0, [FEED])
    assert "12 articles, 12 of them new; 0 in full, 12 whose pages would be fetched" in ended.out
    assert "outlet: The Halm Post; language: not stated" in ended.out
    assert "News 1\n" in ended.out
    with Store.open(news) as store:
        assert (store.fetched.all(), store.pages.count(), store.sources.state(FEED)) == ([], 0, SourceState())


def test_check_of_any_address_needs_no_store(run: Run, news: str, monkeypatch: pytest.MonkeyPatch):
    answering(monkeypatch, body(feed(("https://halm.example/1", "News", TODAY)).body))
    done = json.loads(run("sources", "check", FEED, "--store", news, "--json").out)
    assert (done["entries"], done["new"], done["status"], done["headlines"]) == (1, 1, 200, ["News"])
    assert not Path(news).exists()


def test_check_says_what_is_wrong(run: Run, news: str, monkeypatch: pytest.MonkeyPatch):
    answering(monkeypatch, Unanswered(record=FEED, step="read", reason="gone", detail="answers 404", status=404))
    ended = run("sources", "check", FEED, "--store", news)
    assert (ended.status, f"problem: {FEED}: gone: answers 404" in ended.out) == (1, True)
    answering(monkeypatch, body("<html><p>Welcome to Halm</p></html>"))
    ended = run("sources", "check", FEED, "--store", news)
    assert (ended.status, "not a feed" in ended.out) == (1, True)


def test_a_page_is_told_with_the_feeds_that_it_leads_to(run: Run, news: str, monkeypatch: pytest.MonkeyPatch):
    link = '<link rel="alternate" type="application/rss+xml" title="News" href="/news.xml">'
    answering(monkeypatch, body(f"<html><head>{link}</head><body><p>Welcome to Halm</p></body></html>"))
    ended = run("sources", "check", FEED, "--store", news)
    assert (ended.status, "leads to the feed https://halm.example/news.xml" in ended.out) == (1, True)


def test_lists_of_feeds_come_in_and_go_out(run: Run, news: str, tmp_path: Path):
    outlines = "".join(
        f'<outline type="rss" text="{name}" xmlUrl="{address}"/>'
        for name, address in (("Halm Post", FEED), ("Brae", "https://brae.example/rss"), ("Key", "https://a:b@key.example/rss"))
    )
    (tmp_path / "mine.opml").write_text(f'<opml version="2.0"><body><outline text="Islands">{outlines}</outline></body></opml>')
    run("sources", "add", "https://brae.example/rss", "--name", "My Brae", "--store", news)
    ended = run("sources", "import", tmp_path / "mine.opml", "--store", news)
    assert (ended.status, ended.out) == (0, "follows 1 new source; 1 followed already\n")
    assert "not used" in ended.err
    (tmp_path / "out.opml").write_text(run("sources", "export", "--store", news).out)
    other = str(tmp_path / "other.db")
    added = json.loads(run("sources", "import", tmp_path / "out.opml", "--store", other, "--json").out)["added"]
    assert sorted(added) == ["https://brae.example/rss", FEED]
    (post,) = (one for one in json.loads(run("sources", "list", "--store", other, "--json").out) if one["address"] == FEED)
    assert (post["name"], post["desk"]) == ("Halm Post", "Islands")


@pytest.mark.parametrize(("content", "status"), [("no list", 1), ("<opml><body/></opml>", 1), (None, 2)])
def test_what_is_no_list_is_said(run: Run, news: str, tmp_path: Path, content: str | None, status: int):
    if content is not None:
        (tmp_path / "mine.opml").write_text(content)
    ended = run("sources", "import", tmp_path / "mine.opml", "--store", news)
    assert (ended.status, "mine.opml" in ended.err) == (status, True)
