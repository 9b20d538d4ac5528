"""Which embedder made the vectors."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, insert, select

from broadsheet.records.model import Embedding
from broadsheet.store.database import Database
from broadsheet.store.grouping import GroupingState
from broadsheet.store.vectors_schema import embedding, vectors

_ASKED = select(embedding.c.name, embedding.c.sha256, embedding.c.dimensions, embedding.c.place)
"""Every search asks it: to put it together takes as long as to run it."""


class EmbeddingRow:
    """The one embedder of a store: vectors of two cannot be compared."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self) -> Embedding | None:
        """The embedder; None as long as there are no vectors."""
        row = self._database.row(_ASKED)
        return Embedding(name=row.name, sha256=row.sha256, dimensions=row.dimensions, place=row.place) if row else None

    def put(self, made: Embedding) -> None:
        """Keep it."""
        with self._database.transaction():
            self._database.run(delete(embedding))
            row = {"id": 1, "name": made.name, "sha256": made.sha256, "dimensions": made.dimensions, "place": made.place}
            self._database.run(insert(embedding), [row])

    def change(self, made: Embedding, fresh: Mapping[str, bytes]) -> None:
        """Put another embedder, and its vector of every article, in the place of what is there; what the grouping knew goes."""
        with self._database.transaction():
            self.put(made)
            self._database.run(delete(vectors))
            self._database.run(insert(vectors), [{"article": article, "vector": vector} for article, vector in fresh.items()])
            GroupingState(self._database).empty()
