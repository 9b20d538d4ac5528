"""What somebody else does to a store's tables."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

FAULT = "the disk is gone"


def ask(address: str, *statements: str) -> list[Any]:
    """Run statements past the store; the rows of the last."""
    if "://" in address:
        import psycopg

        with psycopg.connect(address, autocommit=True) as server:
            cursors = [server.execute(statement) for statement in statements]
            return cursors[-1].fetchall() if cursors[-1].description else []
    with closing(sqlite3.connect(address)) as file, file:
        return [file.execute(statement).fetchall() for statement in statements][-1]


def break_table(address: str, table: str) -> None:
    """From now on nothing can be added to a table."""
    if "://" in address:
        raised = f"CREATE OR REPLACE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE '{FAULT}'; END $$"
        ask(address, raised, f"CREATE TRIGGER fault BEFORE INSERT ON {table} EXECUTE FUNCTION fault()")
    else:
        ask(address, f"CREATE TRIGGER fault BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, '{FAULT}'); END")


def mend_table(address: str, table: str) -> None:
    """It works again."""
    ask(address, f"DROP TRIGGER fault ON {table}" if "://" in address else "DROP TRIGGER fault")
