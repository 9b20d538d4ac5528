"""Copies, stories and threads of the example pages, and the one true disagreement."""

from __future__ import annotations

from itertools import combinations

import pytest

from broadsheet.records.story import Placement
from broadsheet.records.story_page import StoryPage
from broadsheet.write import write_page
from tests.pages.gold import GOLD, TRUTH, Paper, placed

AS_OF = "2031-03-16T20:00:00+00:00"
STORY_OF = {key: story for story, keys in TRUTH["stories"].items() for key in keys}


@pytest.fixture(scope="module")
def paper() -> Paper:
    return placed()


def known(paper: Paper, *stories: str) -> dict[str, Placement]:
    """The gold articles of these stories that were cut out, with their places. (That all are is tested beside this file.)"""
    keys = [key for name in stories or TRUTH["stories"] for key in TRUTH["stories"][name]]
    return {key: paper.placements[article.id] for key in keys if (article := paper.found(key))}


@pytest.mark.parametrize("name", sorted(name for name, keys in TRUTH["stories"].items() if len(keys) > 1))
def test_event_is_one_story(name, paper):
    placements = known(paper, name)
    assert placements
    assert len({place.story for place in placements.values()}) == 1, placements


def test_no_two_events_are_one_story(paper):
    placed_at = known(paper)
    pairs = [pair for pair in combinations(sorted(placed_at), 2) if STORY_OF[pair[0]] != STORY_OF[pair[1]]]
    assert len(pairs) > 100
    assert [pair for pair in pairs if placed_at[pair[0]].story == placed_at[pair[1]].story] == []


@pytest.mark.parametrize("chapters", TRUTH["threads"], ids="-".join)
def test_chapters_are_one_thread(chapters, paper):
    placements = known(paper, *chapters)
    assert {STORY_OF[key] for key in placements} == set(chapters)
    assert len({place.thread for place in placements.values()}) == 1, placements


def test_unrelated_events_are_no_thread(paper):
    affair = {name: number for number, chapters in enumerate(TRUTH["threads"]) for name in chapters}
    placed_at = known(paper)
    whole = {key: affair.get(STORY_OF[key], STORY_OF[key]) for key in placed_at}
    pairs = [pair for pair in combinations(sorted(placed_at), 2) if whole[pair[0]] != whole[pair[1]]]
    assert [pair for pair in pairs if placed_at[pair[0]].thread == placed_at[pair[1]].thread] == []


def test_copies_share_an_origin(paper):
    for family in TRUTH["copies"]:
        origins = {paper.copies[article.id].origin for key in family if (article := paper.found(key))}
        assert len(origins) == 1


def test_nothing_else_is_a_copy(paper):
    family = {key: number for number, keys in enumerate(TRUTH["copies"]) for key in keys}
    found = {article.id: key for key in GOLD if (article := paper.found(key))}
    false = [
        (found[copy.article], found.get(copy.origin))
        for copy in paper.copies.values()
        if copy.article in found and copy.origin != copy.article and found[copy.article] not in family
    ]
    assert false == []


def page(paper: Paper, name: str) -> StoryPage:
    written = write_page(paper.told(*TRUTH["stories"][name]), as_of=AS_OF)
    assert isinstance(written, StoryPage)
    return written


def open_disagreements(written: StoryPage) -> list[list[str]]:
    """The words of every side of every disagreement that is not explained away."""
    return [
        [written.spans[span].exact for side in entry.sides for span in side.spans]
        for entry in written.contradictions.values()
        if entry.state in ("open", "resolved")
    ]


@pytest.mark.parametrize("truth", TRUTH["contradictions"], ids=lambda truth: truth["story"])
def test_true_disagreement_is_found(truth, paper):
    said = open_disagreements(page(paper, truth["story"]))
    words = [side["words"] for side in truth["sides"]]
    assert any(all(any(part in exact or exact in part for exact in sides) for part in words) for sides in said), said


@pytest.mark.parametrize("name", sorted(name for name, keys in TRUTH["stories"].items() if len(keys) > 1))
def test_no_other_disagreement_is_claimed(name, paper):
    true = sum(truth["story"] == name for truth in TRUTH["contradictions"])
    assert len(open_disagreements(page(paper, name))) <= true
