"""Answers to questions, in the articles' own sentences, or a refusal with what came nearest.

Every sentence of the articles is measured against the question (`answers_features`), the measures are weighed, and a
logistic over the best sentence's measures says whether it is an answer at all. The weights are learned by
`tools/learn_answers.py`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from broadsheet.records.annotation import Annotated
from broadsheet.records.text import Extent
from broadsheet.records.verdict import Answer, AnswerPart
from broadsheet.write.answers_completed import completes
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

KNOWN = 0.3
"""A name counts as spoken of from here: where it stands in the article, if not in the line."""

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
        return Answer(question=question, refused=False, parts=_parts(self.chosen(asked, ranked)), confidence=confidence)

    def chosen(self, asked: Asked, ranked: Sequence[Found], margin: float = SECOND) -> list[Found]:
        """The first of `ranked` and what completes it, in the order of the text, else all that score `margin` less at most.

        These hold what is asked for as well as the first does: a name or figure short of it, they are on the subject only.
        """
        besides = self._completing(asked, ranked)
        if besides:
            return sorted((ranked[0], besides), key=lambda found: found.line.number)
        kind = FEATURES.index("type")
        return [
            found
            for found in ranked
            if found.score >= ranked[0].score - margin and found.measures[kind] >= ranked[0].measures[kind]
        ]

    def rank(self, asked: Asked) -> list[Found]:
        """Every line that could be printed, best first."""
        found = (Found(line=line, measures=each, score=_dot(RANK, each)) for line, each in self.measured(asked))
        return sorted(found, key=lambda f: (-f.score, f.line.place, f.line.index))

    def measured(self, asked: Asked) -> Iterator[tuple[Line, tuple[float, ...]]]:
        """Every line that could be printed, in order, with its measures."""
        for line in self._lines.all:
            if len(line.text) <= LONGEST_PART and line.sentence.leans != "question":
                yield line, measure(asked, self._lines, line)

    def confidence(self, asked: Asked, ranked: Sequence[Found]) -> float:
        """How sure it is that the first of `ranked` answers, 0 to 1."""
        return self.share(asked, ranked) / (1 + math.exp(-_dot(TRUST, self.signs(asked, ranked))))

    def share(self, asked: Asked, ranked: Sequence[Found]) -> float:
        """What is left of the confidence: `WITHOUT` if the first of `ranked` lacks what the question turns on, else 1.

        That is what `MEASURED` asks for, the year that it names, a name of whom nobody near the line speaks, and what the
        question takes for done, of which no article has a word; and a figure that is money by its looks only is of another thing
        where a word of the question stands nowhere near.
        """
        best = dict(zip(FEATURES, ranked[0].measures, strict=True))
        lacks = asked.expects in MEASURED and best["type"] == 0 and self._completing(asked, ranked) is None
        of_another = asked.expects == "money" and best["type"] < 1 and best["least"] == 0
        unheard = any(self._lines.has(word) == 0 for word in asked.granted)
        return WITHOUT if lacks or of_another or unheard or best["dated"] == 0 or best["known"] < KNOWN else 1.0

    def _completing(self, asked: Asked, ranked: Sequence[Found]) -> Found | None:
        """The sentence beside the first of `ranked` that it needs, if it could be printed."""
        best = ranked[0]
        line = completes(asked, self._lines, best.line, dict(zip(FEATURES, best.measures, strict=True)))
        return next((found for found in ranked if found.line is line), None)

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
            best["least"],
            best["known"],
            best["dated"],
            best["near"],
            best["verb"],
        )


def answer(question: str, articles: Sequence[Annotated]) -> Answer:
    """Answer a question from `articles`: one or two cited sentences, best first, or a refusal with the nearest passages.

    Args:
        question: in English, any wording.
        articles: what may be cited.
    """
    return Answerer(articles).answer(question)


def _parts(chosen: Sequence[Found]) -> tuple[AnswerPart, ...]:
    """The first sentences there is room for; the same sentence in another article is a further citation."""
    texts: dict[str, list[tuple[str, Extent]]] = {}
    room = MOST_CHARACTERS
    for found in chosen:
        text = found.line.text
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
