"""A store of every earlier version becomes one of the newest; killed on the way it is of the one or of the other."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from broadsheet.errors import StoreTooNew
from broadsheet.store import Store
from broadsheet.store.connection import VERSIONS
from broadsheet.store.restore import proven, restore
from tests.cli.conftest import Run, elsewhere, run
from tests.store.killing import counted, dies_at, ended

__all__ = ["elsewhere", "run"]
FILES = {file.stem: file for file in sorted(Path(__file__).with_name("versions").glob("*.zip"))}
KILLED = 9


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "paper.db"


def upgrade(path: Path) -> None:
    Store.open(str(path)).close()


def shape(path: Path) -> tuple[str, list[str]]:
    """The version of the tables, and how they are made."""
    with closing(sqlite3.connect(path)) as found:
        version = str(found.execute("SELECT version_num FROM alembic_version").fetchone()[0])
        made = found.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '%\\_words\\_%' ESCAPE '\\'"
        )
        return version, sorted(f"{name}: {' '.join(sql.split())}" for name, sql in made)


@cache
def known(version: str, folder: Path) -> list[str]:
    """How the tables of a version are made, by the file that it left; of the newest by an upgrade that nobody disturbed."""
    if version == VERSIONS[-1]:
        return shape(folder / "whole.db")[1]
    restore(FILES[version], str(folder / f"{version}.db"))
    return shape(folder / f"{version}.db")[1]


def test_every_version_left_a_file():
    assert sorted({*FILES, VERSIONS[-1]}) == list(VERSIONS), "a migration brings its file: tests/store/versions/README.md"
    assert {version: proven(file).tables for version, file in FILES.items()} == {version: version for version in FILES}
    assert max(file.stat().st_size for file in FILES.values()) < 40_000  # it stays for good


@pytest.mark.parametrize("version", FILES)
def test_store_of_that_version_is_upgraded(path: Path, run: Run, version: str):
    manifest, _ = restore(FILES[version], str(path))
    with Store.open(str(path)) as store:
        assert store.problems() == []
        assert {"pages": store.pages.count(), "articles": store.articles.count()} == {"pages": 2, "articles": 2}
        assert store.pages.uncut("another") == []
        assert len(store.revisions.stories()) == 2
        assert len(store.words.articles.holding(["ferry"])["ferry"]) == 1
        rows = {table: manifest.rows[table] for table in ("articles", "revisions", "statements", "vectors")}
    with closing(sqlite3.connect(path)) as found:
        assert {table: found.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in rows} == rows
    proof = run("verify", "--store", path)
    assert (proof.status, proof.out.startswith("2 articles, ")) == (0, True), proof.err
    assert shape(path)[0] == VERSIONS[-1]


def test_upgrade_killed_anywhere_leaves_one_version_or_the_next(tmp_path: Path):
    restore(FILES["0001"], str(tmp_path / "old.db"))
    shutil.copy(tmp_path / "old.db", tmp_path / "whole.db")
    points = counted(lambda: upgrade(tmp_path / "whole.db"))
    assert len(points) > 100
    for number in range(2, len(points) + 1, 5):
        path = Path(shutil.copy(tmp_path / "old.db", tmp_path / f"{number}.db"))
        assert ended(lambda path=path: upgrade(path), dies_at(number)) == KILLED, points[number - 1]  # type: ignore[misc]
        version, made = shape(path)
        assert made == known(version, tmp_path), points[number - 1]
        upgrade(path)
        assert shape(path) == shape(tmp_path / "whole.db")
        path.unlink()


def test_upgrade_whose_write_fails_leaves_the_version(path: Path, tmp_path: Path):
    restore(FILES["0009"], str(path))
    with closing(sqlite3.connect(path)) as found, found:
        found.execute("CREATE TABLE saved_searches (other TEXT)")  # the next migration stumbles over it
    before = shape(path)
    with pytest.raises(Exception, match="saved_searches"):
        upgrade(path)
    assert shape(path) == before


@pytest.mark.parametrize("version", ["0012x", "9999", "1"])
def test_version_that_is_not_known_is_refused(path: Path, version: str):
    restore(FILES[max(FILES)], str(path))
    with closing(sqlite3.connect(path)) as found, found:
        found.execute("PRAGMA journal_mode=WAL")  # as a store that was ever opened is
        found.execute("UPDATE alembic_version SET version_num = ?", (version,))
    before = path.read_bytes()
    with pytest.raises(StoreTooNew):
        upgrade(path)
    assert path.read_bytes() == before
