"""A store that was read in parts is brought to the stories of one build."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet import pipeline
from broadsheet.records.story import story_id
from broadsheet.store import Store
from tests.group.making import FLOOD_1, FLOOD_2, TRIAL
from tests.pipeline.telling import COURT, FOUNDER, SECOND, read_in, where

pytestmark = pytest.mark.usefixtures("real_rooms")
MONTHS_LATER = replace(TRIAL, published="2031-06-04")


@pytest.fixture
def late(real_rooms: None, store: Store, tmp_path: Path) -> dict[str, str]:
    """A report of a flood whose story has closed when it comes."""
    read_in(store, tmp_path / "first", FLOOD_2, MONTHS_LATER)
    named = read_in(store, tmp_path / "second", FLOOD_1)
    assert where(store)[FOUNDER] == story_id(named[FOUNDER]) != where(store)[SECOND] == story_id(named[SECOND])
    return named


def test_a_late_article_comes_to_its_story_and_the_printed_id_stays(store: Store, late: dict[str, str]):
    assert pipeline.regroup(store) == {late[FOUNDER]: story_id(late[SECOND])}
    assert where(store)[FOUNDER] == where(store)[SECOND] == story_id(late[SECOND]) != where(store)[COURT]
    assert store.successions.current(story_id(late[FOUNDER])) == story_id(late[SECOND])


def test_regrouping_is_one_build_and_twice_is_once(store: Store, late: dict[str, str], tmp_path: Path):
    pipeline.regroup(store)
    after = store.articles.placements()
    assert pipeline.regroup(store) == {}
    assert store.articles.placements() == after
    with Store.open("sqlite://") as whole:
        read_in(whole, tmp_path / "whole", FLOOD_1, FLOOD_2, MONTHS_LATER)
        assert (where(whole)[FOUNDER] == where(whole)[SECOND]) is (where(store)[FOUNDER] == where(store)[SECOND]) is True


def test_readers_word_outlives_a_regrouping(store: Store, late: dict[str, str]):
    pipeline.keep_apart(store, late[FOUNDER], where(store)[SECOND])
    assert pipeline.regroup(store) == {}
    assert where(store)[FOUNDER] != where(store)[SECOND]


def test_a_restart_after_a_regrouping_changes_nothing(store: Store, late: dict[str, str], tmp_path: Path):
    pipeline.regroup(store)
    before = where(store)
    read_in(
        store,
        tmp_path / "third",
        replace(
            MONTHS_LATER,
            id="other",
            title="Chess club of Quellin wins cup",
            text="The chess club of Quellin won the cup of the coast on Sunday, ahead of nine others.",
        ),
    )
    assert {title: story for title, story in where(store).items() if title in before} == before
