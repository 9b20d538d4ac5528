"""Pages taken apart, and the articles cut out of them that wait for their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import delete, insert, select, update

from broadsheet.records import codec
from broadsheet.records.article import Article, Copy
from broadsheet.records.page import Cutting
from broadsheet.store.blobs import pack, pack_record, unpack, unpack_record, words
from broadsheet.store.database import Database, chunks
from broadsheet.store.schema import articles, cuttings, forgotten, waiting


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
            known = {row.name for row in self._database.rows(select(forgotten.c.name))}
            kept = [article for article in cutting.articles if not known & {article.id, article.url or article.id}]
            rows = [{"id": words(a.id), "page": cutting.page, "place": a.place, "record": pack_record(a)} for a in kept]
            self._database.run(insert(waiting), rows)

    def get(self, page: str) -> Cutting | None:
        """How the page was taken apart."""
        blob = self._database.value(select(cuttings.c.record).where(cuttings.c.page == page))
        return self._whole(page, blob) if blob else None

    def each(self, pages: list[str]) -> Iterator[Cutting]:
        """The cuttings of these pages, in their order."""
        for some in chunks(pages):
            query = select(cuttings.c.page, cuttings.c.record).where(cuttings.c.page.in_(some))
            found = {row.page: row.record for row in self._database.rows(query)}
            yield from (self._whole(page, found[page]) for page in some if page in found)

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

    def _whole(self, page: str, blob: bytes) -> Cutting:
        columns = [(table.c.place, table.c.record) for table in (articles, waiting)]
        found = [
            (row.place, row.record)
            for place, record in columns
            for row in self._database.rows(select(place, record).where(place.table.c.page == page))
        ]
        records = [unpack(record) for _, record in sorted(found, key=lambda row: int(row[0]))]
        return codec.from_plain(Cutting, unpack(blob) | {"articles": records})
