"""What readers said of membership. It is kept until they take it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import delete, insert, select

from broadsheet.records.story import Constraint, ConstraintKind
from broadsheet.store.database import Database
from broadsheet.store.schema import constraints


class Constraints:
    """Must-links and cannot-links between articles, by the number of what was said."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Constraint, ...]:
        """Everything said, in the order of saying."""
        query = select(constraints).order_by(constraints.c.number, constraints.c.article, constraints.c.other)
        rows = self._database.rows(query)
        return tuple(Constraint(number=row.number, kind=row.kind, article=row.article, other=row.other) for row in rows)

    def of(self, article: str) -> tuple[Constraint, ...]:
        """What was said of an article, from either side."""
        return tuple(held for held in self.all() if article in (held.article, held.other))

    def add(self, kind: ConstraintKind, article: str, others: Iterable[str]) -> int:
        """Keep what was said of an article and others; its number, which is the known one if it was said before."""
        said = (kind, article, sorted(set(others)))
        with self._database.transaction():
            known = self.all()
            for number in sorted({held.number for held in known}):
                rows = [held for held in known if held.number == number]
                if (rows[0].kind, rows[0].article, [held.other for held in rows]) == said:
                    return number
            number = max((held.number for held in known), default=0) + 1
            self._insert([Constraint(number=number, kind=kind, article=article, other=other) for other in said[2]])
            return number

    def remove(self, number: int) -> tuple[Constraint, ...]:
        """Take back what was said under a number; what that was, empty if nothing."""
        with self._database.transaction():
            gone = tuple(held for held in self.all() if held.number == number)
            self._database.run(delete(constraints).where(constraints.c.number == number))
        return gone

    def inherit(self, article: str, heir: str | None) -> None:
        """What was said of an article that is forgotten holds for its heir, or for nobody."""
        with self._database.transaction():
            named = self.of(article)
            gone = (constraints.c.article == article) | (constraints.c.other == article)
            self._database.run(delete(constraints).where(gone))
            kept = set(self.all())
            moved = [_inherited(held, article, heir) for held in named] if heir else []
            self._insert(held for held in dict.fromkeys(moved) if held.article != held.other and held not in kept)

    def _insert(self, held: Iterable[Constraint]) -> None:
        rows = [{"number": one.number, "kind": one.kind, "article": one.article, "other": one.other} for one in held]
        self._database.run(insert(constraints), rows)


def _inherited(held: Constraint, article: str, heir: str) -> Constraint:
    """The same, said of the heir."""
    return replace(
        held,
        article=heir if held.article == article else held.article,
        other=heir if held.other == article else held.other,
    )
