"""Copies, stories and threads of the example pages, and their disagreements. Held-out stories are counted, never named."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from broadsheet.records.story import Placement
from broadsheet.records.story_page import StoryPage
from broadsheet.write import write_page
from tests.pages.gold import Paper, placed
from tests.pages.truth import ARTICLES, STORIES, TRUTH, words_of

OPEN = sorted(name for name, story in STORIES.items() if not story["held_out"])
TOLD_TWICE = [name for name in OPEN if len(STORIES[name]["articles"]) > 1]
OPEN_THREADS = [name for name, thread in sorted(TRUTH["threads"].items()) if set(thread["stories"]) <= set(OPEN)]
Sided = dict[str, Any]


@pytest.fixture(scope="module")
def paper() -> Paper:
    return placed()


def known(paper: Paper, *stories: str) -> dict[str, Placement]:
    """The gold articles of these stories that were cut out, with their places. (That all are is tested beside this file.)"""
    keys = [key for name in stories or OPEN for key in STORIES[name]["articles"]]
    return {key: paper.placements[found[0].id] for key in keys if (found := paper.cut_out(key))}


@pytest.mark.parametrize("name", TOLD_TWICE)
def test_event_is_one_story(name, paper):
    placements = known(paper, name)
    assert placements
    assert len({place.story for place in placements.values()}) == 1, placements


def test_no_two_events_are_one_story(paper):
    placed_at = known(paper)
    pairs = [pair for pair in combinations(sorted(placed_at), 2) if ARTICLES[pair[0]]["story"] != ARTICLES[pair[1]]["story"]]
    assert len(pairs) > 100
    assert [pair for pair in pairs if placed_at[pair[0]].story == placed_at[pair[1]].story] == []


@pytest.mark.parametrize("name", OPEN_THREADS)
def test_chapters_are_one_thread(name, paper):
    chapters = TRUTH["threads"][name]["stories"]
    placements = known(paper, *chapters)
    assert {ARTICLES[key]["story"] for key in placements} == set(chapters)
    assert len({place.thread for place in placements.values()}) == 1, placements


def test_unrelated_events_are_no_thread(paper):
    affair = {story: name for name, thread in TRUTH["threads"].items() for story in thread["stories"]}
    placed_at = known(paper)
    whole = {key: affair.get(ARTICLES[key]["story"], ARTICLES[key]["story"]) for key in placed_at}
    pairs = [pair for pair in combinations(sorted(placed_at), 2) if whole[pair[0]] != whole[pair[1]]]
    assert [pair for pair in pairs if placed_at[pair[0]].thread == placed_at[pair[1]].thread] == []


@pytest.mark.parametrize("family", TRUTH["families"], ids=lambda family: family["origin"])
def test_copies_share_an_origin(family, paper):
    keys = [family["origin"], *family["copies"], *family["revisions"]]
    origins = {paper.copies[article.id].origin for key in keys for article in paper.cut_out(key)[:1]}
    assert len(origins) == 1


def test_nothing_else_is_a_copy(paper):
    kin = {key: family["origin"] for family in TRUTH["families"] for key in [*family["copies"], *family["revisions"]]}
    key_of = {article.id: key for key in ARTICLES for article in paper.cut_out(key)}
    copies = [copy for copy in paper.copies.values() if copy.article in key_of and copy.origin != copy.article]
    told = [(key_of[copy.article], key_of.get(copy.origin, "")) for copy in copies]
    assert [pair for pair in told if len({kin.get(key, key) for key in pair}) > 1] == []


def page(paper: Paper, name: str) -> StoryPage:
    written = write_page(paper.told(*STORIES[name]["articles"]), as_of=TRUTH["as_of"])
    assert isinstance(written, StoryPage)
    return written


def disagreements(written: StoryPage) -> list[list[list[str]]]:
    """The words of every side of every disagreement that is not explained away."""
    return [
        [[written.spans[span].exact for span in side.spans] for side in entry.sides]
        for entry in written.contradictions.values()
        if entry.state in ("open", "resolved")
    ]


def met(truth: Sided, said: list[list[str]]) -> bool:
    """Whether two sides of a claim quote two sides of the truth."""
    gold = [[words_of(place) for place in side] for side in truth["sides"]]
    matched = [
        {number for number, side in enumerate(gold) for words in side for exact in exacts if _part(words, exact)} for exacts in said
    ]
    return len(set().union(*matched)) > 1 and sum(bool(numbers) for numbers in matched) > 1


def _part(one: str, other: str) -> bool:
    return one in other or other in one


@pytest.mark.parametrize(
    "truth", [entry for entry in TRUTH["contradictions"] if entry["story"] in OPEN], ids=lambda entry: entry["id"]
)
def test_true_disagreement_is_found(truth, paper):
    said = disagreements(page(paper, truth["story"]))
    assert any(met(truth, sides) for sides in said), said


@pytest.mark.parametrize("name", TOLD_TWICE)
def test_no_other_disagreement_is_claimed(name, paper):
    true = [entry for entry in TRUTH["contradictions"] if entry["story"] == name]
    assert [sides for sides in disagreements(page(paper, name)) if not any(met(entry, sides) for entry in true)] == []
