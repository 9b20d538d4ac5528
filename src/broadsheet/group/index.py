"""Which active stories are nearest to an article or a story: looked up by word, by vector and by day."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from broadsheet.group.event import DIMENSIONS, Event

WINDOW = 14  # days after which a report belongs to another event, however alike
TOP_TERMS = 24  # of the heaviest terms, by which candidates are looked up
CROWD = 2000  # a term that stands in more articles than this leads nowhere
FEW = 8  # candidates by words, and as many by vectors, that are judged
_LONG_AGO, _FAR_OFF = -(10**7), 10**7
_NO_ROW = -1  # where articles of closed stories stand
_NOWHERE = (array("i"), array("d"))


class Index:
    """The active stories. Its cost follows how many are active, not how many there ever were.

    A word's postings are the articles that hold it, each with the word's weight there; `_home` says in which story's row an
    article stands by now, so that two stories become one without a posting being touched.
    """

    def __init__(self) -> None:
        self._postings: dict[int, tuple[array[int], array[float]]] = {}
        self._closed: dict[int, int] = {}  # word → how many of its postings are of closed stories
        self._home = array("i")  # article → row of its story
        self._slots: dict[int, int] = {}  # story → its row
        self._free: list[int] = []
        self._numbers = np.full(256, -1, dtype=np.int64)
        self._vectors = np.zeros((256, DIMENSIONS), dtype=np.float32)
        self._days = np.zeros((256, 2), dtype=np.int64)
        self._lengths = np.ones(256)

    def __contains__(self, event: Event) -> bool:
        return event.number in self._slots

    @property
    def numbers(self) -> list[int]:
        """The active stories, in the order of founding."""
        return sorted(self._slots)

    def add(self, event: Event, article: Event) -> None:
        """Take in an article that a story, new or not, has just taken in."""
        if event.number not in self._slots:
            self._slots[event.number] = self._row()
        place = len(self._home)
        self._home.append(self._slots[event.number])
        article.place = place
        for term, weight in zip(*(column.tolist() for column in article.bag.terms()), strict=True):
            if term not in self._postings:
                self._postings[term] = (array("i"), array("d"))
            places, weights = self._postings[term]
            places.append(place)
            weights.append(weight)
        self.mark(event)

    def absorb(self, event: Event, other: Event) -> None:
        """Put the articles of a story that goes into another where they belong now."""
        self._release(other)
        self._house(other, self._slots[event.number])

    def mark(self, event: Event) -> None:
        """Bring a story's vector, days and length up to date."""
        row = self._slots[event.number]
        self._vectors[row] = event.direction()
        self._numbers[row] = event.number
        self._days[row] = (_LONG_AGO if event.first is None else event.first, _FAR_OFF if event.last is None else event.last)
        self._lengths[row] = np.sqrt(event.bag.squares[0])

    def divide(self, event: Event, new: Event) -> None:
        """Give a story that was taken out of another a row of its own, and the other its new vector and days."""
        self._slots[new.number] = self._row()
        self._house(new, self._slots[new.number])
        self.mark(new)
        self.mark(event)

    def drop(self, events: Iterable[Event]) -> None:
        """Forget stories that are closed, their articles and their words."""
        for event in events:
            self._release(event)
            for part in event.parts:
                self._home[part.place] = _NO_ROW
                for term in part.bag.terms()[0].tolist():
                    self._fade(term)

    def nearest(self, event: Event) -> list[int]:
        """The active stories most like this one by words or by vector, within the window of days; never itself."""
        near = self._within(event)
        by_words = self._best(np.where(near, self._scores(event, len(near)), 0.0), least=0.0)
        # einsum, not @: BLAS would wake its threads for every article, which costs more than the product
        cosines = np.einsum("ij,j->i", self._vectors[: len(near)], event.direction())
        by_vector = self._best(np.where(near, cosines, -2.0), least=-2.0)
        return sorted({*by_words, *by_vector})

    def _within(self, event: Event) -> NDArray[np.bool_]:
        """Which rows hold a story, not this one, within the window of days."""
        before = event.first - WINDOW if event.first is not None else _LONG_AGO
        after = event.last + WINDOW if event.last is not None else _FAR_OFF
        used = len(self._slots) + len(self._free)
        near: NDArray[np.bool_] = (self._days[:used, 1] >= before) & (self._days[:used, 0] <= after) & (self._numbers[:used] >= 0)
        if event.number in self._slots:
            near[self._slots[event.number]] = False
        return near

    def _scores(self, event: Event, used: int) -> NDArray[np.float64]:
        """Row → cosine over the heaviest terms alone."""
        terms, weights = event.bag.terms()
        heaviest = np.argsort(-weights, kind="stable")[:TOP_TERMS]
        places, theirs, counts = array("i"), array("d"), []
        for term in terms[heaviest].tolist():
            known = self._postings.get(term, _NOWHERE)
            told = known if len(known[0]) <= CROWD else _NOWHERE
            places.extend(told[0])
            theirs.extend(told[1])
            counts.append(len(told[0]))
        products = np.frombuffer(theirs) * np.repeat(weights[heaviest], counts) if places else np.empty(0)
        homes = np.frombuffer(self._home, np.int32)[np.frombuffer(places, np.int32)] if places else np.empty(0, np.int32)
        # row -1, of what is closed, is counted first and left out
        sums = np.bincount(homes + 1, weights=products, minlength=used + 1)
        scores: NDArray[np.float64] = sums[1:] / self._lengths[:used]
        return scores

    def _best(self, scores: NDArray[np.floating], least: float) -> list[int]:
        """The few stories that score highest, above the least; of equals, those founded first."""
        rows = np.flatnonzero(scores > least)
        if len(rows) > FEW:
            rows = rows[scores[rows] >= np.partition(scores[rows], -FEW)[-FEW]]
        numbers = self._numbers[rows]
        best: list[int] = numbers[np.lexsort((numbers, -scores[rows]))][:FEW].tolist()
        return best

    def _house(self, event: Event, row: int) -> None:
        for part in event.parts:
            self._home[part.place] = row

    def _row(self) -> int:
        if self._free:
            return self._free.pop()
        row = len(self._slots)
        if row == len(self._numbers):
            self._vectors = np.vstack([self._vectors, np.zeros_like(self._vectors)])
            self._days = np.vstack([self._days, np.zeros_like(self._days)])
            self._numbers = np.concatenate([self._numbers, np.full_like(self._numbers, -1)])
            self._lengths = np.concatenate([self._lengths, np.ones_like(self._lengths)])
        return row

    def _release(self, event: Event) -> None:
        row = self._slots.pop(event.number)
        self._numbers[row] = -1
        self._free.append(row)

    def _fade(self, term: int) -> None:
        """One more of a word's postings is closed; once half of them are, they are let go of."""
        places, weights = self._postings[term]
        closed = self._closed.get(term, 0) + 1
        if 2 * closed < len(places):
            self._closed[term] = closed
            return
        self._closed.pop(term, None)
        kept = [number for number, place in enumerate(places) if self._home[place] >= 0]
        if kept:
            self._postings[term] = (array("i", [places[n] for n in kept]), array("d", [weights[n] for n in kept]))
        else:
            del self._postings[term]
