"""What is promised of the order of arrival, of late articles and of restarts, for articles drawn by seed."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import pytest

from broadsheet.cli.pipe.group import place_all
from broadsheet.dedupe import Dedupe, precedence
from broadsheet.group import Group
from broadsheet.group.group import vector_text
from broadsheet.models import embedder
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.story import Constraint, Placement, chronology, story_id

from .making import FLOOD_1, FLOOD_2, GIFT, MISSILE, TRIAL, VISIT_1, VISIT_2, VISIT_3, article

COURT = article(
    "court",
    "Harbour master of Quellin appeals against six years for bribes",
    "Jorun Aske, the former harbour master of Quellin, appealed on Wednesday against six years for selling mooring rights.\n"
    "His lawyer told the court in Quellin that the shipping line had lent him the money.",
    published="2031-03-05",
)
REPRINT = replace(FLOOD_2, id="reprint", outlet="Quellin Post", published="2031-03-06")
DIGEST = article("digest", "The week: a dam, a trial", f"{FLOOD_1.text}\n{TRIAL.text}", role="digest", published="2031-03-06")
UNDATED = replace(FLOOD_2, id="undated", title="Dam at Varnby: what is known", published=None)
ALL = [FLOOD_1, FLOOD_2, TRIAL, COURT, REPRINT, DIGEST, UNDATED, VISIT_1, VISIT_2, VISIT_3, MISSILE, GIFT]

Kept = dict[str, tuple[Copy, Placement]]


def copies_of(articles: Iterable[Article]) -> dict[str, Copy]:
    dedupe = Dedupe()
    return {each.id: dedupe.place(each) for each in sorted(articles, key=precedence)}


def stories(placements: dict[str, Placement]) -> set[frozenset[str]]:
    told: dict[str, set[str]] = {}
    for name, placement in placements.items():
        told.setdefault(placement.story, set()).add(name)
    return {frozenset(members) for members in told.values()}


def read_in(batches: Sequence[Sequence[Article]], constraints: Sequence[Constraint] = ()) -> dict[str, Placement]:
    """Batch after batch, as the pipeline reads them: what is kept of the earlier ones is restored before each."""
    kept: dict[str, tuple[Article, Copy]] = {}
    where: dict[str, Placement] = {}
    for batch in batches:
        dedupe, group = Dedupe(), Group(constraints=constraints)
        for each, copy in kept.values():
            dedupe.remember(each, copy)
            group.remember(Annotated(article=each), where[each.id], VECTORS[each.id], copy.origin)
        fresh = {each.id: dedupe.place(each) for each in sorted(batch, key=precedence) if each.id not in kept}
        new = [each for each in batch if each.id in fresh]
        for each in sorted(new, key=lambda one: (fresh[one.id].origin != one.id, chronology(one))):
            group.place(Annotated(article=each), fresh[each.id], VECTORS[each.id])
            kept[each.id] = (each, fresh[each.id])
        group.settle()
        where = {name: group.where(name) for name in kept}
    return where


VECTORS = {
    each.id: vector
    for each, vector in zip(ALL, embedder.load().encode([vector_text(Annotated(article=e)) for e in ALL]), strict=True)
}


@pytest.mark.parametrize("seed", range(3))
def test_one_build_of_the_same_articles_is_the_same_in_any_order(seed: int):
    shuffled = random.Random(seed).sample(ALL, len(ALL))
    assert place_all(shuffled, copies_of(shuffled)) == place_all(ALL, copies_of(ALL))


@pytest.mark.parametrize("seed", range(6))
def test_what_a_batch_holds_may_come_in_any_order(seed: int):
    dice = random.Random(seed)
    cut = dice.randrange(1, len(ALL))
    batches = [ALL[:cut], ALL[cut:]]
    assert read_in([dice.sample(batch, len(batch)) for batch in batches]) == read_in(batches)


@pytest.mark.parametrize("seed", range(4))
def test_reading_again_changes_nothing(seed: int):
    once = read_in([ALL])
    again = random.Random(seed).sample(ALL, len(ALL))
    assert read_in([ALL, again[:5], again]) == once


def test_a_restart_changes_nothing_wherever_it_comes():
    ordered = sorted(ALL, key=lambda each: (copies_of(ALL)[each.id].origin != each.id, chronology(each)))
    copies = copies_of(ALL)
    whole = Group()
    for each in ordered:
        whole.place(Annotated(article=each), copies[each.id], VECTORS[each.id])
        whole.moved()
    for stop in range(len(ordered)):
        first, then = Group(), Group()
        for each in ordered[:stop]:
            first.place(Annotated(article=each), copies[each.id], VECTORS[each.id])
            first.moved()
        for each in ordered[:stop]:
            then.remember(Annotated(article=each), first.where(each.id), VECTORS[each.id], copies[each.id].origin)
        for each in ordered[stop:]:
            then.place(Annotated(article=each), copies[each.id], VECTORS[each.id])
            then.moved()
        assert {p.article: p.story for p in (then.where(e.id) for e in ordered)} == {
            p.article: p.story for p in (whole.where(e.id) for e in ordered)
        }, stop
    assert then.settle() == whole.settle()


def watched(ordered: Sequence[Article], stops: Collection[int], said: Sequence[Constraint] = ()) -> list[tuple[Placement, ...]]:
    """All that a group says while it places and, at every third article, settles; at the stops its state is taken and goes on."""
    copies, group = copies_of(ordered), Group(constraints=said)
    told = []
    for number, each in enumerate(ordered):
        if number in stops:
            state = group.state()
            group = Group.restored(state, constraints=said)
            assert group.state() == state
        told += [(group.place(Annotated(article=each), copies[each.id], VECTORS[each.id]),), group.moved()]
        told += [group.settle()] if number % 3 == 2 else []
    return [*told, group.settle(), *(group.rivals(each.id) for each in ordered)]


@pytest.mark.parametrize("seed", range(6))
def test_going_on_from_a_state_is_never_having_stopped(seed: int):
    dice = random.Random(seed)
    ordered = dice.sample(ALL, len(ALL)) if seed % 2 else sorted(ALL, key=chronology)
    said = [Constraint(number=1, kind="apart", article="flood2", other="flood1")] if seed > 2 else []
    stops = set(dice.sample(range(len(ALL)), 4))
    assert watched(ordered, stops, said) == watched(ordered, (), said)


def test_the_state_of_nothing_is_a_state():
    assert Group.restored(Group().state()).settle() == ()


def test_day_by_day_these_articles_make_the_stories_of_one_build():
    days = sorted({each.published or "" for each in ALL})
    batches = [[each for each in ALL if (each.published or "") == day] for day in days]
    assert stories(read_in(batches)) == stories(read_in([ALL]))


def test_a_late_article_joins_the_story_it_would_have_founded_and_the_id_stays():
    on_time, late = read_in([[FLOOD_1, FLOOD_2, TRIAL]]), read_in([[FLOOD_2, TRIAL], [FLOOD_1]])
    assert stories(late) == stories(on_time)
    assert on_time["flood2"].story == story_id("flood1")
    assert late["flood1"].story == story_id("flood2"), "the address that was printed stays"


@pytest.mark.parametrize("seed", range(8))
def test_readers_word_holds_in_any_order_and_cut(seed: int):
    dice = random.Random(seed)
    said = [
        Constraint(number=1, kind="apart", article="flood2", other="flood1"),
        Constraint(number=2, kind="together", article="court", other="missile"),
    ]
    shuffled = dice.sample(ALL, len(ALL))
    cut = dice.randrange(1, len(ALL))
    where = read_in([shuffled[:cut], shuffled[cut:], ALL], said)
    assert where["flood2"].story != where["flood1"].story
    assert where["court"].story == where["missile"].story
