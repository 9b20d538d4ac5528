"""The pieces of the word index: a segment holds the documents of a range of numbers, a row for each of their stems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import delete, func, insert, select, update

from broadsheet.store.database import Database
from broadsheet.store.entries import Numbers, Row, together
from broadsheet.store.schema import postings, segments

FAN = 8
"""Segments of one size that are made one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A segment.

    Attributes:
        number: its name.
        first: the lowest number that a document of it may have.
        last: the highest.
        documents: how many it holds, those that were dropped too.
        dead: numbers of those that were dropped.
    """

    number: int
    first: int
    last: int
    documents: int
    dead: Numbers

    @property
    def level(self) -> int:
        """Its size: how often `FAN` segments were made one for it."""
        return (self.documents.bit_length() - 1) // (FAN.bit_length() - 1)

    def spans(self, other: Segment) -> bool:
        """Whether it reaches over another one."""
        return self.first <= other.first and other.last <= self.last


class Segments:
    """The segments of a kind."""

    def __init__(self, database: Database, kind: str) -> None:
        self._database = database
        self.kind = kind

    def all(self) -> list[Segment]:
        """Every segment, in the order of its documents."""
        columns = segments.c.number, segments.c.first, segments.c.last, segments.c.documents, segments.c.dead
        query = select(*columns).where(segments.c.kind == self.kind).order_by(segments.c.first)
        return [
            Segment(number=number, first=first, last=last, documents=documents, dead=np.frombuffer(dead, "<u4"))
            for number, first, last, documents, dead in self._database.tuples(query)
        ]

    def enter(self, first: int, last: int, documents: int = 0, dead: Numbers | None = None) -> int:
        """Begin a segment without stems; its number."""
        number = int(self._database.value(select(func.max(segments.c.number))) or 0) + 1
        kept = {"number": number, "kind": self.kind, "first": first, "last": last, "documents": documents, "dead": _packed(dead)}
        self._database.run(insert(segments), [kept])
        return number

    def fill(self, number: int, rows: Mapping[str, Row]) -> None:
        """Add stems with their documents to a segment; a stem without any is left out."""
        named = ((name, *rows[name]) for name in sorted(rows))
        held = [{"segment": number, "base": name, "documents": some, "places": places} for name, some, places in named if some]
        self._database.run(insert(postings), held)

    def change(self, segment: Segment, *, documents: int, dead: Numbers) -> None:
        """Take a segment in, of whatever kind it was, with so many documents and these dropped."""
        told = {"kind": self.kind, "documents": documents, "dead": _packed(dead)}
        self._database.run(update(segments).where(segments.c.number == segment.number).values(told))

    def rewrite(self, run: Sequence[Segment]) -> None:
        """Make segments that follow one another one, without what was dropped, at once."""
        dead = np.concatenate([segment.dead for segment in run])
        joined = defaultdict[str, list[Row]](list)
        for segment in run:
            query = select(postings.c.base, postings.c.documents, postings.c.places).where(postings.c.segment == segment.number)
            for name, documents, places in self._database.tuples(query):
                joined[name].append((documents, places))
        self.take_out([segment.number for segment in run])
        if left := sum(segment.documents for segment in run) - len(dead):
            number = self.enter(run[0].first, run[-1].last, left)
            self.fill(number, {name: together(rows, dead) for name, rows in joined.items()})

    def take_out(self, numbers: Iterable[int]) -> None:
        """Take segments out with all that they hold."""
        gone = list(numbers)
        self._database.run(delete(postings).where(postings.c.segment.in_(gone)))
        self._database.run(delete(segments).where(segments.c.number.in_(gone)))


def _packed(dead: Numbers | None) -> bytes:
    return b"" if dead is None else dead.astype("<u4").tobytes()
