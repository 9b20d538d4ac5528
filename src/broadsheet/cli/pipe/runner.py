"""Running a room as a filter: records in, JSON lines out, trouble reported."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from broadsheet.cli.pipe.records import Record, records_in
from broadsheet.cli.terminal import silence_output
from broadsheet.errors import UsageError
from broadsheet.read import UNUSABLE_ARGUMENT, Limits
from broadsheet.steps import Dropped

READ_WELL = frozenset({"no article", "empty page"})
"""Reasons of a room that read its record and found nothing in it: no failure to read."""


class Report:
    """What was not used, said at once on standard error."""

    def __init__(self) -> None:
        self.drops: list[Dropped] = []

    def add(self, drop: Dropped) -> None:
        """Say and count it."""
        self.drops.append(drop)
        detail = f": {drop.detail}" if drop.detail else ""
        line = " ".join(f"broadsheet pipe: {drop.record}: {drop.reason}{detail}".split())
        sys.stderr.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
        sys.stderr.flush()

    def sift(self, records: Iterable[Record | Dropped]) -> Iterator[Record]:
        """Pass on the records that can be used."""
        for record in records:
            if isinstance(record, Dropped):
                self.add(record)
            else:
                yield record


def run(
    room: str, files: Sequence[str], options: Mapping[str, object], *, limits: Limits | None = None, out: BinaryIO | None = None
) -> int:
    """Run the room's filter over the files; the exit status.

    Args:
        room: its name.
        files: files, folders where the room takes pages, `-` for standard input.
        options: passed on to the filter.
        limits: bounds on a page.
        out: in place of standard output.

    Raises:
        UsageError: if no file at all could be opened.
    """
    report, printed = Report(), 0
    given = report.sift(records_in(room, files, limits or Limits()))
    stream = out or sys.stdout.buffer
    try:
        for record in report.sift(_filter(room)(given, **options)):
            stream.write(line_of(record))
            printed += 1
        stream.flush()
    except BrokenPipeError:
        silence_output()
        return 0
    return _status(report, printed, files)


def _filter(room: str) -> Callable[..., Iterator[Record | Dropped]]:
    module = importlib.import_module(f"broadsheet.cli.pipe.{room}")
    found: Callable[..., Iterator[Record | Dropped]] = getattr(module, f"filter_{room}")
    return found


def line_of(record: Any) -> bytes:
    """One line of JSON in UTF-8. Half a surrogate pair, which UTF-8 cannot hold, makes the line ASCII with escapes."""
    try:
        return json.dumps(record, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(record).encode() + b"\n"


def _status(report: Report, printed: int, files: Sequence[str]) -> int:
    unread = [drop for drop in report.drops if drop.reason not in READ_WELL]
    if printed or not unread or len(unread) < len(report.drops):
        return 0
    if len(unread) >= len(files) and all(drop.reason in UNUSABLE_ARGUMENT for drop in unread):
        raise UsageError("nothing could be read", hint="every file named is missing, unreadable or of a kind that is not read")
    return 1
