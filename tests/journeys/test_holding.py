"""Pages that were left because they hold are, byte for byte, what writing everything anew would have given."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from broadsheet import pipeline
from broadsheet.executor import Bounds
from broadsheet.records import codec
from broadsheet.store import Store

PAGES = ("01-*", "02-*", "04-*", "05-*", "09-*")
MOMENTS = (
    "2031-03-06T23:00:00Z", "2031-03-06T23:10:00Z", "2031-03-07T08:00:00Z", "2031-03-11T08:00:00Z",
    "2031-06-20T08:00:00Z",
)  # fmt: skip


@pytest.fixture(scope="module")
def read_in(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds a few examples' articles and no page yet."""
    path = tmp_path_factory.mktemp("holding") / "paper.db"
    with Store.open(str(path)) as store:
        pipeline.read(store, [str(corpus / name) for name in PAGES], bounds=Bounds(workers=0))
    return path


def written(path: Path, as_of: str) -> list[str]:
    with Store.open(str(path)) as store:
        pipeline.write(store, as_of=as_of)
        return [codec.to_json(page) for page in store.revisions.newest()]


def doubt(path: Path) -> None:
    with closing(sqlite3.connect(path)) as store, store:
        store.execute("UPDATE revisions SET holds_until = NULL")


def test_left_or_written_anew(read_in: Path, tmp_path: Path):
    """A store that believes its pages, and one that doubts them before every moment."""
    believing, doubting = (Path(shutil.copy(read_in, tmp_path / name)) for name in ("believing.db", "doubting.db"))
    printed = []
    for as_of in MOMENTS:
        doubt(doubting)
        printed.append(written(believing, as_of))
        assert printed[-1] == written(doubting, as_of), as_of
    assert printed[0] == printed[1]
    assert len(set(map(tuple, printed))) > 2, "a moment that changes nothing tests nothing"


def test_left_or_written_for_the_first_time(read_in: Path, tmp_path: Path):
    """What a store tells that was written at every moment, and one that is written at the last of them only."""
    growing, fresh = (Path(shutil.copy(read_in, tmp_path / name)) for name in ("growing.db", "fresh.db"))
    for as_of in MOMENTS[1:4]:
        told = telling(growing, as_of)
    assert told == telling(fresh, MOMENTS[3])


def telling(path: Path, as_of: str) -> list[object]:
    """What the pages tell and when it is to be, without what counts their revisions."""
    written(path, as_of)
    with Store.open(str(path)) as store:
        return [
            (page.id, page.state, [statement.text for statement in page.statements.values()], list(page.events.values()))
            for page in store.revisions.newest()
        ]
