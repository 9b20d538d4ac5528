"""Whether an article reports what a sentence of another one says: searched by words, their meanings, names and numbers.

Every sentence of the article is searched, its title too, alone and with its neighbours: what one paper says in a sentence
another spreads over three. Words count as found where a word of much the same meaning stands; how much a word counts depends
on how rare it is in the story and in the language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from broadsheet.models import word_meanings
from broadsheet.records.annotation import Annotated
from broadsheet.records.text import Extent
from broadsheet.write.grounding_tokens import Token, sentences, stem

NEAR = 0.45
"""Cosine of two words' meanings from which the one begins to stand for the other."""

MOST_FOR_ANOTHER = 0.9
"""How far a word of the same meaning counts as the word itself."""

ROUNDED = 0.04
"""Two numbers that lie this share apart can be one number, rounded."""

FEWEST_IN_PART = 3
"""Words that say what a clause is about, below which it may stand anywhere."""

_JOINT = re.compile(r"[,;:—–“”\"()]|\b(?:who|which|that|and|but|as|after|before|while|when|because|where)\b")
"""Where a sentence may be taken apart."""

ENOUGH = 2
"""Numbers that two sentences share if they speak of one thing for certain."""

SAME_ROOT = 5
"""First letters that a name shares with what is derived from it."""

MEASURES = ("words of one sentence", "words of three", "numbers of three", "words as they stand", "numbers shared")
"""What is measured of a sentence and a stretch of an article, 0 to 1: shares of what was looked for, that of the words where no
number was; last whether one number, two or more are shared."""

