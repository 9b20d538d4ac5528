"""Opening the database: where it lies, who may write, and whether its tables are of this version."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from broadsheet.errors import NotFound, StoreBusy, StoreError, StoreTooNew
from broadsheet.store.log import LOG_BYTES
from broadsheet.store.server import Server, server_of

VERSIONS = tuple(f"{number:04}" for number in range(1, 24))
"""Every migration, oldest first. A test compares the list with the folder."""
BUSY_MILLISECONDS = 10_000
_SCHEME = "sqlite:///"
REFUSALS = (DBAPIError, sqlite3.DatabaseError, UnicodeDecodeError)
"""What is raised where a database cannot be opened."""
_known: set[tuple[int, int]] = set()
"""Databases that this process has looked at (device and inode)."""


def path_of(url: str) -> Path | None:
    """The file a store's URL means that is no server's, None for one in memory.

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
        hint = "name a file, sqlite:///FILE, or postgresql://ROLE@HOST/DATABASE"
        raise StoreError(f"{url.partition(':')[0]}: no file and no such kind of store", hint=hint)
    return Path(url)


def engine_for(path: Path | None, *, still: bool = False) -> Engine:
    """An engine that leaves transactions to us, so that a table is made or changed inside one too.

    Args:
        path: the file, None for a database in memory.
        still: whether the file is read as one that nobody changes.
    """
    url = f"{_SCHEME}{address_to_read(path, still=True)}&uri=true" if path and still else f"{_SCHEME}{path or ''}"
    engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def is_still(path: Path) -> bool:
    """Whether we cannot write beside the file, and no log lies there: then SQLite needs none to read it."""
    effective = os.access in os.supports_effective_ids
    return not os.access(path.parent, os.W_OK, effective_ids=effective) and not path.with_name(path.name + "-wal").exists()


def address_to_read(path: Path, *, still: bool) -> str:
    """A file as SQLite's address of it that changes nothing.

    >>> address_to_read(Path("a b.db"), still=True)
    'file:a%20b.db?mode=ro&immutable=1'
    """
    return f"file:{quote(str(path))}?mode=ro" + ("&immutable=1" if still else "")


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    asked = ("foreign_keys=ON", f"busy_timeout={BUSY_MILLISECONDS}", "synchronous=NORMAL", f"journal_size_limit={LOG_BYTES}")
    for told in asked:
        connection.execute(f"PRAGMA {told}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


class WriterLock:
    """One writer at a time: a lock on a file beside the database, gone with its process however that ends.

    The file names the process. It may be removed while nobody holds it: who takes the lock looks whether the file is still there.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.with_name(path.name + ".lock")
        self._held: BinaryIO | None = None

    def take(self) -> None:
        """Take the lock.

        Raises:
            StoreBusy: if another process holds it.
            StoreError: if no file can be made there.
        """
        try:
            while self._held is None or not self._is_there():
                self.release()
                self._held = self.path.open("ab+")
                _lock(self._held)
        except BlockingIOError as problem:
            self.release()
            hint = "wait for the other broadsheet to finish, or name another --store"
            raise StoreBusy(f"{self.path.with_suffix('')}: another process is writing to it", hint=hint) from problem
        except OSError as problem:
            self.release()
            hint = "the folder must be writable; `search`, `show`, `serve` and `verify` only read"
            raise StoreError(f"{self.path}: {problem.strerror or problem}", hint=hint) from problem
        self._sign()

    def _sign(self) -> None:
        assert self._held is not None
        with suppress(OSError):  # a full disk: what makes room there takes the lock too
            self._held.truncate(0)
            self._held.write(str(os.getpid()).encode())
            self._held.flush()

    def _is_there(self) -> bool:
        """Whether the file that is locked is the one that others find."""
        assert self._held is not None
        try:
            return os.path.samestat(os.fstat(self._held.fileno()), self.path.stat())
        except FileNotFoundError:
            return False

    def holder(self) -> str | None:
        """The process that writes, as its number; None if none does."""
        try:
            with self.path.open("rb") as stream:
                _lock(stream)
        except FileNotFoundError:
            return None
        except OSError:
            return self.path.read_bytes()[:20].decode("ascii", "replace") or "unknown"
        return None

    def sweep(self) -> bool:
        """Remove the file if nobody holds it; whether it went."""
        try:
            with self.path.open("rb") as stream:
                _lock(stream)
                self.path.unlink()
        except OSError:
            return False
        return True

    def release(self) -> None:
        """Let others write."""
        if self._held is not None:
            self._held.close()
            self._held = None


def _lock(held: BinaryIO) -> None:
    if os.name == "nt":  # pragma: no cover
        import msvcrt

        try:
            msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError as problem:
            raise BlockingIOError(*problem.args) from problem
    else:
        import fcntl

        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A SQLite database.

    Attributes:
        path: where it lies, None in memory.
        still: whether it is read as one that nobody changes.
    """

    path: Path | None
    still: bool = False

    def __str__(self) -> str:
        return str(self.path)

    def engine(self, *, sole: bool = False) -> Engine:  # noqa: ARG002  the lock of the one writer lies beside the file
        """An engine over the file."""
        return engine_for(self.path, still=self.still)

    def check(self, connection: Connection) -> None:
        """Nothing is asked of SQLite; a file that is made now will be able to give free room back."""
        pragma(connection, "auto_vacuum=INCREMENTAL")

    def settle(self, connection: Connection) -> None:
        """Prepare a database that is known to be ours."""
        if not self.still:
            log_ahead(connection)

    def hold_tables(self, connection: Connection) -> None:
        """A step of a migration locks the file."""

    def let_go_of_tables(self, connection: Connection) -> None:
        """Nothing is held between steps."""

    def explained(self, problem: Exception) -> StoreError:
        """An error of SQLite as one of ours."""
        return explained(problem, self.path)


Place = File | Server
"""Where a store lies."""


def place_of(url: str) -> Place:
    """What a store's URL means.

    Raises:
        StoreError: nothing of ours.
    """
    return server_of(url) or File(path=path_of(url))


def version_of(connection: Connection) -> str | None:
    """The migration the tables are at, None for an empty database."""
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE name = 'alembic_version'",
        "postgresql": "SELECT to_regclass('alembic_version')",
    }
    found = connection.execute(text(asked[connection.dialect.name])).scalar()
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if found else None
    connection.rollback()
    return str(version) if version else None


