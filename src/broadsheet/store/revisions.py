"""Written pages: every revision of every story, added and never changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, tuple_, update

from broadsheet.records.story_page import StoryPage
from broadsheet.store.blobs import pack_record, unpack_record, words
from broadsheet.store.database import Database, chunks
from broadsheet.store.postings import Document, Postings
from broadsheet.store.schema import chapters, placements, revisions, statements, story_traits
from broadsheet.store.traits import Traits


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A written page with what it was written from.

    Attributes:
        page: the page.
        inputs_sha256: digest of the articles and settings it was written from.
        as_of: the moment it was written for, or was last found to hold at.
        around_sha256: digest of what else could have changed it, apart from the moment.
        holds_until: the first day on which it could read differently, `YYYY-MM-DD`; None if it is to be written anew.
    """

    page: StoryPage
    inputs_sha256: str
    as_of: str
    around_sha256: str | None = None
    holds_until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What a story's newest revision was written from and how long it holds, without the page."""

    inputs_sha256: str
    as_of: str
    around_sha256: str | None
    holds_until: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A revision without its page; `readable` is False once it cannot be shown any more."""

    revision: int
    content_sha256: str
    as_of: str
    readable: bool


class Revisions:
    """The written pages, by story and number."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._postings = Postings(database, "statement")

    def latest(self, story: str) -> Revision | None:
        """The newest revision of a story."""
        query = select(revisions).where(revisions.c.story == story).order_by(revisions.c.revision.desc()).limit(1)
        row = self._database.row(query)
        return self._revision(row) if row is not None and row.record is not None else None

    def _revision(self, row: Any) -> Revision:
        return Revision(
            page=self._page(row.record), inputs_sha256=row.inputs_sha256, as_of=row.as_of,
            around_sha256=row.around_sha256, holds_until=row.holds_until,
        )  # fmt: skip

    def _page(self, blob: bytes) -> StoryPage:
        return self._database.memory.record(StoryPage, blob)

    def before(self, page: StoryPage) -> StoryPage | None:
        """The revision before the page's own, if it can still be read."""
        return self.numbered(page.id, page.revision - 1)

    def all_of(self, story: str) -> Iterator[StoryPage]:
        """Every revision of a story that can still be read, oldest first."""
        query = select(revisions.c.record).where(revisions.c.story == story).order_by(revisions.c.revision)
        return (self._page(row.record) for row in self._database.rows(query) if row.record is not None)

    def listed(self, story: str) -> list[Listed]:
        """Every revision of a story, oldest first, without their pages."""
        column = revisions.c
        query = select(column.revision, column.content_sha256, column.as_of, column.record.is_not(None).label("readable"))
        rows = self._database.rows(query.where(column.story == story).order_by(column.revision))
        return [
            Listed(revision=row.revision, content_sha256=row.content_sha256, as_of=row.as_of, readable=bool(row.readable))
            for row in rows
        ]

    def numbered(self, story: str, revision: int) -> StoryPage | None:
        """A revision of a story, if it is there and can still be read."""
        blob = self._database.value(select(revisions.c.record).where(revisions.c.story == story, revisions.c.revision == revision))
        return unpack_record(StoryPage, blob) if blob else None

    def holds(self) -> dict[str, Hold]:
        """Story → how long its newest revision holds, of those that can still be read."""
        column = revisions.c
        named = (column.inputs_sha256, column.as_of, column.around_sha256, column.holds_until)
        query = select(column.story, column.record.is_not(None).label("readable"), *named).order_by(column.story, column.revision)
        newest = {row.story: row for row in self._database.rows(query)}
        return {
            story: Hold(
                inputs_sha256=row.inputs_sha256, as_of=row.as_of, around_sha256=row.around_sha256, holds_until=row.holds_until
            )
            for story, row in newest.items()
            if row.readable
        }

    def still_hold(self, stories: Sequence[str], as_of: str) -> None:
        """Note that the newest revisions of stories hold at another moment too."""
        with self._database.transaction():
            for some in chunks(stories):
                those = revisions.c.story.in_(some) & self._newest()
                self._database.run(update(revisions).where(those).values(as_of=as_of))

    def keep(self, revision: Revision) -> bool:
        """Add a revision if it says something else than the newest; else note the newest's new times. Whether it was added."""
        page = revision.page
        newest = self.latest(page.id)
        with self._database.transaction():
            self._note_chapter(page)
            if newest is not None and newest.page.content_sha256 == page.content_sha256:
                number = (revisions.c.story == page.id) & (revisions.c.revision == newest.page.revision)
                self._database.run(update(revisions).where(number).values(_row(revision) | {"revision": newest.page.revision}))
                return False
            self._database.run(insert(revisions), [_row(revision) | {"story": page.id}])
            self._print(page)
            Traits(self._database).of_story(page)
            return True

    def _print(self, page: StoryPage) -> None:
        """Put a page's statements in the place of those of its story's last one."""
        here = statements.c.story == page.id
        self._take_back(here)
        rows = [{"story": page.id, "key": key, "text": words(said.text)} for key, said in page.statements.items()]
        self._database.run(insert(statements), rows)
        query = select(statements.c.seq, statements.c.text).where(here).order_by(statements.c.seq)
        self._postings.add([Document(seq=row.seq, text=row.text) for row in self._database.rows(query)])

    def _take_back(self, condition: ColumnElement[bool]) -> None:
        self._postings.drop(row.seq for row in self._database.rows(select(statements.c.seq).where(condition)))
        self._database.run(delete(statements).where(condition))

    def _note_chapter(self, page: StoryPage) -> None:
        if page.thread:
            row = {"thread": page.thread.id, "story": page.id}
            self._database.add_missing(chapters, [row])

    def number(self, story: str) -> int:
        """How many revisions the story has had, those that can no longer be read too."""
        return int(self._database.value(select(func.max(revisions.c.revision)).where(revisions.c.story == story)) or 0)

    def as_of(self) -> str | None:
        """The moment that the pages were last written for."""
        found = self._database.value(select(func.max(revisions.c.as_of)))
        return str(found) if found else None

    def stories(self) -> list[str]:
        """Ids of the stories that have a page."""
        query = select(revisions.c.story).distinct().order_by(revisions.c.story)
        return [row.story for row in self._database.rows(query)]

    def newest(self) -> list[StoryPage]:
        """The newest revision of every story that still has articles, by id."""
        query = select(revisions.c.record).where(self._newest(), revisions.c.story.in_(select(placements.c.story)))
        return [self._page(row.record) for row in self._database.rows(query.order_by(revisions.c.story)) if row.record is not None]

    def _newest(self) -> ColumnElement[bool]:
        newest = select(revisions.c.story, func.max(revisions.c.revision)).group_by(revisions.c.story)
        return tuple_(revisions.c.story, revisions.c.revision).in_(newest)

    def retire(self) -> None:
        """Take the statements of stories without articles, those that became part of another, out of the word index."""
        told = select(placements.c.story)
        with self._database.transaction():
            self._take_back(statements.c.story.not_in(told))
            self._database.run(delete(story_traits).where(story_traits.c.story.not_in(told)))

    def redact(self, article: str) -> list[str]:
        """Take the words out of every revision that cites an article; ids of the stories."""
        cited = []
        for row in self._database.rows(select(revisions).where(revisions.c.record.is_not(None))):
            page = unpack_record(StoryPage, row.record)
            if _speaks_of(page, article):
                number = (revisions.c.story == row.story) & (revisions.c.revision == row.revision)
                self._database.run(update(revisions).where(number).values(record=None))
                self._take_back(statements.c.story == row.story)
                self._database.run(delete(story_traits).where(story_traits.c.story == row.story))
                cited.append(row.story)
        return sorted(set(cited))


def _speaks_of(page: StoryPage, article: str) -> bool:
    """Whether a page lists an article, or tells among its changes what it printed of it before."""
    return any(entry.id == article for entry in page.articles.values()) or any(
        article in change.x_sources for change in page.changes
    )


def _row(revision: Revision) -> dict[str, Any]:
    page = revision.page
    return {
        "revision": page.revision, "content_sha256": page.content_sha256, "inputs_sha256": revision.inputs_sha256,
        "as_of": revision.as_of, "record": pack_record(page),
        "around_sha256": revision.around_sha256, "holds_until": revision.holds_until,
    }  # fmt: skip
