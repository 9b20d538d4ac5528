"""What the filters take in: JSON objects with an id, one a line, or pages made into such."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from broadsheet.read import Limits, read_sources
from broadsheet.read.contents import lines_of
from broadsheet.read.kinds import LINES, ending
from broadsheet.read.records import parse
from broadsheet.read.streams import unzipped
from broadsheet.records.page import Page
from broadsheet.steps import Dropped

STEP = "pipe"
PAGE_ROOMS = ("lines", "extract")
LONGEST_LINE = Limits(max_bytes=256_000_000)

Record = dict[str, Any]


def records_in(room: str, files: Sequence[str], limits: Limits) -> Iterator[Record | Dropped]:
    """The records of all files, or what is wrong with one."""
    for file in files:
        if room in PAGE_ROOMS and file != "-" and ending(file) not in LINES:
            yield from (_of_page(page) for page in read_sources([file], limits=limits))
        else:
            yield from _of_lines(file, key="story" if room == "write" else "id")


def _of_page(page: Page | Dropped) -> Record | Dropped:
    if isinstance(page, Dropped):
        return page
    stated = {name: getattr(page, name) for name in ("url", "title", "published", "outlet", "authors", "language")}
    return {"id": page.name, page.kind: page.body} | {key: value for key, value in stated.items() if value}


def _of_lines(file: str, key: str) -> Iterator[Record | Dropped]:
    if file == "-":
        yield from _parsed(sys.stdin.buffer, "standard input", key)
        return
    try:
        with Path(file).open("rb") as stream:
            yield from _parsed(stream, file, key)
    except (FileNotFoundError, NotADirectoryError):
        yield _bad(file, "missing", "no such file")
    except IsADirectoryError:
        yield _bad(file, "not supported", "a folder; this room reads JSON lines")
    except OSError as problem:
        yield _bad(file, "unreadable", problem.strerror or str(problem))


def _parsed(stream: BinaryIO, name: str, key: str) -> Iterator[Record | Dropped]:
    import zlib

    try:
        for number, line in lines_of(unzipped(stream), LONGEST_LINE):
            yield _record(line, f"{name}, line {number}", key)
    except (EOFError, zlib.error) as problem:
        yield _bad(name, "damaged", str(problem))


def _record(line: bytes | None, where: str, key: str) -> Record | Dropped:
    if line is None:
        return _bad(where, "too large", "the line is longer than 256 MB")
    try:
        record = parse(line)
    except ValueError as problem:
        return _bad(where, "bad json", str(problem))
    if not isinstance(record, dict):
        return _bad(where, "not an object", type(record).__name__)
    name = record.get("id", record.get(key))
    if not name or isinstance(name, bool) or not isinstance(name, str | int | float):
        return _bad(where, "no id", "every record needs an id" if name is None else "the id is neither text nor a number")
    return record


def _bad(record: str, reason: str, detail: str) -> Dropped:
    return Dropped(record=record, step=STEP, reason=reason, detail=detail)
