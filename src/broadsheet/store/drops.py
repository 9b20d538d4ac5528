"""What could not be used, and why, counted once however often it was met."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, func, select, true

from broadsheet.steps import Dropped
from broadsheet.store.blobs import words
from broadsheet.store.database import Database
from broadsheet.store.schema import drops


class Drops:
    """The drops of all runs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, dropped: Iterable[Dropped]) -> None:
        """Keep drops; one that is there already is not counted again."""
        rows = [{"record": words(d.record), "step": d.step, "reason": d.reason, "detail": words(d.detail)} for d in dropped]
        self._database.add_missing(drops, rows)

    def of(self, record: str) -> list[Dropped]:
        """What was dropped under that name."""
        query = select(drops).where(drops.c.record == record).order_by(drops.c.seq)
        return [
            Dropped(record=row.record, step=row.step, reason=row.reason, detail=row.detail) for row in self._database.rows(query)
        ]

    def by_reason(self) -> dict[str, dict[str, int]]:
        """Step → reason → count, both sorted."""
        query = select(drops.c.step, drops.c.reason, func.count().label("n")).group_by(drops.c.step, drops.c.reason)
        counted: dict[str, dict[str, int]] = {}
        for row in self._database.rows(query.order_by(drops.c.step, drops.c.reason)):
            counted.setdefault(row.step, {})[row.reason] = row.n
        return counted

    def clear(self, step: str, record: str | None = None) -> None:
        """Forget the drops of a step that judges everything, or one record, anew."""
        condition = (drops.c.step == step) & ((drops.c.record == words(record)) if record is not None else true())
        self._database.run(delete(drops).where(condition))
