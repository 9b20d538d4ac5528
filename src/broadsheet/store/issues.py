"""Issues of the newsletter: which revision of each story the paper told when one was made."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, insert, select

from broadsheet.store.blobs import pack, unpack
from broadsheet.store.database import Database
from broadsheet.store.schema import issues, outbox, subscribers


class Issues:
    """Issues by id. Only those are kept that some subscriber was sent last, or that wait to be sent."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, issue: str, made: str, stories: Mapping[str, int]) -> None:
        """Keep an issue, if it is not there yet.

        Args:
            issue: its id.
            made: when, as `records.moments` writes it.
            stories: story → revision.
        """
        with self._database.transaction():
            if self._database.value(select(issues.c.id).where(issues.c.id == issue)) is None:
                self._database.run(insert(issues), [{"id": issue, "made": made, "stories": pack(dict(stories))}])

    def stories(self, issue: str) -> dict[str, int]:
        """Story → revision of an issue; nothing of one that is not there."""
        blob = self._database.value(select(issues.c.stories).where(issues.c.id == issue))
        return unpack(blob) if blob else {}

    def sweep(self) -> int:
        """Let go of what no subscriber and no mail refers to; how many."""
        read = select(subscribers.c.issue).where(subscribers.c.issue.is_not(None))
        sent = select(outbox.c.issue).where(outbox.c.issue.is_not(None))
        return self._database.run(delete(issues).where(issues.c.id.not_in(read), issues.c.id.not_in(sent)))
