"""The bytes of a file or stream, decompressed within bounds, and the page they make."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from broadsheet.read.charset import decode, is_binary
from broadsheet.read.limits import Allowance, Limits, Swollen
from broadsheet.read.reasons import dropped
from broadsheet.records.page import Page, PageKind
from broadsheet.steps import Dropped

_MARKUP = re.compile(r"\s*(?:<\?xml|<!doctype\s+html|<html|<head|<body|<!--)", re.IGNORECASE)


def megabytes(count: int) -> str:
    """A count of bytes for a person.

    >>> megabytes(52_428_800)
    '52.4 MB'
    """
    return f"{count / 1e6:.1f} MB"


def too_large(name: str, limits: Limits) -> Dropped:
    """The drop of a page with too many bytes."""
    return dropped(name, "too large", f"more than {megabytes(limits.max_bytes)} (read.max_bytes)")


def whole(stream: BinaryIO, name: str, limits: Limits, allowance: Allowance | None = None) -> bytes | Dropped:
    """All bytes of the stream, decompressed if they are gzip, or why not.

    Raises:
        Swollen: they are more than the allowance, if one is given.
    """
    content = stream.read(limits.max_bytes + 1)
    if content.startswith(b"\x1f\x8b"):
        content = inflated(content, limits.max_bytes + 1)
        if allowance is not None:
            allowance.take(len(content))
    return too_large(name, limits) if len(content) > limits.max_bytes else content


def guarded(pages: Iterator[Page | Dropped], name: str) -> Iterator[Page | Dropped]:
    """The pages up to the place where reading fails, and then why it did."""
    try:
        yield from pages
    except Swollen as problem:
        yield dropped(name, "too large", str(problem))
    except (EOFError, gzip.BadGzipFile, zlib.error) as problem:
        yield dropped(name, "damaged", str(problem))
    except OSError as problem:
        yield dropped(name, "unreadable", problem.strerror or str(problem))


def inflated(content: bytes, limit: int) -> bytes:
    """The first `limit` bytes that the gzip stream decompresses to.

    Raises:
        EOFError: it breaks off.
        gzip.BadGzipFile, zlib.error: it is damaged.
    """
    with gzip.GzipFile(fileobj=io.BytesIO(content)) as unzipped:
        return unzipped.read(limit)


def page_of(
    content: bytes, name: str, kind: PageKind | None, *, url: str | None = None, charset: str | None = None
) -> Page | Dropped:
    """The page that the bytes make; its kind is looked up in the text if the name does not tell."""
    text = text_of(content, name, charset)
    return text if isinstance(text, Dropped) else Page(name=name, kind=kind or kind_of(text), body=text, url=url)


def text_of(content: bytes, name: str, charset: str | None = None) -> str | Dropped:
    """The words of the bytes, or why there are none.

    Args:
        content: the bytes, decompressed.
        name: what to call them.
        charset: the character set that was stated beside them.
    """
    if not content.strip():
        return dropped(name, "empty", "no words")
    if is_binary(content):
        return dropped(name, "binary", "not text")
    text = decode(content, charset)
    if text is None:
        return dropped(name, "undecodable", "no character set fits")
    return text if text.strip() else dropped(name, "empty", "no words")


def kind_of(text: str) -> PageKind:
    """Whether the text is markup, by how it begins.

    >>> kind_of("<!DOCTYPE html><p>x"), kind_of("A headline")
    ('html', 'text')
    """
    return "html" if _MARKUP.match(text) else "text"


def lines_of(stream: BinaryIO, limits: Limits) -> Iterator[tuple[int, bytes | None]]:
    """Number and bytes of every line that is not blank; None in place of a line that is too long, which is skipped in pieces."""
    number = 0
    while line := stream.readline(limits.max_bytes + 1):
        number += 1
        if len(line) > limits.max_bytes and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(limits.max_bytes)
            yield number, None
        elif line.strip():
            yield number, line
