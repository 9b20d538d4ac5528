"""Pages taken apart, and the articles cut out of them that wait for their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from operator import itemgetter

from sqlalchemy import delete, insert, select, update

from broadsheet.records import codec
from broadsheet.records.article import Article, Copy
from broadsheet.records.page import Cutting
from broadsheet.store.blobs import pack, pack_record, unpack, unpack_record, words
from broadsheet.store.database import Database, chunks
from broadsheet.store.schema import articles, cuttings, forgotten, waiting
from broadsheet.store.schema import pages as pages_table


class Cuttings:
    """How each page was taken apart. Its articles are kept once, with the articles."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, cutting: Cutting) -> None:
        """Keep a cutting; its articles wait."""
        plain = codec.to_plain(cutting)
        del plain["articles"]
        with self._database.transaction():
            self._database.run(insert(cuttings), [{"page": cutting.page, "record": pack(plain)}])
            self._database.run(update(pages_table).where(pages_table.c.id == cutting.page).values(cut=True))
            known = {row.name for row in self._database.rows(select(forgotten.c.name))}
            kept = [article for article in cutting.articles if not known & {article.id, article.url or article.id}]
            rows = [{"id": words(a.id), "page": cutting.page, "place": a.place, "record": pack_record(a)} for a in kept]
            self._database.run(insert(waiting), rows)

    def get(self, page: str) -> Cutting | None:
        """How the page was taken apart."""
        return next(self.each([page]), None)

    def each(self, pages: list[str]) -> Iterator[Cutting]:
        """The cuttings of these pages, in their order."""
        for some in chunks(pages):
            query = select(cuttings.c.page, cuttings.c.record).where(cuttings.c.page.in_(some))
            found, cut = {row.page: row.record for row in self._database.rows(query)}, self._cut(some)
            for page in some:
                if page in found:
                    blobs = (found[page], *(record for _, record in sorted(cut[page], key=itemgetter(0))))
                    yield self._database.memory.recall(Cutting, blobs, partial(_whole, *blobs))

    def waiting(self) -> list[Article]:
        """Articles without a place yet, by page and place."""
        query = select(waiting.c.record).order_by(waiting.c.page, waiting.c.place)
        return [unpack_record(Article, row.record) for row in self._database.rows(query)]

    def judged(self) -> dict[str, Copy]:
        """What `dedupe` said of the articles that wait, by id."""
        rows = self._database.rows(select(waiting.c.id, waiting.c.copy).where(waiting.c.copy.is_not(None)))
        return {row.id: unpack_record(Copy, row.copy) for row in rows}

    def judge(self, copies: Iterable[Copy]) -> None:
        """Keep what `dedupe` said of articles that wait, of all of them or of none."""
        with self._database.transaction():
            for copy in copies:
                self._database.run(update(waiting).where(waiting.c.id == words(copy.article)).values(copy=pack_record(copy)))

    def give_up(self, article: str) -> None:
        """Take an article that could not be placed off the list."""
        self._database.run(delete(waiting).where(waiting.c.id == article))

    def _cut(self, pages: Sequence[str]) -> dict[str, list[tuple[int, bytes]]]:
        """Place and record of the articles that were cut from pages, placed or waiting."""
        found: dict[str, list[tuple[int, bytes]]] = defaultdict(list)
        for table in (articles, waiting):
            query = select(table.c.page, table.c.place, table.c.record).where(table.c.page.in_(pages))
            for row in self._database.rows(query):
                found[row.page].append((int(row.place), row.record))
        return found


def _whole(blob: bytes, *records: bytes) -> Cutting:
    return codec.from_plain(Cutting, unpack(blob) | {"articles": [unpack(record) for record in records]})
