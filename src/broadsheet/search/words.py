"""Search by words: BM25 over headlines and texts, and over the statements that are printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from broadsheet.records.verdict import Answer
from broadsheet.store import Store
from broadsheet.store.words import Found
from broadsheet.write.answers import answer

CANDIDATES = 24
"""Articles that a question is put to."""
LONGEST = 4_096
"""Characters of a query that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that was found.

    Attributes:
        kind: an article, or a statement of a story's page.
        id: of the article or the story.
        title: the headline.
        text: the passage that the words stand in.
        story: the story that it belongs to, None if it has none.
        published: of an article, ISO 8601.
        outlet: of an article.
        score: BM25, higher is better; comparable within a kind only.
    """

    kind: Literal["article", "statement"]
    id: str
    title: str
    text: str
    score: float
    story: str | None = None
    published: str | None = None
    outlet: str | None = None


def search(store: Store, query: str, *, limit: int = 10) -> list[Hit]:
    """The articles and the printed statements that a query's words fit best, `limit` of each at most, articles first.

    Stories that an editor took out of the paper are not looked for.
    """
    words, hidden = query[:LONGEST], store.decisions.hidden()
    placements = store.articles.placements()
    articles = [_article(store, found, placements[found.id].story) for found in store.words.articles(words, limit, without=hidden)]
    statements = [
        Hit(kind="statement", id=found.id, title="", text=found.text, score=_rounded(found), story=found.id)
        for found in store.words.statements(words, limit, without=hidden)
    ]
    return [*articles, *statements]


def _article(store: Store, found: Found, story: str) -> Hit:
    article = store.articles.get(found.id)
    assert article is not None
    return Hit(
        kind="article", id=found.id, title=article.title, text=found.text, score=_rounded(found), story=story,
        published=article.published, outlet=article.outlet,
    )  # fmt: skip


def _statement(found: Found) -> Hit:
    return Hit(kind="statement", id=found.id, title="", text=found.text, score=_rounded(found), story=found.id)


def _rounded(found: Found) -> float:
    return round(found.score, 4)


def ask(store: Store, question: str) -> Answer:
    """An answer of cited sentences from the articles that the question's words fit best, or a refusal."""
    found = store.words.articles(question[:LONGEST], CANDIDATES, without=store.decisions.hidden())
    return answer(question[:LONGEST], list(store.articles.annotated([each.id for each in found])))
