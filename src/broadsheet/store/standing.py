"""What tells the edition that a store makes now from the one that it made before."""

from __future__ import annotations

from hashlib import blake2b

from sqlalchemy import func, select, text

from broadsheet.store.database import Database
from broadsheet.store.schema import articles, decisions, fetched, forgotten, revisions, successions

_WRITTEN = {"sqlite": "PRAGMA data_version", "postgresql": "SELECT pg_current_snapshot()"}
"""What changes when somebody else wrote: in PostgreSQL whenever a transaction that writes begins or ends anywhere on the server."""


class Standing:
    """A cheap number that changes with every new edition. Only the first look after somebody wrote costs more than one question."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._written = ""
        self._mark = ""

    def mark(self) -> str:
        """16 hexadecimal digits: other articles, stories, pages (or pages gone) or decisions of editors, other digits."""
        with self._database.transaction(writes=False):
            written = str(self._database.value(text(_WRITTEN[self._database.dialect])))
            if written != self._written:
                self._written, self._mark = written, self._digest()
        return self._mark

    def _digest(self) -> str:
        counted = (
            select(
                func.count(), func.count(revisions.c.record), func.sum(revisions.c.revision), func.max(revisions.c.as_of)
            ).select_from(revisions),
            select(func.count(), func.max(articles.c.seq)).select_from(articles),
            select(func.count(), func.max(successions.c.seq)).select_from(successions),
            select(func.count()).select_from(forgotten),
            select(func.max(decisions.c.seq)).select_from(decisions),
            select(func.count(fetched.c.vanished), func.max(fetched.c.vanished)),
        )
        told = [tuple(row) for query in counted if (row := self._database.row(query)) is not None]
        return blake2b(repr(told).encode(), digest_size=8).hexdigest()
