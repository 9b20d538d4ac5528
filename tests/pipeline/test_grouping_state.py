"""The grouping goes on from its state, or from all articles where there is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet import pipeline
from broadsheet.group import Group
from broadsheet.pipeline import placing
from broadsheet.store import Store
from tests.group.making import FLOOD_1, FLOOD_2, TRIAL
from tests.pipeline.telling import VectorDescribe, read_in, where

COURT = replace(TRIAL, id="court", title="Harbour master of Quellin appeals against his sentence", published="2031-03-05")


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Headlines of the articles that the grouping was told of again."""
    told: list[str] = []

    class Told(Group):
        def remember(self, annotated, placement, vector=None, origin=None):
            told.append(annotated.article.title)
            super().remember(annotated, placement, vector, origin)

    monkeypatch.setattr(placing, "Group", Told)
    monkeypatch.setattr(placing, "Describe", VectorDescribe)
    return told


def test_the_next_reading_goes_on_from_the_state(store: Store, tmp_path: Path, remembered: list[str]):
    read_in(store, tmp_path / "first", FLOOD_1, TRIAL)
    assert store.grouping.get() is not None
    read_in(store, tmp_path / "second", FLOOD_2, COURT)
    assert remembered == []
    told = where(store)
    assert told[FLOOD_1.title] == told[FLOOD_2.title] != told[TRIAL.title] == told[COURT.title]


def test_without_a_state_all_articles_are_told_of_again(store: Store, tmp_path: Path, remembered: list[str]):
    read_in(store, tmp_path / "first", FLOOD_1, TRIAL)
    store.grouping.clear()
    read_in(store, tmp_path / "second", FLOOD_2)
    assert sorted(remembered) == sorted([FLOOD_1.title, TRIAL.title])
    assert where(store)[FLOOD_1.title] == where(store)[FLOOD_2.title]


def test_a_damaged_state_is_counted_and_done_without(store: Store, tmp_path: Path, remembered: list[str]):
    read_in(store, tmp_path / "first", FLOOD_1, TRIAL)
    state = store.grouping.get()
    assert state is not None
    store.grouping.put(state[:-9] + b"\0damaged\0")
    read_in(store, tmp_path / "second", FLOOD_2)
    assert len(remembered) == 2
    assert where(store)[FLOOD_1.title] == where(store)[FLOOD_2.title]
    assert store.drops.by_reason()["group"] == {"state damaged": 1}


def test_the_state_goes_with_what_it_does_not_know(store: Store, tmp_path: Path, remembered: list[str]):
    ids = read_in(store, tmp_path / "first", FLOOD_1, TRIAL)
    held = store.grouping.get()
    store.articles.move([])
    assert store.grouping.get() == held
    store.articles.move([replace(store.articles.placements()[ids[TRIAL.title]], thread="th_other")])
    assert store.grouping.get() is None
    assert held is not None
    store.grouping.put(held)
    store.forgotten.forget(ids[TRIAL.title])
    assert store.grouping.get() is None


def test_readers_word_is_followed_by_a_state(store: Store, tmp_path: Path, remembered: list[str]):
    ids = read_in(store, tmp_path / "first", FLOOD_1, FLOOD_2, TRIAL)
    pipeline.keep_apart(store, ids[FLOOD_2.title], where(store)[FLOOD_1.title])
    remembered.clear()
    read_in(store, tmp_path / "second", COURT)
    assert remembered == []
    assert where(store)[FLOOD_1.title] != where(store)[FLOOD_2.title]
    assert where(store)[TRIAL.title] == where(store)[COURT.title]
