"""How much a word tells: rare words more than common ones."""

from __future__ import annotations

import json
import math
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

PRIOR_DOCUMENTS = 2000.0  # so many documents the shipped frequencies weigh
UNKNOWN = 0.0004  # share of documents that a word has which the shipped table does not hold


@cache
def prior() -> Mapping[int, float]:
    """Word number → share of news articles that hold the word, for common words; no word can be read from it."""
    table = json.loads(files("broadsheet.group").joinpath("prior.json").read_text(encoding="utf-8"))
    return {number: share / 10_000 for share, numbers in table for number in numbers}


def number_of(term: str) -> int:
    """The number under which the table knows a word."""
    return zlib.crc32(term.encode("utf-8", "replace"))


class Weights:
    """Inverse document frequencies: shipped ones to begin with, more and more those of the articles seen."""

    def __init__(self) -> None:
        self.documents = 0
        self._seen: Counter[str] = Counter()
        self._prior = prior()

    def observe(self, terms: Iterable[str]) -> None:
        """Count an article's terms, each once."""
        self.documents += 1
        self._seen.update(terms)

    def weight(self, term: str) -> float:
        """`ln((1 + N) / (0.5 + df))`, where both counts hold the shipped ones."""
        frequency = self._seen[term] + PRIOR_DOCUMENTS * self._prior.get(number_of(term), UNKNOWN)
        return math.log((1 + PRIOR_DOCUMENTS + self.documents) / (0.5 + frequency))

    def usual(self, word: str) -> float:
        """Share of news articles that hold the word, or a word of this root, as shipped."""
        return self._prior.get(number_of(word), UNKNOWN)

    def raw(self, counts: Mapping[str, int]) -> dict[str, float]:
        """Term → (1 + ln tf) · idf."""
        return {term: (1 + math.log(count)) * self.weight(term) for term, count in counts.items()}
