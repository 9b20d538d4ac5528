"""Every way in which what was fetched can name a further address: none leads to a would-be connection inside."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from broadsheet.read import Limits
from broadsheet.read.refusal import Unanswered
from broadsheet.read.visits import FEEDS_OF_A_SITE, Document, pages_at
from broadsheet.records.page import Page
from broadsheet.steps import Dropped
from tests.read.inside import PLACES, SPELLINGS
from tests.read.recorder import Recorder, answer, host_of

START = "http://paper.example/start"
ALL = Limits(max_pages=1_000, max_feeds=1_000, max_sitemaps=1_000)
ROUTES: dict[str, Callable[[list[str]], str]] = {
    "RSS link": lambda urls: rss(f"<link>{url}</link>" for url in urls),
    "RSS guid": lambda urls: rss(f"<guid>{url}</guid>" for url in urls),
    "RSS base": lambda urls: rss(f"<link xml:base='{url}'>x</link>" for url in urls),
    "Atom link": lambda urls: atom(f"<entry><link href='{url}'/></entry>" for url in urls),
    "Atom link without a scheme": lambda urls: atom(f"<entry><link href='{url.removeprefix('http:')}'/></entry>" for url in urls),
    "Atom base": lambda urls: atom(f"<entry xml:base='{url}'><link href='x'/></entry>" for url in urls),
    "JSON Feed": lambda urls: json_feed([{"url": url} for url in urls]),
    "JSON Feed's other address": lambda urls: json_feed([{"external_url": url} for url in urls]),
    "sitemap": lambda urls: f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>",
    "index of sitemaps": lambda urls: f"<sitemapindex>{''.join(f'<sitemap><loc>{u}</loc></sitemap>' for u in urls)}</sitemapindex>",
    "plain list": "\n".join,
    "OPML": lambda urls: f"<opml><body>{''.join(f'<outline xmlUrl={url!r}/>' for url in urls)}</body></opml>",
}  # fmt: skip
URLS = [f"http://{spelling}/x" for spelling in SPELLINGS]


def rss(items: object) -> str:
    return f"<rss><channel>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"  # type: ignore[attr-defined]


def atom(entries: object) -> str:
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{''.join(entries)}</feed>"  # type: ignore[call-overload]


def json_feed(items: list[dict[str, str]]) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})


def visited(recorder: Recorder, *places: str | Document) -> list[Page | Dropped]:
    return list(pages_at(places, ALL, web=recorder.web()))


def serving(content: str) -> Recorder:
    def script(head: str) -> bytes:
        return (
            answer(content.encode()) if host_of(head) == "paper.example" and " /start " in head else answer(status="404 Not Found")
        )

    return Recorder(script, PLACES)


@pytest.mark.parametrize("route", ROUTES)
def test_no_route_leads_inside(route: str):
    recorder = serving(ROUTES[route](URLS))
    found = visited(recorder, START)
    assert recorder.strayed == []
    assert {host_of(head) for head in recorder.requests} == {"paper.example"}
    asked = {each.record for each in found if isinstance(each, Unanswered)}
    assert len(asked) >= 60, "most spellings have to come as far as the client, or the test shows nothing"
    assert not any(isinstance(each, Page) for each in found)


def test_no_list_in_a_file_leads_inside():
    recorder = serving("")
    found = visited(recorder, Document(body=ROUTES["OPML"](URLS).encode(), name="list.opml"))
    assert recorder.connected == []
    assert len(found) >= 100


@pytest.mark.parametrize(
    "form", ["<link rel=alternate type=application/rss+xml href='{}'>", "<base href='{}'><a href=/rss>RSS</a>"]
)
def test_no_front_page_leads_inside(form: str):
    """Only the first few feeds of a site are read, so every few spellings get a site of their own."""
    groups = (
        [URLS[at : at + FEEDS_OF_A_SITE] for at in range(0, len(URLS), FEEDS_OF_A_SITE)] if "link" in form else [[u] for u in URLS]
    )
    pages = {f"p{number}.example": "".join(map(form.format, urls)) for number, urls in enumerate(groups)}

    def script(head: str) -> bytes:
        return answer(f"<html><head>{pages[host_of(head)]}".encode()) if " / " in head else answer(status="404 Not Found")

    recorder = Recorder(script, PLACES)
    found = visited(recorder, *(f"http://{host}/" for host in pages))
    assert recorder.strayed == []
    assert {host_of(head) for head in recorder.requests} == set(pages)
    assert sum(isinstance(each, Unanswered) for each in found) >= 60
