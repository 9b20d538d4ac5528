"""Search by meaning: the sentence vectors of the articles as one matrix in memory, and which of them a query lies nearest to."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from broadsheet.models import embedders
from broadsheet.records.model import Embedding
from broadsheet.store import Store
from broadsheet.store.postings import Standing

SHORTLIST = 1_024
"""Articles whose cosine is computed: those whose signs differ from the query's in the fewest places, of equal ones the first."""
REMEMBERED = 1_024
"""Queries whose vectors are kept."""
CHUNK = 512
"""Vectors that are put into the matrix together."""
BITS = 64
"""Signs that are compared at once."""
_WIDE = np.arange(1 << 16, dtype=np.uint16).view(np.float16).astype(np.float32)
"""Every 16-bit float as one of 32 bits: to look them up takes half the time that NumPy needs to work them out."""


class Encoder(Protocol):
    """What turns texts into vectors of length 1, shape (n, dimensions)."""

    def encode(self, texts: list[str], /) -> NDArray[np.float32]:
        """The vectors of texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Articles that lie near a query, nearest first.

    Attributes:
        seqs: their numbers, shape (n,).
        cosines: to four decimals, shape (n,).
    """

    seqs: NDArray[np.int64]
    cosines: NDArray[np.float32]


class Vectors:
    """The vectors of a store's articles. It follows the store: what was placed since is read with the next question.

    A vector of 384 numbers takes 824 bytes. Up to `SHORTLIST` articles every cosine is computed; of more, those are chosen by the
    signs of their numbers first (Charikar, "Similarity estimation techniques from rounding algorithms", 2002), at a bit a number.
    If all vectors were made anew by another embedder, all are read anew, and queries are encoded by that one.

    Args:
        encoder: makes the vector of a query; without one the store's own embedder, loaded when it is first asked.
    """

    def __init__(self, encoder: Encoder | None = None) -> None:
        self._encoder = encoder
        self._encoded = lru_cache(REMEMBERED)(self._encode)
        self._lock = threading.Lock()
        self._made: Embedding | None = None
        self._empty()

    def near(self, store: Store, query: str, limit: int = SHORTLIST) -> Near:
        """The articles that a query lies nearest to, with cosines above 0. Equal ones stand in the order of placing."""
        with store.reading():
            return self.near_now(store, store.words.articles.now(), query, limit)

    def near_now(self, store: Store, now: Standing, query: str, limit: int = SHORTLIST) -> Near:
        """The same if it is known what the store has: `now` is the word index of its articles."""
        with self._lock:
            self._heed(store.embedding.get())
            self._follow(store, now)
            vector = self._encoded(query)
            rows = self._shortlist(vector) if self._count else np.empty(0, np.intp)
            cosines = np.round(_WIDE.take(self._matrix[rows].view(np.uint16)) @ vector, 4)
            seqs = self._seqs[rows]
        best = np.lexsort((seqs, -cosines))[:limit]
        best = best[cosines[best] > 0]
        return Near(seqs=seqs[best], cosines=cosines[best])

    def nearest(self, store: Store, query: str, limit: int = SHORTLIST) -> list[tuple[str, float]]:
        """The articles' ids with their cosines."""
        near = self.near(store, query, limit)
        found = dict(zip(near.seqs.tolist(), near.cosines.tolist(), strict=True))
        return [(each.id, found[each.seq]) for each in store.words.passages("article", list(found))]

    def forget_queries(self) -> None:
        """Make the vector of every query anew."""
        self._encoded.cache_clear()

    def _encode(self, query: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = (self._encoder or embedders.load_for(self._made)).encode([query])[0]
        return vector

    def _heed(self, made: Embedding | None) -> None:
        """Let go of all vectors if the store's are of another embedder than those here."""
        if made != self._made:
            self._made = made
            self._encoded.cache_clear()
            self._empty()

    def _empty(self) -> None:
        self._count = 0
        self._last = 0
        self._seqs = np.empty(0, dtype=np.int64)
        self._dimensions = (self._made or embedders.PACKAGED).dimensions
        self._matrix = np.empty((0, self._dimensions), dtype=np.float16)
        self._signs = np.empty((-(-self._dimensions // BITS), 0), dtype=np.uint64)

    def _follow(self, store: Store, now: Standing) -> None:
        """Read what was placed since, or all if something was taken out."""
        self._make_room(now.documents)
        if now.last > self._last:
            self._add(store)
        if self._count != now.documents:
            self._empty()
            self._add(store)

    def _add(self, store: Store) -> None:
        rows = store.articles.vectors_after(self._last)
        while some := list(islice(rows, CHUNK)):
            self._put([seq for seq, _ in some], [vector for _, vector in some])

    def _put(self, seqs: Sequence[int], vectors: Sequence[bytes]) -> None:
        """Add rows behind the others; what is no vector of this model is one of zeros."""
        first, end = self._count, self._count + len(seqs)
        self._make_room(end)
        none = bytes(self._dimensions * 2)
        held = b"".join(vector if len(vector) == len(none) else none for vector in vectors)
        self._matrix[first:end] = np.frombuffer(held, dtype=np.float16).reshape(-1, self._dimensions)
        self._seqs[first:end] = seqs
        self._signs[:, first:end] = _signs(self._matrix[first:end]).T
        self._count, self._last = end, seqs[-1]

    def _make_room(self, size: int) -> None:
        if (more := size - len(self._matrix)) > 0:
            more += size // 8  # so that it is seldom done
            self._seqs = np.concatenate([self._seqs, np.zeros(more, dtype=np.int64)])
            self._matrix = np.concatenate([self._matrix, np.zeros((more, self._dimensions), dtype=np.float16)])
            self._signs = np.concatenate([self._signs, np.zeros((len(self._signs), more), dtype=np.uint64)], axis=1)

    def _shortlist(self, vector: NDArray[np.float32]) -> NDArray[np.intp]:
        if self._count <= SHORTLIST:
            return np.arange(self._count)
        differing = np.zeros(self._count, dtype=np.uint16)
        for held, asked in zip(self._signs, _signs(vector), strict=True):
            differing += np.bitwise_count(held[: self._count] ^ asked)
        upto = np.bincount(differing).cumsum()  # how many differ in so many places or fewer
        places = int(np.searchsorted(upto, SHORTLIST))
        nearer, last = np.flatnonzero(differing < places), np.flatnonzero(differing == places)
        return np.concatenate([nearer, last[: SHORTLIST - len(nearer)]])


def _signs(vectors: NDArray[np.floating]) -> NDArray[np.uint64]:
    """Whether each number is above 0, a bit each, of a vector or of several.

    Read as whole numbers they have the same signs, and NumPy compares these much faster than 16-bit floats.
    """
    whole = vectors.view(f"i{vectors.itemsize}")
    bits = np.packbits(whole > 0, axis=-1)
    if over := bits.shape[-1] % (BITS // 8):
        bits = np.concatenate([bits, np.zeros((*bits.shape[:-1], BITS // 8 - over), np.uint8)], axis=-1)
    return bits.view(np.uint64)
