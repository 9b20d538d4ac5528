"""What readers of the web app said and saw. Each word is one short transaction, so that it waits for no build."""

from __future__ import annotations

from sqlalchemy import Table, delete, func, insert, select, update

from broadsheet.records.reader import Remembered, Visit
from broadsheet.store.database import Database
from broadsheet.store.schema import follows, hidden_outlets, own_desks, read_marks, readers, saved_searches, settled


class Readers:
    """Readers by the id that their cookie holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remembered(self, reader: str) -> Remembered:
        """All that is known of a reader; nothing of one who never said or saw anything."""
        marks = self._database.rows(select(read_marks).where(read_marks.c.reader == reader))
        followed = self._database.rows(select(follows.c.story).where(follows.c.reader == reader))
        hidden = self._database.rows(select(hidden_outlets.c.outlet).where(hidden_outlets.c.reader == reader))
        desks = self._database.rows(select(own_desks).where(own_desks.c.reader == reader).order_by(own_desks.c.place))
        return Remembered(
            read={row.story: Visit(revision=row.revision, before=row.before) for row in marks},
            followed=frozenset(row.story for row in followed),
            hidden=frozenset(row.outlet for row in hidden),
            desks={row.name: row.query for row in desks},
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

    def keep_search(self, reader: str, name: str, query: str | None) -> None:
        """Keep a search under a name in place of the one that was; None takes it back."""
        mine = (saved_searches.c.reader == reader) & (saved_searches.c.name == name)
        with self._database.transaction():
            self._database.run(delete(saved_searches).where(mine))
            if query is not None:
                self._known(reader)
                self._database.run(insert(saved_searches), [{"reader": reader, "name": name, "query": query}])

    def searches(self, reader: str) -> dict[str, str]:
        """Name → search, as its address has it, by name."""
        query = select(saved_searches).where(saved_searches.c.reader == reader).order_by(saved_searches.c.name)
        return {row.name: row.query for row in self._database.rows(query)}

    def keep_desk(self, reader: str, name: str, query: str, *, was: str = "") -> None:
        """Keep a desk in the place of the one that `was`, else of the one of its name, else behind all others."""
        held = own_desks.c.reader == reader
        with self._database.transaction():
            self._known(reader)
            old = self._database.rows(select(own_desks.c.place).where(held & (own_desks.c.name == (was or name))))
            last = self._database.rows(select(func.max(own_desks.c.place).label("place")).where(held))[0].place
            self._database.run(delete(own_desks).where(held & own_desks.c.name.in_([name, was])))
            place = old[0].place if old else (last or 0) + 1
            self._database.run(insert(own_desks), [{"reader": reader, "name": name, "place": place, "query": query}])

    def drop_desk(self, reader: str, name: str) -> None:
        """Have a desk no longer."""
        self._database.run(delete(own_desks).where((own_desks.c.reader == reader) & (own_desks.c.name == name)))

    def move(self, reader: str, heir: str) -> None:
        """Give all that is remembered of a reader to another one, whose own words stand where the two differ."""
        if reader == heir:
            return
        with self._database.transaction():
            ours, theirs = self.remembered(reader), self.remembered(heir)
            for story, visit in ours.read.items():
                if story not in theirs.read or theirs.read[story].revision < visit.revision:
                    self.saw(heir, story, visit)
            for story in ours.followed - theirs.followed:
                self.follow(heir, story)
            for outlet in ours.hidden - theirs.hidden:
                self.hide(heir, outlet)
            for name, query in ours.desks.items():
                if name not in theirs.desks:
                    self.keep_desk(heir, name, query)
            held = self.searches(heir)
            for name, query in self.searches(reader).items():
                if name not in held:
                    self.keep_search(heir, name, query)
            self._database.run(delete(readers).where(readers.c.id == reader))

    def settle(self, story: str, difference: str, *, ends: bool = False) -> None:
        """Keep that a disagreement of a story is none, for all readers and every later page, or no longer."""
        row = {"story": story, "difference": difference}
        if ends:
            self._database.run(delete(settled).where((settled.c.story == story) & (settled.c.difference == difference)))
        else:
            self._database.add_missing(settled, [row])

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
            self._database.add_missing(table, [row])

    def _known(self, reader: str) -> None:
        self._database.add_missing(readers, [{"id": reader}])
