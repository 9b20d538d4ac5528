"""A backup made a store again: proven first, put in place in one step, and what lay there is kept."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path

from broadsheet.errors import MissingPath, StoreBusy, StoreError, StoreTooNew
from broadsheet.records import codec
from broadsheet.store.backup import DATABASE, FORMAT, MANIFEST, Manifest, described, put
from broadsheet.store.connection import VERSIONS, WriterLock, path_of
from broadsheet.store.paper import Store
from broadsheet.store.server import Server, server_of
from broadsheet.store.transfer import put_on_server

MOST_MANIFEST = 100_000
"""Bytes of a manifest."""
CHUNK = 1 << 20


def restore(backup: Path, url: str, *, replace: bool = False) -> tuple[Manifest, Path | None]:
    """Make a backup the store. A database on a server must be empty.

    Args:
        backup: a file that `back_up` made, of a file or of a server.
        url: of the store.
        replace: whether a database that is there may be set aside; never one on a server.

    Returns: what was restored, and where the database lies that was there before.

    Raises:
        MissingPath: there is no such backup.
        StoreError: it does not hold what it says, or a store is there, or in use.
        StoreTooNew: a newer broadsheet made it.
    """
    if server := server_of(url):
        return _restored_to(server, backup), None
    target = path_of(url)
    if target is None:
        raise StoreError(f"{url}: is no file", hint="name one with --store")
    if target.exists() and not replace:
        raise StoreError(f"{target}: is there already", hint="name another --store, or say --force: the old one is set aside")
    with _alone(target) as folder:
        manifest = proven(backup, folder)
        aside = _set_aside(target) if target.exists() else None
        put(folder / DATABASE, target)
    return manifest, aside


def _restored_to(server: Server, backup: Path) -> Manifest:
    with tempfile.TemporaryDirectory(prefix="restore-") as folder:
        manifest = proven(backup, Path(folder))
        Store.open(str(Path(folder, DATABASE))).close()  # one that an older version wrote is brought to this one
        put_on_server(Path(folder, DATABASE), server)
    return manifest


def proven(backup: Path, folder: Path | None = None) -> Manifest:
    """Unpack a backup and hold it against its manifest.

    Args:
        backup: the file.
        folder: where its database is left; nowhere without one.

    Raises:
        MissingPath: there is no such file.
        StoreError: it is damaged, or not what it says.
        StoreTooNew: a newer broadsheet made it.
    """
    if folder is None:
        with tempfile.TemporaryDirectory(dir=backup.parent if os.access(backup.parent, os.W_OK) else None) as own:
            return proven(backup, Path(own))
    if not backup.is_file():
        raise MissingPath(str(backup))
    try:
        with zipfile.ZipFile(backup) as archive:
            told = _told(archive, backup)
            _unpack(archive, told, folder / DATABASE)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError) as problem:
        raise _refused(backup, f"is damaged, or no backup: {problem}") from problem
    except OSError as problem:
        raise _refused(backup, problem.strerror or str(problem)) from problem
    _hold(told, described(folder / DATABASE, told.made, backup), backup)
    return told


def _told(archive: zipfile.ZipFile, backup: Path) -> Manifest:
    with archive.open(MANIFEST) as stream:
        content = stream.read(MOST_MANIFEST)
    try:
        plain = json.loads(content)
        told = codec.from_plain(Manifest, plain)
    except Exception as problem:  # whatever a stranger's file may hold
        raise _refused(backup, "its manifest cannot be read") from problem
    if told.format != FORMAT or told.tables not in VERSIONS:
        hint = "use the newer broadsheet"
        raise StoreTooNew(f"{backup}: made by a newer broadsheet ({told.format}, tables {told.tables})", hint=hint)
    return told


def _unpack(archive: zipfile.ZipFile, told: Manifest, copy: Path) -> None:
    """No more than the manifest says, whatever the archive claims."""
    left = told.bytes
    with archive.open(DATABASE) as packed, copy.open("wb") as stream:
        while left >= 0 and (some := packed.read(CHUNK)):
            left -= len(some)
            stream.write(some)


def _hold(told: Manifest, found: Manifest, backup: Path) -> None:
    for name in ("bytes", "sha256", "tables", "rows"):
        if getattr(told, name) != getattr(found, name):
            raise _refused(backup, f"its {name} are not those of its manifest")


def _refused(backup: Path, why: str) -> StoreError:
    return StoreError(f"{backup}: {why}", hint="nothing was changed; take another backup")


@contextmanager
def _alone(target: Path) -> Iterator[Path]:
    """A folder beside the target, while nobody else writes to it."""
    if target.is_dir():
        raise StoreError(f"{target}: is a folder, not a database", hint="name a file")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".restore-", ignore_cleanup_errors=True) as folder:
            lock = WriterLock(target)
            lock.take()
            try:
                yield Path(folder)
            finally:
                lock.release()
    except OSError as problem:
        raise StoreError(
            f"{target}: {problem.strerror or problem}", hint="check the folder, its permissions and its room"
        ) from problem


def _set_aside(target: Path) -> Path:
    """Give the database that is there another name too; the caller puts the new one under its own.

    Raises:
        StoreBusy: a process has it open: it would go on with a file that is not there any more.
    """
    _let_go(target)
    aside = next(name for name in _names(target) if not name.exists())
    for end in ("-wal", "-shm"):  # left only by a database that cannot be opened
        with suppress(FileNotFoundError):
            target.with_name(target.name + end).replace(aside.with_name(aside.name + end))
    try:
        aside.hardlink_to(target)
    except OSError:  # a disk without links
        shutil.copy2(target, aside)
    return aside


def _names(target: Path) -> Iterator[Path]:
    return (target.with_name(f"{target.name}.before-restore" + (f"-{number}" if number > 1 else "")) for number in count(1))


def _let_go(target: Path) -> None:
    """Bring the log into the database, which only succeeds while nobody has it open."""
    try:
        with closing(sqlite3.connect(target, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as problem:
        if "locked" in str(problem) or "busy" in str(problem):
            hint = "end `broadsheet serve`, `run` and whatever else reads it"
            raise StoreBusy(f"{target}: another process has it open", hint=hint) from problem