WEIGHTS = (1.6, 3.2, 1.0, 3.5, 1.9)
BIAS = -4.1
"""A logistic regression on 117 pairs of real news read by hand, of which a pair counted where the stretch reports the sentence's
main point. With a tenth of them hidden in turn the area under the curve is .88."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Match:
    """The stretch of an article that comes nearest to what was looked for.

    Attributes:
        article: its id.
        sentence: number of the sentence in it, -1 for the title.
        measures: as `MEASURES` names them.
    """

    article: str
    sentence: int
    measures: tuple[float, ...]

    @property
    def score(self) -> float:
        """How sure it is that the stretch says the same, 0 to 1."""
        return float(1 / (1 + np.exp(-(BIAS + np.dot(WEIGHTS, self.measures)))))


class Searched:
    """Articles, read once, in which sentences are looked for.

    Args:
        articles: all in which something may stand, copies too.
    """

    def __init__(self, articles: Iterable[Annotated]) -> None:
        self._meanings = word_meanings.load()
        self._ids: dict[str, int] = {}
        self._known: list[Token] = []
        self._places: list[tuple[str, int]] = []
        told: list[list[int]] = []
        for annotated in articles:
            for number, text in _sentences(annotated):
                told.append([self._id(token) for token in content(text)] or [self._id(_NOTHING)])
                self._places.append((annotated.article.id, number))
        self._tokens = np.array([each for sentence in told for each in sentence], dtype=np.int64)
        self._starts = np.cumsum([0, *(len(sentence) for sentence in told[:-1])])
        self._spread = Counter(each for sentence in told for each in set(sentence))

    def matches(self, text: str) -> dict[str, Match]:
        """For every article the stretch that comes nearest to the sentence `text`."""
        return self._matches(content(text))

    def parts(self, text: str) -> dict[str, float]:
        """For every article the score of what comes nearest to any part of a sentence, names left out.

        Another paper may have half of it, and call "the prosecutor" or "a neighbour" whom this one names.
        """
        found = [self._matches(part) for part in nameless_parts(text)]
        return {article: max(part[article].score for part in found) for article in (found[0] if found else ())}

    def _matches(self, tokens: Sequence[Token]) -> dict[str, Match]:
        wanted = list({(token.kind == "number", token.stem): token for token in tokens}.values())
        if not wanted or not self._places:
            return {}
        found = self._found(wanted)
        around = self._with_neighbours(found)
        weights = np.array([self._weight(token) for token in wanted], dtype=np.float32)
        exact = self._with_neighbours((found >= 1).astype(np.float32))
        counted = np.array([token.kind == "number" for token in wanted])
        alone, near = _share(found, weights), _share(around, weights)
        numbers = _share(around, weights * counted) if counted.any() else near
        shared = np.minimum(counted @ (around >= 1) / ENOUGH, 1).astype(np.float32)
        return self._best(np.stack([alone, near, numbers, _share(exact, weights), shared]))

    def _best(self, measured: Floats) -> dict[str, Match]:
        scores = np.asarray(WEIGHTS, dtype=np.float32) @ measured
        best: dict[str, int] = {}
        for place, (article, _) in enumerate(self._places):
            if article not in best or scores[place] > scores[best[article]]:
                best[article] = place
        return {
            article: Match(article, self._places[place][1], tuple(round(float(m), 4) for m in measured[:, place]))
            for article, place in best.items()
        }

    def _found(self, wanted: Sequence[Token]) -> Floats:
        """How far each wanted token stands in each sentence, shape (wanted, sentences), 0 to 1."""
        near = self._meanings.of([token.form.lower() for token in wanted]) @ self._vectors.T
        likeness = np.clip((near - NEAR) / (1 - NEAR), 0, 1) * MOST_FOR_ANOTHER
        for row, token in enumerate(wanted):
            if token.kind != "word":
                likeness[row] = 0
            for other in self._like(token):
                likeness[row, other] = 1
        held: Floats = np.maximum.reduceat(likeness[:, self._tokens], self._starts, axis=1).astype(np.float32)
        return held

    def _like(self, token: Token) -> list[int]:
        """Ids of the tokens that are the same word, name or number."""
        if token.kind == "number":
            return [i for i, other in self._numbers if _same_number(token, other)]
        same = self._ids.get(token.stem)
        found = [] if same is None else [same]
        if token.kind == "name" and len(token.stem) >= SAME_ROOT:
            found += self._roots.get(token.stem[:SAME_ROOT], [])
        return found

    def _with_neighbours(self, found: Floats) -> Floats:
        """The most of three neighbouring sentences of one article."""
        most = found.copy()
        joined = self._joined
        most[:, 1:] = np.where(joined, np.maximum(most[:, 1:], found[:, :-1]), most[:, 1:])
        most[:, :-1] = np.where(joined, np.maximum(most[:, :-1], found[:, 1:]), most[:, :-1])
        return most

    def _weight(self, token: Token) -> float:
        spread = self._spread[self._ids[token.stem]] if token.stem in self._ids else 0
        rare = np.log((1 + len(self._places)) / (1 + spread)) + 1
        return float(rare * (1.0 if token.kind != "word" else self._meanings.rarity(token.form.lower())))

    def _id(self, token: Token) -> int:
        if token.stem not in self._ids:
            self._ids[token.stem] = len(self._ids)
            self._known.append(token)
        return self._ids[token.stem]

    @cached_property
    def _vectors(self) -> Floats:
        return self._meanings.of([token.form.lower() if token.kind == "word" else "" for token in self._known])

    @cached_property
    def _numbers(self) -> list[tuple[int, Token]]:
        return [(i, token) for i, token in enumerate(self._known) if token.kind == "number"]

    @cached_property
    def _roots(self) -> dict[str, list[int]]:
        roots: dict[str, list[int]] = {}
        for i, token in enumerate(self._known):
            if token.kind == "name":
                roots.setdefault(token.stem[:SAME_ROOT], []).append(i)
        return roots

    @cached_property
    def _joined(self) -> NDArray[np.bool_]:
        """Whether each sentence but the first belongs to the article of the one before it."""
        return np.array([a[0] == b[0] for a, b in zip(self._places, self._places[1:], strict=False)], dtype=bool)


_NOTHING = Token("", "")


def nameless_parts(text: str) -> list[list[Token]]:
    """A sentence and its clauses as the tokens that say what they are about, but for names; such as have enough of them."""
    told = [[token for token in content(part) if token.kind != "name"] for part in (text, *_JOINT.split(text))]
    return [part for part in told if len(part) >= FEWEST_IN_PART]


def content(text: str) -> list[Token]:
    """The tokens of a text that say what it is about. A word of the language that opens a sentence is no name."""
    told = [token for sentence in sentences(text) for token in sentence if token.content and token.stem]
    return [_as_word(token) if token.first and token.kind == "name" else token for token in told]


def _as_word(token: Token) -> Token:
    known = token.form.lower() in word_meanings.load().rows
    return replace(token, kind="word", stem=stem(token.form.lower())) if known else token


def _sentences(annotated: Annotated) -> list[tuple[int, str]]:
    text = annotated.article.text
    told = [(number, Extent(*sentence.extent).of(text)) for number, sentence in enumerate(annotated.sentences)]
    return told if annotated.article.title_inferred else [(-1, annotated.article.title), *told]


def _same_number(one: Token, other: Token) -> bool:
    if one.year or other.year:
        return one.value == other.value
    return abs(one.value - other.value) <= ROUNDED * max(abs(one.value), abs(other.value))


def _share(found: Floats, weights: Floats) -> Floats:
    """The weighted mean over what was wanted, shape (sentences,)."""
    whole = weights.sum()
    return np.asarray(weights @ found / whole if whole else np.zeros(found.shape[1]), dtype=np.float32)
