"""What tells the edition that a store makes now from the one that it made before."""

from __future__ import annotations

from hashlib import blake2b

from sqlalchemy import func, select, text

from broadsheet.store.database import Database
from broadsheet.store.schema import articles, decisions, fetched, forgotten, revisions, successions


class Standing:
    """A cheap number that changes with every new edition. Only the first look after somebody wrote costs more than a pragma."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._written: int | None = None
        self._mark = ""

    def mark(self) -> str:
        """16 hexadecimal digits: other articles, stories, pages (or pages gone) or decisions of editors, other digits."""
        written = self._database.value(text("PRAGMA data_version"))
        if written != self._written or not self._mark:
            self._written, self._mark = written, self._digest()
        return self._mark

    def _digest(self) -> str:
        counted = (
            select(func.count(), func.count(revisions.c.record), func.max(text("rowid")), func.max(revisions.c.as_of)).select_from(
                revisions
            ),
            select(func.count(), func.max(articles.c.seq)).select_from(articles),
            select(func.count(), func.max(successions.c.seq)).select_from(successions),
            select(func.count()).select_from(forgotten),
            select(func.max(decisions.c.seq)).select_from(decisions),
            select(func.count(fetched.c.vanished), func.max(fetched.c.vanished)),
        )
        told = [tuple(row) for query in counted if (row := self._database.row(query)) is not None]
        return blake2b(repr(told).encode(), digest_size=8).hexdigest()
