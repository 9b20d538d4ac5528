"""Which documents have the phrases of a query, word for word.

A text is read for it once, and only if the index has the stems of every phrase in a row there: it may hold other forms of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from broadsheet.search.query import Asked
from broadsheet.store.entries import MOST, SOMEWHERE, Entry
from broadsheet.store.postings import Standing, base
from broadsheet.store.words import Kind, Words

TOGETHER = 200
"""Texts that are read together."""
MOST_READ = 1_000
"""Texts that are read of a kind."""
_BITS = 17
"""Of a place, and the words of a phrase behind it."""

Numbers = NDArray[np.int64]


class Phrases:
    """The documents of a kind beside a query's phrases.

    Attributes:
        able: whether each document holds every word of every phrase somewhere, shape (last number + 1,).

    Args:
        words: where texts are read.
        kind: of the documents.
        asked: the query; it has a phrase.
        index: what the word index has of the kind.
        placed: stem → the documents that hold it, for the phrases' words.
    """

    def __init__(self, words: Words, kind: Kind, asked: Asked, index: Standing, placed: Mapping[str, Entry]) -> None:
        self._words, self._kind, self._asked, self._placed = words, kind, asked, placed
        self._stems = [[base(word) for word in phrase] for phrase in asked.phrases]
        names = {name for stems in self._stems for name in stems}
        held = np.zeros(index.last + 1, np.int16)
        for name in names & placed.keys():
            held[placed[name].records["seq"]] += 1
        self.able: NDArray[np.bool_] = held == len(names)
        self._judged: dict[int, bool] = {}

    def first(self, seqs: Numbers, limit: int) -> list[int]:
        """The first so many of some documents that have every phrase, in the order given."""
        able, kept = self._likely(seqs[self.able[seqs]])[:MOST_READ].tolist(), list[int]()
        for start in range(0, len(able), TOGETHER):
            some = able[start : start + TOGETHER]
            self._judge([seq for seq in some if seq not in self._judged])
            kept += [seq for seq in some if self._judged[seq]]
            if len(kept) >= limit:
                break
        return kept[:limit]

    def _likely(self, seqs: Numbers) -> Numbers:
        """Those of some able documents in which every phrase's stems stand one after another, or may."""
        for stems in self._stems:
            seqs = seqs[_in_a_row([self._placed[name] for name in stems], seqs)] if len(seqs) else seqs
        return seqs

    def _judge(self, seqs: Sequence[int]) -> None:
        texts = self._words.texts(self._kind, seqs) if seqs else {}
        for seq in seqs:
            held = texts.get(seq)
            self._judged[seq] = held is not None and self._asked.holds_phrases(f"{held.title}\n{held.text}")


def _in_a_row(entries: Sequence[Entry], seqs: Numbers) -> NDArray[np.bool_]:
    """Whether stems stand one after another in each of some documents that hold them all; so too where not all places are kept."""
    may, starts = np.zeros(len(seqs), np.bool_), np.empty(0, np.int64)
    for ahead, held in enumerate(entries):
        owners, places = held.of(seqs)
        may[owners[places == SOMEWHERE]] = True
        may |= np.bincount(owners, minlength=len(seqs)) >= MOST
        begins = (owners << _BITS) + places + len(entries) - ahead  # where a phrase would begin, kept above 0
        starts = _shared(starts, begins) if ahead else begins
    may[starts >> _BITS] = True
    return may


def _shared(some: Numbers, others: Numbers) -> Numbers:
    """Those of some numbers that are among others, both in order, of which there are some."""
    at = np.minimum(np.searchsorted(others, some), len(others) - 1)
    shared: Numbers = some[others[at] == some]
    return shared
