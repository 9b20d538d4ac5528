"""`broadsheet pipe check` takes odd records as they come."""

from __future__ import annotations

import pytest

from broadsheet.cli.pipe.check import REASONS, filter_check
from broadsheet.steps import Dropped

SOURCES = [{"id": "a", "text": "The dam at Velm broke on Tuesday."}]


def one(record):
    (answer,) = filter_check([record])
    return answer


def test_carried():
    answer = one({"id": "x", "claim": "The dam at Velm broke on Tuesday.", "sources": SOURCES})
    assert answer == {"id": "x", "grounded": True, "score": 1.0, "failures": []}


def test_planted():
    answer = one({"id": 7, "claim": "The dam at Velm broke on Friday.", "sources": SOURCES})
    assert answer["id"] == 7
    assert answer["grounded"] is False
    assert "date" in [failure["kind"] for failure in answer["failures"]]


@pytest.mark.parametrize("sources", [None, [], {}, "", [{}], [{"text": 3}], [None], 5])
def test_no_sources(sources):
    assert one({"id": "x", "claim": "The dam broke.", "sources": sources})["grounded"] is False


def test_bare_text_is_a_source():
    assert one({"id": "x", "claim": "The dam broke.", "sources": ["The dam broke."]})["grounded"]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, "no id"),
        ("x", "no id"),
        ({"id": None, "claim": "x"}, "no id"),
        ({"id": "x"}, "no claim"),
        ({"id": "x", "claim": 3}, "no claim"),
    ],
)
def test_dropped(record, reason):
    dropped = one(record)
    assert isinstance(dropped, Dropped)
    assert dropped.reason == reason
    assert reason in REASONS


def test_order_and_rest_go_on():
    answers = list(filter_check([{"id": "a", "claim": "x", "sources": []}, {}, {"id": "b", "claim": "y", "sources": []}]))
    assert [getattr(a, "record", None) or a["id"] for a in answers] == ["a", "?", "b"]
