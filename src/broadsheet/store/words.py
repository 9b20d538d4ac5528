"""The word index: which articles and statements hold which words, best first by BM25."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, text

from broadsheet.store.database import Database

COMMON = 0.1
"""A query word that stands in a larger share of all articles, and in more than `FEW`, is left out if another is left."""
FEW = 50
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place the words were found.

    Attributes:
        id: of the article, or of the story.
        title: the article's headline; empty for a statement.
        text: a passage, or the statement.
        score: BM25 by FTS5, higher is better.
    """

    id: str
    title: str
    text: str
    score: float


class Words:
    """Queries of the word index."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def articles(self, query: str, limit: int, *, without: Collection[str] = ()) -> list[Found]:
        """The articles that the words fit best; headlines count five times. Equal ones in the order of placing.

        Args:
            query: words.
            limit: most articles.
            without: stories whose articles are not looked for.
        """
        sql = (
            "SELECT a.id, a.title, snippet(article_words, 1, '', '', ' … ', 32) AS passage, "
            "-bm25(article_words, 5.0, 1.0) AS score "
            "FROM article_words JOIN articles a ON a.seq = article_words.rowid WHERE article_words MATCH :words "
            "AND a.id NOT IN (SELECT article FROM placements WHERE story IN :without) "
            "ORDER BY bm25(article_words, 5.0, 1.0), a.seq LIMIT :limit"
        )
        return [Found(id=r.id, title=r.title, text=r.passage, score=r.score) for r in self._matches(sql, query, limit, without)]

    def statements(self, query: str, limit: int, *, without: Collection[str] = ()) -> list[Found]:
        """The printed statements that the words fit best, but for those of the stories `without`."""
        sql = (
            "SELECT s.story, s.text, -bm25(statement_words) AS score FROM statement_words "
            "JOIN statements s ON s.seq = statement_words.rowid WHERE statement_words MATCH :words "
            "AND s.story NOT IN :without ORDER BY bm25(statement_words), s.story, s.key LIMIT :limit"
        )
        return [Found(id=r.story, title="", text=r.text, score=r.score) for r in self._matches(sql, query, limit, without)]

    def _matches(self, sql: str, query: str, limit: int, without: Collection[str]) -> Sequence[Row[Any]]:
        asked = self.telling(_WORD.findall(query)[:64])
        if not asked:
            return []
        match = " OR ".join(f'"{word}"' for word in asked)
        named = text(sql).bindparams(bindparam("without", expanding=True))
        return self._database.rows(named.bindparams(words=match, limit=limit, without=sorted(without)))

    def telling(self, asked: Sequence[str]) -> list[str]:
        """The words that single something out; all of them if none does."""
        distinct = list(dict.fromkeys(word.lower() for word in asked))
        total = int(self._database.value(text("SELECT count(*) FROM articles")) or 0)
        rare = [word for word in distinct if self._holding(word) <= max(COMMON * total, FEW)]
        return rare or distinct

    def _holding(self, word: str) -> int:
        sql = text("SELECT count(*) FROM article_words WHERE article_words MATCH :word")
        return int(self._database.value(sql.bindparams(word=f'"{word}"')) or 0)
