"""The feeds that a site's front page leads to."""

from __future__ import annotations

import pytest

from broadsheet.read.discovery import feeds_on, guesses, sitemaps_of

SITE = "https://vexmoor.example/"


def found(head: str = "", body: str = "") -> list[str]:
    markup = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return [each.address.removeprefix(SITE) for each in feeds_on(markup, SITE)]


def link(kind: str, target: str, title: str = "", relation: str = "alternate") -> str:
    return f"<link rel='{relation}' type='{kind}' title='{title}' href='{target}'>"


def test_declared_feeds_best_first():
    head = (
        link("application/feed+json", "/f.json")
        + link("application/rss+xml", "/comments/feed", "Post » Comments Feed")
        + link("Application/RSS+XML; charset=utf-8", " rss.xml ", "Post", "ALTERNATE")
        + link("application/atom+xml", "https://vexmoor.example/atom#top")
        + link("application/rss+xml", "/rss.xml")
        + link("application/rss+xml", "/style", relation="alternate stylesheet")
        + link("text/css", "/main.css")
        + link("application/json", "/wp-json/v2/posts")
        + link("text/xml", "/all.rss")
    )
    assert found(head, "<a href='/feed'>RSS</a>") == ["rss.xml", "atom", "f.json", "all.rss", "comments/feed"]


def test_title_and_ground_are_told():
    (declared,) = feeds_on(f"<head>{link('application/rss+xml', '/rss', ' Vexmoor  Post ')}</head>", SITE)
    assert (declared.title, declared.ground) == ("Vexmoor Post", "declared")
    (linked,) = feeds_on("<body><a href='/rss'> All <b>news</b></a>", SITE)
    assert (linked.title, linked.ground) == ("All news", "linked")


def test_base_of_the_page_counts():
    assert found("<base href='/en/'>" + link("application/rss+xml", "rss")) == ["en/rss"]
    assert found("<base href='javascript:x'>" + link("application/rss+xml", "rss")) == ["rss"]


def test_links_are_looked_at_where_nothing_is_declared():
    body = (
        "<a href='/feedback'>Feedback</a><a href='/news'>News</a><a href='/comments/rss'>Comments</a><a href='/news/rss'>RSS</a>"
        "<a href='/index.xml?type=rss'>x</a><a href='https://other.example/rss'>Elsewhere</a><a href='/news.atom'>Atom</a>"
        "<a href='//www.vexmoor.example/feed/'>Feed</a><a href='/the-rsspca'>x</a><a href='http://[/rss'>x</a>"
    )
    expected = ["news/rss", "index.xml?type=rss", "news.atom", "https://www.vexmoor.example/feed/", "comments/rss"]
    assert found(body=body) == expected


@pytest.mark.parametrize("markup", ["", "  ", "words", "<", "<html>", "\0", "<link rel='alternate' type='application/rss+xml'>"])
def test_page_without_feeds(markup: str):
    assert feeds_on(markup, SITE) == []


def test_page_is_not_its_own_feed():
    assert found(link("application/rss+xml", "#top")) == []


def test_many_links_end():
    markup = "<body>" + "".join(f"<a href='/rss/{number}'>x</a>" for number in range(20_000))
    assert len(feeds_on(markup, SITE)) == 100


def test_sitemaps_of_a_robots_txt():
    robots = (
        "User-agent: *\nDisallow: /x\n Sitemap : /all.xml \r\nsitemap:https://vexmoor.example/news-map.xml\nSitemap: /all.xml\n"
        "Sitemap: x:y\n"
    )
    assert [each.address for each in sitemaps_of(robots, SITE + "robots.txt")] == [SITE + "news-map.xml", SITE + "all.xml"]


def test_guesses_stand_at_the_top_of_the_site():
    assert guesses(SITE + "a/b")[0].address == SITE + "feed"
    assert {each.ground for each in guesses(SITE)} == {"guessed"}
