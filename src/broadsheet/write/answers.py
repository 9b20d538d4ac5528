"""Answers to questions, in the articles' own sentences, or a refusal with what came nearest.

Every sentence of the articles is measured against the question (`answers_features`), the measures are weighed, and a
logistic over the best sentence's measures says whether it is an answer at all. The weights are learned by
`tools/learn_answers.py`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.records.annotation import Annotated
from broadsheet.records.text import Extent
from broadsheet.records.verdict import Answer, AnswerPart
from broadsheet.write.answers_features import FEATURES, measure
from broadsheet.write.answers_lines import Line, Lines
from broadsheet.write.answers_question import Asked, read
from broadsheet.write.answers_weights import RANK, SECOND, THRESHOLD, TRUST

MOST_PARTS = 2
"""Sentences of an answer: the best, and another if it is about as good."""

MOST_CHARACTERS = 900
"""An answer is no longer than this, all its sentences together."""

LONGEST_PART = 580
"""A longer sentence is not cited: it is a list, or the splitter missed an end."""

NEAREST = 3

MEASURED = ("number", "money", "duration", "time", "reason")
"""What is asked for here is found wherever it stands: a sentence without a figure answers no "how many".

Names are found less surely, so their lack counts in the weights only.
"""

WITHOUT = 0.4
"""What is left of the confidence in such a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A line that was measured against a question."""

    line: Line
    measures: tuple[float, ...]
    score: float


class Answerer:
    """Answers questions from the same articles; what it learns of them is kept between questions.

    Args:
        articles: what may be cited. Give one article per independent origin to hear nobody twice.
    """

    def __init__(self, articles: Sequence[Annotated]) -> None:
        self._lines = Lines(articles)

    def answer(self, question: str) -> Answer:
        """Answer in at most `MOST_PARTS` cited sentences, best first, or refuse."""
        asked = read(question)
        ranked = self.rank(asked)
        if not ranked or not asked.all:
            return Answer(question=question, refused=True)
        confidence = self.confidence(asked, ranked)
        if confidence < THRESHOLD:
            nearest = tuple(map(_part, ranked[:NEAREST]))
            return Answer(question=question, refused=True, confidence=confidence, nearest=nearest)
        return Answer(question=question, refused=False, parts=_parts(ranked), confidence=confidence)

    def rank(self, asked: Asked) -> list[Found]:
        """Every line that could be printed, best first."""
        found = []
        for line in self._lines.all:
            if len(line.text) <= LONGEST_PART and line.sentence.leans != "question":
                measures = measure(asked, self._lines, line)
                found.append(Found(line=line, measures=measures, score=_dot(RANK, measures)))
        return sorted(found, key=lambda f: (-f.score, f.line.place, f.line.index))

    def confidence(self, asked: Asked, ranked: Sequence[Found]) -> float:
        """How sure it is that the first of `ranked` answers, 0 to 1."""
        lacking = asked.expects in MEASURED and ranked[0].measures[FEATURES.index("type")] == 0
        return (WITHOUT if lacking else 1.0) / (1 + math.exp(-_dot(TRUST, self.signs(asked, ranked))))

    def signs(self, asked: Asked, ranked: Sequence[Found]) -> tuple[float, ...]:
        """What `TRUST` weighs: a constant, the best line's measures, and how much of the question is spoken of at all.

        The names of the question are asked for apart: an answer about somebody whom no article names is none.
        """
        best = dict(zip(FEATURES, ranked[0].measures, strict=True))
        names = [self._lines.has(name[-1]) for name in asked.names]
        weights = [self._lines.weight(word) for word in asked.terms]
        spoken = sum(w * self._lines.has(t) for w, t in zip(weights, asked.terms, strict=True))
        return (
            1.0,
            best["context"],
            best["terms"],
            best["type"],
            best["beside"],
            spoken / sum(weights) if weights else 1.0,
            float(min(names, default=1.0) >= 0.8),
        )


def answer(question: str, articles: Sequence[Annotated]) -> Answer:
    """Answer a question from `articles`: one or two cited sentences, best first, or a refusal with the nearest passages.

    Args:
        question: in English, any wording.
        articles: what may be cited.
    """
    return Answerer(articles).answer(question)


def _parts(ranked: Sequence[Found]) -> tuple[AnswerPart, ...]:
    """The best sentence and what scores nearly as high; the same sentence in another article is a further citation."""
    texts: dict[str, list[tuple[str, Extent]]] = {}
    room = MOST_CHARACTERS
    for found in ranked:
        text = found.line.text
        if found.score < ranked[0].score - SECOND:
            break
        if text not in texts and (len(texts) == MOST_PARTS or len(text) > room):
            continue
        room -= 0 if text in texts else len(text)
        texts.setdefault(text, []).append(_place(found))
    return tuple(AnswerPart(text=text, citations=tuple(places)) for text, places in texts.items())


def _part(found: Found) -> AnswerPart:
    return AnswerPart(text=found.line.text, citations=(_place(found),))


def _place(found: Found) -> tuple[str, Extent]:
    return found.line.article.article.id, found.line.extent


def _dot(weights: Sequence[float], measures: Sequence[float]) -> float:
    return math.fsum(w * m for w, m in zip(weights, measures, strict=True))
