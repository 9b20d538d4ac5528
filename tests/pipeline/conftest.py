"""The recipe with quick rooms in place of those that load models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.executor import Bounds
from broadsheet.pipeline import intake
from broadsheet.store import Store
from tests.pipeline.fakes import PlainDescribe, TitleGroup, described
from tests.pipeline.followed import FEED, FERRY, SOURCE, TEXT, Newsroom
from tests.pipeline.outlets import START, Outlets, article, feed
from tests.pipeline.pages import write_pages

HERE = Bounds(workers=0)


@pytest.fixture(autouse=True)
def quick_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "Describe", PlainDescribe)
    monkeypatch.setattr(intake, "described", described)
    monkeypatch.setattr(intake, "Group", TitleGroup)


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
