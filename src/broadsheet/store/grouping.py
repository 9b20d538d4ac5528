"""What the grouping knows, as it said it: its meaning is `group`'s affair."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from broadsheet.store.database import Database
from broadsheet.store.schema import grouping


class GroupingState:
    """The one state, which holds as long as no article comes, moves or goes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self) -> bytes | None:
        """The state of all articles that are here, if there is one."""
        state: bytes | None = self._database.value(select(grouping.c.state))
        return state

    def put(self, state: bytes) -> None:
        """Keep it, in the transaction of the last change that it knows."""
        with self._database.transaction():
            self.clear()
            self._database.run(insert(grouping), [{"id": 1, "state": state}])

    def clear(self) -> None:
        """Let go of it: an article came, moved or went."""
        self._database.run(delete(grouping))
