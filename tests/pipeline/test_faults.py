"""A disk that fills up or fails: never half an article, and going on ends where an undisturbed reading ends."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from broadsheet import pipeline
from broadsheet.errors import StoreError
from broadsheet.executor import Bounds
from broadsheet.store import Store
from tests.pipeline.pages import PAGES
from tests.store.killing import content

HERE = Bounds(workers=0)
ARTICLES = 20 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 4
FAULTS = ("database or disk is full", "disk I/O error")
_WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    for number in range(ARTICLES):
        text = PAGES["c-vote.txt"] + f"\nThe mayor spoke of {number} more at length.\n" * 60
        text = text.replace("May 6", f"May {number + 1}").replace("120", f"{number}7")
        (folder / f"{number:02}.txt").write_text(text.replace("brewery", f"mill number {number // 2}"), "utf-8")
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Store.open(str(tmp_path / "paper.db")).close()
    return tmp_path / "paper.db"


def read(path: Path, pages: Path) -> None:
    with Store.open(str(path)) as store:
        pipeline.read(store, [str(pages)], bounds=HERE)


@pytest.fixture
def whole(many: Path, tmp_path: Path) -> dict[str, str]:
    """The tables after a reading that nothing disturbed."""
    read(tmp_path / "whole.db", many)
    return content(tmp_path / "whole.db")


class Disk:
    """One on which every write fails once: it is remembered by what it says, and passes when it is tried again."""

    def __init__(self) -> None:
        self.failed: set[str] = set()
        self._written: list[str] = []

    def write(self, _: Any, statement: str, rows: Any, __: Any) -> None:
        if statement.lstrip().upper().startswith(_WRITES):
            self._written.append(f"{statement} {_plain(rows)!r}")
            self._fail(self._written[-1])

    def commit(self, dialect: SQLiteDialect_pysqlite, connection: Any) -> None:
        told, self._written = " ".join(self._written), []
        if told:
            self._fail(f"commit {told}")
        _COMMIT(dialect, connection)

    def _fail(self, told: str) -> None:
        if told not in self.failed:
            self.failed.add(told)
            self._written = []
            raise sqlite3.OperationalError(FAULTS[len(self.failed) % 2])


def _plain(rows: Any) -> Any:
    if isinstance(rows, memoryview):
        return bytes(rows)
    return [_plain(row) for row in rows] if isinstance(rows, (list, tuple)) else rows


_COMMIT = SQLiteDialect_pysqlite.do_commit


@contextmanager
def failing(disk: Disk) -> Iterator[None]:
    for name in ("do_execute", "do_executemany"):
        event.listen(Engine, name, disk.write)
    SQLiteDialect_pysqlite.do_commit = lambda *given: disk.commit(*given)  # type: ignore[method-assign]  # noqa: PLW0108  it is given itself
    try:
        yield
    finally:
        SQLiteDialect_pysqlite.do_commit = _COMMIT  # type: ignore[method-assign]
        for name in ("do_execute", "do_executemany"):
            event.remove(Engine, name, disk.write)


def refused(path: Path, pages: Path) -> StoreError | None:
    try:
        read(path, pages)
    except StoreError as error:
        return error
    return None


def whole_articles(path: Path) -> int:
    """How many articles there are, each with all that belongs to it."""
    with Store.open(str(path)) as store:
        assert store.problems() == []
        counts = {store.articles.count(), len(store.articles.vectors()), len(store.articles.copies())}
        assert len(counts) == 1
        return counts.pop()


def test_every_write_fails_once(path: Path, many: Path, whole: dict[str, str]):
    disk, seen = Disk(), list[int]()
    while True:
        with failing(disk):
            error = refused(path, many)
        seen.append(whole_articles(path))
        if error is None:
            break
        assert any(fault in str(error) for fault in FAULTS)
        assert error.hint
    assert len(disk.failed) > 10 * ARTICLES
    assert set(seen) == set(range(ARTICLES + 1))
    assert seen == sorted(seen)
    assert content(path) == whole


def test_disk_that_is_full_at_every_size(path: Path, many: Path, whole: dict[str, str]):
    room, fulls = path.stat().st_size // 4_096, 0

    def narrow(connection: Any, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count={room}")

    event.listen(Engine, "connect", narrow)
    try:
        while error := refused(path, many):
            assert "make room on the disk" in error.hint
            room, fulls = room + 1, fulls + 1
    finally:
        event.remove(Engine, "connect", narrow)
    assert fulls > 2, "the disk was never full: longer articles are needed"
    assert whole_articles(path) == ARTICLES
    assert content(path) == whole
