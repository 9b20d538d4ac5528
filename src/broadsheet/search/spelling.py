"""How a word may have been meant that no article has: the commonest word of the store within a slip or two of it.

Slips are Damerau's: letters left out, put in, changed, or two neighbours exchanged. Words in quotation marks are never corrected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import ascii_lowercase, digits

import numpy as np
from numpy.typing import NDArray

from broadsheet.search.query import Asked
from broadsheet.store.vocabulary import LONGEST, Vocabulary

SHORTEST = 4
"""Letters of a word that is corrected: of a shorter one most neighbours are other words."""
TWO_SLIPS = 8
"""Letters from which two slips are looked for."""
MOST_ALIKE = 10_000
"""Words that a word is compared with, letter by letter; of more, those that begin with more of its letters."""


def corrected(vocabulary: Vocabulary, asked: Asked) -> str | None:
    """The query with every word that no article has put right; None if there is nothing to put right."""
    known = vocabulary.documents(asked.loose)
    meant = {word: better for word in asked.loose if word not in known and (better := _meant(vocabulary, word))}
    if not meant:
        return None
    unknown = re.compile(r"[^\W_]+")
    return unknown.sub(lambda found: meant.get(found[0].lower(), found[0]), asked.text)


def _meant(vocabulary: Vocabulary, word: str) -> str | None:
    if not SHORTEST <= len(word) <= LONGEST or any(letter in digits for letter in word):
        return None
    near = vocabulary.documents(slips(word))
    if not near and len(word) >= TWO_SLIPS:
        near = _two_off(vocabulary, word)
    return min(near, key=lambda other: (other[0] != word[0], -near[other], other), default=None)


def slips(word: str) -> Iterator[str]:
    """Every word one slip away.

    >>> words = set(slips("fery"))
    >>> "ferry" in words, "fry" in words, "very" in words, "fery" in words, "frey" in words
    (True, True, True, False, True)
    """
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in ascii_lowercase)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in ascii_lowercase if letter != after[0])
        if len(after) > 1 and after[0] != after[1]:
            yield before + after[1] + after[0] + after[2:]


def _two_off(vocabulary: Vocabulary, word: str) -> dict[str, int]:
    """Words two slips away that begin like it, or with its first two letters exchanged: in two letters, or more if too many do."""
    alike: dict[str, int] = {}
    for start in (word, word[1::-1] + word[2:]):
        length = 2
        while vocabulary.begin(start[:length], MOST_ALIKE) > MOST_ALIKE and length < len(word):
            length += 1
        alike |= vocabulary.beginning(start[:length], len(word) + 2, len(word) - 2)
    others = list(alike)
    return {other: alike[other] for other, off in zip(others, distances(word, others), strict=True) if off <= 2}


def distances(word: str, others: Sequence[str]) -> list[int]:
    """How many slips lie between a word and each of others, no slip upon another (optimal string alignment).

    >>> distances("recieve", ["receive", "relieve", "reviewer"]), distances("harbour", ["harbor", "harbour"]), distances("a", [])
    ([1, 1, 3], [1, 0], [])
    """
    if not others:
        return []
    letters = np.array(others).view(np.uint32).reshape(len(others), -1).T
    lengths = [len(other) for other in others]
    before = last = _filled(range(len(letters) + 1), len(others))
    same_before = np.zeros_like(letters, bool)
    for i, letter in enumerate(word, start=1):
        same = letters == ord(letter)
        row = _filled([i] * (len(letters) + 1), len(others))
        for j in range(1, len(row)):
            row[j] = np.minimum(np.minimum(last[j], row[j - 1]) + 1, last[j - 1] + ~same[j - 1])
            if i > 1 and j > 1:
                row[j] = np.where(same[j - 2] & same_before[j - 1], np.minimum(row[j], before[j - 2] + 1), row[j])
        before, last, same_before = last, row, same
    return [int(off) for off in last[lengths, np.arange(len(others))]]


def _filled(values: Sequence[int], times: int) -> NDArray[np.int16]:
    """A row of the table for every other word: each value so many times, shape (values, times)."""
    return np.repeat(np.array(values, np.int16)[:, None], times, axis=1)
