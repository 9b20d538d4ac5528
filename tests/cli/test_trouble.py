"""Databases in trouble: every command says what is wrong and what to do, and makes nothing worse."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.pipeline.pages import write_pages

Damage = Callable[[Path], object]


def overwritten(start: int, length: int) -> Damage:
    def damage(path: Path) -> None:
        body = bytearray(path.read_bytes())
        body[start : start + length] = b"\xff" * length
        path.write_bytes(body)

    return damage


def scattered(path: Path) -> None:
    body = bytearray(path.read_bytes())
    body[8192::701] = b"\xee" * len(body[8192::701])
    path.write_bytes(body)


def told(statement: str) -> Damage:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as found, found:
            found.execute(statement)

    return damage


def foreign(path: Path) -> None:
    path.unlink()
    told("CREATE TABLE recipes (title TEXT)")(path)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES: dict[str, Damage] = {
    "first bytes": overwritten(0, 16),
    "header": overwritten(20, 60),
    "first page": overwritten(100, 500),
    "pages": scattered,
    "cut in half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "cut to a stub": lambda path: path.write_bytes(path.read_bytes()[:700]),
    "words": lambda path: path.write_text("only words"),
    "folder": folder,
    "newer": told("UPDATE alembic_version SET version_num = '9999'"),
    "no version": told("DELETE FROM alembic_version"),
    "empty version": told("UPDATE alembic_version SET version_num = ''"),
    "tables of others": foreign,
}
COMMANDS = {
    "verify": ["verify"],
    "show": ["show"],
    "search": ["search", "ferry"],
    "doctor": ["doctor"],
    "backup": ["backup", "backup.zip"],
    "build": ["build", "pages", "--site", "site", "--workers", "0"],
    "serve": ["serve", "--port", "0"],
    "run": ["run", "--port", "0"],
}


@pytest.fixture
def store(paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("broadsheet.store.connection.BUSY_MILLISECONDS", 100)
    write_pages(tmp_path / "pages", "a-strike.txt")
    return Path(shutil.copy(paper / ".broadsheet" / "paper.db", tmp_path / "paper.db"))


def kept(store: Path) -> bytes:
    return store.read_bytes() if store.is_file() else b"a folder"


@pytest.mark.parametrize("damage", DAMAGES)
def test_trouble_is_told_and_made_no_worse(run: Run, store: Path, damage: str):
    DAMAGES[damage](store)
    before = kept(store)
    for name, arguments in COMMANDS.items():
        ended = run(*arguments, "--store", store)
        said = ended.err + ended.out
        assert ended.status in (1, 2), name
        assert "mistake in broadsheet" not in said, name
        assert "paper.db" in said.replace("\n      ", ""), name
        assert "(" in said, f"{name} gives no hint"
        assert kept(store) == before, name
    assert not Path("backup.zip").exists()


def test_locked_database_is_waited_for_and_told(run: Run, store: Path):
    with closing(sqlite3.connect(store)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")
        for name, arguments in COMMANDS.items():
            ended = run(*arguments, "--store", store)
            assert ended.status == 1, name
            assert "locked" in (ended.err + ended.out).replace("\n      ", " "), name
    assert run("verify", "--store", store).status == 0


@pytest.mark.parametrize("name", ["verify", "show", "search"])
def test_empty_file_is_no_database_to_look_at(run: Run, store: Path, name: str):
    store.write_bytes(b"")
    ended = run(*COMMANDS[name], "--store", store)
    assert (ended.status, store.read_bytes()) == (1, b"")
    assert "no database there" in ended.err


def test_log_that_is_no_log_does_no_harm(run: Run, store: Path):
    store.with_name("paper.db-wal").write_bytes(b"junk" * 4_000)
    assert run("verify", "--store", store).status == 0
    assert run("doctor", "--store", store).status == 0
