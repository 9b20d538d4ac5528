"""Copies are looked for among articles of days near by, in what is held and in what an archive holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.dedupe import Dedupe, Known, pack, precedence, take, unpack
from broadsheet.dedupe.index import WINDOW, Index
from broadsheet.records.article import Article, Copy

from .making import FLOOD, FOOT, TRIAL, article, changed

START = date(2031, 3, 4)


def on(days: int) -> str:
    return (START + timedelta(days=days)).isoformat()


class Shelf:
    """An archive of articles that were placed."""

    def __init__(self, placed: dict[str, tuple[Article, Copy]]) -> None:
        self._known = [(take(each), copy.origin) for each, copy in placed.values()]
        self.asked: list[tuple[str, str]] = []

    def between(self, first: str, last: str) -> Iterable[Known]:
        self.asked.append((first, last))
        return [(mark, origin) for mark, origin in self._known if mark.day and first <= mark.day <= last]

    def latest(self) -> Iterable[Known]:
        return self._known

    def same_text(self, digest: bytes) -> Known | None:
        return next((each for each in self._known if each[0].digest == digest), None)


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=300) | st.sampled_from([FLOOD, f"{FLOOD}\n{FOOT}", f"“{TRIAL}”"]),
    st.fixed_dictionaries({}, optional={"published": st.just("2031-03-04T10:00:00Z"), "outlet": st.text(max_size=9)}),
)
def test_a_fingerprint_survives_as_bytes(text: str, told: dict[str, str]) -> None:
    mark = take(article("a", text, **told))
    back = unpack(pack(mark))
    assert back is not None
    assert pack(back) == pack(mark)
    for one, other in ((mark, back), (mark.wording, back.wording), (mark.wording.runs, back.wording.runs)):
        for field in fields(one):
            if field.name not in {"wording", "sample", "sorted"}:
                assert np.array_equal(getattr(one, field.name), getattr(other, field.name)), field.name
    assert mark.wording.sample == back.wording.sample


def test_bytes_of_another_form_are_no_fingerprint() -> None:
    assert unpack(pack(take(article("a", FLOOD))).replace(b'{"form":2', b'{"form":1')) is None


@pytest.mark.parametrize(("days", "copied"), [(WINDOW, True), (WINDOW + 1, False)])
def test_a_changed_text_is_a_copy_for_a_month(days: int, copied: bool) -> None:
    first = article("a", FLOOD, published=on(0))
    dedupe = Dedupe()
    dedupe.place(first)
    assert (dedupe.place(article("b", changed(FLOOD, 40), published=on(days))).origin == "a") is copied


@pytest.mark.parametrize("room", [0, 100])
def test_the_same_text_is_a_copy_for_ever(room: int) -> None:
    dedupe = Dedupe(room=room)
    for name, text, days in (("a", FLOOD, 0), ("b", TRIAL, 100)):
        dedupe.place(article(name, text, published=on(days)))
    assert dedupe.place(article("c", FLOOD, published=on(200))).origin == "a"


def test_letting_go_changes_nothing_that_is_found() -> None:
    texts = [f"{base}\n{FOOT}" for base in (FLOOD, TRIAL, changed(FLOOD, 30), changed(TRIAL, 9), FLOOD[:400])]
    batch = [article(f"a{n}", texts[n % 5], published=on(7 * n), outlet=f"Paper {n % 3}") for n in range(40)]
    tight, wide = Index(room=0), Index(room=1000)
    for each in batch:
        mark = take(each)
        for index in (tight, wide):
            index.let_go(mark.day)
        assert [tight.marks[n] for n in tight.candidates(mark)] == [wide.marks[n] for n in wide.candidates(mark)]
        assert (tight.same_text(mark) is None) == (wide.same_text(mark) is None)
        tight.add(mark, each.id), wide.add(mark, each.id)
    assert len(tight.marks) < 10
    assert len(wide.marks) == 40


def test_what_is_let_go_leaves_nothing_behind() -> None:
    index = Index(room=0)
    marks = [
        take(article(f"a{n}", f"{text}\n{FOOT}\n{FOOT}", published=on(0))) for n, text in enumerate((FLOOD, TRIAL, FLOOD[:400]))
    ]
    for mark in marks:
        index.add(mark, mark.article)
    index.let_go(on(WINDOW))
    assert len(index.marks) == 3
    assert index.house_runs(marks[0]).size
    assert index.same_head(marks[0])
    index.let_go(on(WINDOW + 1))
    assert not index.marks
    assert not index.house_runs(marks[0]).size
    assert not index.same_head(marks[0])
    found = index.same_text(marks[0])
    assert found is not None
    assert found[1] == "a0"


def test_what_an_archive_holds_counts_as_what_was_placed() -> None:
    days, texts = (0, 3, 9, 40, 40, 80), (FLOOD, changed(FLOOD, 30), TRIAL, FLOOD, changed(TRIAL, 20), changed(FLOOD, 30))
    batch = [article(f"a{n}", text, published=on(day)) for n, (day, text) in enumerate(zip(days, texts, strict=True))]
    batch.append(article("u", changed(TRIAL, 25)))
    ordered = sorted(batch, key=precedence)
    dedupe = Dedupe()
    at_once = {each.id: dedupe.place(each) for each in ordered}
    one_by_one: dict[str, tuple[Article, Copy]] = {}
    for each in ordered:
        one_by_one[each.id] = each, Dedupe(Shelf(one_by_one)).place(each)
    assert {name: copy for name, (_, copy) in one_by_one.items()} == at_once
    assert [at_once[f"a{n}"].origin for n in range(6)] == ["a0", "a0", "a2", "a0", "a2", "a0"]
    assert at_once["u"].origin == "a2"


def test_an_archive_is_asked_for_every_day_once() -> None:
    shelf = Shelf({})
    dedupe = Dedupe(shelf)
    for n, day in enumerate((0, 0, 1, 100)):
        dedupe.place(article(f"a{n}", FLOOD[n:], published=on(day)))
    assert shelf.asked == [(on(-WINDOW), on(WINDOW)), (on(WINDOW + 1), on(WINDOW + 1)), (on(100 - WINDOW), on(100 + WINDOW))]


def test_a_day_that_is_none_stops_nobody() -> None:
    dedupe = Dedupe(Shelf({}))
    dedupe.place(article("a", FLOOD, published="9999-12-31"))
    assert dedupe.place(article("b", FLOOD, published="0001-01-01")).origin == "a"


def test_a_brief_is_found_by_the_opening_it_was_cut_from():
    """Of so few words, fewer than one in eight would too often tell nothing."""
    chance = Random(7)
    dedupe, found = Dedupe(), 0
    for number in range(150):
        words = ["".join(chance.choices("abdefgiklmnoprstu", k=6)) for _ in range(300)]
        dedupe.place(article(f"whole{number}", " ".join(words), outlet="Varnby Post", title=f"Report {number}"))
        cut = changed(" ".join(words[:40]), every=9)
        brief = article(f"brief{number}", cut, outlet="Ossel News", title=f"Brief {number}")
        found += dedupe.place(brief).origin == f"whole{number}"
    assert found >= 148
