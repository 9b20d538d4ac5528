"""All that is known of one story when its page is written: who speaks, what they say, who says the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from broadsheet.language.words import content_words
from broadsheet.records.annotation import Annotated, Figure, Mention, Quote, Sentence, When
from broadsheet.records.article import Article
from broadsheet.records.reading import Reading
from broadsheet.records.story import Story
from broadsheet.records.text import Extent, Respelt
from broadsheet.write.cast import Cast, cast_of
from broadsheet.write.clock import Clock
from broadsheet.write.deeds import Deeds

if TYPE_CHECKING:
    from broadsheet.models.encyclopaedia import Encyclopaedia

SILENT_ROLES = frozenset({"digest", "sponsored", "gallery"})
"""Roles whose words are never a fact's support."""

PAGE_LANGUAGES = frozenset({"en", "und"})
"""Languages that pages can be written from; articles in others are listed only."""

VERSION = 0.8
"""Length, as a share of the first version's, from which on a later one speaks in its place; less is an abridgement."""

SAME = 0.55
"""Cosine of two sentences' weighted terms from which they are taken to say the same (if nothing in them differs)."""

FEWEST_TO_TELL = 8
"""Content words that a sentence needs before sharing them means anything."""

FEW = 2
"""Counts up to this are of things that many sentences speak of."""

MUCH = 4
"""Content words, those of the day among them, that two sentences of one day share if they tell the same of it."""

_DATED = re.compile(r"\d")
"""A day with its number: weekdays stand in every sentence of a story."""

OPENING = 400
"""Code points at the top of an article in which it says what it is about."""

MOST_PASSAGES = 1500
"""More sentences than this are not compared; the first of every article are."""


@dataclass(frozen=True)
class Passage:
    """A sentence of an article, in its place. What is found in it is kept, for every section asks again.

    Attributes:
        article: the article with its annotations.
        index: 0-based number of the sentence in it.
        origin: id of the article that is its independent origin.
    """

    article: Annotated
    index: int
    origin: str

    @cached_property
    def sentence(self) -> Sentence:
        """The sentence's annotation."""
        return self.article.sentences[self.index]

    @cached_property
    def extent(self) -> Extent:
        """Its place in the article's text."""
        return self.sentence.extent

    @cached_property
    def text(self) -> str:
        """Its words."""
        return self.extent.of(self.article.article.text)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in it."""
        return tuple(f for f in self.article.figures if f.sentence == self.index)

    @cached_property
    def times(self) -> tuple[When, ...]:
        """The time expressions in it."""
        return tuple(w for w in self.article.times if w.sentence == self.index)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Who and what is named in it or meant by a pronoun."""
        return tuple(m for m in self.article.mentions if self.extent.holds(m.extent))

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """What is said in it."""
        return tuple(q for q in self.article.quotes if q.extent.overlaps(self.extent))


Reckoned = TypeVar("Reckoned")


def kept(reckon: Callable[[Dossier], Reckoned]) -> Callable[[Dossier], Reckoned]:
    """Reckon something of a dossier once: the dossier keeps it for the next section that asks."""

    @wraps(reckon)
    def found(dossier: Dossier) -> Reckoned:
        if reckon not in dossier.reckoned:
            dossier.reckoned[reckon] = reckon(dossier)
        return cast("Reckoned", dossier.reckoned[reckon])

    return found


