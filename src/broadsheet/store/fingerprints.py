"""What `dedupe` compares articles by, as it said it, so that a text is taken apart once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Select, delete, func, insert, select, update

from broadsheet.store.blobs import words
from broadsheet.store.database import CHUNK, Database, chunks
from broadsheet.store.schema import articles, copies, fingerprints

RECENT = 50_000
"""Of so many articles, those placed last, all is kept; of older ones the digest. The rest is taken from their texts when needed."""
_OLD = select(articles.c.seq, articles.c.id).order_by(articles.c.seq.desc())


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of an article.

    Attributes:
        article: its id.
        day: of publication, ISO 8601, if it is known.
        digest: of its words; articles with the same words have the same.
        mark: what `dedupe` packed; None where that was let go.
    """

    article: str
    day: str | None
    digest: bytes
    mark: bytes | None


class Fingerprints:
    """Of the placed articles and of those that were judged and wait for their place."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, kept: Iterable[Kept]) -> None:
        """Keep those of some articles in place of what was there of them."""
        rows = [{"article": words(one.article), "day": one.day, "digest": one.digest, "mark": one.mark} for one in kept]
        with self._database.transaction():
            for some in chunks([str(row["article"]) for row in rows]):
                self._database.run(delete(fingerprints).where(fingerprints.c.article.in_(some)))
            self._database.run(insert(fingerprints), rows)

    def between(self, first: str, last: str) -> Iterator[tuple[Kept, str]]:
        """Those of the placed articles of some days, each with the article's origin, by day and in the order of placing."""
        query = _placed().where(fingerprints.c.day >= first, fingerprints.c.day <= last)
        return self._found(query.order_by(fingerprints.c.day, articles.c.seq))

    def latest(self, count: int) -> Iterator[tuple[Kept, str]]:
        """Those of the articles placed last, each with the article's origin, the last first."""
        return self._found(_placed().order_by(articles.c.seq.desc()).limit(count))

    def with_digest(self, digest: bytes) -> tuple[Kept, str] | None:
        """That of the first article of these words, with its origin."""
        query = _placed().where(fingerprints.c.digest == digest).order_by(articles.c.seq).limit(1)
        return next(self._found(query), None)

    def missing(self) -> list[str]:
        """Ids of placed articles of which nothing is kept, in the order of placing."""
        query = select(articles.c.id).join(fingerprints, fingerprints.c.article == articles.c.id, isouter=True)
        return [row.id for row in self._database.rows(query.where(fingerprints.c.article.is_(None)).order_by(articles.c.seq))]

    def thin(self) -> None:
        """Let go of all but the digest of articles that were placed long ago.

        From the newest of these back to where nothing is left to let go of, so that it costs no more in a large store.
        """
        last = (self._database.value(select(func.max(articles.c.seq))) or 0) - RECENT
        while old := self._database.tuples(_OLD.where(articles.c.seq <= last).limit(CHUNK)):
            here = fingerprints.c.article.in_([article for _, article in old])
            if not self._database.run(update(fingerprints).where(fingerprints.c.mark.is_not(None), here).values(mark=None)):
                return
            last = old[-1][0] - 1

    def drop(self, article: str) -> None:
        """Keep nothing of an article."""
        self._database.run(delete(fingerprints).where(fingerprints.c.article == words(article)))

    def _found(self, query: Select) -> Iterator[tuple[Kept, str]]:  # type: ignore[type-arg]
        for row in self._database.rows(query):
            yield Kept(article=row.article, day=row.day, digest=row.digest, mark=row.mark), row.origin


def _placed() -> Select:  # type: ignore[type-arg]
    joined = select(fingerprints, copies.c.origin).join(articles, articles.c.id == fingerprints.c.article)
    return joined.join(copies, copies.c.article == fingerprints.c.article)
