"""How a word may have been meant that no article has: the commonest word of the store within a slip or two of it.

Slips are Damerau's: letters left out, put in, changed, or two neighbours exchanged. Words in quotation marks are never corrected.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from string import ascii_lowercase, digits

import numpy as np
from numpy.typing import NDArray

from broadsheet.search.query import Asked
from broadsheet.store.postings import Standing, base
from broadsheet.store.vocabulary import LONGEST, Vocabulary

Letters = NDArray[np.uint32]
"""Letters of words, shape (letters, words), 0 behind the last."""
Slips = NDArray[np.int16]
"""How many slips, shape (letters + 1, words)."""

SHORTEST = 4
"""Letters of a word that is corrected: of a shorter one most neighbours are other words."""
TWO_SLIPS = 8
"""Letters from which two slips are looked for."""
MOST_ALIKE = 10_000
"""Words that a word is compared with, letter by letter; of more, those that begin with more of its letters."""
MOST_UNKNOWN = 4
"""Words of a query that are put right: one with more is in another language, or about something that nobody wrote of."""
_WORD = re.compile(r"[^\W_]+")


def corrected(vocabulary: Vocabulary, index: Standing, asked: Asked, known: Collection[str] = ()) -> str | None:
    """The query with every word that no article has put right; None if there is nothing to put right.

    Args:
        vocabulary: the words as they are spelt, of the articles that were counted.
        index: what the word index has of all articles, of some before they are counted. A word is known by its stem there.
        asked: the query.
        known: stems that the index has, as far as that is known already.
    """
    doubtful = [word for word in asked.loose if _is_correctable(word) and base(word) not in known]
    if not doubtful:
        return None
    spelt = vocabulary.documents(doubtful)
    indexed = index.least({base(word) for word in doubtful if word not in spelt})
    unknown = [word for word in doubtful if word not in spelt and base(word) not in indexed]
    meant = {word: better for word in unknown[:MOST_UNKNOWN] if (better := _meant(vocabulary, word))}
    if not meant:
        return None
    return _WORD.sub(lambda found: meant.get(found[0].lower(), found[0]), asked.text)


def _is_correctable(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and not any(letter in digits for letter in word)


def _meant(vocabulary: Vocabulary, word: str) -> str | None:
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
    near = set[str]()
    for start in (word, word[1::-1] + word[2:]):
        length = 2
        while vocabulary.begin(start[:length], MOST_ALIKE) > MOST_ALIKE and length < len(word):
            length += 1
        near.update(within(word, vocabulary.beginning(start[:length], len(word) + 2, len(word) - 2), 2))
    return vocabulary.documents(near)


def within(word: str, others: Sequence[str], most: int) -> list[str]:
    """Those of some words that are at most so many slips away, no slip upon another (optimal string alignment).

    >>> within("recieve", ["receive", "relieve", "reviewer"], 1), within("harbour", ["harbor", "harbour"], 0), within("a", [], 2)
    (['receive', 'relieve'], ['harbour'], [])
    """
    left = np.array(others, dtype=np.str_)
    if not others:
        return []
    letters = left.view(np.uint32).reshape(len(others), -1).T
    last = np.repeat(np.arange(len(letters) + 1, dtype=np.int16)[:, None], len(others), axis=1)
    before = last
    for i in range(1, len(word) + 1):
        row = _row(word[:i], letters, (before, last), most)
        kept = np.minimum(last, row).min(axis=0) <= most  # the others only get further away
        left, letters, before, last = left[kept], letters[:, kept], last[:, kept], row[:, kept]
    away = last[np.char.str_len(left), np.arange(len(left))]
    found: list[str] = left[away <= most].tolist()
    return found


def _row(word: str, letters: Letters, above: tuple[Slips, Slips], most: int) -> Slips:
    """The row of the table for the last letter: slips to so many first letters of the others, looked for near its own place."""
    before, last = above
    i, row = len(word), np.full_like(last, most + 1)
    row[0] = i
    for j in range(max(1, i - most), min(len(letters), i + most) + 1):
        row[j] = np.minimum(np.minimum(last[j], row[j - 1]) + 1, last[j - 1] + (letters[j - 1] != ord(word[-1])))
        if i > 1 and j > 1:
            exchanged = (letters[j - 2] == ord(word[-1])) & (letters[j - 1] == ord(word[-2]))
            row[j] = np.where(exchanged, np.minimum(row[j], before[j - 2] + 1), row[j])
    return row
