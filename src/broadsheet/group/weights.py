"""How much a word tells: rare words more than common ones."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

PRIOR_DOCUMENTS = 2000.0  # so many documents the shipped frequencies weigh
UNKNOWN = 0.0004  # share of documents that a word has which the shipped table does not hold


@cache
def prior() -> Mapping[int, float]:
    """Word number → share of news articles that hold the word, for common words; no word can be read from it."""
    table = json.loads(files("broadsheet.group").joinpath("prior.json").read_text(encoding="utf-8"))
    return {number: share / 10_000 for share, numbers in table for number in numbers}


@lru_cache(maxsize=1 << 16)
def number_of(term: str) -> int:
    """The number under which the table knows a word."""
    return zlib.crc32(term.encode("utf-8", "replace"))


class Weights:
    """Inverse document frequencies: shipped ones to begin with, more and more those of the articles seen."""

    def __init__(self) -> None:
        self.documents = 0
        self._seen: dict[int, int] = {}
        self._prior = prior()

    def observe(self, numbers: Iterable[int]) -> None:
        """Count an article's terms, each once."""
        self.documents += 1
        for number in numbers:
            self._seen[number] = self._seen.get(number, 0) + 1

    def weight(self, term: str) -> float:
        """`ln((1 + N) / (0.5 + df))`, where both counts hold the shipped ones."""
        return float(self.weigh(np.array([number_of(term)]))[0])

    def weigh(self, numbers: NDArray[np.int64]) -> NDArray[np.float64]:
        """`weight` of the words with these numbers."""
        listed = numbers.tolist()
        seen = np.array([self._seen.get(number, 0) for number in listed], dtype=np.float64)
        shares = np.array([self._prior.get(number, UNKNOWN) for number in listed], dtype=np.float64)
        result: NDArray[np.float64] = np.log((1 + PRIOR_DOCUMENTS + self.documents) / (0.5 + seen + PRIOR_DOCUMENTS * shares))
        return result

    def usual(self, word: str) -> float:
        """Share of news articles that hold the word, or a word of this root, as shipped."""
        return self._prior.get(number_of(word), UNKNOWN)
