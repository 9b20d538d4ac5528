"""How segments of the word index become one: small ones at once, large ones a little with each placing.

To write a hundred thousand documents anew takes seconds, and whoever places an article would wait for it. So a large merge is
entered first, as a segment that no search looks at, and each placing then carries over some stems of it, at least as many as it
adds itself: it is done before as many segments have come again (Bender et al., "Cache-oblivious streaming B-trees", 2007, on
merges that are spread). Then it takes the place of those that it was made of in one step, and these leave as they came, some
stems at a time. How far a merge or a leaving is, its own stems tell; all of it is in the tables, and a process may end between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from sqlalchemy import delete, func, insert, select

from broadsheet.store.database import Database
from broadsheet.store.entries import Numbers, Row, together
from broadsheet.store.schema import postings
from broadsheet.store.segments import FAN, Segment, Segments

AT_ONCE = 64
"""Documents that are made one segment at once."""
LEAST = 64
"""Stems of each segment that a placing carries over at least."""


class Merging:
    """The merges of a kind's segments.

    Attributes:
        standing: the segments that are looked at.
    """

    def __init__(self, database: Database, kind: str) -> None:
        self._database = database
        self.standing = Segments(database, kind)
        self._coming = Segments(database, f"{kind}, coming")
        self._leaving = Segments(database, f"{kind}, leaving")

    def go_on(self, stems: int) -> None:
        """Make small segments one, begin what is due of large ones, and carry on what was begun.

        Args:
            stems: how many were added since, which is how many of each segment are carried over.
        """
        while run := _due(self.standing.all(), self._coming.all()):
            self.merge(run)
        pace = max(stems, LEAST)
        for coming in self._coming.all():
            self._carry_over(coming, pace)
        for leaving in self._leaving.all()[:1]:
            self._let_go(leaving, FAN * pace)

    def merge(self, run: Sequence[Segment]) -> None:
        """Make segments that follow one another one without what was dropped, or begin to if they are large."""
        if sum(segment.documents for segment in run) <= AT_ONCE:
            self.standing.rewrite(run)
        else:
            self._coming.enter(run[0].first, run[-1].last, dead=_dead(run))

    def is_merged(self, segment: Segment) -> bool:
        """Whether a segment is being merged."""
        return any(coming.spans(segment) for coming in self._coming.all())

    def give_up(self) -> None:
        """Take out what was begun, and what has not left."""
        self.standing.take_out(segment.number for some in (self._coming, self._leaving) for segment in some.all())

    def _carry_over(self, coming: Segment, pace: int) -> None:
        """Carry over the next stems of the segments that are becoming one."""
        run = [segment for segment in self.standing.all() if coming.spans(segment)]
        reached = self._reached(coming)
        end = self._end(run, reached, pace)
        joined = defaultdict[str, list[Row]](list)
        for segment in run:
            here = (postings.c.segment == segment.number) & (postings.c.base > reached)
            columns = select(postings.c.base, postings.c.documents, postings.c.places)
            query = columns.where(here if end is None else here & (postings.c.base <= end))
            for name, documents, places in self._database.tuples(query):
                joined[name].append((documents, places))
        left = {name: together(rows, coming.dead) for name, rows in joined.items()}
        self._coming.fill(coming.number, left)
        self._mark(coming, reached, end if end in left and not left[end][0] else None)
        if end is None:
            self._finish(coming, run)

    def _reached(self, coming: Segment) -> str:
        """The last stem that was carried over."""
        return self._database.value(select(func.max(postings.c.base)).where(postings.c.segment == coming.number)) or ""

    def _mark(self, coming: Segment, reached: str, end: str | None) -> None:
        """Note how far a merge is where nothing is left of the last stem, and take the last such note out."""
        empty = (postings.c.segment == coming.number) & (postings.c.base == reached) & (func.length(postings.c.documents) == 0)
        self._database.run(delete(postings).where(empty))
        if end is not None:
            self._database.run(insert(postings), [{"segment": coming.number, "base": end, "documents": b"", "places": b""}])

    def _end(self, run: Sequence[Segment], reached: str, pace: int) -> str | None:
        """Up to where no segment has more stems than are to be carried over; None if none has more at all.

        The database compares, since it may order letters otherwise than we do.
        """
        last = [self._stem(segment, reached, pace - 1) for segment in run]
        ends = [base for base in last if base is not None]
        here = postings.c.segment.in_([segment.number for segment in run]) & postings.c.base.in_(ends)
        end: str | None = self._database.value(select(func.min(postings.c.base)).where(here)) if ends else None
        return end

    def _stem(self, segment: Segment, after: str, place: int) -> str | None:
        """The stem at a place, from 0 on, among those of a segment behind another."""
        query = select(postings.c.base).where((postings.c.segment == segment.number) & (postings.c.base > after))
        stem: str | None = self._database.value(query.order_by(postings.c.base).offset(place).limit(1))
        return stem

    def _finish(self, coming: Segment, run: Sequence[Segment]) -> None:
        """Put a segment in the place of those that it was made of."""
        for segment in run:
            self._leaving.change(segment, documents=segment.documents, dead=segment.dead)
        left = sum(segment.documents for segment in run) - len(coming.dead)
        if left:
            self.standing.change(coming, documents=left, dead=np.setdiff1d(_dead(run), coming.dead))
        else:
            self._coming.take_out([coming.number])

    def _let_go(self, leaving: Segment, pace: int) -> None:
        """Take out some stems of a segment that nobody looks at, and at last itself."""
        next_left = self._stem(leaving, "", pace)
        if next_left is None:
            self._leaving.take_out([leaving.number])
        else:
            gone = (postings.c.segment == leaving.number) & (postings.c.base < next_left)
            self._database.run(delete(postings).where(gone))


def _due(standing: Sequence[Segment], coming: Sequence[Segment]) -> list[Segment]:
    """Segments that follow one another and are to be made one, the smallest first: many of a size, or smaller but for the last."""
    merged = {each.number for each in standing if any(one.spans(each) for one in coming)}
    for level in sorted({each.level for each in standing if each.number not in merged}):
        run: list[Segment] = []
        for each in standing:
            run = [*run, each] if each.level <= level and each.number not in merged else []
            if len(run) >= FAN and each.level == level:
                return run
    return []


def _dead(run: Sequence[Segment]) -> Numbers:
    return np.concatenate([segment.dead for segment in run])
