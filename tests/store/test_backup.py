"""A backup is whole or not there; what is restored is what was backed up, and nothing is lost on the way."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from broadsheet.errors import BroadsheetError, MissingPath, StoreBusy, StoreError, StoreTooNew, UsageError
from broadsheet.store import Store
from broadsheet.store.backup import DATABASE, MANIFEST, Manifest, back_up
from broadsheet.store.restore import proven, restore
from tests.store.making import TEXT, article_of, page_of, put

MADE = "2031-05-08T06:00:00+00:00"
ROUNDS = 20


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(tmp_path / "paper.db")) as opened:
        put(opened, page_of(), article_of(page_of()))
        yield opened


@pytest.fixture
def backup(store: Store, tmp_path: Path) -> Path:
    back_up(str(store.path), tmp_path / "backup.zip", made=MADE)
    return tmp_path / "backup.zip"


def add(store: Store, number: int) -> str:
    page = page_of(f"{number}.txt", f"{TEXT} {number}")
    put(store, page, article_of(page))
    return f"{page.id}#1"


@contextmanager
def writing(address: str) -> Iterator[list[str]]:
    """Somebody who adds one article after another to a store, and the ids of those that are acknowledged."""
    known, done = list[str](), threading.Event()

    def write() -> None:
        with Store.open(address) as busy:
            for number in range(100_000):
                known.append(add(busy, number))
                if done.is_set():
                    return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(known) < 2 and writer.is_alive():
            pass
        yield known
    finally:
        done.set()
        writer.join()


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"paper.db", "paper.db-wal", "paper.db-shm", "paper.db.lock"}


def test_backup_comes_back_as_it_was(store: Store, backup: Path, tmp_path: Path):
    manifest, aside = restore(backup, str(tmp_path / "deep" / "other.db"))
    assert aside is None
    assert (manifest.made, manifest.rows["articles"], manifest.rows["waiting"]) == (MADE, 1, 0)
    with Store.open(str(tmp_path / "deep" / "other.db")) as other:
        assert other.problems() == []
        assert other.articles.all() == store.articles.all()
        assert other.articles.placements() == store.articles.placements()
        assert list(other.pages.each(other.pages.ids())) == [page_of()]


def test_backups_taken_during_writing_are_whole(tmp_path: Path):
    with writing(str(tmp_path / "busy.db")) as known:
        for number in range(ROUNDS):
            before = len(known) - 1  # the last one may not be kept yet
            target = tmp_path / f"{number}.zip"
            made = back_up(str(tmp_path / "busy.db"), target, made=MADE, packed=False)
            restore(target, str(tmp_path / f"{number}.db"))
            with Store.open(str(tmp_path / f"{number}.db"), writes=False) as again:
                ids = again.articles.ids()
                assert again.problems() == []
                assert ids == known[: len(ids)]
                assert before <= len(ids) == made.rows["articles"]


def test_backup_holds_nothing_that_was_deleted(store: Store, tmp_path: Path):
    secret = "Zwetschgenknödelduft"
    page = page_of("other.txt", f"{TEXT} {secret}")
    put(store, page, article_of(page, text=f"{TEXT} {secret}"))
    store.forgotten.forget(page.id)
    back_up(str(store.path), tmp_path / "backup.zip", made=MADE, packed=False)
    assert secret.encode() not in (tmp_path / "backup.zip").read_bytes()


def test_backup_of_an_older_store_leaves_it_as_it_is(store: Store, tmp_path: Path):
    store.close()
    with closing(sqlite3.connect(tmp_path / "paper.db")) as older, older:
        older.execute("UPDATE alembic_version SET version_num = '0010'")
    assert back_up(str(tmp_path / "paper.db"), tmp_path / "backup.zip", made=MADE).tables == "0010"
    with closing(sqlite3.connect(tmp_path / "paper.db")) as older:
        assert older.execute("SELECT version_num FROM alembic_version").fetchone() == ("0010",)


def test_file_that_is_there_stays(store: Store, backup: Path):
    with pytest.raises(UsageError, match="there already"):
        back_up(str(store.path), backup, made=MADE)
    add(store, 1)
    assert back_up(str(store.path), backup, made=MADE, replace=True).rows["articles"] == 2
    assert proven(backup).rows["articles"] == 2


@pytest.mark.parametrize("target", ["none/backup.zip", ".", "paper.db/backup.zip"])
def test_backup_that_cannot_be_written(store: Store, tmp_path: Path, target: str):
    with pytest.raises(UsageError):
        back_up(str(store.path), tmp_path / target, made=MADE)
    assert left(tmp_path) == set()


def test_damaged_store_gives_no_backup(store: Store, tmp_path: Path):
    for number in range(60):
        add(store, number)
    store.close()
    path = tmp_path / "paper.db"
    body = bytearray(path.read_bytes())
    body[len(body) // 2 :: 512] = b"\xff" * len(body[len(body) // 2 :: 512])
    path.write_bytes(body)
    with pytest.raises(StoreError):
        back_up(str(path), tmp_path / "backup.zip", made=MADE)
    assert left(tmp_path) == set()


def test_nothing_to_back_up(tmp_path: Path):
    with pytest.raises(StoreError, match="no database"):
        back_up(str(tmp_path / "none.db"), tmp_path / "backup.zip", made=MADE)
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError, match="no tables of ours"):
        back_up(str(tmp_path / "empty.db"), tmp_path / "backup.zip", made=MADE)


def test_store_that_is_there_is_kept(store: Store, backup: Path, tmp_path: Path):
    later = add(store, 1)
    store.close()
    with pytest.raises(StoreError, match="there already"):
        restore(backup, str(tmp_path / "paper.db"))
    _, aside = restore(backup, str(tmp_path / "paper.db"), replace=True)
    assert aside == tmp_path / "paper.db.before-restore"
    with Store.open(str(tmp_path / "paper.db")) as now, Store.open(str(aside)) as before:
        assert now.articles.ids() == [f"{page_of().id}#1"]
        assert before.articles.ids() == [f"{page_of().id}#1", later]
    assert restore(backup, str(tmp_path / "paper.db"), replace=True)[1] == tmp_path / "paper.db.before-restore-2"


@pytest.mark.parametrize("writes", [True, False])
def test_store_in_use_is_not_replaced(store: Store, backup: Path, tmp_path: Path, writes: bool):
    store.close()
    with Store.open(str(tmp_path / "paper.db"), writes=writes) as used:
        used.articles.count()
        with pytest.raises(StoreBusy, match="another process"):
            restore(backup, str(tmp_path / "paper.db"), replace=True)
        assert used.articles.count() == 1


def test_store_beyond_repair_is_set_aside(store: Store, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store.close()
    path = tmp_path / "paper.db"
    path.write_bytes(b"SQLite format 3\0" + bytes(5_000))
    path.with_name("paper.db-wal").write_bytes(b"what was its log")
    monkeypatch.setattr("broadsheet.store.restore._let_go", lambda _: None)  # as if its log could not be brought in
    _, aside = restore(backup, str(path), replace=True)
    assert aside is not None
    assert aside.read_bytes() == b"SQLite format 3\0" + bytes(5_000)
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"what was its log"
    with Store.open(str(path)) as again:
        assert again.articles.count() == 1


def cut(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])


def flip(backup: Path) -> None:
    body = bytearray(backup.read_bytes())
    body[len(body) // 2] ^= 0xFF
    backup.write_bytes(body)


def repacked(backup: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(backup, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def told(backup: Path, **other: object) -> None:
    def change(members: dict[str, bytes]) -> None:
        members[MANIFEST] = json.dumps(json.loads(members[MANIFEST]) | other).encode()

    repacked(backup, change)


def changed_byte(backup: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        body = bytearray(members[DATABASE])
        body[body.find(b"Ferry to Halm")] ^= 0x20
        members[DATABASE] = bytes(body)

    repacked(backup, change)


def manifest_gone(backup: Path) -> None:
    repacked(backup, lambda members: members.pop(MANIFEST) and None)


DAMAGES: list[tuple[Callable[[Path], None], type[BroadsheetError]]] = [
    (cut, StoreError),
    (flip, StoreError),
    (changed_byte, StoreError),
    (manifest_gone, StoreError),
    (lambda backup: backup.write_bytes(b"") and None, StoreError),
    (lambda backup: backup.write_bytes(b"words, and no archive") and None, StoreError),
    (lambda backup: repacked(backup, lambda members: members.update({MANIFEST: b"{]"})), StoreError),
    (lambda backup: repacked(backup, lambda members: members.update({MANIFEST: b'{"format": 3}'})), StoreError),
    (lambda backup: told(backup, sha256="0" * 64), StoreError),
    (lambda backup: told(backup, rows={"articles": 7}), StoreError),
    (lambda backup: told(backup, bytes=10), StoreError),
    (lambda backup: told(backup, tables="9999"), StoreTooNew),
    (lambda backup: told(backup, format="broadsheet/backup@2"), StoreTooNew),
    (lambda backup: backup.unlink(), MissingPath),
]


@pytest.mark.parametrize(("damage", "error"), DAMAGES)
def test_bad_backup_changes_nothing(
    store: Store, backup: Path, tmp_path: Path, damage: Callable[[Path], None], error: type[BroadsheetError]
):
    add(store, 1)
    store.close()
    damage(backup)
    with pytest.raises(error) as caught:
        restore(backup, str(tmp_path / "paper.db"), replace=True)
    assert caught.value.hint
    assert left(tmp_path) <= {"backup.zip"}
    with Store.open(str(tmp_path / "paper.db")) as untouched:
        assert untouched.articles.count() == 2


def test_restore_killed_before_the_last_step_changes_nothing(
    store: Store, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    add(store, 1)
    store.close()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("broadsheet.store.restore.put", killed)
    with pytest.raises(KeyboardInterrupt):
        restore(backup, str(tmp_path / "paper.db"), replace=True)
    with Store.open(str(tmp_path / "paper.db")) as untouched:
        assert untouched.articles.count() == 2


def test_manifest_says_what_the_tables_hold(backup: Path, tmp_path: Path):
    with zipfile.ZipFile(backup) as archive:
        assert archive.namelist() == [MANIFEST, DATABASE]
        archive.extract(DATABASE, tmp_path / "out")
    manifest: Manifest = proven(backup)
    with closing(sqlite3.connect(tmp_path / "out" / DATABASE)) as found:
        for table, rows in manifest.rows.items():
            assert found.execute(f"SELECT count(*) FROM {table}").fetchone() == (rows,), table
    shutil.rmtree(tmp_path / "out")
