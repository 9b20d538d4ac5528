"""The stretch of a text in which what was asked for stands closest together, with the words marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.language.index_words import index_words
from broadsheet.language.stems import stem
from broadsheet.records.text import Extent
from broadsheet.search.words import Term, bearers

WIDTH = 32
"""Words of a snippet."""
GAP = " … "
_RUN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Words of a text.

    Attributes:
        text: the words, on one line, with an ellipsis where something is left out.
        marks: where in it the words stand that were asked for.
    """

    text: str
    marks: tuple[Extent, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    term: int | None


def snippet(text: str, sought: Sequence[Term], *, width: int = WIDTH) -> Snippet:
    """The `width` words of a text that hold the most telling of the words; the first ones if it holds none.

    Of equal stretches the first one is taken, and it begins a little before the first word that it is taken for.
    """
    words = _words(text, sought)
    if not words:
        return Snippet(text=" ".join(text.split()))
    first = _best(words, sought, width)
    shown = words[first : first + width]
    end = len(text) if first + width >= len(words) else shown[-1].end
    start = 0 if first == 0 else shown[0].start
    return _cut(text, start, end, [word for word in shown if word.term is not None])


def _words(text: str, sought: Sequence[Term]) -> list[_Word]:
    bearer = bearers(sought)
    return [_Word(found.start(), found.end(), bearer.get(_base(found[0]))) for found in _RUN.finditer(text)]


@lru_cache(maxsize=1 << 14)
def _base(word: str) -> str:
    """The stem of a word."""
    return stem("".join(index_words(word)))


def _best(words: Sequence[_Word], sought: Sequence[Term], width: int) -> int:
    """The first word of the best stretch. Stretches are compared that begin some words before one that was asked for."""
    before = width // 4
    starts = [0, *(max(0, at - before) for at, word in enumerate(words) if word.term is not None)]
    last = max(0, len(words) - width)

    def worth(start: int) -> tuple[float, int]:
        terms = {word.term for word in words[start : start + width] if word.term is not None}
        return sum(sought[term].weight for term in terms), -start

    return max({min(start, last) for start in starts}, key=worth)


def _cut(text: str, start: int, end: int, marked: Sequence[_Word]) -> Snippet:
    """The stretch with its white space made even, and the marks moved with it."""
    made, marks, at = ([GAP.lstrip()] if start else []), [], start
    length = sum(map(len, made))
    for word in marked:
        for piece, asked in ((text[at : word.start], False), (text[word.start : word.end], True)):
            even = re.sub(r"\s+", " ", piece)
            marks += [Extent(length, length + len(even))] if asked else []
            made.append(even)
            length += len(even)
        at = word.end
    made += [re.sub(r"\s+", " ", text[at:end]), GAP.rstrip() if end < len(text) else ""]
    return Snippet(text="".join(made), marks=tuple(marks))
