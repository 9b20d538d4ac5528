"""Articles that must not be published any more, nor come back when their source is read again."""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, insert, or_, select, update

from broadsheet.store.blobs import words
from broadsheet.store.constraints import Constraints
from broadsheet.store.database import Database
from broadsheet.store.decisions import Decisions
from broadsheet.store.fingerprints import Fingerprints
from broadsheet.store.grouping import GroupingState
from broadsheet.store.postings import Postings
from broadsheet.store.registry import Registry
from broadsheet.store.revisions import Revisions
from broadsheet.store.schema import articles, copies, forgotten, pages
from broadsheet.store.vocabulary import Vocabulary


class Forgotten:
    """The names that were asked to be forgotten."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._postings = Postings(database, "article")

    def names(self) -> list[str]:
        """Addresses, article ids and page ids."""
        return [row.name for row in self._database.rows(select(forgotten.c.name).order_by(forgotten.c.name))]

    def forget(self, name: str) -> list[str]:
        """Forget the articles of an address, article id or page id; the ids of those that were there.

        Their words leave the store: the articles, what was found in them, every revision that cites them, and their pages.
        A page that holds other articles too is kept and no longer shown.
        """
        with self._database.transaction():
            whole = self._ids(pages.c.id, or_(pages.c.id == name, pages.c.url == name))
            gone = self._ids(articles.c.id, or_(articles.c.id == name, articles.c.url == name, articles.c.page.in_(whole)))
            for article in gone:
                self._take_out(article)
            for index in (self._postings, Postings(self._database, "statement")):
                index.purge()
            whole += self._emptied(whole)
            self._database.run(delete(pages).where(pages.c.id.in_(whole)))
            new = sorted({words(name), *gone, *whole} - set(self.names()))
            self._database.run(insert(forgotten), [{"name": each} for each in new])
        return gone

    def _ids(self, column: ColumnElement[str], condition: ColumnElement[bool]) -> list[str]:
        return [str(row[0]) for row in self._database.rows(select(column).where(condition).order_by(column))]

    def _take_out(self, article: str) -> None:
        Revisions(self._database).redact(article)
        Decisions(self._database).redact(article)
        Registry(self._database).unlist(article)
        GroupingState(self._database).empty()
        Fingerprints(self._database).drop(article)
        Vocabulary(self._database).leave(article)
        Constraints(self._database).inherit(article, self._find_new_origin(article))
        page = select(articles.c.page).where(articles.c.id == article).scalar_subquery()
        self._database.run(update(pages).where(pages.c.id == page).values(withheld=True))
        self._postings.drop([self._database.value(select(articles.c.seq).where(articles.c.id == article))])
        self._database.run(delete(articles).where(articles.c.id == article))

    def _emptied(self, whole: list[str]) -> list[str]:
        """Withheld pages that no article is left of."""
        left = select(articles.c.id).where(articles.c.page == pages.c.id).exists()
        return self._ids(pages.c.id, pages.c.withheld & ~left & pages.c.id.not_in(whole))

    def _find_new_origin(self, article: str) -> str | None:
        """Its copies become copies of the first of them that was placed; which that is."""
        query = select(copies.c.article).join_from(copies, articles).where(copies.c.origin == article, copies.c.article != article)
        left = [row.article for row in self._database.rows(query.order_by(articles.c.seq))]
        if left:
            self._database.run(update(copies).where(copies.c.article.in_(left)).values(origin=left[0]))
            first = update(copies).where(copies.c.article == left[0])
            self._database.run(first.values(kind="original", likeness=1.0, why="its origin was forgotten"))
        return left[0] if left else None
