"""Feeds with the faults that feeds on the web have: none raises, and the entries that there are come out."""

from __future__ import annotations

import pytest

from broadsheet.read.entries import Entry
from broadsheet.read.feeds import entries_of_feed
from broadsheet.read.reasons import REASONS
from tests.read.odd_feeds import SITE, made_feeds
from tests.read.odd_feeds_by_hand import BY_HAND

MADE = list(made_feeds(300))


def read(content: bytes) -> tuple[list[str | None], list[str]]:
    """The links of the entries, and the reasons of the drops."""
    found = list(entries_of_feed(content, "feed", SITE + "feed"))
    links = [each.link for each in found if isinstance(each, Entry)]
    return links, [each.reason for each in found if not isinstance(each, Entry)]


@pytest.mark.parametrize(("content", "expected"), [made[1:] for made in MADE], ids=[made[0] for made in MADE])
def test_made_feed_gives_all_its_entries(content: bytes, expected: list[str]):
    assert read(content)[0] == expected


@pytest.mark.parametrize(("content", "paths", "reasons"), [case[1:] for case in BY_HAND], ids=[case[0] for case in BY_HAND])
def test_feed_by_hand_gives_the_entries_that_there_are(content: bytes, paths: list[str | None], reasons: list[str]):
    assert read(content) == ([None if path is None else SITE + path for path in paths], reasons)
    assert set(reasons) <= REASONS.keys()


def test_there_are_enough():
    assert len({content for _, content, *_ in (*MADE, *BY_HAND)}) >= 400
