"""The grouping goes on from its state, or from all articles where there is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet import pipeline
from broadsheet.group import Group
from broadsheet.pipeline import placing
from broadsheet.pipeline.description import numbers
from broadsheet.records.story import Placement
from broadsheet.store import Store
from tests.group.making import FLOOD_1, FLOOD_2, TRIAL, article
from tests.pipeline.telling import VectorDescribe, read_in, where

COURT = replace(TRIAL, id="court", title="Harbour master of Quellin appeals against his sentence", published="2031-03-05")


APPEAL = article(
    "appeal",
    "Quellin judges hear Jorun Aske",
    "Three judges in Quellin heard the appeal of Jorun Aske, once the harbour master there.\n"
    "Aske told them that the shipping line had lent his cousin the money.",
    published="2031-08-04",
)
FERRY = article(
    "ferry",
    "Ferry from Halm stays in port",
    "The ferry from Halm to the islands stayed in port on Monday because its crew asks for four more hands on deck.\n"
    "Forty cars turned back at the quay, and a lorry with hay waited until noon.",
    published="2031-06-09",
)
YEAR = (FLOOD_1, TRIAL, FLOOD_2, COURT, FERRY, APPEAL)


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


def read_one_by_one(store: Store, folder: Path) -> None:
    for number, each in enumerate(YEAR):
        read_in(store, folder / str(number), each)


def test_many_readings_say_what_a_grouping_of_one_piece_says(store: Store, tmp_path: Path, remembered: list[str]):
    read_one_by_one(store, tmp_path)
    assert remembered == []
    kept, group = store.articles.placements(), Group()
    copies, vectors = store.articles.copies(), store.articles.vectors()
    whole: dict[str, Placement] = {}
    for each in store.articles.annotated():
        placed = group.place(each, copies[each.article.id], numbers(vectors[each.article.id]))
        whole |= {one.article: one for one in (placed, *group.moved(), *group.settle())}
    assert kept == whole
    by_title = {one.title: kept[one.id] for one in store.articles.all()}
    assert by_title[APPEAL.title].thread == by_title[TRIAL.title].thread
    assert by_title[APPEAL.title].story != by_title[TRIAL.title].story


def test_what_has_closed_lies_in_rows(store: Store, tmp_path: Path, remembered: list[str]):
    read_one_by_one(store, tmp_path)
    flood = store.grouping.story(where(store)[FLOOD_1.title])
    assert flood is not None
    assert store.grouping.stories([flood.number]) == [flood]
    assert store.grouping.story(where(store)[APPEAL.title]) is None
    group = placing.grouped(store, [])
    assert [event.id for event in group._stories] == [where(store)[APPEAL.title]]


def test_rows_are_made_anew_where_there_is_no_state(store: Store, tmp_path: Path, remembered: list[str]):
    read_one_by_one(store, tmp_path)
    flood = store.grouping.story(where(store)[FLOOD_1.title])
    store.grouping.clear()
    late = replace(FERRY, id="late", title="Ferry from Halm sails again", published="2031-09-30")
    read_in(store, tmp_path / "late", late)
    assert len(remembered) == len(YEAR)
    assert store.grouping.story(where(store)[FLOOD_1.title]) == flood
    assert store.grouping.story(where(store)[APPEAL.title]) is not None


def test_a_look_keeps_nothing(store: Store, tmp_path: Path, remembered: list[str]):
    read_one_by_one(store, tmp_path)
    flood = where(store)[FLOOD_1.title]
    store.grouping.clear()
    name = next(one.id for one in store.articles.all() if one.title == APPEAL.title)
    assert pipeline.rivals(store, name) == ()
    assert store.grouping.get() is None
    assert store.grouping.story(flood) is not None


def test_rows_go_with_a_forgotten_article(store: Store, tmp_path: Path, remembered: list[str]):
    read_one_by_one(store, tmp_path)
    flood = where(store)[FLOOD_1.title]
    assert store.grouping.home(store.articles.ids()[0]) is not None
    store.forgotten.forget(store.articles.ids()[-1])
    assert (store.grouping.story(flood), store.grouping.home(store.articles.ids()[0])) == (None, None)


def test_a_state_of_the_time_before_rows_holds(
    store: Store, tmp_path: Path, remembered: list[str], monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as before:
        before.setattr(Group, "shelve", lambda group: None)
        for number, each in enumerate(YEAR[:5]):
            read_in(store, tmp_path / str(number), each)
    assert store.grouping.story(where(store)[FLOOD_1.title]) is None
    read_in(store, tmp_path / "last", APPEAL)
    assert remembered == []
    assert store.grouping.story(where(store)[FLOOD_1.title]) is not None
    threads = {article.title: store.articles.placements()[article.id].thread for article in store.articles.all()}
    assert threads[APPEAL.title] == threads[TRIAL.title]
