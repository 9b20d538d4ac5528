"""What an editor decides is recorded, held by later builds, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.errors import NotFound, UsageError
from broadsheet.records.story import story_id
from broadsheet.store import Store
from tests.group.making import FLOOD_1, FLOOD_2
from tests.pipeline.desk import decided, statuses, withdrawn
from tests.pipeline.telling import COURT, FLOOD_3, FOUNDER, SECOND, read_in, where

pytestmark = pytest.mark.usefixtures("real_rooms")


def test_a_decision_is_called_after_what_it_says(store: Store, ids: dict[str, str]):
    pin = decided(store, "pin", where(store)[FOUNDER], reason="of use to all")
    assert pin == decided(store, "pin", where(store)[FOUNDER], reason="of use to all")
    assert pin.id != decided(store, "pin", where(store)[FOUNDER]).id
    assert store.decisions.get(pin.id) == pin
    assert statuses(store) == [("pin", "replaced"), ("pin", "in force")]


def test_what_cannot_be_meant_is_refused(store: Store, ids: dict[str, str]):
    story = where(store)[FOUNDER]
    refused = [
        (NotFound, "no such story", {"kind": "pin", "story": "st_none"}),
        (NotFound, "no such story", {"kind": "merge", "story": story, "other": "st_none"}),
        (UsageError, "name of its editor", {"kind": "pin", "story": story, "editor": " "}),
        (UsageError, "no moment with a zone", {"kind": "pin", "story": story, "until": "tomorrow"}),
        (UsageError, "not in", {"kind": "split", "story": story, "articles": (ids[COURT],)}),
        (UsageError, "needs words", {"kind": "note", "story": story, "text": "  "}),
        (UsageError, "14 words at most", {"kind": "headline", "story": story, "text": "Dam " * 15}),
        (UsageError, "states something", {"kind": "headline", "story": story, "text": "Why did the dam break?"}),
    ]
    for error, match, fields in refused:
        with pytest.raises(error, match=match):
            decided(store, **fields)
    assert store.decisions.all() == ()


def test_stories_are_merged_and_parted_again(store: Store, ids: dict[str, str]):
    before = where(store)
    merge = decided(store, "merge", before[FOUNDER], other=before[COURT])
    assert len(set(where(store).values())) == 1
    assert len(merge.constraints) == 1
    withdrawn(store, merge.id)
    assert (where(store), store.constraints.all()) == (before, ())
    assert statuses(store) == [("merge", "withdrawn")]


def test_a_story_is_split_and_joined_again(store: Store, tmp_path: Path):
    named = read_in(store, tmp_path / "first", FLOOD_1, FLOOD_2, FLOOD_3)
    before = where(store)
    assert len(set(before.values())) == 1
    split = decided(store, "split", before[FOUNDER], articles=(named[SECOND], named[FLOOD_3.title]))
    apart = story_id(named[SECOND])
    assert where(store) == before | {SECOND: apart, FLOOD_3.title: apart}
    withdrawn(store, split.id)
    assert (where(store), store.constraints.all()) == (before, ())


def test_a_withdrawal_is_a_decision_and_is_made_once(store: Store, ids: dict[str, str]):
    pin = decided(store, "pin", where(store)[FOUNDER])
    assert withdrawn(store, pin.id).other == pin.id
    with pytest.raises(UsageError, match="does not hold any more"):
        withdrawn(store, pin.id)
    with pytest.raises(NotFound, match="no such decision"):
        withdrawn(store, "ed_none")
    assert [held.kind for held in store.decisions.all()] == ["pin", "withdraw"]
