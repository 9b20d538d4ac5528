"""Rooms in place of those that load models, for tests of what becomes of many odd items."""

from __future__ import annotations

import pytest

from broadsheet.pipeline import grouping, placing
from tests.pipeline.fakes import PlainDescribe, TitleGroup, described


@pytest.fixture
def quick_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "Describe", PlainDescribe)
    monkeypatch.setattr(placing, "described", described)
    monkeypatch.setattr(grouping, "Group", TitleGroup)
