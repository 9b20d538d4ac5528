"""`broadsheet pipe ask`: questions answered from the articles they come with, or refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from broadsheet.annotate import Annotate
from broadsheet.cli.pipe.incoming import incoming
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article
from broadsheet.records.verdict import Answer, AnswerPart
from broadsheet.steps import Dropped
from broadsheet.write.answers import Answerer

STEP = "ask"
REASONS: Mapping[str, str] = {
    "no id": "the record has no id, or one that is neither text nor a number",
    "no question": "the record has no question, or one that is not text",
    "no articles": "the record has no list of articles",
    "article": "an article of the record could not be used; the others were searched",
}
KEPT_ARTICLES, KEPT_ANSWERERS = 600, 20
"""Questions share their articles: this many annotated ones, and sets of them, are kept for the next question."""


class Desk:
    """Annotates every article once, however many questions come with it."""

    def __init__(self) -> None:
        self._annotate = Annotate()
        self._annotated = lru_cache(KEPT_ARTICLES)(self._annotated_anew)
        self._answerer = lru_cache(KEPT_ANSWERERS)(self._answerer_anew)

    def answer(self, question: str, articles: Sequence[Article]) -> Answer:
        """Answer from articles, those that cannot be annotated left out."""
        return self._answerer(tuple(articles)).answer(question)

    def _answerer_anew(self, articles: tuple[Article, ...]) -> Answerer:
        return Answerer([found for article in articles if (found := self._annotated(article))])

    def _annotated_anew(self, article: Article) -> Annotated | None:
        return next((found for found in self._annotate([article]) if isinstance(found, Annotated)), None)


def filter_ask(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any] | Dropped]:
    """`{id, question, articles}` → `{id, refused, confidence, answer[{text, citations}], nearest?}`, in the order given.

    A refusal has no answer, but what came nearest. An article that cannot be used is reported; the rest is searched.
    """
    desk = Desk()
    for record in records:
        yield from _answered(record, desk)


def _answered(record: Any, desk: Desk) -> Iterator[dict[str, Any] | Dropped]:
    name = record.get("id") if isinstance(record, dict) else None
    if isinstance(name, bool) or not isinstance(name, str | int | float):
        yield Dropped(record="?", step=STEP, reason="no id")
        return
    question, given = record.get("question"), record.get("articles")
    if not isinstance(question, str) or not question.strip():
        yield Dropped(record=str(name), step=STEP, reason="no question")
        return
    if not isinstance(given, list):
        yield Dropped(record=str(name), step=STEP, reason="no articles")
        return
    names: dict[str, Any] = {}
    articles: list[Article] = []
    for row in given:
        article = incoming(row, STEP)
        if isinstance(article, Dropped):
            yield Dropped(record=f"{name}, article {article.record}", step=STEP, reason="article", detail=article.reason)
        elif article.id not in names:
            names[article.id] = row["id"]
            articles.append(replace(article, language="en"))
    yield {"id": name, **_plain(desk.answer(question, articles), names)}


def _plain(answer: Answer, names: Mapping[str, Any]) -> dict[str, Any]:
    printed: dict[str, Any] = {
        "refused": answer.refused,
        "confidence": round(answer.confidence, 4),
        "answer": [_part(part, names) for part in answer.parts],
    }
    return printed | ({"nearest": [_part(part, names) for part in answer.nearest]} if answer.nearest else {})


def _part(part: AnswerPart, names: Mapping[str, Any]) -> dict[str, Any]:
    citations = [{"article": names[article], "start": extent.start, "end": extent.end} for article, extent in part.citations]
    return {"text": part.text, "citations": citations}
