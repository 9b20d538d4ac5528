"""What the gate says of a sentence, and what the answer layer says to a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from broadsheet.records.text import Extent

FailureKind = Literal["number", "date", "name", "quote", "speaker", "coverage", "polarity", "role"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One thing a sentence says that its sources do not."""

    kind: FailureKind
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The gate's decision about one sentence. `score` is its confidence that the sources carry it, 0 to 1."""

    grounded: bool
    score: float
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPart:
    """One sentence of an answer with the places that carry it: pairs of article id and extent."""

    text: str
    citations: tuple[tuple[str, Extent], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer of one to five cited sentences, or a refusal with the nearest passages.

    Attributes:
        confidence: 0 to 1; an answer under the layer's threshold is refused.
        nearest: for a refusal, what came closest; empty otherwise.
    """

    question: str
    refused: bool
    parts: tuple[AnswerPart, ...] = ()
    confidence: float = 0.0
    nearest: tuple[AnswerPart, ...] = ()