@dataclass(frozen=True)
class Dossier:
    """A story's articles, opened up. Everything is in the order of the story's articles.

    Attributes:
        story: the story with its thread.
        as_of: the moment the page speaks of, ISO 8601. What depends on it asks the `clock`.
        words: bound on the synopsis in words, None for the default.
        encyclopaedia: where the cards' dated background is looked up, None for nowhere.
        turns: the days on which an answer of the clock will be another; a chapter read for this page shares them.
    """

    story: Story
    as_of: str
    words: int | None = None
    encyclopaedia: Encyclopaedia | None = None
    turns: set[date] = field(default_factory=set, compare=False, repr=False)

    @cached_property
    def clock(self) -> Clock:
        """The moment the page speaks of, to be held against other days."""
        return Clock(self.as_of, self.turns)

    @cached_property
    def reckoned(self) -> dict[Callable[[Dossier], object], object]:
        """What `kept` functions made of it."""
        return {}

    @cached_property
    def deeds(self) -> Deeds:
        """What its sentences tell that somebody did."""
        return Deeds()

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """Every article of the story, also those that are only listed."""
        return tuple(annotated.article for annotated in self.story.articles)

    @cached_property
    def voices(self) -> tuple[Annotated, ...]:
        """The articles whose words can carry a statement: one for each origin, its newest version where it is here."""
        families: dict[str, list[Annotated]] = {}
        for annotated in self.story.articles:
            article = annotated.article
            if article.role in SILENT_ROLES or article.language not in PAGE_LANGUAGES or not annotated.sentences:
                continue
            families.setdefault(self.origin(article.id), []).append(annotated)
        chosen = {self._voice(origin, family).article.id for origin, family in families.items()}
        return tuple(annotated for annotated in self.story.articles if annotated.article.id in chosen)

    def _voice(self, origin: str, family: Sequence[Annotated]) -> Annotated:
        """Who speaks for a family, oldest first: the last version of its origin that is no abridgement, the origin, the first."""
        own = next((each for each in family if each.article.id == origin), None)
        if own is None:
            return family[0]
        versions = [each for each in family if self._is_version(each.article, own.article)]
        return versions[-1] if versions else own

    def _is_version(self, article: Article, origin: Article) -> bool:
        """Whether an article is the same paper's later version of another, and about as full."""
        copy = self.story.copies.get(article.id)
        home = article.outlet == origin.outlet if article.outlet else article.url is not None and article.url == origin.url
        return copy is not None and copy.kind == "update" and home and len(article.text) >= VERSION * len(origin.text)

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """The story's independent origins: ids of articles, a digest's never among them."""
        return tuple(sorted({self.origin(annotated.article.id) for annotated in self.voices}))

    def origin(self, article: str) -> str:
        """Id of the article that this one is a copy of, or its own."""
        copy = self.story.copies.get(article)
        return copy.origin if copy else article

    def carriers(self, origin: str) -> tuple[Article, ...]:
        """The articles that carry an origin's report: itself and its copies."""
        return tuple(self._carried.get(origin, ()))

    @cached_property
    def _carried(self) -> dict[str, list[Article]]:
        carried: dict[str, list[Article]] = {}
        for article in self.articles:
            carried.setdefault(self.origin(article.id), []).append(article)
        return carried

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every sentence that can be used, article by article."""
        room = max(8, MOST_PASSAGES // max(1, len(self.voices)))
        return tuple(
            Passage(annotated, index, self.origin(annotated.article.id))
            for annotated in self.voices
            for index in range(min(room, len(annotated.sentences)))
        )

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        """TF-IDF of the passages, shape (passages, terms), unit rows. Document frequency is that of the story's sentences."""
        return weighted_terms(passage.sentence.terms for passage in self.passages)

    @cached_property
    def likeness(self) -> NDArray[np.float32]:
        """Cosine of every passage with every other, shape (passages, passages)."""
        return self.vectors @ self.vectors.T

    @cached_property
    def _content(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(content_words(passage.text)) for passage in self.passages)

    @cached_property
    def openings(self) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
        """For every voice the content words of its title, none if it was inferred, and those of its article's top."""
        return tuple(
            (frozenset(() if a.title_inferred else content_words(a.title)), frozenset(content_words(a.text[:OPENING])))
            for a in (voice.article for voice in self.voices)
        )

    @cached_property
    def _placed(self) -> dict[str, list[tuple[int, Passage]]]:
        placed: dict[str, list[tuple[int, Passage]]] = {}
        for index, passage in enumerate(self.passages):
            placed.setdefault(passage.article.article.id, []).append((index, passage))
        return placed

    def alike(self, one: Passage, other: Passage) -> float:
        """Cosine of two passages' weighted terms, 0 to 1; words that many sentences of the story have count little."""
        places = [self.passage_at(passage.article.article.id, passage.extent) for passage in (one, other)]
        return float(self.likeness[places[0], places[1]]) if None not in places else 0.0

    def passage_at(self, article: str, extent: Extent) -> int | None:
        """Number of the first passage that shares words with a place, None where no passage does."""
        return next((i for i, passage in self._placed.get(article, ()) if passage.extent.overlaps(extent)), None)

    def are_neighbours(self, one: int, other: int) -> bool:
        """Whether one passage stands right before the other in its article."""
        return other == one + 1 and self.passages[one].article is self.passages[other].article

    def overlap(self, one: int, other: int) -> float:
        """Share of the shorter passage's content words that the other has too, 0 to 1; 0 where there are too few to tell."""
        a, b = self._content[one], self._content[other]
        shorter = min(len(a), len(b))
        return len(a & b) / shorter if shorter >= FEWEST_TO_TELL else 0.0

    def counts_the_same(self, one: int, other: int) -> bool:
        """Whether both passages give the same count of the same things, or the same day of the calendar to much the same.

        One and two are too common counts to tell.
        """
        counted = [{(f.value, f.noun) for f in self.passages[index].figures if f.noun and f.value > FEW} for index in (one, other)]
        days = [{w.value for w in self.passages[i].times if _DATED.search(self._words_of(i, w))} for i in (one, other)]
        alike = len(self._content[one] & self._content[other]) >= MUCH
        return bool(counted[0] & counted[1]) or (alike and bool(days[0] & days[1]))

    def _words_of(self, index: int, when: When) -> str:
        return when.extent.of(self.passages[index].article.article.text)

    @cached_property
    def twins(self) -> tuple[tuple[int, ...], ...]:
        """For every passage, the passages of other origins that say the same."""
        return tuple(
            tuple(int(j) for j in np.flatnonzero(row >= SAME) if self._says_the_same(i, int(j)))
            for i, row in enumerate(self.likeness)
        )

    def _says_the_same(self, one: int, other: int) -> bool:
        a, b = self.passages[one], self.passages[other]
        return a.origin != b.origin and _figures_agree(a.figures, b.figures)

    def support(self, index: int) -> frozenset[str]:
        """The independent origins that say what passage `index` says, its own among them."""
        return frozenset({self.passages[index].origin, *(self.passages[j].origin for j in self.twins[index])})

    def position(self, passage: Passage) -> int:
        """0-based number of the passage's paragraph in its article."""
        return passage.sentence.paragraph

    @cached_property
    def cast(self) -> Cast:
        """The story's people, bodies and places."""
        return cast_of(self.voices)

    def annotated(self, article: str) -> Annotated:
        """An article of the story or of an earlier chapter, by id."""
        return self._by_id[article]

    def words_at(self, article: str, extent: Extent) -> str:
        """The words of an article at a place."""
        return extent.of(self.annotated(article).article.text)

    def printed(self, article: str, place: Extent) -> tuple[str, Extent, tuple[Respelt, ...]]:
        """A place of an article as it was printed: the text, where in it, and the names there that are read otherwise."""
        reading = self._readings.get(article)
        if reading is None:
            return self.annotated(article).article.text, place, ()
        there = reading.as_printed(place)
        return reading.printed.text, there, reading.within(there)

    def printed_words(self, article: str, place: Extent, words: str) -> str:
        """Words of a place that are given as a quotation: `words`, or what is printed there if an editor corrected a name in it."""
        text, there, names = self.printed(article, place)
        return " ".join(there.of(text).split()) if names else words

    def as_printed(self, article: str) -> Article:
        """An article as it came."""
        reading = self._readings.get(article)
        return reading.printed if reading else self.annotated(article).article

    @cached_property
    def _readings(self) -> dict[str, Reading]:
        chapters = (*self.story.earlier, *self.story.later, *self.story.neighbours, self.story)
        return {article: reading for story in chapters for article, reading in story.readings.items()}

    @cached_property
    def _by_id(self) -> dict[str, Annotated]:
        chapters = (*self.story.earlier, *self.story.later, *self.story.neighbours, self.story)
        return {annotated.article.id: annotated for story in chapters for annotated in story.articles}


def weighted_terms(sentences: Iterable[tuple[str, ...]]) -> NDArray[np.float32]:
    """TF-IDF rows of unit length for sentences given as terms; smoothed idf `log((1 + n) / (1 + df)) + 1`, sublinear tf."""
    counted = [Counter(terms) for terms in sentences]
    spread = Counter(term for terms in counted for term in terms)
    column = {term: i for i, term in enumerate(sorted(spread))}
    matrix: NDArray[np.float32] = np.zeros((len(counted), max(1, len(column))), dtype=np.float32)
    for row, terms in enumerate(counted):
        for term, count in terms.items():
            matrix[row, column[term]] = (1 + np.log(count)) * (np.log((1 + len(counted)) / (1 + spread[term])) + 1)
    length = np.linalg.norm(matrix, axis=1, keepdims=True)
    return (matrix / np.where(length == 0, 1, length)).astype(np.float32)


def _figures_agree(some: tuple[Figure, ...], others: tuple[Figure, ...]) -> bool:
    """No figure of one side counts the same thing as a figure of the other with another value."""
    return not any(a.unit == b.unit and a.noun == b.noun and a.value != b.value for a in some for b in others)
