"""Every feed by a parser of somebody else's: the paper, its news, desks, affairs and topics."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest

from broadsheet.publish.feeds import offered
from broadsheet.publish.feeds.channels import channels, has_news
from broadsheet.publish.views.library import Library
from broadsheet.records.edition import Desk, Edition


@pytest.fixture(scope="module")
def edition(invented: Edition) -> Edition:
    return replace(invented, desks=(Desk(name="Politics", stories=("st_budget", "st_ferry")),))


@pytest.fixture(scope="module")
def made(edition: Edition) -> dict[str, bytes]:
    return {path: make(None) for path, make in offered(edition)}


def atom(content: bytes) -> feedparser.FeedParserDict:
    parsed = feedparser.parse(io.BytesIO(content), sanitize_html=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def test_every_feed_is_sound_in_both_forms(made: dict[str, bytes]):
    names = {path.rpartition(".")[0] for path in made}
    assert {"feed", "updates", "feeds/desks/politics"} < names
    assert any(name.startswith("feeds/threads/") for name in names)
    assert any(name.startswith("feeds/topics/") for name in names)
    for name in names:
        feed, told = atom(made[f"{name}.xml"]), json.loads(made[f"{name}.json"])
        assert (feed.feed.title, len(feed.entries)) == (told["title"], len(told["items"]))
        assert all(entry.id and entry.title and entry.updated_parsed and entry.link for entry in feed.entries)
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_no_two_feeds_have_one_id(made: dict[str, bytes]):
    ids = [atom(content).feed.id for path, content in made.items() if path.endswith(".xml")]
    assert len(set(ids)) == len(ids)


def test_links_lead_to_pages_from_where_the_feed_lies(made: dict[str, bytes], site: Path):
    for path, content in made.items():
        if path.endswith(".json"):
            told = json.loads(content)
            for link in (told["home_page_url"], *(item["url"] for item in told["items"])):
                assert (site / path).parent.joinpath(link.partition("#")[0]).resolve().is_file(), (path, link)


def test_a_desk_has_its_stories_alone(made: dict[str, bytes]):
    assert [entry["id"] for entry in json.loads(made["feeds/desks/politics.json"])["items"]] == ["st_budget", "st_ferry"]


def test_news_is_what_a_revision_brought(edition: Edition, made: dict[str, bytes]):
    expected = [f"{story.id}:r{story.revision}" for story in edition.stories if has_news(story)]
    items = json.loads(made["updates.json"])["items"]
    assert [item["id"] for item in items] == expected
    assert expected
    assert all(item["url"].endswith("#revisions") and "<ins>" in item["content_html"] for item in items)
    unchanged = tuple(replace(story, changes=tuple(replace(c, material=False) for c in story.changes)) for story in edition.stories)
    assert not [
        channel for channel in channels(Library(replace(edition, stories=unchanged))) if channel.stem == "updates" and channel.items
    ]


def test_an_affairs_feed_changes_only_with_its_stories(edition: Edition, made: dict[str, bytes]):
    later = {path: make(None) for path, make in offered(replace(edition, built="2031-06-01T00:00:00+00:00", day="2031-06-01"))}
    changed = {path.rpartition(".")[0] for path in made if made[path] != later[path]}
    assert changed == {"feed", "updates"}
