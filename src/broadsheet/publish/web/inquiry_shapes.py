"""The shapes of what the API finds and answers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from broadsheet.publish.web.shapes import Listed, Shape


class Found(Shape):
    """Something that a search found. `marks` are the stretches of `text` that hold the words asked for."""

    kind: Literal["story", "article", "statement"]
    id: str
    title: str
    text: str
    score: float
    marks: list[tuple[int, int]] = Field(default_factory=list)
    story: str | None = None
    key: str | None = None
    published: str | None = None
    outlet: str | None = None


class FoundDocument(Listed):
    """What a search found: stories, then articles, then statements, each best first; of one kind, where a kind was asked for."""

    query: str
    hits: list[Found] = Field(default_factory=list)
    facets: dict[str, list[tuple[str, int]]] = Field(default_factory=dict)
    instead_of: str | None = None
    suggestion: str | None = None


class Citation(Shape):
    """The words of an article that a sentence stands on: code points `start` to `end` of its text."""

    article: str
    outlet: str | None
    title: str
    published: str | None
    url: str | None
    story: str | None
    start: int
    end: int
    exact: str
    html: str | None


class CitedSentence(Shape):
    """A sentence and where it stands."""

    text: str
    citations: list[Citation]


class AnswerDocument(Shape):
    """An answer of cited sentences; refused, where no article here answers, with the nearest passages."""

    question: str
    refused: bool
    confidence: float
    answer: list[CitedSentence]
    nearest: list[CitedSentence]
