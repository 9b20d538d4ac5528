"""A story in the terminal: what its page says stands in the text too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.cli import story_text
from broadsheet.records.pool import Marked
from broadsheet.records.story_page import StoryPage
from tests.publish.ferry import ferry


@pytest.fixture(scope="module")
def page() -> StoryPage:
    return ferry()[1]


def plain(page: StoryPage) -> str:
    return " ".join("\n".join(story_text.lines(page)).split())


def test_no_line_is_wider_than_80_columns(page):
    assert all(len(line) <= 80 for told in story_text.lines(page) for line in told.splitlines())


def test_all_that_the_page_says_is_told(page):
    told = plain(page)
    lists = (page.statements, page.claims)
    for item in (item for pool in lists for item in pool.values()):
        assert " ".join(item.text.split()) in told
    for key in ("articles", "entities", "questions"):
        for item in getattr(page, key).values():
            assert next(filter(None, (getattr(item, name, None) for name in ("title", "name", "question")))) in told


def test_what_the_papers_say(page):
    told = plain(page)
    assert "Radio Kestrel [4], carries the report of The Dunmere Chronicle" in told
    assert "Headline: Families wait on the quay at Dunmere" in told
    assert "Leaves out: The radar of the Saint Odile was broken" in told
    assert "Note: Only Maravia Today reports what the union says about the radar." in told
    assert (
        "= People died in the collision - The Dunmere Chronicle asserts: at least 31 [1] - Northsea Herald asserts: 27 [2]" in told
    )
    assert "denies [2] - silent: Halden Post" in told


def test_frames_and_words_with_their_articles(page):
    key, paper = next((key, paper) for key, paper in page.papers.items() if paper.outlet == "halden-post")
    span = next(key for key, span in page.spans.items() if span.article == "a2")
    marked = replace(paper, framing=(Marked(label="grief", spans=(span,)),), stresses=(Marked(label="quay", spans=(span,)),))
    told = plain(replace(page, papers={**page.papers, key: marked}))
    assert "Frames: grief [2] Its words: quay [2] Quotes:" in told


def test_sides_are_named_and_dated(page):
    told = plain(page)
    assert "- The Dunmere Chronicle, Radio Kestrel, 5 May 2031, 09:10: at least 31 [1]" in told
    assert "The coast guard corrected its own count." in told
    assert "- Tomas Okonjo-Reyes in Maravia Today: had reported a broken radar" in told


def test_cards_tell_their_background_and_conflicts(page):
    told = plain(page)
    assert "Maravia, place. An island republic of nine provinces. (Almanac of Islands, 2030)" in told
    assert "One paper calls Ilse Varga Minister of Ports." in told
    assert not any(f", {key}." in told for key in page.statements)


def test_sources_have_their_address_and_their_origin(page):
    told = plain(page)
    assert "syndicated copy of [1]" in told
    assert all(entry.url in told for entry in page.articles.values() if entry.url)
