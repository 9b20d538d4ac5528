"""A query taken apart: its words, and the phrases between quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.language.index_words import index_words
from broadsheet.language.words import fold

LONGEST = 4_096
"""Characters of a query that are read."""
MOST = 64
"""Words of a query that are looked at."""
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was typed.

    Attributes:
        text: as it was typed.
        words: every word once, those of phrases too.
        phrases: words that must stand one after another.
    """

    text: str
    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...] = ()

    @property
    def loose(self) -> tuple[str, ...]:
        """The words that stand in no phrase."""
        bound = {word for phrase in self.phrases for word in phrase}
        return tuple(word for word in self.words if word not in bound)

    def holds_phrases(self, text: str) -> bool:
        """Whether a text has every phrase, word for word."""
        if not self.phrases:
            return True
        held = (text if text.isascii() else fold(text)).lower()
        return all(_pattern(phrase).search(held) for phrase in self.phrases)


@lru_cache(maxsize=256)
def _pattern(phrase: tuple[str, ...]) -> re.Pattern[str]:
    """What finds a phrase in a folded text: its words, of which `index_words` makes runs of letters and digits, whole and in order.

    It begins with a word and not with what stands before it, since a literal beginning is found fastest.
    """
    first, *others = map(re.escape, phrase)
    following = "".join(rf"[\W_]+{word}" for word in others)
    return re.compile(rf"{first}(?<![^\W_]{first}){following}(?![^\W_])")


def read(text: str) -> Asked:
    """Read a query. Marks and operators mean nothing, but for quotation marks in pairs.

    >>> asked = read('ferry “Old Harbour” strike')
    >>> asked.words, asked.phrases, asked.loose
    (('ferry', 'old', 'harbour', 'strike'), (('old', 'harbour'),), ('ferry', 'strike'))
    """
    typed = text[:LONGEST]
    phrases = [tuple(index_words(quoted)) for quoted in _QUOTED.findall(typed)]
    words = tuple(dict.fromkeys(index_words(typed)[:MOST]))
    return Asked(text=typed, words=words, phrases=tuple(dict.fromkeys(phrase[:MOST] for phrase in phrases if phrase)))
