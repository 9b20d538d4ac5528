"""Types of columns that mean the same in both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, Text, TypeDecorator

from broadsheet.store.blobs import words

Number = BigInteger().with_variant(Integer, "sqlite")
"""64 bits, which is what SQLite's integers have anyway."""


def _as_it_stands(self: Words, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG001  SQLAlchemy names them
    return None if value is None else words(value)


class Words(TypeDecorator[str]):
    """Text that both databases can hold and look for: see `blobs.words`."""

    impl = Text
    cache_ok = True
    process_bind_param = _as_it_stands
