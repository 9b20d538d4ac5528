"""What readers of the web app said is kept, and what tells one edition from the next."""

from __future__ import annotations

from broadsheet.records.reader import Remembered, Visit, difference_id
from broadsheet.store import Store
from tests.store.making import article_of, page_of, put

ANA, BEN = "a" * 32, "b" * 32


def test_a_reader_is_remembered(address: str):
    with Store.open(address) as store:
        store.readers.saw(ANA, "st_1", Visit(revision=1, before=1))
        store.readers.saw(ANA, "st_1", Visit(revision=3, before=1))
        store.readers.follow(ANA, "st_2")
        store.readers.follow(ANA, "st_2")
        store.readers.hide(ANA, "Halm Gazette")
        store.readers.keep_desk(ANA, "Sea", "ferry, harbour")
    with Store.open(address, writes=False) as store:
        known = store.readers.remembered(ANA)
        assert known == Remembered(
            read={"st_1": Visit(revision=3, before=1)},
            followed=frozenset({"st_2"}),
            hidden=frozenset({"Halm Gazette"}),
            desks={"Sea": "ferry, harbour"},
        )
        assert store.readers.remembered(BEN) == Remembered()


def test_words_are_taken_back(store: Store):
    store.readers.follow(ANA, "st_1")
    store.readers.hide(ANA, "Halm Gazette")
    store.readers.saw(ANA, "st_1", Visit(revision=1, before=1))
    store.readers.follow(ANA, "st_1", ends=True)
    store.readers.hide(ANA, "Halm Gazette", ends=True)
    store.readers.unread(ANA, "st_1")
    store.readers.keep_desk(ANA, "Sea", "ferry")
    store.readers.drop_desk(ANA, "Sea")
    assert store.readers.remembered(ANA) == Remembered()


def test_a_desk_keeps_its_place_under_another_name(store: Store):
    for name in ("Sea", "Land", "Air"):
        store.readers.keep_desk(ANA, name, name.lower())
    store.readers.keep_desk(ANA, "Shore", "harbour, ferry", was="Sea")
    store.readers.keep_desk(ANA, "Land", "farm")
    store.readers.keep_desk(BEN, "Sea", "fish")
    assert list(store.readers.remembered(ANA).desks.items()) == [("Shore", "harbour, ferry"), ("Land", "farm"), ("Air", "air")]
    store.readers.keep_desk(ANA, "Air", "wind", was="Shore")  # of two that are called the same, one is left
    assert list(store.readers.remembered(ANA).desks.items()) == [("Air", "wind"), ("Land", "farm")]


def test_a_disagreement_has_one_name_however_its_sides_stand(store: Store):
    one, other = ("pg_1#1", 4, 9), ("pg_2#1", 0, 7)
    assert difference_id([one, other]) == difference_id([other, one]) != difference_id([one])
    for _ in range(2):
        store.readers.settle("st_1", difference_id([one, other]))
    assert store.readers.settled() == {"st_1": (difference_id([one, other]),)}
    store.readers.settle("st_1", difference_id([one, other]), ends=True)
    assert store.readers.settled() == {}


def test_the_mark_changes_with_what_is_written_and_not_with_what_readers_say(address: str):
    with Store.open(address) as writer, Store.open(address, writes=False) as reader:
        empty = reader.standing.mark()
        assert reader.standing.mark() == empty
        writer.readers.follow(ANA, "st_1")
        assert reader.standing.mark() == empty
        put(writer, page_of(), article_of(page_of()))
        assert reader.standing.mark() != empty
