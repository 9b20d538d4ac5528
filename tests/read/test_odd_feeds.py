"""Feeds with the faults that feeds on the web have: none raises, and the entries that there are come out."""

from __future__ import annotations

import pytest

from broadsheet.read.entries import Entry
from broadsheet.read.feeds import entries_of_feed
from tests.read.odd_feeds import SITE, made_feeds

MADE = list(made_feeds(300))


def links(content: bytes) -> list[str | None]:
    return [each.link for each in entries_of_feed(content, "feed", SITE + "feed") if isinstance(each, Entry)]


@pytest.mark.parametrize(("content", "expected"), [made[1:] for made in MADE], ids=[made[0] for made in MADE])
def test_made_feed_gives_all_its_entries(content: bytes, expected: list[str]):
    assert links(content) == expected
