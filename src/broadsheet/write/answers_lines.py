"""The sentences an answer can be taken from, each with the names, figures and times that stand in it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from broadsheet.language.words import STOP_WORDS, words
from broadsheet.records.annotation import Annotated, Figure, Mention, MentionKind, Quote, Sentence, When
from broadsheet.records.text import Extent
from broadsheet.write.answers_terms import Bag, stem, stems

REASON = re.compile(
    r"\b(?:because|due to|owing to|so that|in order to|thanks to|as a result|reason|since|therefore|prompt(?:ed|ing)|led to|"
    r"caus(?:ed|ing)|trigger(?:ed|ing)|spark(?:ed|ing)|blam(?:ed|ing)|amid|after|over|aim(?:ed|ing|s) (?:to|at)|in response to|"
    r"in protest)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Line:
    """A sentence of one of the articles.

    Attributes:
        article: the article.
        place: 0-based number of the article among those searched.
        index: 0-based number of the sentence in the article.
    """

    article: Annotated
    place: int
    index: int

    @property
    def sentence(self) -> Sentence:
        """The sentence's annotation."""
        return self.article.sentences[self.index]

    @property
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
        found = ((match.start(), word) for match in _WORD.finditer(self.text) for word in stems(match[0]))
        return tuple((self.extent.start + at, word) for at, word in found)

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """Stems of its content words as they stand, repeats kept."""
        return tuple(word for _, word in self.places)

    @cached_property
    def bag(self) -> Bag:
        """Its words, by themselves and by their lemmas."""
        lemmas = (stem(word) for term in self.sentence.terms for word in term.split() if word not in STOP_WORDS)
        return Bag((*self.tokens, *lemmas))

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
        self._spread = Counter(word for line in self.all for word in line.bag.exact | self.named(line))

    def weight(self, word: str) -> float:
        """How much a stem tells: the smoothed inverse of the number of sentences that hold it (Salton & Buckley 1988)."""
        return math.log((1 + len(self.all)) / (0.5 + self._spread[word])) + 0.5

    def has(self, word: str) -> float:
        """How well any sentence at all, or a title, holds a stem (`Bag.holds`)."""
        return self._everything.holds(word)

    @cached_property
    def _everything(self) -> Bag:
        titles = (word for annotated in self.articles for word in stems(annotated.article.title))
        return Bag((*self._spread, *titles))

    @cached_property
    def titles(self) -> tuple[Bag, ...]:
        """The words of each article's title."""
        return tuple(Bag(stems(annotated.article.title)) for annotated in self.articles)

    def name(self, line: Line, entity: str) -> frozenset[str]:
        """Stems of the full name of an entity of the line's article."""
        return self._names[line.place].get(entity, frozenset())

    def named(self, line: Line) -> frozenset[str]:
        """Stems of the full names of everybody the line names or refers to."""
        return frozenset(word for mention in line.mentions for word in self.name(line, mention.entity))

    def around(self, line: Line) -> Iterator[Line]:
        """The sentences before and after it in its article."""
        for other in (line.index - 1, line.index + 1):
            if 0 <= other < len(line.article.sentences):
                yield self._at[line.place, other]

    @cached_property
    def _at(self) -> dict[tuple[int, int], Line]:
        return {(line.place, line.index): line for line in self.all}


def kinds(line: Line) -> Iterator[tuple[MentionKind, Mention]]:
    """What a line names: kind and mention, pronouns left out."""
    for mention in line.mentions:
        if not mention.pronoun:
            yield mention.kind, mention


def _lines(articles: tuple[Annotated, ...]) -> Iterator[Line]:
    for place, annotated in enumerate(articles):
        for index in range(len(annotated.sentences)):
            yield Line(annotated, place, index)


def _words(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(name) if word not in STOP_WORDS)
