"""Raw pages that may go: old ones, or more than there is room for.

What goes is a page as it came and the lines of its cutting. The article stays with its text, so that every citation of it can be
read again; only where its words stood on the page cannot be proven any more. A page is as old as the newest article on it, one
without a date as old as the first look at what may go.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import case, func, select, update

from broadsheet.records.story_page import StoryPage
from broadsheet.store.blobs import pack
from broadsheet.store.database import Database, chunks
from broadsheet.store.decisions import Decisions
from broadsheet.store.revisions import Revisions
from broadsheet.store.schema import articles, cuttings, pages, revisions, waiting

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """How long raw pages are kept.

    Attributes:
        days: those of articles older than this go; None: at no age.
        megabytes: what raw pages may take in all; the oldest go first. None: any size.
        cited: whether pages stay whose articles a page, a revision or an editor cites, whatever their age.
    """

    days: int | None = None
    megabytes: int | None = None
    cited: bool = True

    @property
    def lets_go(self) -> bool:
        """Whether anything may go at all."""
        return self.days is not None or self.megabytes is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPage:
    """A page that is kept as it came.

    Attributes:
        id: of the page.
        name: what people call it.
        day: how old it is, `YYYY-MM-DD`.
        bytes: what it and its lines take, compressed.
        cited: whether an article on it is cited.
    """

    id: str
    name: str
    day: str
    bytes: int
    cited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """What would go and what stays.

    Attributes:
        going: pages, oldest first.
        staying: how many stay.
        staying_bytes: what those take.
        bound: how many of them only stay because they are cited.
    """

    going: tuple[RawPage, ...]
    staying: int
    staying_bytes: int
    bound: int

    @property
    def freed(self) -> int:
        """What those that go take, in bytes."""
        return sum(page.bytes for page in self.going)


class Retention:
    """Which raw pages go, and when."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plan(self, keep: Keep, today: str) -> Expiry:
        """What may go on a day, `YYYY-MM-DD`; nothing is changed."""
        old = (date.fromisoformat(today) - timedelta(days=keep.days)).isoformat() if keep.days is not None else ""
        room = None if keep.megabytes is None else keep.megabytes * MEGABYTE
        held = self._raw(today)
        left, going, bound = sum(page.bytes for page in held), [], 0
        for page in held:
            if page.day >= old and (room is None or left <= room):
                continue
            if page.cited and keep.cited:
                bound += 1
                continue
            going.append(page)
            left -= page.bytes
        return Expiry(going=tuple(going), staying=len(held) - len(going), staying_bytes=left, bound=bound)

    def expire(self, expiry: Expiry, today: str) -> int:
        """Let the pages of a plan go, and note that the others were met; how many went."""
        with self._database.transaction():
            self._database.run(update(pages).where(pages.c.met.is_(None)).values(met=today))
        return sum(self._take([page.id for page in some], today) for some in chunks(expiry.going))

    def _take(self, ids: Sequence[str], today: str) -> int:
        with self._database.transaction():
            for page in ids:
                self._database.run(update(cuttings).where(cuttings.c.page == page).values(record=pack(_bare(page))))
            return self._database.run(update(pages).where(pages.c.id.in_(ids)).values(record=b"", expired=today))

    def _raw(self, today: str) -> list[RawPage]:
        """Every page that is kept as it came and nobody is at work on, oldest first."""
        full = case((func.length(articles.c.published) >= len(today), func.substr(articles.c.published, 1, len(today))))
        newest = select(articles.c.page, func.max(full).label("day")).group_by(articles.c.page).subquery()
        size = (func.length(pages.c.record) + func.coalesce(func.length(cuttings.c.record), 0)).label("size")
        done = cuttings.c.page.is_not(None) | pages.c.quarantined.is_not(None)
        query = (
            select(pages.c.id, pages.c.name, pages.c.met, newest.c.day, size)
            .select_from(pages.outerjoin(cuttings).outerjoin(newest, newest.c.page == pages.c.id))
            .where(pages.c.expired.is_(None), pages.c.learned, done, pages.c.id.not_in(select(waiting.c.page)))
        )
        cited = self._cited_pages()
        held = [
            RawPage(id=row.id, name=row.name, day=row.day or row.met or today, bytes=row.size, cited=row.id in cited)
            for row in self._database.rows(query)
        ]
        return sorted(held, key=lambda page: (page.day, page.id))

    def _cited_pages(self) -> set[str]:
        """The pages of every article whose words a revision prints or an editor stands on."""
        cited = set(self._cited())
        return {row.page for row in self._database.rows(select(articles.c.page, articles.c.id)) if row.id in cited}

    def _cited(self) -> Iterator[str]:
        for decision in Decisions(self._database).all():
            yield from (*decision.articles, *(article for article, _ in (*decision.here, *decision.there)))
        for row in self._database.rows(select(revisions.c.story).distinct()):
            yield from (article for page in Revisions(self._database).all_of(row.story) for article in _cited_by(page))


def _cited_by(page: StoryPage) -> Iterator[str]:
    yield from (page.articles[span.article].id for span in page.spans.values() if span.article in page.articles)
    yield from (article for change in page.changes for article in change.x_sources)


def _bare(page: str) -> dict[str, Any]:
    """A cutting without its lines."""
    return {"page": page, "text": "", "lines": []}
