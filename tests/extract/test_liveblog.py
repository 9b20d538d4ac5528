"""Live blogs: entries in order with their times, nothing of what stands between them, and what only machines are told."""

from __future__ import annotations

import json

from broadsheet.extract import Extract, rebuild
from broadsheet.extract.rendering import render
from broadsheet.records.article import Article
from broadsheet.records.page import Page
from tests.extract import pages

CLOCKS = ("21.52", "21.14", "20.22", "19.45")
TEXTS = (pages.DAM[1], pages.FERRY[1], pages.FERRY[2], pages.CHESS[0])
WANTED = [line for entry in zip(CLOCKS, TEXTS, strict=True) for line in entry]


def article(markup: str) -> Article:
    cutting = Extract().cut(Page(name="live", kind="html", body=markup))
    (made,) = cutting.articles
    assert cutting.text == render(markup)
    assert rebuild(cutting.text, made.ranges) == made.text
    return made


def blog(entries: str, node: dict[str, object] | None = None) -> str:
    script = f"<script type='application/ld+json'>{json.dumps(node)}</script>" if node else ""
    return f"<html><head>{script}</head><body><main><h1>A long night in Port Velm</h1>{entries}</main></body></html>"


def entry(clock: str, text: str) -> str:
    return f"<section><h3><time>{clock}</time></h3><p>{text}</p><p class='share'>Share this post</p></section>"


ENTRIES = "".join(map(entry, CLOCKS, TEXTS))
EVENTS = "<ol>" + "".join(f"<li>{clock} <a href='#e{clock}'>Something happened</a></li>" for clock in CLOCKS) + "</ol>"


def test_entries_keep_their_times():
    made = article(blog(ENTRIES))
    assert (made.role, made.text.split("\n")) == ("liveblog", WANTED)


def test_key_events_are_left_out():
    assert article(blog(EVENTS + ENTRIES)).text.split("\n") == WANTED


def test_entries_told_to_machines_only():
    updates = [
        {"@type": "BlogPosting", "datePublished": f"2031-03-15T{clock.replace('.', ':')}:00+01:00", "articleBody": text}
        for clock, text in zip(CLOCKS, TEXTS, strict=True)
    ]
    node = {"@type": "LiveBlogPosting", "headline": "A long night in Port Velm", "liveBlogUpdate": updates}
    made = article(blog("<p>Loading the latest posts</p>", node))
    assert (made.role, made.text.split("\n")) == (
        "liveblog",
        [line.replace(".", ":", 1) if line in CLOCKS else line for line in WANTED],
    )


def test_entries_that_are_shown_are_not_told_twice():
    updates = [{"@type": "BlogPosting", "articleBody": text} for text in TEXTS]
    node = {"@type": "LiveBlogPosting", "headline": "A long night in Port Velm", "liveBlogUpdate": updates}
    assert article(blog(ENTRIES, node)).text.split("\n") == WANTED


def test_times_in_a_text_make_no_live_blog():
    paragraphs = "".join(f"<p>{line}</p>" for line in ["At 21.14 the alarm was raised in the lower town.", *pages.DAM])
    assert article(blog(paragraphs)).role == "report"
