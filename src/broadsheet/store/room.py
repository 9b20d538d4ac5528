"""What the store takes on the disk: how it is divided, what of it is free, and how that is given back.

A SQLite file does not shrink by itself. One that was made with `auto_vacuum=INCREMENTAL` gives its free pages back a few at a time,
which needs no room of its own; an older one is written anew once, which needs as much room again while it lasts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from broadsheet.store.database import Database
from broadsheet.store.log import cut_off, log_bytes
from broadsheet.store.schema import metadata

RAW = ("pages", "cuttings")
"""The tables that raw pages leave."""
_STEP = 2_000
"""Pages of the file that are given back at a time."""
_INCREMENTAL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What the store takes on the disk, in bytes.

    Attributes:
        whole: the database, without its log.
        free: what of it is free and could be given back; 0 on a server, which does not tell.
        log: the log ahead of it; 0 on a server, which keeps its own.
        tables: table → what it takes with its indexes, largest first; empty where SQLite was built not to count that.
    """

    whole: int
    free: int
    log: int
    tables: Mapping[str, int]


def measured(database: Database) -> Room:
    """What the store takes now."""
    with database.outside() as driver:
        told = _of_server(driver) if database.dialect == "postgresql" else _of_file(driver)
    path = database.place.path
    tables = dict(sorted(told.tables.items(), key=lambda each: (-each[1], each[0])))
    return Room(whole=told.whole, free=told.free, log=log_bytes(path) if path else 0, tables=tables)


def _of_server(driver: Any) -> Room:
    sizes = {name: _number(driver, f"SELECT pg_total_relation_size('{name}')") for name in metadata.tables}
    return Room(whole=_number(driver, "SELECT pg_database_size(current_database())"), free=0, log=0, tables=sizes)


def _of_file(driver: Any) -> Room:
    page, pages, free = (_number(driver, f"PRAGMA {name}") for name in ("page_size", "page_count", "freelist_count"))
    sizes = dict.fromkeys(metadata.tables, 0)
    if driver.execute("SELECT 1 FROM pragma_module_list WHERE name = 'dbstat'").fetchone():
        query = "SELECT tbl_name, pgsize FROM dbstat('main', 1) JOIN sqlite_master USING (name)"
        for name, size in driver.execute(query):
            sizes[name] = sizes.get(name, 0) + size
    return Room(whole=page * pages, free=page * free, log=0, tables={name: size for name, size in sizes.items() if size})


def give_back(database: Database, *, whole: bool = False) -> int:
    """Give free room back to the disk; by how many bytes the database is smaller.

    Args:
        database: where; nobody else may write the paper meanwhile.
        whole: whether it may be written anew, which takes long, stops others meanwhile, and needs as much room again.

    Raises:
        StoreError: the database refuses, for want of room too.
    """
    before = measured(database).whole
    with database.outside() as driver:
        (_by_server if database.dialect == "postgresql" else _by_file)(driver, whole)

    return max(0, before - measured(database).whole)


def _by_server(driver: Any, whole: bool) -> None:
    """The server reuses what was vacuumed; only a table that is written anew becomes smaller on the disk."""
    for table in metadata.tables if whole else RAW:
        driver.execute(f"VACUUM {'(FULL) ' if whole else ''}{table}")


def _by_file(driver: Any, whole: bool) -> None:
    driver.execute(f"PRAGMA auto_vacuum={_INCREMENTAL}")  # holds for an older file from its next VACUUM on
    if whole:
        driver.execute("VACUUM")
    elif _number(driver, "PRAGMA auto_vacuum") == _INCREMENTAL:
        while _number(driver, "PRAGMA freelist_count"):
            driver.execute(f"PRAGMA incremental_vacuum({_STEP})").fetchall()
    cut_off(driver)


def _number(driver: Any, question: str) -> int:
    return int(driver.execute(question).fetchone()[0])
