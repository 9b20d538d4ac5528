"""Broadsheet as a user runs it: a process for every command, its answers read as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from broadsheet.errors import BroadsheetError

Row = dict[str, Any]
ONE_COMMAND = 1800
"""Seconds that a command may take before it counts as hung."""


class Program:
    """The program, the example pages, and a scratch folder for the length of a `with` block.

    Attributes:
        pages: the folder of the example pages.
        scratch: a folder that is cleared afterwards.
    """

    def __init__(self, pages: Path) -> None:
        self.pages = pages
        self._held = tempfile.TemporaryDirectory(prefix="broadsheet-examples-")
        self.scratch = Path(self._held.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._held.cleanup()

    def pipe(self, room: str, rows: Iterable[Row], *options: str) -> list[Row]:
        """What `broadsheet pipe ROOM` answers to rows."""
        asked = self.scratch / f"{room}.jsonl"
        asked.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        return self._rows("pipe", room, *options, str(asked))

    def pipe_pages(self, room: str) -> list[Row]:
        """What `broadsheet pipe ROOM` answers to the example pages."""
        return self._rows("pipe", room, str(self.pages))

    def json(self, *arguments: str, statuses: tuple[int, ...] = (0,)) -> Any:
        """What a command prints with `--json`; statuses other than those named are a failure."""
        return json.loads(self._run([*arguments, "--json"], statuses))

    def _rows(self, *arguments: str) -> list[Row]:
        printed = self._run(list(arguments), (0,)).decode("utf-8")
        return [json.loads(line) for line in printed.split("\n") if line.strip()]

    def _run(self, arguments: list[str], statuses: tuple[int, ...]) -> bytes:
        command = [sys.executable, "-m", "broadsheet", *arguments]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=ONE_COMMAND, check=False)
        if done.returncode not in statuses:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["nothing said"]
            raise BroadsheetError(f"`broadsheet {' '.join(arguments[:2])}` ended with status {done.returncode}: {said[-1]}")
        return done.stdout
