"""What the terminal shows: progress on standard error, tables and JSON on standard output."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from broadsheet.steps import Dropped

NARROW = 80


def width() -> int:
    """Columns to write in: those of the terminal, at most `NARROW`."""
    return min(shutil.get_terminal_size((NARROW, 24)).columns, NARROW)


def say(text: str = "") -> None:
    """A line on standard output, whatever characters it holds."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.flush()


def tell(text: str) -> None:
    """A line on standard error."""
    sys.stdout.flush()
    sys.stderr.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stderr.flush()


def say_json(plain: Any) -> None:
    """JSON for a program."""
    try:
        text = json.dumps(plain, ensure_ascii=False, indent=2)
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(plain, indent=2)
    say(text)


def wrapped(text: str, indent: str = "", hanging: str | None = None) -> str:
    """A paragraph that fits the columns."""
    return textwrap.fill(
        text, width(), initial_indent=indent, subsequent_indent=indent if hanging is None else hanging, break_on_hyphens=False
    )


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], flexible: int) -> str:
    """Rows under headings, in `width()` columns; the column `flexible` gives way, cut with an ellipsis."""
    cells = [list(headings), *([" ".join(cell.split()) for cell in row] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(headings))]
    room = width() - sum(widths) + widths[flexible] - 2 * (len(headings) - 1)
    widths[flexible] = max(min(widths[flexible], room), 8)
    return "\n".join("  ".join(_fit(cell, size) for cell, size in zip(row, widths, strict=True)).rstrip() for row in cells)


def _fit(cell: str, size: int) -> str:
    return cell.ljust(size) if len(cell) <= size else cell[: size - 1] + "…"


def silence_output() -> None:
    """Nobody reads standard output any more: what is still buffered must not complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Watch:
    """A line for every stage with count and rate, on a terminal only; and how long each stage took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._shown = sys.stderr.isatty()
        self._started: dict[str, float] = {}
        self._last = 0.0
        self._line = ""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Told by the pipeline after every record."""
        now = time.monotonic()
        started = self._started.setdefault(stage, now)
        self.seconds[stage] = round(now - started, 3)
        if self._shown and (now - self._last > 0.1 or done == total):
            self._last = now
            self._draw(stage, done, total, now - started)

    def _draw(self, stage: str, done: int, total: int | None, seconds: float) -> None:
        if not self._line.startswith(stage):
            self.end()
        rate = f"  {done / seconds:,.0f}/s" if seconds > 0.5 else ""
        self._line = f"{stage:<10} {done:,}" + (f" of {total:,}" if total else "") + rate
        sys.stderr.write(f"\r\x1b[K{self._line}")
        sys.stderr.flush()

    def end(self) -> None:
        """Leave the line that is being drawn."""
        if self._line:
            sys.stderr.write("\n")
            sys.stderr.flush()
        self._line = ""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time something that reports no progress of its own."""
        started = time.monotonic()
        yield
        self.seconds[name] = round(time.monotonic() - started, 3)


def tell_drops(drops: Sequence[Dropped], most: int = 8) -> None:
    """What was not used, on standard error: the first few by name, all by count."""
    for drop in drops[:most]:
        detail = f": {drop.detail}" if drop.detail else ""
        tell(" ".join(f"not used: {drop.record}: {drop.reason}{detail}".split()))
    if len(drops) > most:
        tell(f"not used: {len(drops) - most} more; `broadsheet build --json` counts them all by reason")
