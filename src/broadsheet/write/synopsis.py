"""Which few sentences tell a story best, and in which order: every short sequence of good ones is weighed as a whole.

The sentence that is best alone may leave no room for what the other papers lead on. So what is weighed is the text that a
reader would get: how much it has in common with each paper's own lead and title (a choice of minimum Bayes risk, in which
the papers stand for the summaries that editors might write), and how well its sentences stand in their articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from broadsheet.language.subsequences import longest_shared
from broadsheet.language.words import STOP_WORDS, content_words, words
from broadsheet.records.annotation import Annotated
from broadsheet.write.dossier import Dossier
from broadsheet.write.synopsis_weights import WEIGHTS

FEATURES = (
    "words of the leads", "words of the titles", "words that many use", "pairs of the leads", "pairs of the titles",
    "pairs that many use", "rank", "words of its own title", "quoted", "rank of the first", "leads in order", "titles in order",
)  # fmt: skip
"""What is measured of a sequence, as `Choice.measures` says."""

MOST = 4
"""Sentences of a synopsis."""

LEAD = 60
"""Words of an article that count as its lead, if the synopsis is not longer."""

MOST_VOICES = 12
"""Articles whose leads and titles a sequence is held against, the first of the story: more tell nothing new."""

REPEATS = 0.4
"""Two sentences this much alike, or sharing this much of the shorter one's content words, are not told together.

Two papers' sentences on one thing share about half of their words; 0.4 is the best of 0.33 to 0.5 on 500 of the stories that
the weights are learned from.
"""

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")

Floats = NDArray[np.float64]
Sequenced = tuple[int, ...]
Unit = str | tuple[str, str]


@dataclass(frozen=True)
class Choice:
    """Sentences of a story to choose a synopsis from.

    Attributes:
        dossier: the story.
        sentences: passage number → the sentence as it would be printed.
        ranks: how well each passage of the story tells it alone, shape (passages,).
        bound: words of the synopsis; only its last sentence passes it.
        openers: those with which a synopsis begins if it can.
        repeats: how much alike two of its sentences may not be.
    """

    dossier: Dossier
    sentences: Mapping[int, str]
    ranks: Floats
    bound: int
    openers: frozenset[int] = frozenset()
    repeats: float = REPEATS

    @cached_property
    def sequences(self) -> tuple[Sequenced, ...]:
        """Every sequence that fills the bound, has `MOST` sentences, or to which nothing can be added."""
        return tuple(self._grown((), 0))

    def _grown(self, told: Sequenced, length: int) -> Iterator[Sequenced]:
        full = length >= self.bound or len(told) == MOST
        more = [] if full else [index for index in self.sentences if self._may_follow(told, index)]
        if told and not more:
            yield told
        for index in more:
            yield from self._grown((*told, index), length + len(self.sentences[index].split()))

    def _may_follow(self, told: Sequenced, index: int) -> bool:
        """Whether the sentence repeats none that was told and stands behind those of its own article."""
        dossier = self.dossier
        return not any(
            dossier.likeness[index, other] >= self.repeats
            or dossier.overlap(index, other) >= self.repeats
            or dossier.counts_the_same(index, other)
            or (dossier.passages[other].article is dossier.passages[index].article and other >= index)
            for other in told
        )

    def following(self, told: Sequenced, refused: Container[int] = ()) -> int | None:
        """The next sentence of the best sequence that begins with `told` and goes on with none that was refused."""
        at = len(told)
        open_ones = [
            (sequence[0] not in self.openers, -float(self.scores[i]), sequence[at])
            for i, sequence in enumerate(self.sequences)
            if len(sequence) > at and sequence[:at] == told and not any(index in refused for index in sequence[at:])
        ]
        return min(open_ones)[2] if open_ones else None

    @cached_property
    def scores(self) -> Floats:
        """What each sequence is worth, shape (sequences,); comparable within one story only."""
        return np.asarray(self.measures @ np.array(WEIGHTS), dtype=np.float64)

    @cached_property
    def measures(self) -> Floats:
        """The features of every sequence, shape (sequences, features), all of its words up to the bound.

        Of single words and then of pairs of neighbours: mean F1 with the leads, mean share of the titles' units that it
        has, mean share of the articles that have each of its (content) units. Then means over its sentences, weighed by
        their words: the rank, the share of their own title's content words, the share of characters in quotation marks.
        Then the rank of its first sentence. Last what it tells in the order of others, by the longest common subsequence:
        mean F1 with the leads, mean share of the titles.
        """
        if not self.sequences:
            return np.zeros((0, len(FEATURES)))
        texts = [words(" ".join(self._text(sequence).split()[: self.bound])) for sequence in self.sequences]
        voices = [words(v.article.text) for v in self._voices]
        titles = [words(v.article.title) for v in self._voices if not v.article.title_inferred]
        shared = [column for units in (_singles, _pairs) for column in _agreement(units, texts, voices, titles, self.bound)]
        first = [self.ranks[sequence[0]] for sequence in self.sequences]
        return np.column_stack([*shared, self._standing, first, *_in_order(texts, voices, titles, self.bound)])

    @property
    def _voices(self) -> tuple[Annotated, ...]:
        return self.dossier.voices[:MOST_VOICES]

    def _text(self, sequence: Sequenced) -> str:
        return " ".join(self.sentences[index] for index in sequence)

    @property
    def _standing(self) -> Floats:
        """Means over each sequence's sentences, shape (sequences, 3): rank, share of the own title, share in quotation marks."""
        each = {index: np.array([self.ranks[index], *self._signs(index)]) for index in self.sentences}
        length = {index: len(sentence.split()) for index, sentence in self.sentences.items()}
        rows = []
        for sequence in self.sequences:
            before = np.cumsum([0, *(length[index] for index in sequence)])
            used = np.diff(np.minimum(before, self.bound))
            rows.append(used @ np.array([each[index] for index in sequence]) / max(1, used.sum()))
        return np.array(rows)

    def _signs(self, index: int) -> tuple[float, float]:
        sentence, article = self.sentences[index], self.dossier.passages[index].article.article
        title = set() if article.title_inferred else set(content_words(article.title))
        said = len(title & set(content_words(sentence))) / max(1, len(title))
        return said, sum(map(len, _QUOTED.findall(sentence))) / max(1, len(sentence))


