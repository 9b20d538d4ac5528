"""Articles with what was found in them and where they belong. They come into the store together or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import delete, insert, or_, select, update

from broadsheet.records import codec
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.story import Placement
from broadsheet.store.blobs import pack, pack_record, unpack, unpack_record, words
from broadsheet.store.database import CHUNK, Database, chunks
from broadsheet.store.grouping import GroupingState
from broadsheet.store.postings import Document, Postings
from broadsheet.store.schema import annotation, articles, copies, moves, placements, waiting
from broadsheet.store.successions import Successions
from broadsheet.store.traits import Traits
from broadsheet.store.vectors_schema import vectors


class Articles:
    """The placed articles, in the order in which they were placed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._successions = Successions(database)
        self._grouping = GroupingState(database)
        self._traits = Traits(database)
        self._postings = Postings(database, "article")

    def place(self, annotated: Annotated, copy: Copy, placement: Placement, vector: bytes | None = None) -> None:
        """Keep an article, what `dedupe`, `annotate` and `group` said of it, its vector and its words: in one transaction."""
        article = annotated.article
        plain = codec.to_plain(annotated)
        del plain["article"]
        with self._database.transaction():
            self._database.run(delete(waiting).where(waiting.c.id == words(article.id)))
            self._database.run(insert(articles), [_row(article)])
            self._database.run(insert(copies), [codec.to_plain(copy) | _copy_row(copy)])
            self._database.run(insert(annotation), [{"article": article.id, "record": pack(plain)}])
            self._database.run(insert(placements), [_placement_row(placement)])
            self._database.run(insert(vectors), [{"article": article.id, "vector": vector}] if vector is not None else [])
            seq = int(self._database.value(select(articles.c.seq).where(articles.c.id == article.id)))
            self._traits.of_article(annotated, seq)
            self._postings.add([Document(seq=seq, title=words(article.title), text=words(article.text))])

    def move(self, moved: Iterable[Placement], *, by_grouping: bool = False) -> None:
        """Put articles into other stories or threads; stories that end or begin with it are noted.

        Unless the grouping said so while it placed or settled, and would say so again, what is kept of it goes.
        """
        after = {placement.article: placement for placement in moved}
        with self._database.transaction():
            before = self._stories(after)
            now = {article: after[article].story for article in before if after[article].story != before[article]}
            told = self._successions.told({*before.values(), *now.values()})
            for placement in after.values():
                row = _placement_row(placement)
                self._database.run(update(placements).where(placements.c.article == placement.article).values(row))
            self._note_moves(sorted(now))
            self._successions.record({article: before[article] for article in now}, now, told)
            if after and not by_grouping:
                self._grouping.clear()

    def _note_moves(self, ids: Sequence[str]) -> None:
        """Note that articles are in another story now, for those who keep in memory where each is."""
        for some in chunks(ids):
            self._database.run(delete(moves).where(moves.c.article.in_(some)))
        self._database.run(insert(moves), [{"article": article} for article in ids])

    def _stories(self, ids: Iterable[str]) -> dict[str, str]:
        """Article → the story it is in, for those of these articles that have a place."""
        query = select(placements.c.article, placements.c.story)
        found = (self._database.rows(query.where(placements.c.article.in_(some))) for some in chunks(sorted(ids)))
        return {row.article: row.story for rows in found for row in rows}

    def has(self, article: str) -> bool:
        """Whether the article has its place."""
        return self._database.value(select(articles.c.id).where(articles.c.id == article)) is not None

    def count(self) -> int:
        """How many there are."""
        return len(self._database.rows(select(articles.c.seq)))

    def ids(self) -> list[str]:
        """Every id, in the order of placing."""
        return [row.id for row in self._database.rows(select(articles.c.id).order_by(articles.c.seq))]

    def get(self, article: str) -> Article | None:
        """The article of that id."""
        blob = self._database.value(select(articles.c.record).where(articles.c.id == article))
        return unpack_record(Article, blob) if blob else None

    def find(self, name: str) -> list[str]:
        """Ids of the articles that go by that id, address, or page id, by page and place."""
        query = select(articles.c.id).where(or_(articles.c.id == name, articles.c.url == name, articles.c.page == name))
        return [row.id for row in self._database.rows(query.order_by(articles.c.page, articles.c.place))]

    def all(self) -> list[Article]:
        """Every article by page and place."""
        query = select(articles.c.record).order_by(articles.c.page, articles.c.place)
        return [self._database.memory.record(Article, row.record) for row in self._database.rows(query)]

    def annotated(self, ids: Sequence[str] | None = None) -> Iterator[Annotated]:
        """The articles of these ids with what was found in them; without ids all, in the order of placing."""
        for some in chunks(self.ids() if ids is None else ids):
            query = select(articles.c.id, articles.c.record, annotation.c.record.label("found")).join_from(articles, annotation)
            found = {row.id: row for row in self._database.rows(query.where(articles.c.id.in_(some)))}
            for article in some:
                if article in found:
                    row = found[article]
                    yield self._database.memory.recall(Annotated, (row.found, row.record), partial(_annotated, row))

    def placed(self) -> Iterator[Article]:
        """Every article, in the order of placing."""
        for some in chunks(self.ids()):
            query = select(articles.c.record).where(articles.c.id.in_(some)).order_by(articles.c.seq)
            yield from (unpack_record(Article, row.record) for row in self._database.rows(query))

    def hashes(self) -> dict[str, str]:
        """Id → the digest of the text as it was when the article was kept."""
        return {row.id: row.text_sha256 for row in self._database.rows(select(articles.c.id, articles.c.text_sha256))}

    def vectors(self, ids: Sequence[str] | None = None) -> dict[str, bytes]:
        """Id → its vector, for the articles of these ids, without ids for all, that have one."""
        query = select(vectors) if ids is None else select(vectors).where(vectors.c.article.in_(ids))
        return {row.article: row.vector for row in self._database.rows(query)}

    def vectors_after(self, seq: int) -> Iterator[tuple[int, bytes]]:
        """Place and vector (empty if there is none) of the articles behind a place, in the order of placing."""
        query = select(articles.c.seq, vectors.c.vector).join_from(articles, vectors, isouter=True)
        while rows := self._database.tuples(query.where(articles.c.seq > seq).order_by(articles.c.seq).limit(CHUNK)):
            yield from ((number, vector or b"") for number, vector in rows)
            seq = rows[-1][0]

    def addresses(self) -> dict[str, str]:
        """Id → its address, of those that have one, in the order of placing."""
        query = select(articles.c.id, articles.c.url).where(articles.c.url.is_not(None)).order_by(articles.c.seq)
        return {row.id: row.url for row in self._database.rows(query)}

    def family(self, article: str) -> list[str]:
        """Ids of the articles that have their origin with this one, it among them, in the order of placing."""
        origin = select(copies.c.origin).where(copies.c.article == article).scalar_subquery()
        query = select(copies.c.article).join_from(copies, articles).where(copies.c.origin == origin)
        return [row.article for row in self._database.rows(query.order_by(articles.c.seq))]

    def copies(self, ids: Sequence[str] | None = None) -> dict[str, Copy]:
        """Id → what `dedupe` said of the articles of these ids, without ids of all, in the order of placing."""
        query = select(copies).join_from(copies, articles).order_by(articles.c.seq)
        if ids is not None:
            query = query.where(copies.c.article.in_(ids))
        recall = self._database.memory.recall
        return {row.article: recall(Copy, tuple(row), partial(_copy, row)) for row in self._database.rows(query)}

    def placements(self, ids: Sequence[str] | None = None) -> dict[str, Placement]:
        """Id → where `group` put the articles of these ids, without ids all, in the order of placing."""
        query = select(placements).join_from(placements, articles).order_by(articles.c.seq)
        if ids is not None:
            query = query.where(placements.c.article.in_(ids))
        recall = self._database.memory.recall
        return {row.article: recall(Placement, tuple(row), partial(_placement, row)) for row in self._database.rows(query)}


def _row(article: Article) -> dict[str, Any]:
    return {
        "id": article.id, "page": article.page, "place": article.place, "text_sha256": article.text_sha256,
        "url": article.url and words(article.url), "outlet": article.outlet and words(article.outlet),
        "published": article.published, "title": words(article.title), "text": words(article.text), "record": pack_record(article),
    }  # fmt: skip


def _copy_row(copy: Copy) -> dict[str, Any]:
    return {"kind": copy.kind, "likeness": copy.likeness, "why": copy.why}


def _placement_row(placement: Placement) -> dict[str, Any]:
    return {
        "article": placement.article, "story": placement.story, "thread": placement.thread,
        "score": placement.score, "why": pack(list(placement.why)),
    }  # fmt: skip


def _annotated(row: Any) -> Annotated:
    return codec.from_plain(Annotated, unpack(row.found) | {"article": unpack(row.record)})


def _copy(row: Any) -> Copy:
    return codec.from_plain(Copy, dict(row._mapping))  # noqa: SLF001


def _placement(row: Any) -> Placement:
    return Placement(article=row.article, story=row.story, thread=row.thread, score=row.score, why=tuple(unpack(row.why)))
