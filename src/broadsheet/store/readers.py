"""What readers of the web app said and saw. Each word is one short transaction, so that it waits for no build."""

from __future__ import annotations

from sqlalchemy import Table, delete, insert, select, update

from broadsheet.records.reader import Remembered, Visit
from broadsheet.store.database import Database
from broadsheet.store.schema import follows, hidden_outlets, read_marks, readers, settled


class Readers:
    """Readers by the id that their cookie holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remembered(self, reader: str) -> Remembered:
        """All that is known of a reader; nothing of one who never said or saw anything."""
        marks = self._database.rows(select(read_marks).where(read_marks.c.reader == reader))
        followed = self._database.rows(select(follows.c.story).where(follows.c.reader == reader))
        hidden = self._database.rows(select(hidden_outlets.c.outlet).where(hidden_outlets.c.reader == reader))
        return Remembered(
            read={row.story: Visit(revision=row.revision, before=row.before) for row in marks},
            followed=frozenset(row.story for row in followed),
            hidden=frozenset(row.outlet for row in hidden),
        )

    def saw(self, reader: str, story: str, visit: Visit) -> None:
        """Note a visit in place of the last one."""
        with self._database.transaction():
            self._known(reader)
            mine = (read_marks.c.reader == reader) & (read_marks.c.story == story)
            values = {"revision": visit.revision, "before": visit.before}
            if not self._database.run(update(read_marks).where(mine).values(values)):
                self._database.run(insert(read_marks), [{"reader": reader, "story": story, **values}])

    def unread(self, reader: str, story: str) -> None:
        """Forget that a story was read."""
        self._database.run(delete(read_marks).where((read_marks.c.reader == reader) & (read_marks.c.story == story)))

    def follow(self, reader: str, story: str, *, ends: bool = False) -> None:
        """Follow a story, or no longer."""
        self._say(follows, {"reader": reader, "story": story}, ends=ends)

    def hide(self, reader: str, outlet: str, *, ends: bool = False) -> None:
        """Hide an outlet, or show it again."""
        self._say(hidden_outlets, {"reader": reader, "outlet": outlet}, ends=ends)

    def settle(self, story: str, difference: str) -> None:
        """Keep that a disagreement of a story is none, for all readers and every later page."""
        self._database.run(insert(settled).prefix_with("OR IGNORE"), [{"story": story, "difference": difference}])

    def settled(self) -> dict[str, tuple[str, ...]]:
        """Story → the disagreements that readers said are none, by `records.reader.difference_id`."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self._database.rows(select(settled).order_by(settled.c.story, settled.c.difference)):
            found[row.story] = (*found.get(row.story, ()), row.difference)
        return found

    def _say(self, table: Table, row: dict[str, str], *, ends: bool) -> None:
        with self._database.transaction():
            if ends:
                condition = [table.c[name] == value for name, value in row.items()]
                self._database.run(delete(table).where(*condition))
                return
            self._known(row["reader"])
            self._database.run(insert(table).prefix_with("OR IGNORE"), [row])

    def _known(self, reader: str) -> None:
        self._database.run(insert(readers).prefix_with("OR IGNORE"), [{"id": reader}])
