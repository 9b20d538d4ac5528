"""What the terminal shows: progress on standard error, tables and JSON on standard output."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import textwrap
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from broadsheet.steps import Dropped

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from broadsheet.llm.account import Account

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


def counted(number: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "story"), counted(1200, "story"), counted(2, "article")
    ('1 story', '1,200 stories', '2 articles')
    """
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def wrapped(text: str, indent: str = "", hanging: str | None = None) -> str:
    """A paragraph that fits the columns."""
    return textwrap.fill(
        text, width(), initial_indent=indent, subsequent_indent=indent if hanging is None else hanging, break_on_hyphens=False
    )


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], flexible: int) -> str:
    """Rows under headings, in `width()` columns; the column `flexible` gives way, cut with an ellipsis."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, expand=True)
    for place, heading in enumerate(headings):
        drawn.add_column(heading, no_wrap=True, overflow="ellipsis", ratio=1 if place == flexible else None)
    for row in rows:
        drawn.add_row(*(Text(" ".join(cell.split())) for cell in row))
    console = Console(file=io.StringIO(), width=width(), color_system=None)
    console.print(drawn)
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())


def say_list(
    plain: Sequence[Any], headings: Sequence[str], rows: Iterable[Sequence[str]], *, flexible: int, none: str, as_json: bool
) -> None:
    """What a command lists: as JSON, as a table, or the words for nothing.

    Args:
        plain: the things, as JSON has them.
        headings: of the table.
        rows: the same things, a cell for each heading.
        flexible: the column that gives way where the terminal is narrow.
        none: what to say where nothing is listed.
        as_json: whether a program asked.
    """
    if as_json:
        say_json(plain)
    else:
        say(table(headings, rows, flexible) if plain else none)


def silence_output() -> None:
    """Nobody reads standard output any more: what is still buffered must not complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Watch:
    """A line for every stage with its count and rate, on a terminal only; how long each stage took, and what a model did in it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.account: Account | None = None
        self._started: dict[str, float] = {}
        self._lines: dict[str, TaskID] = {}
        self._shown: Progress | None = None

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Told by the pipeline after every record."""
        now = time.monotonic()
        self.seconds[stage] = round(now - self._started.setdefault(stage, now), 3)
        if sys.stderr.isatty():
            self._draw(stage, done, total)

    def _draw(self, stage: str, done: int, total: int | None) -> None:
        if self._shown is None:
            self._shown = _progress()
            self._shown.start()
        if stage not in self._lines:
            self._lines[stage] = self._shown.add_task(stage, total=total, rate="")
        seconds = self.seconds[stage]
        rate = f"{done / seconds:,.0f}/s" if seconds > 0.5 else ""
        self._shown.update(self._lines[stage], completed=done, total=total, rate=rate)

    def end(self) -> None:
        """Leave the lines that are being drawn."""
        if self._shown is not None:
            self._shown.stop()
        self._shown, self._lines = None, {}

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


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description:<8}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
    )
    return Progress(*columns, console=Console(stderr=True))
