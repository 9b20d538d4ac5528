"""How near two words are in meaning, from a table: what the sentence-vector model says of each word that stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from broadsheet.errors import ModelError

_PATH = Path(__file__).with_name("word_meanings.npz")
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Meanings:
    """The table.

    Attributes:
        rows: word in lower case → its row; rows are in the order of how common their words are, commonest first.
        vectors: shape (words, dimensions), rows of length 1.
    """

    rows: dict[str, int]
    vectors: Floats

    def of(self, words: Sequence[str]) -> Floats:
        """Vectors of words, shape (n, dimensions); zeros for a word that is not in the table."""
        found = np.array([self.rows.get(word, -1) for word in words], dtype=np.int64)
        return np.where(found[:, None] >= 0, self.vectors[found], np.float32(0)).astype(np.float32)

    def rarity(self, word: str) -> float:
        """How rare a word is, 0 for the commonest and 1 for one that is not in the table: the logarithm of its rank."""
        return float(np.log1p(self.rows.get(word, len(self.rows))) / np.log1p(len(self.rows)))


@lru_cache(maxsize=1)
def load() -> Meanings:
    """The packaged table, made by `tools/distil_words.py`.

    Raises:
        ModelError: the file is missing or damaged.
    """
    try:
        with np.load(_PATH, allow_pickle=False) as held:
            words, whole = held["words"].tobytes().decode("ascii").split(), held["vectors"].astype(np.float32)
        rows = {word: row for row, word in zip(range(len(whole)), words, strict=True)}
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"the words in {_PATH.name} cannot be read: {error}", hint="install broadsheet again") from error
    return Meanings(rows, whole / np.linalg.norm(whole, axis=1, keepdims=True))
