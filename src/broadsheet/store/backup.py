"""The whole database in one file, taken while others write, with a manifest that it can be proven by.

The file is a ZIP archive of `manifest.json` and `paper.db`, a SQLite database wherever the store lies, so that it can be looked
into without broadsheet, and restored to a file as well as to a server.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from broadsheet import __version__
from broadsheet.errors import StoreError, UsageError
from broadsheet.records import codec
from broadsheet.store.connection import (
    BUSY_MILLISECONDS,
    REFUSALS,
    VERSIONS,
    address_to_read,
    explained,
    is_still,
    is_there,
    path_of,
)
from broadsheet.store.schema import metadata
from broadsheet.store.server import Server, server_of
from broadsheet.store.transfer import gather

FORMAT = "broadsheet/backup@1"
DATABASE, MANIFEST = "paper.db", "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds.

    Attributes:
        format: of the backup file.
        broadsheet: version that made it.
        tables: migration that the tables are at.
        made: when, ISO 8601.
        bytes: size of the database.
        sha256: digest of the database.
        rows: table → its rows.
    """

    format: str
    broadsheet: str
    tables: str
    made: str
    bytes: int
    sha256: str
    rows: dict[str, int]


def back_up(url: str, target: Path, *, made: str, replace: bool = False, packed: bool = True) -> Manifest:
    """Copy a store into one file. Others may read and write meanwhile; the copy is the store of one moment.

    The copy is written anew row by row (`VACUUM INTO`), so it holds nothing of rows that were deleted, and it is examined
    before the file gets its name: what lies under `target` is a whole backup or what lay there before.

    Args:
        url: of the store. A file is not upgraded; tables on a server must be of this version.
        target: the file to make.
        made: the moment of asking, ISO 8601.
        replace: whether a file that is there may go.
        packed: False for a file that is larger and sooner made.

    Raises:
        UsageError: the target cannot be written, or is there.
        StoreError: the store cannot be copied whole.
    """
    source = server_of(url) or present(url)
    if target.exists() and not replace:
        raise UsageError(f"{target}: is there already", hint="name another file, or say --force")
    with _folder_beside(target) as folder:
        copy, part = folder / DATABASE, folder / "backup.zip"
        _copy(source if isinstance(source, Path) else _gathered(source, folder), copy)
        manifest = described(copy, made, source)
        _pack(copy, manifest, part, packed=packed)
        put(part, target)
    return manifest


def present(url: str) -> Path:
    """The file of a store that is there.

    Raises:
        StoreError: there is none.
    """
    path = path_of(url)
    if path is None or not is_there(path):
        raise StoreError(f"{path or url}: no database there", hint="name one with --store or --site")
    return path


@contextmanager
def looked_at(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that changes nothing.

    Raises:
        StoreError: the database cannot be read.
    """
    try:
        address = address_to_read(path, still=is_still(path))
        with closing(sqlite3.connect(address, uri=True, timeout=BUSY_MILLISECONDS / 1000)) as connection:
            yield connection
    except REFUSALS as problem:
        raise explained(problem, path) from problem


def _gathered(server: Server, folder: Path) -> Path:
    gather(server, folder / "gathered.db")
    return folder / "gathered.db"


def _copy(source: Path, copy: Path) -> None:
    with looked_at(source) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master")  # a damaged one says so; below it would blame the copy
        connection.execute("VACUUM INTO ?", (str(copy),))


def described(copy: Path, made: str, told_as: Path | Server) -> Manifest:
    """The manifest of a database that lies still.

    Args:
        copy: the database.
        made: when it was asked for.
        told_as: what a user knows it as.

    Raises:
        StoreError: it is damaged, or no database of ours.
    """
    with looked_at(copy) as connection:
        faults = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(3)") if row[0] != "ok"]
        faults += [f"{row[0]} points to {row[2]}, where there is none" for row in connection.execute("PRAGMA foreign_key_check")]
        if faults:
            raise StoreError(f"{told_as}: is damaged: {'; '.join(faults[:3])}", hint="`broadsheet doctor` looks closer")
        names = {str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "alembic_version" not in names:
            raise StoreError(f"{told_as}: holds no tables of ours", hint="name another --store")
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        if not version or version[0] not in VERSIONS:
            raise StoreError(f"{told_as}: its tables are of no version that is known", hint="use the broadsheet that wrote it")
        rows = {name: int(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in _ours(names)}  # noqa: S608
    with copy.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    size = copy.stat().st_size
    return Manifest(format=FORMAT, broadsheet=__version__, tables=version[0], made=made, bytes=size, sha256=digest, rows=rows)


def _ours(names: set[str]) -> list[str]:
    return sorted(names & set(metadata.tables))


@contextmanager
def _folder_beside(target: Path) -> Iterator[Path]:
    """A folder on the target's disk that is gone afterwards.

    Raises:
        UsageError: the target cannot be written.
    """
    if target.is_dir():
        raise UsageError(f"{target}: is a folder", hint="name a file in it")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-", ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    except OSError as problem:
        hint = "check that the folder is there, may be written, and has room"
        raise UsageError(f"{target}: {problem.strerror or problem}", hint=hint) from problem


def _pack(copy: Path, manifest: Manifest, part: Path, *, packed: bool) -> None:
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        archive.writestr(MANIFEST, json.dumps(codec.to_plain(manifest), indent=2))
        archive.write(copy, DATABASE)


def put(part: Path, target: Path) -> None:
    """Give a whole file its name, in one step that a power cut does not undo."""
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    part.replace(target)
    if os.name != "nt":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
