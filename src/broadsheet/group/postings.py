"""Which articles of active stories hold a word, and how much it weighs there."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from broadsheet.group.event import Event

TOP_TERMS = 24  # of the heaviest terms, by which candidates are looked up
CROWD = 2000  # a term that stands in more articles than this leads nowhere
FEW = 1000  # postings of closed stories that are not worth clearing away
_NO_ROW = -1  # where articles of closed stories stand
_NOWHERE = array("I")


class Postings:
    """An inverted index. An entry is a word in an article; a word's postings are numbers of entries.

    `_home` says in which story's row an article stands by now, so that two stories become one without a posting being touched.
    """

    def __init__(self) -> None:
        self._articles: list[Event] = []  # in the order of coming, by `place`; those of closed stories until all is cleared away
        self._home = array("i")  # article → row of its story
        self._entries: defaultdict[int, array[int]] = defaultdict(partial(array, "I"))  # word → its postings
        self._places = array("i")  # entry → its article
        self._weights = array("d")  # entry → what the word weighs there
        self._idle = 0  # entries of closed stories

    def add(self, article: Event, row: int) -> None:
        """Take in an article of the story in that row."""
        article.place = len(self._articles)
        self._articles.append(article)
        self._home.append(row)
        terms, weights = article.bag.terms()
        for entry, term in enumerate(terms.tolist(), start=len(self._weights)):
            self._entries[term].append(entry)
        self._weights.frombytes(weights.tobytes())
        self._places.frombytes(np.full(len(terms), article.place, dtype=np.int32).tobytes())

    def house(self, articles: Iterable[Event], row: int) -> None:
        """Articles belong to the story in another row from now on."""
        for article in articles:
            self._home[article.place] = row

    def drop(self, articles: Iterable[Event]) -> None:
        """Forget articles; their postings are cleared away once they are as many as the others."""
        for article in articles:
            self._home[article.place] = _NO_ROW
            self._idle += len(article.bag.terms()[0])
        if self._idle > max(FEW, len(self._weights) - self._idle):
            self._clear()

    def products(self, event: Event, rows: int) -> NDArray[np.float64]:
        """Row → product of its words with the heaviest ones of a story, shape (rows,)."""
        terms, weights = event.bag.terms()
        heaviest = (-weights).argsort(kind="stable")[:TOP_TERMS]
        entries, counts = array("I"), []
        for term in terms[heaviest].tolist():
            known = self._entries.get(term, _NOWHERE)
            told = known if len(known) <= CROWD or self._open(known) <= CROWD else _NOWHERE
            entries.extend(told)
            counts.append(len(told))
        if not entries:
            return np.zeros(rows)
        numbers = np.frombuffer(entries, np.uint32)
        products = np.frombuffer(self._weights)[numbers] * weights[heaviest].repeat(counts)
        # row -1, of what is closed, is counted first and left out
        return np.bincount(self._homes(numbers) + 1, products, rows + 1)[1:].astype(np.float64, copy=False)

    def _open(self, entries: array[int]) -> int:
        """How many of a word's postings are of stories that are not closed."""
        return int(np.count_nonzero(self._homes(np.frombuffer(entries, np.uint32)) != _NO_ROW))

    def _homes(self, entries: NDArray[np.uint32]) -> NDArray[np.int32]:
        return np.frombuffer(self._home, np.int32)[np.frombuffer(self._places, np.int32)[entries]]

    def _clear(self) -> None:
        """Number articles and entries anew, without those of closed stories."""
        kept = [(article, row) for article, row in zip(self._articles, self._home, strict=True) if row != _NO_ROW]
        self._articles.clear()
        self._entries.clear()
        self._home, self._places, self._weights, self._idle = array("i"), array("i"), array("d"), 0
        for article, row in kept:
            self.add(article, row)
