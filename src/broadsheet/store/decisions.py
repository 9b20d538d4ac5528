"""What editors decided. A row is added and never changed, but for the words of a forgotten article."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select, update

from broadsheet.records.editorial import EditorialDecision, in_force
from broadsheet.store.blobs import pack_record, unpack_record
from broadsheet.store.database import Database
from broadsheet.store.schema import decisions
from broadsheet.store.successions import Successions


class Decisions:
    """Editorial decisions, in the order in which they were made."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[EditorialDecision, ...]:
        """Every decision, withdrawals among them."""
        rows = self._database.rows(select(decisions.c.record).order_by(decisions.c.seq))
        return tuple(unpack_record(EditorialDecision, row.record) for row in rows)

    def get(self, name: str) -> EditorialDecision | None:
        """The decision of that id, None if there is none."""
        blob = self._database.value(select(decisions.c.record).where(decisions.c.id == name))
        return unpack_record(EditorialDecision, blob) if blob else None

    def add(self, decision: EditorialDecision) -> bool:
        """Keep a decision; whether it is a new one."""
        row = {"id": decision.id, "kind": decision.kind, "record": pack_record(decision)}
        return bool(self._database.add_missing(decisions, [row]))

    def hidden(self) -> dict[str, str]:
        """Stories that an editor took out of the paper, as they are called now → when, ISO 8601."""
        taken = [held for held in in_force(self.all()) if held.kind == "hide" and held.story]
        where = Successions(self._database).current
        return {home: held.at for held in taken if (home := where(held.story or "")) is not None}

    def redact(self, article: str) -> None:
        """Take out the words of decisions that stand on an article which is forgotten."""
        for decision in self.all():
            if decision.text and article in decision.articles:
                row = update(decisions).where(decisions.c.id == decision.id)
                self._database.run(row.values(record=pack_record(replace(decision, text=""))))
