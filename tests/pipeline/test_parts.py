"""Which parts of an index of sitemaps are asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.pipeline.parts import kept, parts_due
from broadsheet.read.sitemaps import Part
from broadsheet.records.source import PartState

NOON = datetime(2031, 3, 14, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("changed", "asked", "due"),
    [
        ("2031-03-14T11:00:00+00:00", None, True),
        ("2031-03-14T11:00:00+00:00", "2031-03-14T11:30:00+00:00", False),
        ("2031-03-14T11:00:00+00:00", "2031-03-14T10:30:00+00:00", True),
        ("2031-03-14", "2031-03-14T11:30:00+00:00", True),
        ("2031-03-13", "2031-03-14T11:30:00+00:00", True),
        ("2031-03-12", "2031-03-14T11:30:00+00:00", False),
        ("2031-03-14T01:00:00", "2031-03-14T11:30:00+00:00", True),
        ("2031-03-01T11:00:00+00:00", None, False),
        (None, None, False),
    ],
)
def test_a_part_is_due_if_it_may_have_changed_since_it_was_asked(changed: str | None, asked: str | None, due: bool):
    part = Part(address="a", changed=changed)
    known = {"a": PartState(asked=asked, changed=changed)} if asked else {}
    assert parts_due([part], known, NOON, WEEK) == ([part] if due else [])


def test_a_date_that_came_late_counts():
    part = Part(address="a", changed="2031-03-14T11:00:00+00:00")
    known = {"a": PartState(asked="2031-03-14T11:30:00+00:00", changed="2031-03-14T10:00:00+00:00")}
    assert parts_due([part], known, NOON, WEEK) == [part]


def test_the_last_changed_comes_first():
    listed = [Part(address=hour, changed=f"2031-03-14T{hour}:00:00+00:00") for hour in ("05", "09", "07")]
    assert [part.address for part in parts_due(listed, {}, NOON, WEEK)] == ["09", "07", "05"]


def test_what_was_asked_long_ago_is_not_remembered():
    known = {"a": PartState(asked="2031-03-07T11:00:00+00:00"), "b": PartState(asked="2031-03-07T13:00:00+00:00")}
    assert list(kept(known, NOON, WEEK)) == ["b"]
