"""One connection, transactions that nest, and rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from sqlalchemy import ARRAY, Column, ColumnElement, Executable, RootTransaction, Row, String, Table, any_, literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from broadsheet.store import connection as opening
from broadsheet.store.blobs import words
from broadsheet.store.log import Log
from broadsheet.store.memory import Memory

CHUNK = 500
T = TypeVar("T")
_INSERT: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


class _Listed(FunctionElement[Any]):
    """The values of a JSON list, as SQLite has them. One element: a subselect costs more to put together than to run."""

    inherit_cache = True


@compiles(_Listed)
def _listed(element: _Listed, compiler: SQLCompiler, **told: Any) -> str:
    return f"(SELECT value FROM json_each({compiler.process(element.clauses, **told)}))"  # noqa: S608  a parameter's mark


class Database:
    """The connection that all nouns of the store share.

    Attributes:
        place: where the database lies.
        dialect: `sqlite` or `postgresql`.
        upgraded: whether its tables were of an older version when it was opened.
        memory: records that were read lately.

    Args:
        place: where it lies.
        sole: whether it is the one writer's.
        makes: whether tables are made where there are none.
    """

    def __init__(self, place: opening.Place, *, sole: bool = False, makes: bool = True) -> None:
        self.place = place
        self.memory = Memory()
        self._sole = sole
        self._engine = place.engine(sole=sole)
        self.dialect = self._engine.dialect.name
        self._log = Log(place.path)
        try:
            self._connection = self._engine.connect()
        except opening.REFUSALS as problem:
            raise place.explained(problem) from problem
        try:
            self.upgraded = opening.migrate(self._connection, place, makes=makes)
            place.settle(self._connection)  # not before it is known to be ours
        except opening.REFUSALS as problem:
            self.close()
            raise place.explained(problem) from problem
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file, or of the server."""
        self._connection.close()
        self._engine.dispose()

    @contextmanager
    def transaction(self, *, writes: bool = True) -> Iterator[None]:
        """Everything inside is stored, or nothing is. One inside another belongs to the outer one.

        Raises:
            StoreError: if the database refuses.
        """
        if self._connection.in_transaction():
            yield
            return
        try:
            with self._begun(writes):
                yield
        except DBAPIError as problem:
            raise self.place.explained(problem) from problem
        if writes:
            self._bound_log()

    def _bound_log(self) -> None:
        driver = self._connection.connection.driver_connection
        with suppress(sqlite3.DatabaseError):  # what was kept is kept; the next transaction tries again
            self._log.bound(driver)

    @contextmanager
    def outside(self) -> Iterator[Any]:
        """The driver's own connection, for what the database does in no transaction.

        Raises:
            StoreError: if the database refuses.
        """
        with self.transaction(writes=False):
            pass  # a connection that was lost is there again
        driver = self._connection.connection.driver_connection
        refused = self._engine.dialect.loaded_dbapi.Error
        try:
            yield driver
        except refused as problem:
            raise self.place.explained(problem) from problem

    def _begun(self, writes: bool) -> RootTransaction:
        """A transaction; if the connection was lost since the last one, on a new one.

        The one writer is told of it first: with the connection it lost its lock, and somebody else may have written meanwhile.
        """
        if self._connection.closed:
            self._connection = self._engine.connect()
        try:
            return self._connection.execution_options(writes=writes).begin()
        except DBAPIError as problem:
            if not problem.connection_invalidated:
                raise
            self._connection.close()
            if self._sole:
                raise
        return self._begun(writes)

    def run(self, statement: Executable, rows: Sequence[dict[str, Any]] | None = None) -> int:
        """Change something; how many rows it touched."""
        with self.transaction():
            return self._connection.execute(statement, rows).rowcount if rows is None or rows else 0

    def add_missing(self, table: Table, rows: Sequence[dict[str, Any]]) -> int:
        """Add the rows that are not there; how many those are."""
        return self.run(_INSERT[self.dialect](table).on_conflict_do_nothing(), rows)

    def put(self, table: Table, row: dict[str, Any]) -> None:
        """Add a row, or put it in the place of the one of its key."""
        self.put_all(table, [row])

    def put_all(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Add rows of the same columns, or put them in the place of those of their keys."""
        if not rows:
            return
        found = _INSERT[self.dialect](table)
        new = {name: found.excluded[name] for name in rows[0]}
        self.run(found.on_conflict_do_update(index_elements=list(table.primary_key), set_=new), rows)

    def rows(self, query: Executable) -> Sequence[Row[Any]]:
        """All rows of a query."""
        with self.transaction(writes=False):
            return self._connection.execute(query).fetchall()

    def tuples(self, query: Executable) -> list[tuple[Any, ...]]:
        """The same as the driver has them, which costs half: for hundreds of thousands. Its types must be ours."""
        with self.transaction(writes=False), self._connection.execute(query) as found:
            assert found.cursor is not None
            return list(found.cursor.fetchall())

    def streamed(self, query: Executable) -> Iterator[Sequence[Row[Any]]]:
        """The rows of a query, a few at a time, so that they need not be held all at once. Within a transaction only."""
        with self._connection.execute(query, execution_options={"yield_per": CHUNK}) as found:
            yield from found.partitions()

    def row(self, query: Executable) -> Row[Any] | None:
        """The first row of a query."""
        found = self.rows(query)
        return found[0] if found else None

    def value(self, query: Executable) -> Any:
        """The first column of the first row, None if there is none."""
        found = self.row(query)
        return found[0] if found else None

    def among(self, column: Column[Any], values: Iterable[str | int]) -> ColumnElement[bool]:
        """That a column is one of some values. They are one parameter, and the query is the same however many there are."""
        listed = [words(value) if isinstance(value, str) else value for value in values]
        if self.dialect == "sqlite":
            return column.op("IN", is_comparison=True)(_Listed(literal(json.dumps(listed), String)))
        return column == any_(literal(listed, ARRAY(column.type)))


def chunks(ids: Sequence[T]) -> Iterator[Sequence[T]]:
    """The ids in runs that a query can name."""
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
