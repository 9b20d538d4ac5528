"""What repeats over the pages of an outlet, as `extract` learned it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, insert, select

from broadsheet.store.blobs import pack, unpack
from broadsheet.store.database import Database
from broadsheet.store.schema import furniture


class FurnitureRow:
    """The one record of furniture, as plain data: its type is `extract`'s affair."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self) -> Any:
        """What was put there last, None if nothing was."""
        blob = self._database.value(select(furniture.c.record))
        return unpack(blob) if blob else None

    def put(self, plain: Any) -> None:
        """Replace it."""
        with self._database.transaction():
            self._database.run(delete(furniture))
            self._database.run(insert(furniture), [{"id": 1, "record": pack(plain)}])
