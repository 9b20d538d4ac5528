"""Desks of the front page: the user's own, and those of subjects."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.pipeline.desks import desks, fits
from broadsheet.records.pool import Subject
from broadsheet.records.story_page import StoryPage
from tests.publish.ferry import ferry
from tests.publish.pages import little_auk, lone


def told(story: StoryPage, name: str, code: str | None = None) -> StoryPage:
    return replace(story, id=name, subjects=(Subject(scheme="medtop", code=code, label="sport"),) if code else ())


FERRY, GLASS, AUK = ferry()[1], lone()[1], little_auk()[1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Orlund", True),
        ("orlund glassworks", True),
        ("orlund ferry", False),
        ("ferry, orlund autumn", True),
        ("", False),
        (" , ", False),
    ],
)
def test_a_query_wants_all_words_of_one_alternative(query: str, found: bool):
    assert fits(GLASS, query) is found


def test_a_story_stands_on_one_desk_and_the_users_own_come_first():
    stories = [told(FERRY, "s1", "15000000"), told(GLASS, "s2", "15000000"), told(AUK, "s3", "15000000"), told(GLASS, "s4")]
    own, sport = desks(stories, {"Glass": "glassworks", "Nothing": "unicorns"})
    assert (own.name, own.stories) == ("Glass", ("s2", "s4"))
    assert (sport.name, sport.stories) == ("Sport", ("s1", "s3"))


def test_one_story_makes_no_desk_of_a_subject():
    assert desks([told(FERRY, "s1", "15000000"), told(GLASS, "s2", "02000000")], {}) == ()


def test_a_story_that_nothing_else_places_stands_on_the_desk_of_its_sources():
    """Behind those that stand there already; a query and a subject come first."""
    stories = [told(GLASS, "s1"), told(FERRY, "s2", "15000000"), told(AUK, "s3", "15000000"), told(FERRY, "s4"), told(AUK, "s5")]
    sources = {"s1": "Islands", "s2": "Islands", "s4": "Sport", "s5": "Islands"}
    found = desks(stories, {"Glass": "glassworks"}, sources)
    assert [(desk.name, desk.stories) for desk in found] == [
        ("Glass", ("s1",)),
        ("Sport", ("s2", "s3", "s4")),
        ("Islands", ("s5",)),
    ]


def test_desks_of_one_name_stay_two():
    stories = [told(GLASS, "s1"), told(FERRY, "s2", "15000000"), told(AUK, "s3", "15000000"), told(FERRY, "s4")]
    found = desks(stories, {"Sport": "glassworks"}, {"s4": "Sport"})
    assert [(desk.name, desk.stories) for desk in found] == [("Sport", ("s1", "s4")), ("Sport", ("s2", "s3"))]
