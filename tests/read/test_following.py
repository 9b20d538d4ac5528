"""Addresses followed to their articles. No test here opens a connection: the web is a table of answers."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from broadsheet.read import Limits, read_sources
from broadsheet.read.refusal import Refusal
from broadsheet.read.visits import Document, Visit
from broadsheet.read.web import Answer, Request
from broadsheet.records.page import Page
from broadsheet.steps import Dropped

SITE = "https://vexmoor.example/"
WORDS = "The ferry to Brae sails again. "
ARTICLE = f"<!doctype html><html><head><title>x</title></head><body><p>{WORDS * 9}</p></body></html>".encode()


class Table:
    """A web that is a table, and what was asked of it."""

    def __init__(self, answers: dict[str, bytes]) -> None:
        self.answers = {SITE + path if "://" not in path else path: body for path, body in answers.items()}
        self.asked: list[str] = []

    def __call__(self, requests: Iterable[Request]) -> Iterator[Answer | Dropped]:
        for request in list(requests):
            self.asked.append(request.url.removeprefix(SITE))
            body = self.answers.get(request.url)
            if body is None:
                yield Refusal("gone", "answers 404", status=404).dropped(request.url)
            else:
                yield Answer(asked=request.url, url=request.url, status=200, body=body, media_type=None)


def rss(*items: str) -> bytes:
    return f"<rss><channel>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>".encode()


def item(path: str, day: int | None = None, more: str = "") -> str:
    date = f"<pubDate>{day} Mar 2031 10:00:00 GMT</pubDate>" if day else ""
    return f"<title>About {path}</title><link>{SITE}{path}</link>{date}{more}"


def urlset(*paths: str, lastmod: str = "") -> bytes:
    inside = "".join(f"<url><loc>{SITE}{path}</loc><lastmod>{lastmod}</lastmod></url>" for path in paths)
    return f"<urlset>{inside}</urlset>".encode()


def visit(table: Table, *places: str | Document, limits: Limits | None = None) -> list[Page | Dropped]:
    named = (SITE + place if isinstance(place, str) and "://" not in place else place for place in places)
    return list(Visit(table, limits or Limits()).pages(named))


def told(found: list[Page | Dropped]) -> list[str]:
    return [(each.url or each.name).removeprefix(SITE) if isinstance(each, Page) else each.reason for each in found]


def test_page_is_a_page():
    table = Table({"ferry": ARTICLE})
    (page,) = visit(table, "ferry")
    assert isinstance(page, Page)
    assert (page.url, page.kind, page.title) == (SITE + "ferry", "html", None)
    assert table.asked == ["ferry"]


def test_feed_leads_to_its_articles_and_what_it_states_stands_beside_them():
    table = Table({"rss": rss(item("a", 14, "<author>Orla Venn</author><description>Short.</description>")), "a": ARTICLE})
    (page,) = visit(table, "rss")
    assert isinstance(page, Page)
    assert (page.url, page.title, page.published) == (SITE + "a", "About a", "2031-03-14T10:00:00+00:00")
    assert (page.authors, page.body) == (("Orla Venn",), ARTICLE.decode())


def test_article_that_the_feed_has_whole_is_not_fetched():
    table = Table({"rss": rss(item("a", 14, f"<description>{WORDS * 40}</description>"), item("b", 13)), "b": ARTICLE})
    whole = f"<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>{WORDS * 40}</content:encoded>"
    table.answers[SITE + "rss"] = rss(item("a", 14, whole), item("b", 13))
    assert told(visit(table, "rss")) == ["a", "b"]
    assert table.asked == ["rss", "b"]


def test_part_of_the_feed_stands_in_for_a_page_that_cannot_be_had():
    table = Table({"rss": rss(item("a", 14, f"<description>{WORDS * 12}</description>"), item("b", 13))})
    found = visit(table, "rss")
    assert told(found) == ["gone", "a", "gone"]
    assert isinstance(found[1], Page)
    assert WORDS.strip() in found[1].body


def test_newest_entries_are_fetched_and_the_others_told():
    table = Table({"rss": rss(*(item(str(day), day) for day in (3, 9, 5, 7)), item("undated"))} | {"9": ARTICLE, "7": ARTICLE})
    found = visit(table, "rss", limits=Limits(max_pages=2))
    assert table.asked == ["rss", "9", "7"]
    assert told(found) == ["too large", "9", "7"]
    assert isinstance(found[0], Dropped)
    assert found[0].detail.startswith("3 older entries")


def test_sources_take_turns_and_the_same_article_is_fetched_once():
    other = "https://halm.example/rss"
    table = Table(
        {"rss": rss(item("a", 5), item("b", 4)), other: rss(item("c", 9), item("a", 8)), "a": ARTICLE, "b": ARTICLE, "c": ARTICLE}
    )
    assert told(visit(table, "rss", other)) == ["a", "c", "b"]
    assert table.asked == ["rss", other, "a", "c", "b"]


def test_front_page_gives_its_feeds_in_its_place():
    front = (
        b"<html><head><link rel=alternate type=application/rss+xml href=rss>"
        b"<link rel=alternate type=application/rss+xml href=comments/rss></head></html>"
    )
    table = Table({"": front, "rss": rss(item("a", 5)), "a": ARTICLE, "news": front})
    assert told(visit(table, "")) == ["a"]
    assert table.asked == ["", "rss", "a"]
    assert told(visit(table, "news")) == ["news"]


def test_front_page_without_feeds_is_the_page_itself():
    assert told(visit(Table({"": ARTICLE}), "")) == [""]


def test_declared_feed_that_is_none_is_told():
    front = b"<html><head><link rel=alternate type=application/rss+xml href=rss></head></html>"
    assert told(visit(Table({"": front, "rss": ARTICLE}), "")) == ["not a feed"]


def test_list_of_feeds_is_followed():
    opml = f"<opml><body><outline xmlUrl='{SITE}rss'/><outline xmlUrl='x:y'/><outline xmlUrl='{SITE}none'/></body></opml>".encode()
    table = Table({"list.opml": opml, "rss": rss(item("a", 5)), "a": ARTICLE})
    assert told(visit(table, "list.opml")) == ["bad address", "gone", "a"]
    assert told(visit(table, Document(body=opml, name="list.opml"))) == ["bad address", "gone", "a"]
    assert told(visit(table, "list.opml", limits=Limits(max_feeds=1))) == ["bad address", "too large", "a"]


def test_sitemaps_are_followed_newest_first_until_there_are_enough_pages():
    index = (
        f"<sitemapindex><sitemap><loc>{SITE}old.xml</loc><lastmod>2030-01-01</lastmod></sitemap>"
        f"<sitemap><loc>{SITE}new.xml.gz</loc><lastmod>2031-03-14</lastmod></sitemap></sitemapindex>"
    ).encode()
    table = Table({"map": index, "new.xml.gz": gzip.compress(urlset("a", "b")), "old.xml": urlset("c"), "a": ARTICLE, "b": ARTICLE})
    assert told(visit(table, "map", limits=Limits(max_pages=2))) == ["a", "b"]
    assert table.asked == ["map", "new.xml.gz", "a", "b"]
    assert told(visit(table, "map", limits=Limits(max_sitemaps=1))) == ["too large", "a", "b"]
    assert told(visit(table, "map")) == ["a", "b", "gone"]


def test_sitemaps_that_lead_in_circles_end():
    index = f"<sitemapindex><sitemap><loc>{SITE}map</loc></sitemap><sitemap><loc>{SITE}1</loc></sitemap></sitemapindex>"
    deeper = {str(number): index.replace(SITE + "1", f"{SITE}{number + 1}").encode() for number in range(9)}
    table = Table({"map": index.encode()} | deeper)
    assert told(visit(table, "map")) == ["too deep"]
    assert table.asked == ["map", "1", "2"]


def test_plain_list_of_addresses_is_a_sitemap():
    assert told(visit(Table({"all.txt": f"{SITE}a\n{SITE}b\n".encode(), "a": ARTICLE, "b": ARTICLE}), "all.txt")) == ["a", "b"]


def test_what_a_news_sitemap_states_stands_beside_the_page():
    news = (
        f"<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>{SITE}a</loc><n:news><n:publication>"
        "<n:name>Vexmoor Post</n:name></n:publication><n:title>Ferry</n:title></n:news></url></urlset>"
    )
    (page,) = visit(Table({"map": news.encode(), "a": ARTICLE}), "map")
    assert isinstance(page, Page)
    assert (page.title, page.outlet) == ("Ferry", "Vexmoor Post")


@pytest.mark.parametrize(
    ("body", "reasons"),
    [
        (b"\x1f\x8b\x08broken", ["damaged"]),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), ["binary"]),
        (b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss><channel/></rss>", ["unsafe"]),
        (rss(), []),
        (b"a" * 3_000, ["too large"]),
    ],
)
def test_odd_answers_are_told(body: bytes, reasons: list[str]):
    assert told(visit(Table({"x": body}), "x", limits=Limits(max_bytes=2_000))) == reasons


def test_feed_in_place_of_an_article_is_no_page():
    assert told(visit(Table({"rss": rss(item("rss2", 5)), "rss2": rss()}), "rss")) == ["not a page"]


@pytest.mark.parametrize("name", ["feeds.opml", "feeds.xml", "map.xml"])
def test_lists_named_themselves_are_followed(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch):
    seen: list[object] = []
    monkeypatch.setattr("broadsheet.read.visits.pages_at", lambda places, *_: iter(seen.extend(places) or ()))
    content = f"<opml><body><outline xmlUrl='{SITE}rss'/></body></opml>".encode() if "feeds" in name else urlset("a")
    (tmp_path / name).write_bytes(content)
    assert list(read_sources([str(tmp_path / name), SITE])) == []
    assert seen == [Document(body=content, name=name), SITE]
    assert told(list(read_sources([str(tmp_path)]))) == ["not supported" if name.endswith(".opml") else "not a feed"]
