"""The word index finds every document that holds a word, and none that went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Executable, delete, select, update

from broadsheet.store import Store
from broadsheet.store.connection import File
from broadsheet.store.database import Database
from broadsheet.store.entries import RECORD, SOMEWHERE
from broadsheet.store.postings import Document, Postings, stems
from broadsheet.store.schema import postings, segments
from broadsheet.store.segments import FAN
from tests.store.making import article_of, page_of, put

SIZES = st.lists(st.integers(1, 9), min_size=1, max_size=24)


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    opened = Database(File(path=None))
    yield opened
    opened.close()


@pytest.fixture
def index(database: Database) -> Postings:
    Postings(database, "article").clear()
    return Postings(database, "article")


def document(seq: int) -> Document:
    """A document that holds "even" or "odd", and the name of its number."""
    return Document(seq=seq, title=f"Ferry n{seq}", text=f"The ferries of n{seq} are {'odd' if seq % 2 else 'even'}.")


def numbers(index: Postings, word: str) -> list[int]:
    return [seq for records in index.holding([word]).values() for seq in records["seq"].tolist()]


def places(index: Postings, word: str) -> dict[int, list[int]]:
    """Number → where that document holds a word."""
    found: dict[int, list[int]] = {}
    for held in index.now().placed([word]).values():
        seqs = held.records["seq"].astype(np.int64)
        for owner, place in zip(*(each.tolist() for each in held.of(seqs)), strict=True):
            found.setdefault(int(seqs[owner]), []).append(place)
    return found


@given(SIZES)
def test_documents_added_in_any_runs_are_found(database: Database, sizes: list[int]):
    index, seq = Postings(database, "article"), 0
    index.clear()
    for size in sizes:
        index.add([document(seq + n) for n in range(1, size + 1)])
        seq += size
    assert numbers(index, "ferry") == list(range(1, seq + 1))
    assert numbers(index, "odd") == list(range(1, seq + 1, 2))
    assert (index.documents(), index.last()) == (seq, seq)


def test_segments_stay_few(database: Database, index: Postings):
    for seq in range(1, FAN**3):
        index.add([document(seq)])
    assert len(database.rows(select(segments))) <= 3 * FAN
    assert numbers(index, "ferry") == list(range(1, FAN**3))


def test_a_placing_writes_a_bounded_part_of_the_index(database: Database, index: Postings, monkeypatch: pytest.MonkeyPatch):
    """However large the segments are that become one; and what is written in all stays some times what was added."""
    monkeypatch.setattr("broadsheet.store.merging.AT_ONCE", FAN)
    monkeypatch.setattr("broadsheet.store.merging.LEAST", 4)
    written: list[int] = []
    run = Database.run

    def counted(self: Database, statement: Executable, rows: Sequence[dict[str, Any]] | None = None) -> int:
        touched = run(self, statement, rows)
        written[-1] += touched if rows is None else len(rows)
        return touched

    monkeypatch.setattr(Database, "run", counted)
    for seq in range(1, FAN**3 + FAN**2):
        written.append(0)
        index.add([document(seq)])
        if seq % 61 == 0:
            assert numbers(index, "ferry") == list(range(1, seq + 1))
    many = len(stems(document(1)))
    assert max(written) < 50 * many < FAN**3
    assert sum(written) < 12 * many * len(written)
    assert len(database.rows(select(segments))) <= 8 * FAN


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 12)), min_size=1, max_size=12))
def test_spread_merges_find_what_is_there_and_nothing_else(database: Database, deeds: list[tuple[int, int]]):
    index, there, last = Postings(database, "article"), set[int](), 0
    index.clear()
    with pytest.MonkeyPatch.context() as patched:
        for name in ("AT_ONCE", "LEAST"):
            patched.setattr(f"broadsheet.store.merging.{name}", 1)
        for deed, number in deeds:
            if deed == 0:
                index.drop(gone := {seq for seq in there if seq % (number % 3 + 1) == 0})
                there -= gone
            elif deed == 1 and number > 10:
                index.purge()
            else:
                for _ in range(number):
                    last += 1
                    index.add([document(last)])
                    there.add(last)
            assert numbers(index, "ferry") == sorted(there)
            assert numbers(index, "odd") == sorted(seq for seq in there if seq % 2)
            assert index.documents() == len(there)
            assert places(index, "ferry") == {seq: [0, 3] for seq in sorted(there)}


def test_what_is_purged_left_no_merge_behind(database: Database, index: Postings, monkeypatch: pytest.MonkeyPatch):
    for name in ("AT_ONCE", "LEAST"):
        monkeypatch.setattr(f"broadsheet.store.merging.{name}", 1)
    for seq in range(1, FAN + 1):
        index.add([document(seq)])
    assert len({row.kind for row in database.rows(select(segments))}) > 1
    index.drop([2])
    index.purge()
    assert database.rows(select(postings.c.base).where(postings.c.base == "n2")) == []
    assert {row.kind for row in database.rows(select(segments))} == {"article"}


def test_a_merge_goes_on_where_nothing_is_left_of_a_stem(database: Database, index: Postings, monkeypatch: pytest.MonkeyPatch):
    for name in ("AT_ONCE", "LEAST"):
        monkeypatch.setattr(f"broadsheet.store.merging.{name}", 1)
    index.add([document(seq) for seq in range(1, 21)])
    index.drop(range(1, 13))
    assert len(database.rows(select(segments))) == 2
    for seq in range(21, 61):  # each has one stem, so that one is carried over
        index.add([Document(seq=seq, text="quay")])
    assert database.rows(select(postings.c.base).where(postings.c.base.in_([f"n{seq}" for seq in range(1, 13)]))) == []
    assert (numbers(index, "ferry"), numbers(index, "n20")) == (list(range(13, 21)), [20])


def test_title_text_and_length_are_told_apart(index: Postings):
    index.add([Document(seq=4, title="Ferry stops", text="ferries ferry")])
    (record,) = index.holding(["ferry"])["ferry"].tolist()
    assert record == (4, 13, 1, 2, 2)


def test_documents_without_places_stand_somewhere(database: Database, index: Postings):
    index.add([document(seq) for seq in range(1, 4)])
    database.run(update(postings).values(places=None))
    assert places(index, "ferry") == {seq: [SOMEWHERE, SOMEWHERE] for seq in range(1, 4)}
    for seq in range(4, 4 + FAN):
        index.add([document(seq)])
    index.drop([2])
    index.purge()
    assert places(index, "ferry") == {1: [SOMEWHERE] * 2, 3: [SOMEWHERE] * 2} | {seq: [0, 3] for seq in range(4, 4 + FAN)}


def test_what_is_dropped_is_not_found(index: Postings):
    index.add([document(seq) for seq in range(1, 9)])
    index.drop([2, 3, 99])
    assert numbers(index, "ferry") == [1, 4, 5, 6, 7, 8]
    assert index.documents() == 6
    index.add([document(9)])
    assert numbers(index, "odd") == [1, 5, 7, 9]


def test_what_is_purged_left_nothing_behind(database: Database, index: Postings):
    index.add([document(seq) for seq in range(1, 9)])
    index.drop([2])
    assert (numbers(index, "n2"), len(numbers(index, "ferry"))) == ([], 7)
    assert database.rows(select(postings.c.base).where(postings.c.base == "n2")) != []
    index.purge()
    assert len(numbers(index, "ferry")) == 7
    assert database.rows(select(postings.c.base).where(postings.c.base == "n2")) == []


def test_a_segment_that_is_mostly_gone_is_written_anew(database: Database, index: Postings):
    index.add([document(seq) for seq in range(1, 9)])
    index.drop([1, 2, 3, 4, 5])
    assert len(database.rows(select(postings.c.documents).where(postings.c.base == "ferry"))[0].documents) == 3 * RECORD.itemsize
    index.drop([6, 7, 8])
    assert (index.documents(), database.rows(select(segments)), database.rows(select(postings))) == (0, [], [])


def test_kinds_are_apart(database: Database, index: Postings):
    index.add([document(1)])
    assert Postings(database, "statement").holding(["ferry"]) == {}


def test_an_index_that_does_not_fit_is_a_problem():
    with Store.open("sqlite://") as store:
        put(store, page_of(), article_of(page_of()))
        assert store.problems() == []
        store._database.run(delete(postings).where(postings.c.base == "ferry"))
        assert store.problems() == ["the word index does not fit 1 articles"]
        store.words.articles.clear()
        store.words.catch_up()
        assert store.problems() == []
