"""Addresses of articles that sources told of, and what came of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, func, select

from broadsheet.records import codec
from broadsheet.records.source import Fetched
from broadsheet.store.database import Database
from broadsheet.store.schema import articles, fetched


class Fetches:
    """What was fetched, by address."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, address: str) -> Fetched | None:
        """What came of an address."""
        row = self._database.row(select(fetched).where(fetched.c.address == address))
        return _record(row) if row else None

    def put(self, record: Fetched) -> None:
        """Keep what came of an address, in place of what was known."""
        row = {name: getattr(record, name) for name in fetched.c.keys()}  # noqa: SIM118  a table's columns are no mapping
        self._database.put(fetched, row)

    def all(self) -> list[Fetched]:
        """Everything, oldest first."""
        query = select(fetched).order_by(fetched.c.first_seen, fetched.c.address)
        return [_record(row) for row in self._database.rows(query)]

    def vanished(self) -> dict[str, str]:
        """Page → when its address was first found gone, of those that were found gone for good."""
        since = func.coalesce(fetched.c.missing_since, fetched.c.vanished).label("since")
        query = select(fetched.c.page, since).where(fetched.c.vanished.is_not(None), fetched.c.page.is_not(None))
        return {row.page: row.since for row in self._database.rows(query.order_by(fetched.c.page))}

    def sources(self) -> dict[str, str]:
        """Page → the address of the source that told of it; of an address with several versions the last page alone."""
        query = select(fetched.c.page, fetched.c.source).where(fetched.c.page.is_not(None))
        return {row.page: row.source for row in self._database.rows(query.order_by(fetched.c.first_seen.desc(), fetched.c.address))}

    def counts(self) -> dict[str, tuple[int, int]]:
        """Source → addresses that it told of, and those of them that gave an article."""
        gave = select(articles.c.id).where(articles.c.page == fetched.c.page).exists()
        query = select(fetched.c.source, func.count().label("told"), func.count().filter(gave).label("gave"))
        rows = self._database.rows(query.group_by(fetched.c.source).order_by(fetched.c.source))
        return {row.source: (row.told, row.gave) for row in rows}


def _record(row: Row[Any]) -> Fetched:
    return codec.from_plain(Fetched, dict(row._mapping))  # noqa: SLF001  SQLAlchemy's own name for a row as a mapping
