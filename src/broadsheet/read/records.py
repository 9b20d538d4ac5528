"""JSON lines of pages: `{id, url?, html or text, title?, published or date?, outlet?, authors?, language?}`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from broadsheet.read.contents import lines_of, too_large
from broadsheet.read.limits import Allowance, Limits
from broadsheet.read.reasons import dropped
from broadsheet.records.page import Page
from broadsheet.steps import Dropped

_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?")
_SURROGATE = re.compile("[\ud800-\udfff]")


def pages_of(stream: BinaryIO, name: str, limits: Limits, allowance: Allowance) -> Iterator[Page | Dropped]:
    """The pages that the stream's lines hold; a line that cannot be used does not stop the others.

    Args:
        stream: decompressed bytes.
        name: what to call the stream.
        limits: bounds on a page.
        allowance: how many bytes the stream may give.

    Raises:
        Swollen: it gives more.
    """
    for number, line in lines_of(stream, limits):
        allowance.take(len(line) if line else limits.max_bytes)
        where = f"{name}:{number}"
        yield too_large(where, limits) if line is None else _page(line, where, limits)


def _page(line: bytes, where: str, limits: Limits) -> Page | Dropped:
    try:
        record = parse(line)
    except ValueError as problem:
        return dropped(where, "bad json", str(problem))
    if not isinstance(record, dict):
        return dropped(where, "not a page", "not an object")
    name = words(record, "id") or where
    html, text = words(record, "html"), words(record, "text")
    body = html or text
    if body is None:
        return dropped(name, "not a page", "neither html nor text")
    if len(body) > limits.max_bytes:
        return too_large(name, limits)
    return Page(
        name=name, kind="html" if html else "text", body=body, url=words(record, "url"), title=words(record, "title"),
        published=_date(record), outlet=words(record, "outlet"), language=words(record, "language"),
        authors=_authors(record),
    )  # fmt: skip


def parse(line: bytes) -> Any:
    """What the line says as JSON.

    Raises:
        ValueError: saying what is wrong with it.
    """
    try:
        return json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise ValueError("not UTF-8") from problem
    except RecursionError as problem:
        raise ValueError("nested too deeply") from problem


def words(record: dict[str, Any], key: str) -> str | None:
    """The field's words, if it is a string that holds any, as `whole_characters`."""
    value = record.get(key)
    return whole_characters(value) if isinstance(value, str) and value.strip() else None


def whole_characters(text: str) -> str:
    """The text with U+FFFD for every half of a surrogate pair, which no file can hold; offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


def _authors(record: dict[str, Any]) -> tuple[str, ...]:
    """The names in `authors`, a list or one string."""
    stated = record.get("authors")
    listed = stated if isinstance(stated, list) else [stated]
    return tuple(whole_characters(each) for each in listed if isinstance(each, str) and each.strip())


def _date(record: dict[str, Any]) -> str | None:
    value = words(record, "published") or words(record, "date")
    return value if value and _ISO.fullmatch(value) else None
