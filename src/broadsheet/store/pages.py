"""Pages as they came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import insert, select, update

from broadsheet.records.page import Page
from broadsheet.store.blobs import pack_record, unpack_record, words
from broadsheet.store.database import Database, chunks
from broadsheet.store.schema import cuttings, forgotten, pages


class Pages:
    """The pages of the store, by id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, page: Page) -> bool:
        """Keep a page. False if it is there already or was forgotten."""
        with self._database.transaction():
            names = [name for name in (page.id, page.url) if name]
            if self.has(page.id) or self._database.value(select(forgotten.c.name).where(forgotten.c.name.in_(names))):
                return False
            row = {"id": page.id, "name": words(page.name), "url": page.url and words(page.url), "record": pack_record(page)}
            self._database.run(insert(pages), [row | {"learned": False, "withheld": False}])
            return True

    def has(self, page: str) -> bool:
        """Whether a page of that id is kept."""
        return self._database.value(select(pages.c.id).where(pages.c.id == page)) is not None

    def get(self, page: str) -> Page | None:
        """The page of that id, None if it is not kept as it came."""
        blob = self._database.value(select(pages.c.record).where(pages.c.id == page))
        return unpack_record(Page, blob) if blob else None

    def count(self) -> int:
        """How many there are."""
        return len(self._database.rows(select(pages.c.id)))

    def expired(self) -> dict[str, str]:
        """The pages that are no longer kept as they came, by id, and what people call them."""
        query = select(pages.c.id, pages.c.name).where(pages.c.expired.is_not(None)).order_by(pages.c.name, pages.c.id)
        return {row.id: row.name for row in self._database.rows(query)}

    def expired_on(self, page: str) -> str | None:
        """The day on which the page went, `YYYY-MM-DD`; None if it is kept as it came."""
        return self._database.value(select(pages.c.expired).where(pages.c.id == page))  # type: ignore[no-any-return]

    def unlearned(self) -> list[str]:
        """Ids of the pages whose furniture is not known yet, by name."""
        return self._ids(pages.c.learned.is_(False))

    def learned(self, ids: Sequence[str]) -> None:
        """Note that their furniture is known."""
        for some in chunks(ids):
            self._database.run(update(pages).where(pages.c.id.in_(some)).values(learned=True))

    def uncut(self, engine: str) -> list[str]:
        """Ids of the pages that were not taken apart yet, by name, without those that this version of the engine failed on."""
        failed = pages.c.quarantined.is_not_distinct_from(engine)
        return self._ids(pages.c.cut.is_(False), ~failed, pages.c.expired.is_(None))

    def quarantine(self, page: str, engine: str) -> None:
        """Note that taking the page apart failed, so that only another version tries it again."""
        self._database.run(update(pages).where(pages.c.id == page).values(quarantined=engine))

    def shown(self) -> Iterator[Page]:
        """The pages that may be published: taken apart, and holding no words of a forgotten article."""
        return self.each(self._ids(pages.c.id.in_(select(cuttings.c.page)), pages.c.withheld.is_(False)))

    def each(self, ids: Sequence[str]) -> Iterator[Page]:
        """The pages of these ids that are kept as they came, in their order."""
        for some in chunks(ids):
            query = select(pages.c.id, pages.c.record).where(pages.c.id.in_(some), pages.c.expired.is_(None))
            found = {row.id: row.record for row in self._database.rows(query)}
            yield from (self._database.memory.record(Page, found[page]) for page in some if page in found)

    def ids(self) -> list[str]:
        """Every id, by name."""
        return self._ids()

    def _ids(self, *conditions: object) -> list[str]:
        query = select(pages.c.id).where(*conditions).order_by(pages.c.name, pages.c.id)  # type: ignore[arg-type]
        return [row.id for row in self._database.rows(query)]
