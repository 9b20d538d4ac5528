"""What a web server sent, without the encodings that it was sent in."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from typing import TYPE_CHECKING

from broadsheet.read.contents import inflated

if TYPE_CHECKING:
    from fastwarc.stream_io import WarcReader

_CHUNK = re.compile(rb"[0-9A-Fa-f]{1,8}[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"


def unpacked(raw: bytes, transfer: str, content: str, limit: int) -> bytes:
    """The first `limit` bytes of the document that the body carries.

    Crawlers keep the headers as they came and often the body unpacked: an encoding that the bytes do not bear out is passed over.

    Args:
        raw: the body as it was kept.
        transfer: its `Transfer-Encoding`.
        content: its `Content-Encoding`.
        limit: how many bytes are wanted.

    Raises:
        EOFError, OSError, zlib.error: it is packed as stated, and damaged.
    """
    if "chunked" in transfer.lower() and _CHUNK.match(raw):
        raw = _joined(raw, limit)
    return _decompressed(raw, content.strip().lower(), limit)


def _decompressed(raw: bytes, encoding: str, limit: int) -> bytes:
    from fastwarc.stream_io import BrotliReader, ZstdReader

    if encoding in ("gzip", "x-gzip") and raw.startswith(_GZIP):
        return inflated(raw, limit)
    if encoding == "zstd" and raw.startswith(_ZSTD):
        return _drained(ZstdReader(io.BytesIO(raw)), limit)
    try:
        if encoding == "deflate":
            return _deflated(raw, limit)
        if encoding == "br":
            return _drained(BrotliReader(io.BytesIO(raw)), limit)
    except (OSError, zlib.error):
        return raw
    return raw


def _joined(raw: bytes, limit: int) -> bytes:
    from fastwarc.stream_io import ChunkedReader

    return _drained(ChunkedReader(io.BytesIO(raw)), limit)


def _drained(reader: WarcReader, limit: int) -> bytes:
    """What the reader gives, up to the limit; it may give less at a time than it is asked for."""
    parts: list[bytes] = []
    wanted = limit
    while wanted > 0 and (part := reader.read(wanted)):
        parts.append(part)
        wanted -= len(part)
    return b"".join(parts)


def _deflated(raw: bytes, limit: int) -> bytes:
    """Servers send either of two things under the name of deflate."""
    try:
        return zlib.decompressobj().decompress(raw, limit)
    except zlib.error:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(raw, limit)


PROBLEMS = (EOFError, OSError, gzip.BadGzipFile, zlib.error)
"""What unpacking raises."""
