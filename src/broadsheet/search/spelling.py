"""How a word may have been meant that no article has: the commonest word of the store within a slip or two of it.

Slips are Damerau's: letters left out, put in, changed, or two neighbours exchanged. Words in quotation marks are never corrected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_lowercase, digits

from broadsheet.search.query import Asked
from broadsheet.store.vocabulary import LONGEST, Vocabulary

SHORTEST = 4
"""Letters of a word that is corrected: of a shorter one most neighbours are other words."""
TWO_SLIPS = 8
"""Letters from which two slips are looked for."""


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
    """Words two slips away that begin with its first two letters, or with these exchanged."""
    starts = (word[:2], word[1::-1])
    alike: dict[str, int] = {}
    for start in starts:
        alike |= vocabulary.beginning(start, len(word) + 2, len(word) - 2)
    return {other: count for other, count in alike.items() if distance(word, other, 2) <= 2}


def distance(a: str, b: str, most: int) -> int:
    """How many slips lie between two words, no slip upon another (optimal string alignment); `most + 1` if more than `most`.

    >>> distance("recieve", "receive", 2), distance("harbour", "harbor", 2), distance("ferry", "brewery", 2)
    (1, 1, 3)
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        row = [i]
        for j, other in enumerate(b, start=1):
            row.append(min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other)))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                row[j] = min(row[j], before[j - 2] + 1)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)
