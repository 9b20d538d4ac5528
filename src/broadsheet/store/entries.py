"""A row of the word index: the documents of a segment that hold a stem, and where in each it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RECORD = np.dtype([("seq", "<u4"), ("length", "<u2"), ("title", "u1"), ("text", "u1"), ("forms", "u1")])
"""A document that holds a stem: its number, characters of its text, how often title and text hold it, and in how many forms."""
PLACE = np.dtype("<u2")
"""Where it holds it: so many words stand before, those of the title too."""
SOMEWHERE = 0xFFFF
"""A place that is not known, or further on."""
MOST = 0xFF
"""Places in a title, and in a text, that are kept."""

Records = NDArray[np.void]
Numbers = NDArray[np.uint32]
Places = NDArray[np.uint16]
Row = tuple[bytes, bytes | None]
"""Documents and their places as the table has them, None if it has no places."""
NONE = np.empty(0, np.uint32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The documents that hold a stem.

    Attributes:
        records: a `RECORD` of each, in the order of their numbers.
        places: where each holds it, one document after another: as many as its title and its text are said to.
    """

    records: Records
    places: Places

    @property
    def times(self) -> NDArray[np.int64]:
        """How many places each document has, shape (documents,)."""
        return _times(self.records)

    def without(self, dead: Numbers) -> Entry:
        """The same but for some documents."""
        if not len(dead):
            return self
        kept = ~np.isin(self.records["seq"], dead)
        return Entry(records=self.records[kept], places=self.places[np.repeat(kept, self.times)])

    def of(self, seqs: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The places in some of the documents, all of which hold the stem: the index in `seqs` of each, and the place."""
        rows, times = np.searchsorted(self.records["seq"], seqs.astype(np.uint32)), self.times
        first, many = (np.cumsum(times) - times)[rows], times[rows]
        within = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
        return np.repeat(np.arange(len(seqs)), many), self.places[np.repeat(first, many) + within].astype(np.int64)


def entry(rows: Iterable[Row], dead: Numbers) -> Entry:
    """The documents of several rows, in their order, without those that were dropped."""
    documents, places = _joined(rows)
    return Entry(records=np.frombuffer(documents, RECORD), places=np.frombuffer(places, PLACE)).without(dead)


def together(rows: Iterable[Row], dead: Numbers = NONE) -> tuple[bytes, bytes]:
    """Several rows as one, in their order, without the documents that were dropped."""
    documents, places = _joined(rows)
    if not len(dead):
        return documents, places
    left = entry([(documents, places)], dead)
    return left.records.tobytes(), left.places.tobytes()


def living(blob: bytes, dead: Numbers) -> Records:
    """Documents without those that were dropped."""
    records = np.frombuffer(blob, RECORD)
    return records[~np.isin(records["seq"], dead)] if len(dead) else records


def _joined(rows: Iterable[Row]) -> tuple[bytes, bytes]:
    held = list(rows)
    places = (_somewhere(documents) if known is None else known for documents, known in held)
    return b"".join(documents for documents, _ in held), b"".join(places)


def _times(records: Records) -> NDArray[np.int64]:
    times: NDArray[np.int64] = records["title"].astype(np.int64) + records["text"]
    return times


def _somewhere(documents: bytes) -> bytes:
    """The places of documents of which none are kept."""
    return np.full(int(_times(np.frombuffer(documents, RECORD)).sum()), SOMEWHERE, PLACE).tobytes()
