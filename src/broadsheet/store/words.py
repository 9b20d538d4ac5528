"""The word index: which articles and statements hold which words. It proposes candidates; `search` ranks them.

This is the seam to another database's full text: whatever proposes the articles that hold words, the ranking stays the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select, and_, column, select, table, text

from broadsheet.records.query import Filters
from broadsheet.store.database import Database, chunks
from broadsheet.store.schema import articles, placements, statements
from broadsheet.store.traits import conditions

_ARTICLES, _STATEMENTS = (table(name, column("rowid")) for name in ("article_words", "statement_words"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is looked for.

    Attributes:
        words: any of them is enough, in any inflection that the index takes for one.
        phrases: words one after another, which must all be there.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """An article or a statement that holds words.

    Attributes:
        id: of the article, or of the statement's story.
        story: the story that it belongs to.
        key: of the statement; empty for an article.
        title: the article's headline; empty for a statement.
        text: all of its text.
        outlet: of an article.
        published: of an article, ISO 8601.
    """

    id: str
    story: str
    text: str
    key: str = ""
    title: str = ""
    outlet: str | None = None
    published: str | None = None


class Words:
    """Queries of the word index."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def articles(self, held: Held, filters: Filters | None = None, *, limit: int) -> list[Passage]:
        """The articles that the index itself takes for the best, equal ones in the order of placing."""
        query = select(articles.c.id).join_from(_ARTICLES, articles, _ARTICLES.c.rowid == articles.c.seq)
        if filters and filters.narrow:
            query = query.join(placements).where(*conditions(filters))
        ranked = query.where(text("article_words MATCH :match")).order_by(text("bm25(article_words, 3.0, 1.0)"), articles.c.seq)
        return self.passages([row.id for row in self._matched(ranked, held, limit)])

    def statements(self, held: Held, filters: Filters | None = None, *, limit: int) -> list[Passage]:
        """The printed statements that the index takes for the best, of stories with an article that the filters allow."""
        query = select(statements).join_from(_STATEMENTS, statements, _STATEMENTS.c.rowid == statements.c.seq)
        if filters and filters.narrow:
            told = select(placements.c.story).join_from(placements, articles).where(*conditions(filters))
            query = query.where(statements.c.story.in_(told))
        ranked = query.where(text("statement_words MATCH :match")).order_by(
            text("bm25(statement_words)"), statements.c.story, statements.c.key
        )
        rows = self._matched(ranked, held, limit)
        return [Passage(id=row.story, story=row.story, key=row.key, text=row.text) for row in rows]

    def newest(self, filters: Filters, limit: int) -> list[str]:
        """The newest articles that the filters allow, those without a date last."""
        query = select(articles.c.id).join_from(articles, placements).where(*conditions(filters))
        newest = query.order_by(articles.c.published.desc().nulls_last(), articles.c.seq).limit(limit)
        return [row.id for row in self._database.rows(newest)]

    def allowed(self, ids: Sequence[str], filters: Filters) -> list[str]:
        """Those of some articles that the filters allow, in the order given."""
        query = select(articles.c.id).join_from(articles, placements)
        asked = conditions(filters)
        found = {row.id for some in chunks(ids) for row in self._database.rows(query.where(and_(articles.c.id.in_(some), *asked)))}
        return [name for name in ids if name in found]

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """The articles of these ids, in the order given."""
        columns = (articles.c.id, placements.c.story, articles.c.title, articles.c.text, articles.c.outlet, articles.c.published)
        query = select(*columns).join_from(articles, placements)
        rows = (row for some in chunks(ids) for row in self._database.rows(query.where(articles.c.id.in_(some))))
        found = {
            row.id: Passage(id=row.id, story=row.story, title=row.title, text=row.text, outlet=row.outlet, published=row.published)
            for row in rows
        }
        return [found[name] for name in ids if name in found]

    def _matched(self, query: Select, held: Held, limit: int):  # type: ignore[no-untyped-def, type-arg]
        match = _expression(held)
        return self._database.rows(query.limit(limit).params(match=match)) if match else []


def _expression(held: Held) -> str:
    """An FTS5 query: every part in quotes, so that none means anything but its letters."""
    phrases = [f'"{" ".join(phrase)}"' for phrase in held.phrases if phrase]
    words = " OR ".join(f'"{word}"' for word in held.words)
    return " AND ".join([*phrases, *([f"({words})"] if words and not phrases else [])])