def _singles(tokens: Sequence[str]) -> list[Unit]:
    return list(tokens)


def _pairs(tokens: Sequence[str]) -> list[Unit]:
    return list(pairwise(tokens))


def _agreement(
    units: Callable[[Sequence[str]], list[Unit]],
    texts: Sequence[Sequence[str]],
    voices: Sequence[Sequence[str]],
    titles: Sequence[Sequence[str]],
    bound: int,
) -> tuple[Floats, Floats, Floats]:
    """What texts have in common with articles: mean F1 with the leads, mean share of the titles, mean spread of their units."""
    told = [units(text) for text in texts]
    column = {unit: i for i, unit in enumerate(dict.fromkeys(unit for text in told for unit in text))}
    counts, sizes = _counted(told, column), np.array([[max(1, len(text))] for text in told])
    leads = [units(voice[: max(LEAD, bound)]) for voice in voices]
    f1 = 2 * _shared(counts, _counted(leads, column)) / (sizes + np.array([len(lead) for lead in leads]))
    headed = [units(title) for title in titles if units(title)]
    carried = (
        _shared(counts, _counted(headed, column)) / np.array([len(title) for title in headed])
        if headed
        else np.zeros((len(told), 1))
    )
    telling = np.array([unit not in STOP_WORDS for unit in column], dtype=np.float64)
    spread = np.mean([_counted([units(voice)], column)[0] > 0 for voice in voices], axis=0)
    present = (counts > 0) * telling
    return f1.mean(axis=1), carried.mean(axis=1), present @ spread / np.maximum(1, present.sum(axis=1))


def _in_order(
    texts: Sequence[Sequence[str]], voices: Sequence[Sequence[str]], titles: Sequence[Sequence[str]], bound: int
) -> tuple[Floats, Floats]:
    """What texts tell in the order of articles: mean F1 with the leads, mean share of the titles."""
    leads, headed = [voice[: max(LEAD, bound)] for voice in voices], [title for title in titles if title]
    sizes = np.array([[len(text)] for text in texts]) + np.array([len(lead) for lead in leads])
    told = 2 * longest_shared(texts, leads) / np.maximum(1, sizes)
    carried = longest_shared(texts, headed) / np.array([len(title) for title in headed]) if headed else np.zeros((len(texts), 1))
    return told.mean(axis=1), carried.mean(axis=1)


def _counted(texts: Sequence[list[Unit]], column: Mapping[Unit, int]) -> Floats:
    """How often each unit stands in each text, shape (texts, units); units that have no column are left out."""
    counts = np.zeros((len(texts), len(column)))
    for row, text in enumerate(texts):
        for unit in text:
            if unit in column:
                counts[row, column[unit]] += 1
    return counts


def _shared(some: Floats, others: Floats) -> Floats:
    """Units that two texts share, each as often as both have it, shape (some, others)."""
    return np.stack([np.minimum(some, other).sum(axis=1) for other in others], axis=1)
