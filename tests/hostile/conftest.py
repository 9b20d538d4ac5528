"""Rooms in place of those that load models, for tests of what becomes of many odd items."""

from __future__ import annotations

import pytest

from broadsheet.pipeline import intake
from tests.pipeline.fakes import PlainDescribe, TitleGroup, described


@pytest.fixture
def quick_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "Describe", PlainDescribe)
    monkeypatch.setattr(intake, "described", described)
    monkeypatch.setattr(intake, "Group", TitleGroup)
