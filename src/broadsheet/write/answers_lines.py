"""The sentences an answer can be taken from, each with the names, figures and times that stand in it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import count

from broadsheet.language.stems import stem
from broadsheet.language.words import STOP_WORDS, words
from broadsheet.records.annotation import Annotated, Figure, Mention, MentionKind, Quote, Sentence, When
from broadsheet.records.text import Extent
from broadsheet.write.answers_terms import Bag, Postings, stems

REASON = re.compile(
    r"\b(?:because|due to|owing to|so that|in order to|thanks to|as a result|reason|since|therefore|prompt(?:ed|ing)|led to|"
    r"caus(?:ed|ing)|trigger(?:ed|ing)|spark(?:ed|ing)|blam(?:ed|ing)|amid|after|over|aim(?:ed|ing|s) (?:to|at)|in response to|"
    r"in protest)\b",
    re.IGNORECASE,
)
BY_NAME = 0.95
"""How well a line that refers to somebody holds the words of the full name."""

_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Line:
    """A sentence of one of the articles.

    Attributes:
        article: the article.
        place: 0-based number of the article among those searched.
        index: 0-based number of the sentence in the article.
        number: 0-based number of the sentence among all that are searched.
    """

    article: Annotated
    place: int
    index: int
    number: int

    @cached_property
    def sentence(self) -> Sentence:
        """The sentence's annotation."""
        return self.article.sentences[self.index]

    @cached_property
    def extent(self) -> Extent:
        """Where it stands in the article's text."""
        return self.sentence.extent

    @cached_property
    def text(self) -> str:
        """Its words."""
        return self.extent.of(self.article.article.text)

    @cached_property
    def places(self) -> tuple[tuple[int, str], ...]:
        """Where each content word starts in the article's text, with its stem."""
        found = ((match.start(), word) for match in _WORD.finditer(self.text) for word in _stems_of(match[0]))
        return tuple((self.extent.start + at, word) for at, word in found)

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """Stems of its content words as they stand, repeats kept."""
        return tuple(word for _, word in self.places)

    @cached_property
    def spots(self) -> dict[str, list[int]]:
        """Where each stem stands, counted in content words."""
        spots: dict[str, list[int]] = {}
        for at, token in enumerate(self.tokens):
            spots.setdefault(token, []).append(at)
        return spots

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of its words, by themselves and by their lemmas."""
        lemmas = (stem(word) for term in self.sentence.terms for word in term.split() if word not in STOP_WORDS)
        return frozenset((*self.tokens, *lemmas))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions in it."""
        return tuple(m for m in self.article.mentions if self.extent.holds(m.extent))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in it."""
        return tuple(f for f in self.article.figures if f.sentence == self.index)

    @cached_property
    def times(self) -> tuple[When, ...]:
        """The time expressions in it."""
        return tuple(w for w in self.article.times if w.sentence == self.index)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """What is said in it."""
        return tuple(q for q in self.article.quotes if q.sentence == self.index or q.extent.overlaps(self.extent))


class Lines:
    """All sentences of some articles, with the weights of their words.

    Args:
        articles: the articles, in any order, each used once.
    """

    def __init__(self, articles: Sequence[Annotated]) -> None:
        self.articles = tuple({annotated.article.id: annotated for annotated in articles}.values())
        self.all = tuple(_lines(self.articles))
        self._names = [{entity.id: _words(entity.name) for entity in annotated.entities} for annotated in self.articles]
        named = [frozenset(word for m in line.mentions for word in self.name(line, m.entity)) for line in self.all]
        self._spread = Counter(word for line, names in zip(self.all, named, strict=True) for word in line.stems | names)
        self._words, self._naming = Postings(line.stems for line in self.all), Postings(named)
        self._titles = Postings(stems(annotated.article.title) for annotated in self.articles)
        self._weights: dict[str, float] = {}
        self._own: dict[str, dict[int, float]] = {}
        self._in_titles: dict[str, dict[int, float]] = {}
        self._roles: list[dict[str, frozenset[str]] | None] = [None] * len(self.articles)
        self._within: dict[str, frozenset[int]] = {}

    def weight(self, word: str) -> float:
        """How much a stem tells: the smoothed inverse of the number of sentences that hold it (Salton & Buckley 1988)."""
        if word not in self._weights:
            self._weights[word] = math.log((1 + len(self.all)) / (0.5 + self._spread[word])) + 0.5
        return self._weights[word]

    def has(self, word: str) -> float:
        """How well any sentence at all, or a title, holds a stem (`Bag.holds`)."""
        return self._everything.holds(word)

    @cached_property
    def _everything(self) -> Bag:
        titles = (word for annotated in self.articles for word in stems(annotated.article.title))
        return Bag((*self._spread, *titles))

    def own(self, word: str) -> dict[int, float]:
        """How well lines hold a stem, by number: by their own words, or by the full name of whom they refer to. The rest do not."""
        if word not in self._own:
            named = dict.fromkeys(self._naming.exact(word), BY_NAME)
            held = self._words.holding(word)
            self._own[word] = {number: max(held.get(number, 0.0), named.get(number, 0.0)) for number in held | named}
        return self._own[word]

    def beside(self, line: Line, word: str) -> float:
        """How well the sentences before and after a line, or its article's title, hold a stem."""
        own, around = self.own(word), (line.index > 0, line.index + 1 < len(line.article.sentences))
        before = own.get(line.number - 1, 0.0) if around[0] else 0.0
        after = own.get(line.number + 1, 0.0) if around[1] else 0.0
        return max(before, after, self._titled(word).get(line.place, 0.0))

    def beside_it(self, line: Line, by: int) -> Line | None:
        """The line `by` sentences after `line` in its article, before it where `by` is below zero; None past its ends."""
        return self.all[line.number + by] if 0 <= line.index + by < len(line.article.sentences) else None

    def within(self, line: Line, word: str) -> float:
        """1 if any line of the same article holds a stem itself or refers to somebody of that name, else 0."""
        if word not in self._within:
            held = self.own(word)
            self._within[word] = frozenset(other.place for other in self.all if held.get(other.number, 0.0) >= BY_NAME)
        return float(line.place in self._within[word])

    def _titled(self, word: str) -> dict[int, float]:
        if word not in self._in_titles:
            self._in_titles[word] = self._titles.holding(word)
        return self._in_titles[word]

    def described(self, line: Line, entity: str) -> frozenset[str]:
        """Stems of the roles that the line's article gives to an entity of it."""
        if self._roles[line.place] is None:
            roles = ((e.id, e.roles) for e in line.article.entities)
            self._roles[line.place] = {key: frozenset(word for role in held for word in stems(role.text)) for key, held in roles}
        return (self._roles[line.place] or {}).get(entity, frozenset())

    def name(self, line: Line, entity: str) -> frozenset[str]:
        """Stems of the full name of an entity of the line's article."""
        return self._names[line.place].get(entity, frozenset())


def kinds(line: Line) -> Iterator[tuple[MentionKind, Mention]]:
    """What a line names: kind and mention, pronouns left out."""
    for mention in line.mentions:
        if not mention.pronoun:
            yield mention.kind, mention


def _lines(articles: tuple[Annotated, ...]) -> Iterator[Line]:
    number = count()
    for place, annotated in enumerate(articles):
        for index in range(len(annotated.sentences)):
            yield Line(annotated, place, index, next(number))


@lru_cache(maxsize=1 << 16)
def _stems_of(word: str) -> tuple[str, ...]:
    """The stems of what stands between two blanks."""
    return tuple(stems(word))


def _words(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(name) if word not in STOP_WORDS)
