"""All rows of one database put into another that is empty, be either a file or on a server, and proven to be the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Integer, Row, Select, Table, func, insert, select, text

from broadsheet.errors import StoreError
from broadsheet.store.connection import REFUSALS, VERSIONS, File, version_of
from broadsheet.store.database import Database
from broadsheet.store.schema import metadata
from broadsheet.store.server import Server

_SEQUENCE = "SELECT pg_get_serial_sequence('{0.name}', '{1}')"


def gather(server: Server, file: Path) -> None:
    """Put what is on a server into a new file.

    Raises:
        StoreError: it cannot be reached, or its tables are not of this version.
    """
    _refuse_older(server)
    with closing(Database(server, makes=False)) as source, closing(Database(File(path=file))) as target:
        transfer(source, target)


def put_on_server(file: Path, server: Server) -> None:
    """Put what is in a file of this version into an empty database on a server, as its one writer.

    Raises:
        StoreError: it cannot be reached, holds something, or is written to.
    """
    with closing(Database(File(path=file))) as source, closing(Database(server, sole=True)) as target:
        transfer(source, target)


def transfer(source: Database, target: Database) -> Mapping[str, int]:
    """Put every row into the other database, in one transaction, as the source is at one moment.

    Numbers that were given and taken back stay given: a link in an old letter must not become somebody else's.

    Args:
        source: is only read.
        target: of the same version, without a row.

    Returns: table → its rows.

    Raises:
        StoreError: the target holds something, or not what was put into it.
    """
    with source.transaction(writes=False), target.transaction():
        _refuse_occupied(target)
        return {table.name: _moved(table, source, target) for table in metadata.sorted_tables}


def _refuse_older(server: Server) -> None:
    """What only copies must not upgrade: others may be at work with the tables as they are."""
    try:
        with server.engine().connect() as connection:
            version = version_of(connection)
    except REFUSALS as problem:
        raise server.explained(problem) from problem
    if version in VERSIONS[:-1]:
        hint = "`pg_dump` copies it as it is; whatever writes to it upgrades it"
        raise StoreError(f"{server}: its tables are of an older version ({version}, here {VERSIONS[-1]})", hint=hint)


def _refuse_occupied(target: Database) -> None:
    held = next((table.name for table in metadata.sorted_tables if target.row(select(table).limit(1))), None)
    if held:
        hint = "make another with `createdb` and name that: what is on a server is never set aside or replaced"
        raise StoreError(f"{target.place}: is not empty: there are rows in `{held}`", hint=hint)


def _moved(table: Table, source: Database, target: Database) -> int:
    digest, count = sha256(), 0
    for rows in source.streamed(_in_order(table)):
        _add(digest, rows)
        target.run(insert(table), [row._asdict() for row in rows])
        count += len(rows)
    if (number := _last_given(source, table)) is not None:
        _go_on_behind(target, table, number)
    found = sha256()
    for rows in target.streamed(_in_order(table)):
        _add(found, rows)
    if found.digest() != digest.digest():
        raise StoreError(f"{target.place}: `{table.name}` came out otherwise than it went in", hint="nothing was kept")
    return count


def _in_order(table: Table) -> Select[Any]:
    return select(table).order_by(*table.primary_key)


def _add(digest: Any, rows: Iterable[Row[Any]]) -> None:
    for row in rows:
        digest.update(repr(tuple(row)).encode())


def _numbered(table: Table) -> str | None:
    """The column in which the database numbers the rows itself."""
    first, *others = table.primary_key
    return first.name if not others and isinstance(first.type, Integer) and not first.foreign_keys else None


def _last_given(source: Database, table: Table) -> int | None:
    """The last number that was given to a row of the table, 0 if none was; None if its rows are not numbered."""
    column = _numbered(table)
    if column is None:
        return None
    if source.dialect == "sqlite":
        kept = table.dialect_options["sqlite"]["autoincrement"]
        asked = text("SELECT seq FROM sqlite_sequence WHERE name = :name").bindparams(name=table.name)
        return int(source.value(asked if kept else select(func.max(table.c[column]))) or 0)
    sequence = source.value(text(_SEQUENCE.format(table, column)))
    return int(source.value(text(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"))) if sequence else 0  # noqa: S608


def _go_on_behind(target: Database, table: Table, number: int) -> None:
    """Have the next row numbered higher than this."""
    if target.dialect == "sqlite":
        if table.dialect_options["sqlite"]["autoincrement"]:
            target.run(text("DELETE FROM sqlite_sequence WHERE name = :name").bindparams(name=table.name))
            put = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :number)")
            target.run(put.bindparams(name=table.name, number=number))
    elif number and (sequence := target.value(text(_SEQUENCE.format(table, _numbered(table))))):
        target.run(text("SELECT setval(:sequence, :number)").bindparams(sequence=sequence, number=number))
