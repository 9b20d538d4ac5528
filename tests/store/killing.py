"""Processes that are killed at a point of their work with the database. All of it is laid around the store from outside.

A point is a moment (`begin`, `before`, `after`, `commit`, `committed`) and what was being done (`insert articles`): `after insert
articles` is when the statement was carried out and its transaction is not yet kept, `committed insert articles` when it just was.
"""

from __future__ import annotations

import os
import re
import signal
import sqlite3
from collections.abc import Callable, Iterator, Set
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.default import DefaultDialect

from broadsheet.store.schema import metadata

_WRITES = re.compile(
    r"""\s*(INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|REPLACE)\b(?:\ OR\ \w+)?
        (?:\ INTO|\ FROM|\ \w+\ TABLE|\ TABLE|\ \w*INDEX)?\ *[\"']?(\w+)""",
    re.IGNORECASE | re.VERBOSE,
)
_DIALECTS: tuple[type[DefaultDialect], ...] = (SQLiteDialect_pysqlite, PGDialect_psycopg)
_COMMIT = DefaultDialect.do_commit
KEPT = {"pages": "id", "articles": "id", "revisions": "story"}
"""Tables whose new rows are acknowledged when their transaction is kept, and the column they are known by."""

At = Callable[[str], None]


@dataclass
class Journal:
    """Where a process that will be killed leaves what must be known of it: whole lines, each in one write.

    Attributes:
        path: the file.
    """

    path: Path
    _open: int = field(init=False, default=-1)

    def write(self, line: str) -> None:
        """Add a line."""
        if self._open < 0:
            self._open = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(self._open, f"{line}\n".encode())

    def lines(self, kind: str) -> list[str]:
        """What was written of a kind, in its order."""
        told = self.path.read_text("utf-8").splitlines() if self.path.exists() else []
        return [line.removeprefix(f"{kind} ") for line in told if line.startswith(f"{kind} ")]


class _Ear:
    """Hears what the store says to the database."""

    def __init__(self, at: At, journal: Journal | None) -> None:
        self._at = at
        self._journal = journal
        self._last = ""
        self._new: list[str] = []

    def begin(self, _: Connection) -> None:
        self._last, self._new = "", []

    def before(self, _: Connection, __: Any, statement: str, *___: Any) -> None:
        if found := _WRITES.match(statement):
            if not self._last:
                self._at(f"begin {_name(found)}")
            self._at(f"before {_name(found)}")

    def after(self, _: Connection, __: Any, statement: str, ___: Any, context: Any, ____: Any) -> None:
        if found := _WRITES.match(statement):
            self._last = _name(found)
            self._new += _rows(found, context)
            self._at(f"after {self._last}")

    def commit(self, dialect: DefaultDialect, connection: Any) -> None:
        if self._last:
            self._at(f"commit {self._last}")
        _COMMIT(dialect, connection)
        for row in self._new if self._journal else ():
            self._journal.write(f"kept {row}")
        if self._last:
            self._at(f"committed {self._last}")


@contextmanager
def points(at: At, journal: Journal | None = None) -> Iterator[None]:
    """Call `at` with the name of every point that the store's writing comes by, and note what was acknowledged."""
    ear = _Ear(at, journal)
    heard = (("begin", ear.begin), ("before_cursor_execute", ear.before), ("after_cursor_execute", ear.after))
    for name, listener in heard:
        event.listen(Engine, name, listener)
    for dialect in _DIALECTS:
        dialect.do_commit = lambda *given: ear.commit(*given)  # type: ignore[method-assign]  # noqa: PLW0108  it is given itself
    try:
        yield
    finally:
        for dialect in _DIALECTS:
            del dialect.do_commit
        for name, listener in heard:
            event.remove(Engine, name, listener)


def _name(found: re.Match[str]) -> str:
    return f"{found[1].lower()} {found[2].lower()}"


def _rows(found: re.Match[str], context: Any) -> Iterator[str]:
    column = KEPT.get(found[2].lower())
    if column and found[1].upper() == "INSERT" and context is not None:
        for row in context.compiled_parameters:
            yield f"{found[2].lower()} {row[column]}"


def ended(act: Callable[[], object], at: At | None = None, journal: Journal | None = None) -> int:
    """Do something in a child of this process; the signal that killed it, or minus its status."""
    child = os.fork()
    if child:
        return _status(child)
    status = 70
    try:
        with points(at or (lambda _: None), journal):
            act()
        status = 0
    finally:
        os._exit(status)


def _status(child: int) -> int:
    _, told = os.waitpid(child, 0)
    return os.WTERMSIG(told) if os.WIFSIGNALED(told) else -os.waitstatus_to_exitcode(told)


def die() -> None:
    """End this process as a power switch ends it."""
    os.kill(os.getpid(), signal.SIGKILL)


def dies_at_new(visited: Set[str], journal: Journal) -> At:
    """Die at the first point that is not among those visited; its name is left in the journal."""

    def at(name: str) -> None:
        if name not in visited:
            journal.write(f"died {name}")
            die()

    return at


def dies_at(number: int) -> At:
    """Die at the point of that number, from 1."""
    count = [0]

    def at(_: str) -> None:
        count[0] += 1
        if count[0] == number:
            die()

    return at


def counted(act: Callable[[], object]) -> list[str]:
    """Every point that something comes by."""
    found: list[str] = []
    with points(found.append):
        act()
    return found


def lost(path: Path, journal: Journal) -> list[str]:
    """What was acknowledged and is not there; and what SQLite has against the file."""
    if not path.exists():
        return journal.lines("kept")
    with closing(sqlite3.connect(path)) as found:
        damage = [str(row[0]) for row in found.execute("PRAGMA integrity_check") if row[0] != "ok"]
        tables = {str(row[0]) for row in found.execute("SELECT name FROM sqlite_master")}
        return damage + missing(found, tables, journal)


def missing(found: Any, tables: Set[str], journal: Journal) -> list[str]:
    """What was acknowledged and is not there.

    Args:
        found: a connection of a driver, to a file or to a server.
        tables: the tables that are there.
        journal: what the killed process left.
    """
    known = {table: column for table, column in KEPT.items() if table in tables}
    there = {f"{table} {row[0]}" for table, column in known.items() for row in found.execute(f"SELECT {column} FROM {table}")}
    return sorted(set(journal.lines("kept")) - there)


def content(path: Path) -> dict[str, str]:
    """Table → digest of all its rows."""
    with closing(sqlite3.connect(path)) as found:
        return {name: _digest(sorted(map(repr, found.execute(f"SELECT * FROM {name}")))) for name in sorted(metadata.tables)}


def printed(site: Path) -> dict[str, str]:
    """File of a site → digest of its bytes, without the account of the build and the database."""
    files = (path for path in sorted(site.rglob("*")) if path.is_file() and ".broadsheet" not in path.parts)
    return {str(path.relative_to(site)): sha256(path.read_bytes()).hexdigest() for path in files if path.name != "build.json"}


def _digest(rows: list[str]) -> str:
    return sha256("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest()
