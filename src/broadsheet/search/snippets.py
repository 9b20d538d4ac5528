"""The stretch of a text in which what was asked for stands closest together, with the words marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from broadsheet.language.index_words import index_words
from broadsheet.language.stems import base_forms, stem
from broadsheet.records.text import Extent
from broadsheet.search.words import Term, bearers

WIDTH = 32
"""Words of a snippet."""
GAP = " … "
_RUN = re.compile(r"[^\W_]+")
_IRREGULAR = base_forms()


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Words of a text.

    Attributes:
        text: the words, on one line, with an ellipsis where something is left out.
        marks: where in it the words stand that were asked for.
    """

    text: str
    marks: tuple[Extent, ...] = ()


class Marker:
    """Finds the words that were asked for in texts, and remembers which of their words these are."""

    def __init__(self, sought: Sequence[Term]) -> None:
        self._weights = [term.weight for term in sought]
        self._meant = _Meant(bearers(sought))

    def snippet(self, text: str, width: int = WIDTH) -> Snippet:
        """The `width` words of a text that hold the most telling of the words; the first ones if it holds none.

        Of equal stretches the first one is taken, and it begins a little before the first word that it is taken for.
        """
        terms = [self._meant[word] for word in _RUN.findall(text)]
        if not terms:
            return Snippet(text=" ".join(text.split()))
        first = self._best(terms, width)
        shown = list(islice(_RUN.finditer(text), first, first + width))
        end = len(text) if first + width >= len(terms) else shown[-1].end()
        start = 0 if first == 0 else shown[0].start()
        return _cut(text, start, end, [word.span() for word, term in zip(shown, terms[first:], strict=False) if term is not None])

    def _best(self, terms: Sequence[int | None], width: int) -> int:
        """The first word of the best stretch. Stretches are compared that begin some words before one that was asked for."""
        before = width // 4
        starts = [0, *(max(0, at - before) for at, term in enumerate(terms) if term is not None)]
        last = max(0, len(terms) - width)

        def worth(start: int) -> tuple[float, int]:
            held = {term for term in terms[start : start + width] if term is not None}
            return sum(self._weights[term] for term in held), -start

        return max({min(start, last) for start in starts}, key=worth)


class _Meant(dict[str, int | None]):
    """Word of a text → the number of the term that it bears, None if it bears none; filled as words are met.

    Most words need no stem to be known as none of them: a word begins as its stem does, but for a y, or is an irregular form.
    """

    def __init__(self, bearer: Mapping[str, int]) -> None:
        super().__init__()
        self._bearer = bearer
        self._starts = tuple(base.removesuffix("y") for base in bearer)

    def __missing__(self, word: str) -> int | None:
        lower = word.lower()
        may = lower.startswith(self._starts) or lower in _IRREGULAR or not word.isascii()
        term = self[word] = self._bearer.get(_base(word)) if may else None
        return term


@lru_cache(maxsize=1 << 14)
def _base(word: str) -> str:
    """The stem of a word."""
    return stem("".join(index_words(word)))


def _cut(text: str, start: int, end: int, marked: Sequence[tuple[int, int]]) -> Snippet:
    """The stretch with its white space made even, and the marks moved with it."""
    made, marks, at = ([GAP.lstrip()] if start else []), [], start
    length = sum(map(len, made))
    for first, last in marked:
        for piece, asked in ((text[at:first], False), (text[first:last], True)):
            even = re.sub(r"\s+", " ", piece)
            marks += [Extent(length, length + len(even))] if asked else []
            made.append(even)
            length += len(even)
        at = last
    made += [re.sub(r"\s+", " ", text[at:end]), GAP.rstrip() if end < len(text) else ""]
    return Snippet(text="".join(made), marks=tuple(marks))
