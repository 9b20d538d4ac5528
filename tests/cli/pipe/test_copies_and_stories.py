"""`pipe dedupe` and `pipe group`: same order out as in, bad records told, nothing depends on the order of arrival."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.cli.pipe.dedupe import filter_dedupe
from broadsheet.cli.pipe.group import filter_group
from broadsheet.steps import Dropped

FLOOD = (
    "The river Ossel broke through its northern dam at Varnby before dawn on Tuesday, driving 340 families from their beds. "
    "Mayor Hedda Prill called the damage the worst since the great thaw and asked the council for eleven million crowns."
)
TRIAL = (
    "A court in Quellin sentenced the former harbour master Jorun Aske to six years for selling mooring rights. "
    "His lawyer announced an appeal and said that the money had been repaid loans between relatives."
)
BATCH: list[dict[str, Any]] = [
    {"id": "late", "date": "2031-03-06", "title": "Dam breaks", "text": FLOOD, "outlet": "Post"},
    {"id": 7, "date": "2031-03-04", "title": "Dam breaks", "text": FLOOD, "outlet": "Courier"},
    {"id": "trial", "date": "2031-03-05", "title": "Harbour master jailed", "text": TRIAL},
]
FILTERS = [filter_dedupe, filter_group]


def test_copies_point_at_the_earliest() -> None:
    assert [(row["id"], row["origin"], row["kind"]) for row in filter_dedupe(BATCH)] == [
        ("late", 7, "syndicated"),
        (7, 7, "original"),
        ("trial", "trial", "original"),
    ]


def test_copies_share_a_story() -> None:
    late, first, trial = filter_group(BATCH)
    assert set(late) == {"id", "story", "thread", "origin"}
    assert (late["story"], late["origin"]) == (first["story"], 7)
    assert trial["story"] != first["story"]


@pytest.mark.parametrize("room", FILTERS)
def test_arrival_does_not_matter(room: Any) -> None:
    there, back = (sorted(map(json.dumps, room(batch))) for batch in (BATCH, BATCH[::-1]))
    assert there == back


@pytest.mark.parametrize("room", FILTERS)
@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"title": "x", "text": "y"}, "no id"),
        ({"id": True, "text": "y"}, "no id"),
        ({"id": "a"}, "no text"),
        ({"id": "a", "title": None, "text": None}, "no text"),
        ({"id": "a", "text": ["y"]}, "not text"),
        ("text", "no id"),
    ],
)
def test_bad_records_are_told(room: Any, record: Any, reason: str) -> None:
    (drop,) = room([record])
    assert isinstance(drop, Dropped)
    assert drop.reason == reason


@pytest.mark.parametrize("room", FILTERS)
@pytest.mark.parametrize(
    "record",
    [
        {"id": "a", "title": "", "text": ""},
        {"id": "a", "title": 2031, "text": 4.5},
        {"id": "a", "text": "\ud800 \x00"},
        {"id": "a", "date": "yesterday", "title": "Dam breaks"},
        {"id": "a", "date": 20310304, "text": FLOOD},
        {"id": "a", "text": "word " * 300_000},
    ],
    ids=["empty", "numbers", "surrogate", "no date", "date as number", "endless"],
)
def test_odd_records_are_answered(room: Any, record: Any) -> None:
    (row,) = room([record])
    assert (row["id"], row["origin"]) == ("a", "a")


@pytest.mark.parametrize("room", FILTERS)
def test_an_id_given_twice_is_answered_twice(room: Any) -> None:
    rows = list(room([BATCH[0], BATCH[0] | {"text": TRIAL}]))
    assert [row["id"] for row in rows] == ["late", "late"]


VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=60), st.lists(st.integers(), max_size=2))
RECORDS = st.dictionaries(st.sampled_from(["id", "date", "title", "text", "outlet", "url", "role"]), VALUES)


@given(st.lists(RECORDS, max_size=5))
@settings(max_examples=40)
def test_every_record_is_answered_or_told(batch: list[dict[str, Any]]) -> None:
    for room in FILTERS:
        assert len(list(room(batch))) == len(batch)
