"""The grouping goes on from its state, or from all articles where there is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet import pipeline
from broadsheet.group import Group
from broadsheet.pipeline import grouping, placing
from broadsheet.pipeline.description import numbers
from broadsheet.records.story import Placement
from broadsheet.store import Store
from tests.group.making import FLOOD_1, FLOOD_2, TRIAL, article
from tests.pipeline.telling import HERE, VectorDescribe, read_in, where

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

    monkeypatch.setattr(grouping, "Group", Told)
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
    kept = store.grouping.get()
    assert kept is not None
    store.grouping.put(kept.state[:-9] + b"\0damaged\0")
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
    store.grouping.put(held.state)
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
    group = grouping.grouped(store, [])
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


@pytest.fixture
def seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    """The state of the empty store is all that is kept."""
    monkeypatch.setattr(grouping, "WORTH", 0)


def test_what_came_since_the_state_is_placed_again(store: Store, tmp_path: Path, remembered: list[str], seldom: None):
    read_in(store, tmp_path / "first", FLOOD_1)
    kept = store.grouping.get()
    read_in(store, tmp_path / "second", TRIAL)
    read_in(store, tmp_path / "third", FLOOD_2, COURT)
    assert (store.grouping.get(), store.grouping.behind(), remembered) == (kept, 4, [])
    told = where(store)
    assert told[FLOOD_1.title] == told[FLOOD_2.title] != told[TRIAL.title] == told[COURT.title]


def test_what_is_placed_again_closes_as_it_did(store: Store, tmp_path: Path, remembered: list[str], seldom: None):
    read_one_by_one(store, tmp_path)
    assert (store.grouping.behind(), remembered) == (len(YEAR), [])
    group, told = grouping.grouped(store, []), store.articles.placements()
    assert [event.id for event in group._stories if not group._stories.is_closed(event)] == [where(store)[APPEAL.title]]
    assert {name: (one.story, one.thread) for name, one in told.items()} == {
        one.article: (one.story, one.thread) for one in map(group.where, told)
    }


def test_a_state_that_leads_elsewhere_is_not_believed(store: Store, tmp_path: Path, remembered: list[str], seldom: None):
    read_in(store, tmp_path / "first", FLOOD_1)
    ids = read_in(store, tmp_path / "second", TRIAL)
    placed = store.articles.placements()
    moved = replace(placed[ids[TRIAL.title]], story=placed[ids[FLOOD_1.title]].story)
    store.articles.move([moved], by_grouping=True)
    read_in(store, tmp_path / "third", COURT)
    assert sorted(remembered) == sorted([FLOOD_1.title, TRIAL.title])
    assert where(store)[TRIAL.title] == where(store)[FLOOD_1.title]


class Killed(BaseException):
    """The process is gone."""


def test_a_reading_that_was_killed_is_gone_on_with(store: Store, tmp_path: Path, remembered: list[str], seldom: None):
    def kill(stage: str, done: int, _total: int | None) -> None:
        if (stage, done) == ("place", 1):
            raise Killed

    read_in(store, tmp_path / "first", FLOOD_1)
    folder = tmp_path / "second"
    folder.mkdir()
    for each in (TRIAL, FLOOD_2):
        (folder / f"{each.id}.txt").write_text(f"{each.title}\n\nMarch 4, 2031\n\n{each.text}\n", "utf-8")
    with pytest.raises(Killed):
        pipeline.read(store, [str(folder)], bounds=HERE, progress=kill)
    assert (store.articles.count(), len(store.cuttings.waiting())) == (2, 1)
    pipeline.read(store, [str(folder)], bounds=HERE)
    assert (store.articles.count(), remembered) == (3, [])
    assert where(store)[FLOOD_1.title] == where(store)[FLOOD_2.title] != where(store)[TRIAL.title]


def test_a_process_goes_on_with_its_own_grouping(
    store: Store, tmp_path: Path, remembered: list[str], monkeypatch: pytest.MonkeyPatch
):
    taken: list[int] = []
    restored = Group.restored.__func__
    monkeypatch.setattr(
        Group, "restored", classmethod(lambda cls, *given, **named: taken.append(1) or restored(cls, *given, **named))
    )
    standing = grouping.Standing()
    for number, each in enumerate((FLOOD_1, TRIAL, FLOOD_2)):
        read_in(store, tmp_path / str(number), each, standing=standing)
    assert (taken, remembered) == ([], [])
    ids = read_in(store, tmp_path / "elsewhere", FERRY)
    assert taken == [1]
    read_in(store, tmp_path / "after", COURT, standing=standing)
    assert taken == [1, 1]
    pipeline.keep_apart(store, ids[FLOOD_2.title], where(store)[FLOOD_1.title])
    taken.clear()
    read_in(store, tmp_path / "last", APPEAL, standing=standing)
    assert taken == [1]
    assert where(store)[FLOOD_1.title] != where(store)[FLOOD_2.title]
    assert where(store)[TRIAL.title] == where(store)[COURT.title]


def test_a_process_that_goes_on_keeps_less_often(
    store: Store, tmp_path: Path, remembered: list[str], monkeypatch: pytest.MonkeyPatch
):
    read_in(store, tmp_path / "first", FLOOD_1)
    size = store.grouping.size()
    assert size
    monkeypatch.setattr(grouping, "WORTH", size)
    monkeypatch.setattr(grouping, "WORTH_HELD", size // 9 + 1)
    standing, behind = grouping.Standing(), list[int]()
    for each in (TRIAL, FLOOD_2, COURT):
        read_in(store, tmp_path / each.id, each, standing=standing)
        behind.append(store.grouping.behind())
    assert behind == [1, 2, 0]
    monkeypatch.setattr(grouping, "WORTH", store.grouping.size())
    read_in(store, tmp_path / "ferry", FERRY)
    assert store.grouping.behind() == 0


def test_a_readers_word_finds_the_state_up_to_date(store: Store, tmp_path: Path, remembered: list[str], seldom: None):
    read_in(store, tmp_path / "first", FLOOD_1, FLOOD_2)
    ids = read_in(store, tmp_path / "second", TRIAL)
    assert store.grouping.behind() == 3
    pipeline.keep_apart(store, ids[TRIAL.title], where(store)[FLOOD_1.title])
    assert (store.grouping.behind(), remembered) == (0, [])
    read_in(store, tmp_path / "third", COURT)
    assert (where(store)[TRIAL.title] == where(store)[COURT.title], remembered) == (True, [])