def migrate(connection: Connection, place: Place, *, makes: bool = True) -> bool:
    """Bring the tables to this version, in one transaction a step; whether there were older ones.

    Args:
        connection: to the database.
        place: where that is.
        makes: whether tables are made where there are none.

    Raises:
        NotFound: there are none.
        StoreTooNew: if they are of a version that we do not know.
        StoreError: if there are tables that are not ours.
    """
    version = version_of(connection)
    if version == VERSIONS[-1]:
        return False
    if version is not None and version not in VERSIONS:
        hint = "use the newer broadsheet, or name another --store"
        raise StoreTooNew(f"{place}: written by a newer broadsheet (tables {version}, known up to {VERSIONS[-1]})", hint=hint)
    if version is None and not makes:
        raise NotFound(f"{place}: no paper in that database", hint="`broadsheet build FOLDER --site DIR --store URL` makes one")
    if version is None and isinstance(place, File) and _is_occupied(connection):
        hint = "name another --store; if it was one of ours, `broadsheet restore` puts a backup in its place"
        raise StoreError(f"{place}: holds tables, and does not say that they are ours", hint=hint)
    place.check(connection)
    place.hold_tables(connection)
    connection.rollback()
    _upgrade(connection)
    place.let_go_of_tables(connection)
    connection.rollback()
    return version is not None


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection.execution_options(writes=True)
    command.upgrade(config, "head")
    connection.commit()
    connection.execution_options(writes=False)


def log_ahead(connection: Connection) -> None:
    """Write into a log, so that readers and the writer do not wait for one another; the file itself remembers it."""
    pragma(connection, "journal_mode=WAL")


def pragma(connection: Connection, told: str) -> None:
    """Tell SQLite something in no transaction."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA {told}")


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


def is_there(path: Path) -> bool:
    """Whether a file lies there.

    Raises:
        StoreError: its folder may not be looked into.
    """
    try:
        return path.is_file()
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


def explained(problem: Exception, path: Path | None) -> StoreError:
    """An error of the database as one of ours."""
    garbled = isinstance(problem, UnicodeDecodeError)  # sqlite3 quotes the damaged bytes of a schema, and cannot
    cause = "the database schema is malformed" if garbled else str(getattr(problem, "orig", None) or problem)
    hint = "`broadsheet doctor` looks closer"
    if "locked" in cause or "busy" in cause:
        return StoreBusy(f"{path}: {cause}", hint="wait for the other broadsheet to finish")
    if "malformed" in cause or "not a database" in cause:
        hint = "`broadsheet restore BACKUP --force` puts a backup in its place and keeps the damaged file"
    if "readonly" in cause:
        hint = "the file and its folder must be writable"
    if "unable to open" in cause:
        hint = "check the folder, the file and their permissions"
    if "I/O" in cause:
        hint = "look after the disk and any bound on the size of files; then run it again: nothing that was acknowledged is lost"
    if "full" in cause:
        hint = "make room on the disk and run the command again: nothing that was acknowledged is lost"
    return StoreError(f"{path}: {cause}", hint=hint)
