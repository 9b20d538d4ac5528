from __future__ import annotations

import random
from dataclasses import fields, replace

import pytest

from broadsheet.group import Group, Unusable
from broadsheet.group import state as state_module
from broadsheet.group.event import Event
from broadsheet.group.evidence import shipped
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy

from .making import FLOOD_1, FLOOD_2, TRIAL


def grouped(*articles: Article) -> Group:
    group = Group()
    for each in articles:
        group.place(Annotated(article=each), Copy(article=each.id, origin=each.id))
    group.settle()
    return group


STATE = grouped(FLOOD_1, TRIAL).state()


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_state_is_refused(seed: int) -> None:
    dice = random.Random(seed)
    at = dice.randrange(len(STATE))
    damaged = [STATE[:at], STATE[:at] + bytes([STATE[at] ^ 1 << dice.randrange(8)]) + STATE[at + 1 :], STATE[:at] + STATE[at + 1 :]]
    with pytest.raises(Unusable) as refused:
        Group.restored(damaged[seed % 3])
    assert refused.value.damaged


def test_a_state_of_other_weights_is_refused_as_such() -> None:
    with pytest.raises(Unusable) as refused:
        Group.restored(STATE, replace(shipped(), bias=shipped().bias + 1))
    assert not refused.value.damaged


def test_a_state_of_another_version_is_refused_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state_module, "__version__", "0.0.0-other")
    with pytest.raises(Unusable) as refused:
        Group.restored(STATE)
    assert not refused.value.damaged


def test_all_of_a_story_is_kept() -> None:
    made_again = {"bag", "vector", "parts", "asides", "weekdays", "who", "place", "_direction", "_profile"}
    assert {*state_module.FIELDS} | made_again == {field.name for field in fields(Event)}


def test_one_state_is_taken_of_the_same_articles() -> None:
    assert grouped(FLOOD_1, TRIAL).state() == STATE != grouped(TRIAL, FLOOD_1).state()


def test_of_a_closed_story_little_is_left_and_its_place_is_known() -> None:
    group = grouped(FLOOD_1, FLOOD_2)
    before = group.where("flood2")
    group.place(Annotated(article=replace(TRIAL, published="2031-06-01")), Copy(article="trial", origin="trial"))
    event = group._stories.by_id[before.story]
    assert (event.parts, event.names, len(event.bag.keys), event.vector.nbytes) == ([], {}, 0, 768)
    after = group.where("flood2")
    assert (after.story, after.thread, after.why) == (before.story, before.thread, ())
    again = Group.restored(group.state())
    assert again.where("flood2") == after
    late = again.place(
        Annotated(article=replace(FLOOD_2, id="late", published="2031-06-02")), Copy(article="late", origin="flood2", kind="same")
    )
    assert late.story == before.story
    assert again.place(Annotated(article=FLOOD_2), Copy(article="flood2", origin="flood2")) == after
