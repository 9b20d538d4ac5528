"""Records as bytes: the JSON of `records.codec`, compressed."""

from __future__ import annotations

import json
import zlib
from typing import Any, TypeVar

from broadsheet.records import codec

T = TypeVar("T")
_LEVEL = 6


def pack(plain: Any) -> bytes:
    """Plain data as compressed JSON. Half a surrogate pair survives."""
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), _LEVEL)


def unpack(blob: bytes) -> Any:
    """What `pack` packed."""
    return json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass"))


def pack_record(record: Any) -> bytes:
    """A record as compressed JSON."""
    return pack(codec.to_plain(record))


def unpack_record(kind: type[T], blob: bytes) -> T:
    """What `pack_record` packed."""
    return codec.from_plain(kind, unpack(blob))


def words(value: str) -> str:
    """Text for a column: SQLite holds neither half a surrogate pair nor, to its functions, what follows a zero byte.

    >>> words("a" + chr(0) + "b" + chr(0xd800))
    'a b?'
    """
    return value.replace("\0", " ").encode("utf-8", "replace").decode()
