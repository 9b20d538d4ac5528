"""How much a word tells: rare words more than common ones."""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.group.archive import Archive, Memory

PRIOR_DOCUMENTS = 2000.0  # so many documents the shipped frequencies weigh
REMEMBERED = 1 << 17  # words whose numbers are remembered
HELD = 100_000  # words of which the counts stay in memory once the archive has them
UNKNOWN = 0.0004  # share of documents that a word has which the shipped table does not hold


@cache
def prior() -> Mapping[int, float]:
    """Word number → share of news articles that hold the word, for common words; no word can be read from it."""
    table = json.loads(files("broadsheet.group").joinpath("prior.json").read_text(encoding="utf-8"))
    return {number: share / 10_000 for share, numbers in table for number in numbers}


def number_of(term: str) -> int:
    """The number under which the table knows a word."""
    return _NUMBERS[term]


class _Numbers(dict[str, int]):
    """Numbers of words, made when they are asked for; a plain table, since every word of every article is looked up."""

    def __missing__(self, term: str) -> int:
        if len(self) >= REMEMBERED:
            self.clear()
        number = self[term] = zlib.crc32(term.encode("utf-8", "replace"))
        return number


_NUMBERS = _Numbers()


def numbers_of(terms: Iterable[str]) -> list[int]:
    """`number_of` each."""
    return list(map(_NUMBERS.__getitem__, terms))


class Weights:
    """Inverse document frequencies: shipped ones to begin with, more and more those of the articles seen."""

    def __init__(self, archive: Archive | None = None) -> None:
        self.documents = 0
        self._archive = Memory() if archive is None else archive
        self._prior = prior()
        self._rows: dict[int, int] = {}  # word → its row
        self._counts = np.empty(1 << 10)  # 0.5 and the documents that hold a word, the shipped ones among them
        self._changed: set[int] = set()  # words of which the archive does not know what was counted last

    def observe(self, numbers: Sequence[int]) -> None:
        """Count an article's terms, each once."""
        self.documents += 1
        self._changed.update(numbers)
        rows = self._held(numbers)
        if -1 in rows:
            rows = [self._add(number) if row < 0 else row for number, row in zip(numbers, rows, strict=True)]
        np.add.at(self._counts, rows, 1.0)

    def weigh(self, numbers: Sequence[int]) -> NDArray[np.float64]:
        """`weight` of the words with these numbers."""
        rows = self._held(numbers)
        counts = self._counts[rows]
        if -1 in rows:
            new = [place for place, row in enumerate(rows) if row < 0]
            counts[new] = [self._begun(numbers[place]) for place in new]
        result: NDArray[np.float64] = np.log((1 + PRIOR_DOCUMENTS + self.documents) / counts)
        return result

    def shelve(self) -> dict[int, float]:
        """What the archive is to know: words that were counted since, and what is counted of them."""
        told = {number: float(self._counts[self._rows[number]]) for number in sorted(self._changed)}
        self._changed.clear()
        if len(self._rows) > HELD:
            self._rows.clear()
        return told

    def state(self) -> dict[str, NDArray[Any]]:
        """The words that the archive does not know of and what is counted of each; `documents` is told beside it."""
        words = [number for number in self._rows if number in self._changed]
        counts = self._counts[[self._rows[number] for number in words]]
        return {"words": np.array(words, dtype=np.int64), "counts": counts}

    def restore(self, documents: int, state: Mapping[str, NDArray[Any]]) -> None:
        """Be what `state` was made of."""
        self.documents, self._counts = documents, np.concatenate([state["counts"], np.empty(1 << 10)])
        self._rows = {number: row for row, number in enumerate(state["words"].tolist())}
        self._changed = {*self._rows}

    def weight(self, term: str) -> float:
        """`ln((1 + N) / (0.5 + df))`, where both counts hold the shipped ones."""
        number = number_of(term)
        (row,) = self._held([number])
        count = self._begun(number) if row < 0 else float(self._counts[row])
        return math.log((1 + PRIOR_DOCUMENTS + self.documents) / count)

    def usual(self, word: str) -> float:
        """Share of news articles that hold the word, or a word of this root, as shipped."""
        return self._prior.get(number_of(word), UNKNOWN)

    def _held(self, numbers: Sequence[int]) -> list[int]:
        """The rows of words, -1 for one that was never seen; what is not in memory is asked for."""
        rows = [self._rows.get(number, -1) for number in numbers]
        if -1 not in rows:
            return rows
        missing = [number for number, row in zip(numbers, rows, strict=True) if row < 0]
        for number, count in self._archive.words(missing).items():
            row = self._add(number)
            self._counts[row] = count
        return [self._rows.get(number, -1) for number in numbers]

    def _add(self, number: int) -> int:
        if number in self._rows:
            return self._rows[number]
        row = self._rows[number] = len(self._rows)
        if row == len(self._counts):
            self._counts = np.concatenate([self._counts, np.empty(max(row, 1 << 10))])
        self._counts[row] = self._begun(number)
        return row

    def _begun(self, number: int) -> float:
        return 0.5 + PRIOR_DOCUMENTS * self._prior.get(number, UNKNOWN)
