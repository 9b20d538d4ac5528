"""Whether an article reports what a sentence of another one says: searched by words, their meanings, names and numbers.

Every sentence of the article is searched, its title too, alone and with its neighbours: what one paper says in a sentence
another spreads over three. Words count as found where a word of much the same meaning stands; how much a word counts depends
on how rare it is in the story and in the language.
"""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import mul

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

FEWEST_QUOTED = 2
"""Such words of a quotation: two papers that quote the same phrase tell of the same remark."""

_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
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


@dataclass(frozen=True)
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

    @cached_property
    def score(self) -> float:
        """How sure it is that the stretch says the same, 0 to 1."""
        return 1 / (1 + math.exp(-(BIAS + sum(map(mul, WEIGHTS, self.measures)))))


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
        self._bounds: list[tuple[str, int, int]] = []
        holding: list[list[int]] = []
        for annotated in articles:
            first = len(self._places)
            for number, text in _sentences(annotated):
                for each in {self._id(token) for token in content(text)}:
                    holding.extend([] for _ in range(each + 1 - len(holding)))
                    holding[each].append(len(self._places))
                self._places.append((annotated.article.id, number))
            if len(self._places) > first:
                self._bounds.append((annotated.article.id, first, len(self._places)))
        self._alike: dict[Hashable, list[tuple[int, float]]] = {}
        self._holding = [np.array(places, dtype=np.int64) for places in holding]

    def matches(self, text: str) -> dict[str, Match]:
        """For every article the stretch that comes nearest to the sentence `text`."""
        return self._matches(content(text))

    def nameless(self, text: str) -> dict[str, Match]:
        """For every article the stretch that comes nearest to what is left of a sentence without its names: what happened."""
        return self._matches([token for token in content(text) if token.kind != "name"])

    def parts(self, text: str) -> dict[str, float]:
        """For every article the score of what comes nearest to any part of a sentence, names left out.

        Another paper may have half of it, and call "the prosecutor" or "a neighbour" whom this one names.
        """
        found = [self._matches(part) for part in nameless_parts(text)]
        return {article: max(part[article].score for part in found) for article in (found[0] if found else ())}

    def scattered(self, text: str) -> dict[str, float]:
        """For every article the share, 0 to 1, of a sentence's words and numbers that stand anywhere in it, names left out.

        What one paper says in a sentence another may spread over five, with other things between them.
        """
        wanted = _once(_without_names(text))
        if not wanted or not self._places:
            return {}
        weights = np.array([self._weight(token) for token in wanted], dtype=np.float32)
        found = self._found(wanted)
        return {
            article: float(_share(found[:, first:end].max(axis=1, keepdims=True), weights)[0])
            for article, first, end in self._bounds
        }

    def _matches(self, tokens: Sequence[Token]) -> dict[str, Match]:
        wanted = _once(tokens)
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
        best = [first + int(np.argmax(scores[first:end])) for _, first, end in self._bounds]
        rounded = np.round(measured[:, best].T.astype(np.float64), 4).tolist()
        return {
            article: Match(article, self._places[place][1], tuple(measures))
            for (article, *_), place, measures in zip(self._bounds, best, rounded, strict=True)
        }

    def _found(self, wanted: Sequence[Token]) -> Floats:
        """How far each wanted token stands in each sentence, shape (wanted, sentences), 0 to 1."""
        new = {key: token for token in wanted if (key := _key(token)) not in self._alike}
        self._alike.update(zip(new, self._likeness(list(new.values())), strict=True))
        held: Floats = np.zeros((len(wanted), len(self._places)), dtype=np.float32)
        for row, token in zip(held, wanted, strict=True):
            for other, like in self._alike[_key(token)]:
                row[self._holding[other]] = like
        return held

    def _likeness(self, wanted: Sequence[Token]) -> Iterator[list[tuple[int, float]]]:
        """For each token those of the articles that stand for it, and how far, 0 to 1; the likest last."""
        words = [token.form.lower() if token.kind == "word" else "" for token in wanted]
        near = self._meanings.of(words) @ self._vectors.T
        for token, likeness in zip(wanted, np.clip((near - NEAR) / (1 - NEAR), 0, 1) * MOST_FOR_ANOTHER, strict=True):
            likeness[self._like(token)] = 1
            held = np.flatnonzero(likeness)
            order = held[np.argsort(likeness[held], kind="stable")]
            yield list(zip(order.tolist(), likeness[order].tolist(), strict=True))

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
        spread = len(self._holding[self._ids[token.stem]]) if token.stem in self._ids else 0
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


def nameless_parts(text: str) -> list[list[Token]]:
    """A sentence, its clauses and the words it quotes as the tokens that say what they are about, but for names.

    Only such as have enough of them; words that are quoted are one part, however short their clauses are.
    """
    told = [(_without_names(part), FEWEST_IN_PART) for part in (text, *_JOINT.split(text))]
    told += [(_without_names(found[1]), FEWEST_QUOTED) for found in _QUOTED.finditer(text)]
    return [part for part, fewest in told if len(part) >= fewest]


def _once(tokens: Iterable[Token]) -> list[Token]:
    return list({(token.kind == "number", token.stem): token for token in tokens}.values())


def _without_names(text: str) -> list[Token]:
    return [token for token in content(text) if token.kind != "name"]


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


def _key(token: Token) -> Hashable:
    """What decides for which tokens another one stands."""
    return token.form.lower(), token.stem, token.kind, token.value, token.year


def _same_number(one: Token, other: Token) -> bool:
    if one.year or other.year:
        return one.value == other.value
    return abs(one.value - other.value) <= ROUNDED * max(abs(one.value), abs(other.value))


def _share(found: Floats, weights: Floats) -> Floats:
    """The weighted mean over what was wanted, shape (sentences,)."""
    whole = weights.sum()
    return np.asarray(weights @ found / whole if whole else np.zeros(found.shape[1]), dtype=np.float32)
