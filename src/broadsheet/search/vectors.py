"""Search by meaning: the sentence vectors of the articles as one matrix in memory, and which of them a query lies nearest to."""

from __future__ import annotations

import threading
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from broadsheet.models import embedder
from broadsheet.store import Store

SHORTLIST = 1_024
"""Articles whose cosine is computed: those whose signs differ from the query's in the fewest places."""
_BYTES = embedder.DIMENSIONS * 2
_WORDS = embedder.DIMENSIONS // 64


class Encoder(Protocol):
    """What turns texts into vectors of length 1, shape (n, 384)."""

    def encode(self, texts: list[str], /) -> NDArray[np.float32]:
        """The vectors of texts."""


class Vectors:
    """The vectors of a store's articles. It follows the store: what was placed since is read with the next question.

    A vector takes 816 bytes. Up to `SHORTLIST` articles every cosine is computed; of more, those are chosen by the signs of their
    numbers first (Charikar, "Similarity estimation techniques from rounding algorithms", 2002), at 48 bytes an article.
    """

    def __init__(self, encoder: Encoder | None = None) -> None:
        self._encoder = encoder
        self._lock = threading.Lock()
        self._empty()

    def nearest(self, store: Store, query: str, limit: int = SHORTLIST) -> list[tuple[str, float]]:
        """Ids of the articles that a query lies nearest to with their cosines, all above 0, nearest first.

        Equal ones stand in the order of placing.
        """
        with self._lock:
            self._follow(store)
            if not self._ids:
                return []
            vector = (self._encoder or embedder.load()).encode([query])[0]
            rows = self._shortlist(vector)
            cosines = self._matrix[rows].astype(np.float32) @ vector
            best = np.lexsort((rows, -cosines))[:limit]
            return [(self._ids[rows[at]], round(float(cosines[at]), 4)) for at in best if cosines[at] > 0]

    def _empty(self) -> None:
        self._ids: list[str] = []
        self._last = 0
        self._matrix = np.empty((0, embedder.DIMENSIONS), dtype=np.float16)
        self._signs = np.empty((0, _WORDS), dtype=np.uint64)

    def _follow(self, store: Store) -> None:
        """Read what was placed since, or all if something was taken out."""
        last, count = store.articles.vectors_state()
        if last > self._last:
            self._add(store)
        if len(self._ids) != count:
            self._empty()
            self._add(store)

    def _add(self, store: Store) -> None:
        for seq, name, vector in store.articles.vectors_after(self._last):
            self._last = seq
            self._put(name, vector)

    def _put(self, name: str, vector: bytes) -> None:
        row = len(self._ids)
        if row == len(self._matrix):
            more = max(1_024, row // 2)
            self._matrix = np.concatenate([self._matrix, np.zeros((more, embedder.DIMENSIONS), dtype=np.float16)])
            self._signs = np.concatenate([self._signs, np.zeros((more, _WORDS), dtype=np.uint64)])
        if len(vector) == _BYTES:
            self._matrix[row] = np.frombuffer(vector, dtype=np.float16)
        self._signs[row] = _signs(self._matrix[row])
        self._ids.append(name)

    def _shortlist(self, vector: NDArray[np.float32]) -> NDArray[np.intp]:
        count = len(self._ids)
        if count <= SHORTLIST:
            return np.arange(count)
        differing = np.bitwise_count(self._signs[:count] ^ _signs(vector)).sum(axis=1, dtype=np.uint16)
        return np.argpartition(differing, SHORTLIST)[:SHORTLIST]


def _signs(vector: NDArray[np.floating]) -> NDArray[np.uint64]:
    return np.packbits(vector > 0).view(np.uint64)
