"""A batch that is looked up at once: every article is told what it would be told alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.dedupe import Dedupe, take_all
from broadsheet.dedupe import join as joining
from broadsheet.dedupe.index import Index
from broadsheet.dedupe.join import Join
from broadsheet.dedupe.runs import Sample
from broadsheet.records.article import Article, Copy

from .making import FLOOD, FOOT, TRIAL, article, changed

few = st.lists(st.integers(0, 7), unique=True, max_size=5)
CROWD, FAINT = 2, 0.4


def together(samples: Sequence[Sample], place: int, *, opening: bool) -> dict[int, int]:
    """With which earlier articles an article shares how many runs: counted one by one, for those that share enough."""
    own, counted = samples[place], Counter[int]()
    for run in [*own.runs, *(own.opening if opening else ())]:
        holders = [number for number in range(place) if run in (*samples[number].runs, *samples[number].opening)]
        counted.update(holders if len(holders) <= CROWD else ())
    least = {number: FAINT * min(len(own.runs), len(samples[number].runs)) for number in counted}
    return {number: count for number, count in counted.items() if count >= least[number]}


@given(st.lists(st.tuples(few, few), min_size=1, max_size=9), st.integers(1, 3))
def test_partners_are_those_that_share_enough(texts: list[tuple[list[int], list[int]]], block: int) -> None:
    samples = [Sample(runs=runs, opening=[run + 100 for run in opening]) for runs, opening in texts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joining, "_BLOCK", block)
        joined = Join(samples, CROWD, FAINT)
        for place in (*range(len(samples)), 0):
            for opening in (False, True):
                assert joined.hits(place, opening=opening) == together(samples, place, opening=opening)


def batch() -> list[Article]:
    """Copies, cuts and changes of three texts, some of which come twice, and notices that many carry."""
    chance = Random(3)
    texts = [FLOOD, TRIAL, f"{FLOOD}\n{TRIAL}", *(f"{base}\n{FOOT}" for base in (FLOOD, TRIAL))]
    made = [
        article(f"a{n}", changed(chance.choice(texts), chance.choice((5, 9, 30, 999)))[: chance.choice((90, 260, 900, 5000))])
        for n in range(120)
    ]
    twice = [made[7], article("a3", TRIAL)]
    return [*made[:60], *twice, *made[60:], article("empty", "")]


def one_by_one(articles: Sequence[Article], dedupe: Dedupe) -> list[Copy]:
    return [dedupe.place(each) for each in articles]


@pytest.mark.parametrize("room", [20_000, 50], ids=["joined", "too many to be held"])
def test_a_batch_is_told_what_each_would_be_alone(room: int) -> None:
    articles = batch()
    told = Dedupe(room=room).place_all(articles)
    assert told == one_by_one(articles, Dedupe(room=room))
    assert len({copy.kind for copy in told}) > 2


def test_what_comes_after_a_batch_is_told_the_same() -> None:
    articles = batch()
    joined, single = Dedupe(), Dedupe()
    parts = [joined.place_all(articles[:40]), joined.place_all(articles[30:80]), one_by_one(articles[80:], joined)]
    assert [copy for part in parts for copy in part] == one_by_one([*articles[:40], *articles[30:]], single)
    assert not Dedupe().place_all([])


def test_a_batch_is_looked_up_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    marks = list(take_all(batch()[:40]))
    index = Index(room=1000)
    index.expect(marks)
    monkeypatch.setattr(index, "_runs", None)  # no run is looked up, and none is indexed yet
    found = 0
    for mark in marks:
        found += bool(index.candidates(mark))
        index.add(mark, mark.article)
    assert found > 20
