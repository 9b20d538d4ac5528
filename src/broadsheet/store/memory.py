"""Records that were read lately: the same bytes, or the same row, are the same record, and need not be unpacked again.

A process that publishes after every batch reads almost all that it read before. Records are frozen, so one may be given to many.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from broadsheet.store.blobs import unpack_record

T = TypeVar("T")
LARGEST = 8_000_000
"""Bytes, packed, of a generation. A record unpacked takes some fourteen times as much."""


class Memory:
    """Two generations of records.

    What is asked for is of the young one. Once that is full, it becomes the old one, and the old one is forgotten.

    Args:
        largest: packed bytes of a generation.
    """

    def __init__(self, largest: int = LARGEST) -> None:
        self._largest, self._size = largest, 0
        self._young: dict[Any, Any] = {}
        self._old: dict[Any, Any] = {}

    def record(self, kind: type[T], blob: bytes) -> T:
        """The record of a kind that was packed into these bytes."""
        return self.recall(kind, (blob,), lambda: unpack_record(kind, blob))

    def recall(self, kind: type[T], kept: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """The record of a kind that is kept as these bytes, texts and numbers, in their order; made if it is not remembered."""
        key = (kind, kept)
        if key in self._young:
            return self._young[key]  # type: ignore[no-any-return]
        found = self._old.pop(key, None)
        return self._keep(key, make() if found is None else found)

    def _keep(self, key: tuple[type[T], tuple[Hashable, ...]], record: T) -> T:
        if self._size >= self._largest:
            self._young, self._old, self._size = {}, self._young, 0
        self._young[key] = record
        self._size += sum(len(part) for part in key[1] if isinstance(part, bytes | str))
        return record
