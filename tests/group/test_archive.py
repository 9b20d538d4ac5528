from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from broadsheet.group import Archive, Closed, Group, Memory, Named
from broadsheet.group.evidence import shipped
from broadsheet.group.state import pack, unpack
from broadsheet.group.terms import Vector, lead
from broadsheet.group.threads import CROWD, _carried
from broadsheet.models import embedder
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.story import Constraint, Placement, story_id

from .making import FLOOD_1, FLOOD_2, GIFT, MISSILE, TRIAL, VISIT_1, VISIT_2, VISIT_3

COURT = replace(TRIAL, id="court", title="Harbour master of Quellin appeals against his sentence", published="2031-09-05")
LATE = replace(FLOOD_1, id="late", published="2031-10-01")
ALONE = replace(GIFT, id="alone", role="digest", published="2031-03-04")
SAME = replace(ALONE, id="same", published="2031-12-01")
FOUND = replace(FLOOD_2, id="found", published="2032-01-05")
WORLD = (FLOOD_1, TRIAL, ALONE, FLOOD_2, COURT, LATE, SAME, FOUND, VISIT_1, VISIT_2, MISSILE, VISIT_3, GIFT)
COPIES = {"late": "flood1", "same": "alone"}
SAID = (
    Constraint(number=1, kind="together", article="found", other="trial"),
    Constraint(number=2, kind="apart", article="late", other="flood2"),
)


@cache
def vector(name: str) -> Vector:
    return embedder.load().encode([lead(one) for one in WORLD if one.id == name])[0]


def told(group: Group, article: Article) -> Iterator[Placement]:
    origin = COPIES.get(article.id, article.id)
    copy = Copy(article=article.id, origin=origin, kind="original" if origin == article.id else "same")
    yield group.place(Annotated(article=article), copy, vector(article.id))
    yield from group.moved()
    yield from group.settle()


def of_one(constraints: Sequence[Constraint] = ()) -> list[Placement]:
    """What a grouping says that keeps all in memory."""
    group = Group(constraints=constraints)
    return [placement for article in WORLD for placement in told(group, article)]


def of_many(archive: Archive, constraints: Sequence[Constraint] = (), *, every: int, restarts: bool) -> list[Placement]:
    """The same of one that gives all it can to an archive after every so many articles, and begins anew from what is left."""
    group, found = Group(constraints=constraints, archive=archive), list[Placement]()
    for number, article in enumerate(WORLD):
        found += told(group, article)
        if number % every == 0:
            group.shelve()
        group = Group.restored(group.state(), constraints=constraints, archive=archive) if restarts else group
    return found


@pytest.mark.parametrize("said", [(), SAID])
@pytest.mark.parametrize(("every", "restarts"), [(1, True), (1, False), (3, True)])
def test_what_is_shelved_changes_nothing_that_is_said(said: Sequence[Constraint], every: int, restarts: bool) -> None:
    whole = of_one(said)
    assert of_many(Memory(), said, every=every, restarts=restarts) == whole
    where = {placement.article: placement for placement in whole}
    assert where["court"].thread == where["trial"].thread  # which had closed by then
    assert where["visit3"].thread == where["visit2"].thread
    assert (where["late"].story == where["flood1"].story) == (not said)
    assert (where["found"].story == where["trial"].story) == bool(said)


def test_a_state_of_before_there_was_an_archive_goes_on_the_same() -> None:
    group, archive = Group(), Memory()
    first = [placement for article in WORLD[:5] for placement in told(group, article)]
    plain, arrays = unpack(group.state(), shipped())
    del plain["stories"]["founded"], plain["threads"]["known"], plain["threads"]["chapters"], plain["threads"]["shelved"]
    again = Group.restored(pack(plain, arrays, shipped()), archive=archive)
    for article in WORLD[5:]:
        again.shelve()
        first += told(again, article)
    assert first == of_one()


def test_a_state_holds_only_what_can_still_change() -> None:
    archive = Memory()
    group = Group(archive=archive)
    for article in WORLD:
        [*told(group, article)]
        group.shelve()
    held = {event.id for event in Group.restored(group.state(), archive=archive)._stories}
    gone = {story_id(one.id) for one in (FLOOD_1, TRIAL, ALONE, COURT)}
    assert story_id("missile") in held
    assert not gone & held
    assert all(archive.story(story) for story in gone)
    assert {"varnby", "quellin"}.isdisjoint(group._threads._known)


def test_a_text_is_guessed_before_any_word_was_asked_for() -> None:
    archive = Memory()
    group = Group(archive=archive)
    [*told(group, FLOOD_1)]
    asked = (FLOOD_2, GIFT)
    before = [group.guess(Annotated(article=each), vector=vector(each.id)) for each in asked]
    group.shelve()
    for each, guess in zip(asked, before, strict=True):
        assert Group.restored(group.state(), archive=archive).guess(Annotated(article=each), vector=vector(each.id)) == guess


def test_a_word_that_becomes_more_usual_keeps_its_stories() -> None:
    archive = Memory()
    group = Group(archive=archive)
    for article in (FLOOD_1, COURT):
        [*told(group, article)]
    group.shelve()
    group._threads._usual["ossel"], group._threads._changed = 0.5, {"ossel"}
    before = archive.names(["ossel"])["ossel"]
    assert before.stories == 1
    Group.restored(group.state(), archive=archive).shelve()
    assert archive.names(["ossel"])["ossel"] == replace(before, usual=0.5)


def test_nothing_is_shelved_before_the_moves_are_told() -> None:
    archive = Memory()
    group = Group(archive=archive)
    group.place(Annotated(article=FLOOD_1), Copy(article="flood1", origin="flood1"))
    group._moves["flood1"] = group._stories.by_id[story_id("flood1")]
    group.place(Annotated(article=COURT), Copy(article="court", origin="court"))
    group.shelve()
    assert archive.home("flood1") is None
    group.moved()
    group.shelve()
    home = archive.home("flood1")
    assert home is not None
    assert (home.id, group.where("flood1").story) == (story_id("flood1"), story_id("flood1"))


def test_what_is_packed_is_unpacked() -> None:
    named = Named(usual=0.0004, stories=3, numbers=(1, 70_000, 9))
    assert Named.unpacked(named.packed()) == named
    direction = np.array([0.25, -1.5], dtype=np.float16)
    closed = Closed(number=7, id="st_a", thread="th_b", articles=2, cast={"varnb\n": 0.1 + 0.2}, direction=direction)
    again = Closed.unpacked(7, "st_a", "th_b", closed.packed())
    assert (again.articles, again.cast, again.direction.tolist()) == (2, closed.cast, [0.25, -1.5])
    assert again.direction.dtype == np.float16


def test_a_name_in_too_many_closed_stories_leads_nowhere() -> None:
    named = Named()
    for number in range(CROWD):
        named = _carried(named, number)
    assert named.numbers == tuple(range(CROWD))
    assert _carried(named, CROWD) == Named(stories=CROWD + 1)
