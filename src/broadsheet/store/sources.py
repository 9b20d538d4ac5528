"""Places on the web that are followed."""

from __future__ import annotations

from sqlalchemy import delete, insert, or_, select, update

from broadsheet.records.source import Source, SourceState
from broadsheet.store.blobs import pack_record, unpack_record, words
from broadsheet.store.database import Database
from broadsheet.store.schema import jobs, sources


class Sources:
    """The sources of the store, by name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, source: Source) -> bool:
        """Keep a new source. False if its address or its name is there already."""
        with self._database.transaction():
            if self.get(source.address) or self.get(source.name):
                return False
            self._database.run(insert(sources), [_row(source) | {"state": pack_record(SourceState())}])
            return True

    def put(self, source: Source) -> None:
        """Replace what is said of a source that is there; how it has answered stays."""
        self._database.run(update(sources).where(sources.c.address == source.address).values(_row(source)))

    def get(self, name: str) -> Source | None:
        """The source of that address or name."""
        query = select(sources.c.record).where(or_(sources.c.address == name, sources.c.name == words(name)))
        blob = self._database.value(query.order_by(sources.c.address != name))
        return unpack_record(Source, blob) if blob else None

    def all(self) -> list[Source]:
        """Every source, by name."""
        query = select(sources.c.record).order_by(sources.c.name)
        return [unpack_record(Source, row.record) for row in self._database.rows(query)]

    def remove(self, address: str) -> None:
        """Follow it no more; its articles stay."""
        with self._database.transaction():
            self._database.run(delete(sources).where(sources.c.address == address))
            self._database.run(delete(jobs).where(jobs.c.kind == "source", jobs.c.key == address))

    def state(self, address: str) -> SourceState:
        """How the source has answered so far."""
        blob = self._database.value(select(sources.c.state).where(sources.c.address == address))
        return unpack_record(SourceState, blob) if blob else SourceState()

    def note(self, address: str, state: SourceState) -> None:
        """Keep how it answered."""
        self._database.run(update(sources).where(sources.c.address == address).values(state=pack_record(state)))


def _row(source: Source) -> dict[str, object]:
    return {"address": source.address, "name": words(source.name), "record": pack_record(source)}
