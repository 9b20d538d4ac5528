"""One connection, transactions that nest, and rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Executable, Row
from sqlalchemy.exc import DatabaseError

from broadsheet.store import connection as opening

CHUNK = 500
T = TypeVar("T")


class Database:
    """The connection that all nouns of the store share.

    Attributes:
        path: the file, None in memory.
        upgraded: whether its tables were of an older version when it was opened.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._engine = opening.engine_for(path)
        try:
            self._connection = self._engine.connect()
            self.upgraded = opening.migrate(self._connection, path)
            opening.log_ahead(self._connection)  # not before it is known to be ours
        except (DatabaseError, sqlite3.DatabaseError) as problem:
            raise opening.explained(problem, path) from problem

    def close(self) -> None:
        """Let go of the file."""
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
            self._connection.execution_options(writes=writes)
            with self._connection.begin():
                yield
        except DatabaseError as problem:
            raise opening.explained(problem, self.path) from problem

    def run(self, statement: Executable, rows: Sequence[dict[str, Any]] | None = None) -> int:
        """Change something; how many rows it touched."""
        with self.transaction():
            return self._connection.execute(statement, rows).rowcount if rows is None or rows else 0

    def rows(self, query: Executable) -> Sequence[Row[Any]]:
        """All rows of a query."""
        with self.transaction(writes=False):
            return self._connection.execute(query).fetchall()

    def row(self, query: Executable) -> Row[Any] | None:
        """The first row of a query."""
        found = self.rows(query)
        return found[0] if found else None

    def value(self, query: Executable) -> Any:
        """The first column of the first row, None if there is none."""
        found = self.row(query)
        return found[0] if found else None


def chunks(ids: Sequence[T]) -> Iterator[Sequence[T]]:
    """The ids in runs that a query can name."""
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
