"""Opening the database: where it lies, who may write, and whether its tables are of this version."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from broadsheet.errors import StoreBusy, StoreError, StoreTooNew

VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012", "0013", "0014", "0015")
"""Every migration, oldest first. A test compares the list with the folder."""
BUSY_MILLISECONDS = 10_000
_SCHEME = "sqlite:///"
_known: set[tuple[int, int]] = set()
"""Databases that this process has looked at (device and inode)."""


def path_of(url: str) -> Path | None:
    """The file a store's URL means, None for one in memory.

    >>> path_of("sqlite:///news.db"), path_of("news.db"), path_of("sqlite://")
    (PosixPath('news.db'), PosixPath('news.db'), None)

    Raises:
        StoreError: for a database of another kind.
    """
    if url in ("sqlite://", "sqlite:///:memory:", ":memory:"):
        return None
    if url.startswith(_SCHEME):
        return Path(url.removeprefix(_SCHEME))
    if "://" in url:
        raise StoreError(f"{url.partition(':')[0]}: no such kind of store", hint="name a file, or sqlite:///FILE")
    return Path(url)


def engine_for(path: Path | None) -> Engine:
    """An engine that leaves transactions to us, so that a table is made or changed inside one too."""
    url = f"{_SCHEME}{path}" if path else "sqlite://"
    engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", f"busy_timeout={BUSY_MILLISECONDS}", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


class WriterLock:
    """One writer at a time: a lock on a file beside the database, gone with its process however that ends."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(path.name + ".lock")
        self._held: BinaryIO | None = None

    def take(self) -> None:
        """Take the lock.

        Raises:
            StoreBusy: if another process holds it.
            StoreError: if no file can be made there.
        """
        try:
            self._held = self._path.open("ab")
        except OSError as problem:
            hint = "the folder must be writable; `search`, `show`, `serve` and `verify` only read"
            raise StoreError(f"{self._path}: {problem.strerror or problem}", hint=hint) from problem
        try:
            _lock(self._held)
        except OSError as problem:
            self.release()
            hint = "wait for the other broadsheet to finish, or name another --store"
            raise StoreBusy(f"{self._path.with_suffix('')}: another process is writing to it", hint=hint) from problem

    def release(self) -> None:
        """Let others write."""
        if self._held is not None:
            self._held.close()
            self._held = None


def _lock(held: BinaryIO) -> None:
    if os.name == "nt":  # pragma: no cover
        import msvcrt

        msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl

        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)


def version_of(connection: Connection) -> str | None:
    """The migration the tables are at, None for an empty database."""
    found = connection.execute(text("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")).scalar()
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if found else None
    return str(version) if version else None


def migrate(connection: Connection, path: Path | None) -> bool:
    """Bring the tables to this version, in one transaction a step; whether there were older ones.

    Raises:
        StoreTooNew: if they are of a version that we do not know.
        StoreError: if there are tables that are not ours.
    """
    version = version_of(connection)
    connection.rollback()
    if version == VERSIONS[-1]:
        return False
    if version is not None and version not in VERSIONS:
        hint = "use the newer broadsheet, or name another --store"
        raise StoreTooNew(f"{path}: written by a newer broadsheet (tables {version}, known up to {VERSIONS[-1]})", hint=hint)
    if version is None and _is_occupied(connection):
        hint = "name another --store; if it was one of ours, `broadsheet restore` puts a backup in its place"
        raise StoreError(f"{path}: holds tables, and does not say that they are ours", hint=hint)
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection.execution_options(writes=True)
    command.upgrade(config, "head")
    connection.commit()
    connection.execution_options(writes=False)
    return version is not None


def log_ahead(connection: Connection) -> None:
    """Write into a log, so that readers and the writer do not wait for one another; the file itself remembers it."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA journal_mode=WAL")


def _is_occupied(connection: Connection) -> bool:
    query = text("SELECT 1 FROM sqlite_master WHERE name <> 'alembic_version' AND name NOT LIKE 'sqlite_%'")
    found = connection.execute(query).first()
    connection.rollback()
    return found is not None


def refuse_foreign(path: Path) -> None:
    """Say clearly if the path cannot hold a database.

    A file is read once by a process: to close it takes away the locks that SQLite holds on it for other connections of the
    process (https://sqlite.org/howtocorrupt.html, 2.2), and a stranger who closes the database then removes its log under them.

    Raises:
        StoreError: if it is a folder, lies below a file, may not be written or holds something else.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise StoreError(f"{path}: is a folder, not a database", hint="name a file")
        if is_known(path):
            return
        with suppress(FileNotFoundError), path.open("rb") as stream:
            start = stream.read(16)
            if start and not start.startswith(b"SQLite format 3"):
                raise StoreError(f"{path}: is not a broadsheet database", hint="name another --store")
    except OSError as problem:
        raise StoreError(f"{path}: {problem.strerror or problem}", hint="check the folder and its permissions") from problem


def is_known(path: Path) -> bool:
    """Whether this process has looked at the file before, or has a connection to it."""
    try:
        found = path.stat()
    except OSError:
        return False
    return (found.st_dev, found.st_ino) in _known


def remember(path: Path) -> None:
    """Note that the file is a database of ours."""
    found = path.stat()
    _known.add((found.st_dev, found.st_ino))


def explained(problem: DatabaseError | sqlite3.DatabaseError, path: Path | None) -> StoreError:
    """An error of the database as one of ours."""
    cause = str(getattr(problem, "orig", None) or problem)
    hint = "`broadsheet doctor` looks closer"
    if "locked" in cause or "busy" in cause:
        return StoreBusy(f"{path}: {cause}", hint="wait for the other broadsheet to finish")
    if "malformed" in cause or "not a database" in cause:
        hint = "`broadsheet restore BACKUP --force` puts a backup in its place and keeps the damaged file"
    if "full" in cause:
        hint = "make room on the disk and run the command again: nothing that was acknowledged is lost"
    return StoreError(f"{path}: {cause}", hint=hint)
