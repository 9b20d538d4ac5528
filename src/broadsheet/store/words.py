"""What holds words, and whether a search may show it. `search` ranks what is found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import Column, Select, func, select

from broadsheet.records.query import Filters
from broadsheet.store.conditions import conditions
from broadsheet.store.database import Database
from broadsheet.store.postings import Document, Postings
from broadsheet.store.schema import articles, placements, statements

Kind = Literal["article", "statement"]
KINDS: tuple[Kind, ...] = get_args(Kind)
BATCH = 512
"""Documents that are indexed together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """An article or a statement.

    Attributes:
        seq: its number among those of its kind.
        id: of the article, or of the statement's story.
        story: the story that it belongs to.
        key: of the statement; empty for an article.
        title: the article's headline; empty for a statement.
        outlet: of an article.
        published: of an article, ISO 8601.
        text: its words, if they were asked for.
    """

    seq: int
    id: str
    story: str
    key: str = ""
    title: str = ""
    outlet: str | None = None
    published: str | None = None
    text: str = ""


class Words:
    """The word index of articles and statements, and what it leads to.

    Attributes:
        articles: the index of the articles.
        statements: that of the printed statements.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.articles = Postings(database, "article")
        self.statements = Postings(database, "statement")

    def index(self, kind: Kind) -> Postings:
        """The index of a kind."""
        return self.articles if kind == "article" else self.statements

    def catch_up(self) -> None:
        """Index what is not, in runs of which each is kept whole. Nothing is left to do unless an older store was upgraded."""
        while self._index_some("article") or self._index_some("statement"):
            pass

    def rebuild(self) -> None:
        """Index everything anew. It is kept whole or not at all."""
        with self._database.transaction():
            for kind in KINDS:
                self.index(kind).clear()
            self.catch_up()

    def documents(self, kind: Kind, after: int, limit: int) -> list[Document]:
        """What is indexed, or to be: those behind a number, in order."""
        query, column = _documents(kind)
        rows = self._database.rows(query.where(column > after).order_by(column).limit(limit))
        return [Document(**row._mapping) for row in rows]  # noqa: SLF001

    def newest(self, filters: Filters, limit: int) -> list[Passage]:
        """The newest articles that the filters allow, those without a date last."""
        query = _articles().where(*conditions(filters))
        newest = query.order_by(articles.c.published.desc().nulls_last(), articles.c.seq).limit(limit)
        return [_article(*row) for row in self._database.rows(newest)]

    def passages(self, kind: Kind, seqs: Sequence[int], *, texts: bool = False) -> list[Passage]:
        """What these numbers are of, in the order given, with their texts if these are asked for."""
        table = articles if kind == "article" else statements
        query = _articles() if kind == "article" else _statements()
        asked = query.add_columns(table.c.text) if texts else query
        made = _article if kind == "article" else _statement
        found = {row[0]: made(*row) for row in self._database.tuples(asked.where(self._database.among(table.c.seq, seqs)))}
        return [found[seq] for seq in seqs if seq in found]

    def of(self, ids: Sequence[str]) -> list[Passage]:
        """The articles of these ids, in the order given."""
        rows = self._database.rows(_articles().where(self._database.among(articles.c.id, ids)))
        found = {row.id: _article(*row) for row in rows}
        return [found[name] for name in ids if name in found]

    def texts(self, kind: Kind, seqs: Iterable[int]) -> dict[int, Document]:
        """Number → text and headline."""
        query, column = _documents(kind)
        rows = self._database.tuples(query.where(self._database.among(column, seqs)))
        return {seq: Document(seq=seq, text=text, title="".join(title)) for seq, text, *title in rows}

    def _index_some(self, kind: Kind) -> bool:
        if not self._behind(kind):
            return False
        with self._database.transaction():
            found = self.documents(kind, self.index(kind).last(), BATCH)
            self.index(kind).add(found)
        return bool(found)

    def _behind(self, kind: Kind) -> bool:
        table = articles if kind == "article" else statements
        return int(self._database.value(select(func.max(table.c.seq))) or 0) > self.index(kind).last()


def _documents(kind: Kind) -> tuple[Select[Any], Column[int]]:
    """What of a kind is indexed, and its numbers."""
    table = articles if kind == "article" else statements
    return select(table.c.seq, table.c.text, *((articles.c.title,) if kind == "article" else ())), table.c.seq


def _articles() -> Select[tuple[int, str, str, str, str | None, str | None]]:
    columns = (articles.c.seq, articles.c.id, placements.c.story, articles.c.title, articles.c.outlet, articles.c.published)
    return select(*columns).join_from(articles, placements)


def _statements() -> Select[tuple[int, str, str, str]]:
    return select(statements.c.seq, statements.c.story.label("id"), statements.c.story, statements.c.key)


def _article(*row: Any) -> Passage:
    seq, name, story, title, outlet, published, *text = row
    return Passage(seq=seq, id=name, story=story, title=title, outlet=outlet, published=published, text="".join(text))


def _statement(*row: Any) -> Passage:
    seq, name, story, key, *text = row
    return Passage(seq=seq, id=name, story=story, key=key, text="".join(text))
