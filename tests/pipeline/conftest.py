"""The recipe with quick rooms in place of those that load models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.executor import Bounds
from broadsheet.group import Group
from broadsheet.pipeline import grouping, placing
from broadsheet.store import Store
from tests.group.making import FLOOD_1, FLOOD_2, TRIAL
from tests.pipeline.fakes import PlainDescribe, TitleGroup, described
from tests.pipeline.followed import FEED, FERRY, SOURCE, TEXT, Newsroom
from tests.pipeline.outlets import START, Outlets, article, feed
from tests.pipeline.pages import write_pages
from tests.pipeline.telling import COURT, FOUNDER, SECOND, VectorDescribe, read_in, where

HERE = Bounds(workers=0)


@pytest.fixture(autouse=True)
def quick_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "Describe", PlainDescribe)
    monkeypatch.setattr(placing, "described", described)
    monkeypatch.setattr(grouping, "Group", TitleGroup)


@pytest.fixture
def real_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real grouping, over true vectors."""
    monkeypatch.setattr(grouping, "Group", Group)
    monkeypatch.setattr(placing, "Describe", VectorDescribe)


@pytest.fixture
def ids(real_rooms: None, store: Store, tmp_path: Path) -> dict[str, str]:
    """Two reports of a flood in one story, and of a trial: headline → id."""
    named = read_in(store, tmp_path / "first", FLOOD_1, FLOOD_2, TRIAL)
    assert where(store)[FOUNDER] == where(store)[SECOND] != where(store)[COURT]
    return named


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "pages")


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        yield opened


@pytest.fixture
def room(store: Store) -> Newsroom:
    store.sources.add(SOURCE)
    return Newsroom(
        store, Outlets(at={FEED: feed((FERRY, "Ferry", START), etag="1"), FERRY: article("Ferry stops", *TEXT, etag="a")})
    )
