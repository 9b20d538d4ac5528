"""Which documents have the phrases of a query, word for word. A text is read for it once, and only if it has all their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from broadsheet.search.query import Asked
from broadsheet.store.postings import Standing, base
from broadsheet.store.segments import Records
from broadsheet.store.words import Kind, Words

TOGETHER = 200
"""Texts that are read together."""

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
        holding: stem → the documents that hold it, for the phrases' words at least.
    """

    def __init__(self, words: Words, kind: Kind, asked: Asked, index: Standing, holding: Mapping[str, Records]) -> None:
        self._words, self._kind, self._asked = words, kind, asked
        names = {base(word) for phrase in asked.phrases for word in phrase}
        held = np.zeros(index.last + 1, np.int16)
        for name in names & holding.keys():
            held[holding[name]["seq"]] += 1
        self.able: NDArray[np.bool_] = held == len(names)
        self._judged: dict[int, bool] = {}

    def first(self, seqs: Numbers, limit: int) -> list[int]:
        """The first so many of some documents that have every phrase, in the order given."""
        able, kept = seqs[self.able[seqs]].tolist(), list[int]()
        for start in range(0, len(able), TOGETHER):
            some = able[start : start + TOGETHER]
            self._judge([seq for seq in some if seq not in self._judged])
            kept += [seq for seq in some if self._judged[seq]]
            if len(kept) >= limit:
                break
        return kept[:limit]

    def _judge(self, seqs: Sequence[int]) -> None:
        texts = self._words.texts(self._kind, seqs) if seqs else {}
        for seq in seqs:
            held = texts.get(seq)
            self._judged[seq] = held is not None and self._asked.holds_phrases(f"{held.title}\n{held.text}")
