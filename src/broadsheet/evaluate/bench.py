"""The bench folder: rows without their answers, the rooms as processes, the scorers as processes."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from broadsheet.errors import BroadsheetError, MissingPath

Row = dict[str, Any]
ANSWERS = ("label", "gold", "attributions", "times")
"""Fields of gold rows that the room must not see, as the bench's `strip.py` has them."""
ONE_ROOM = 3600
"""Seconds that a room or scorer may take before it counts as hung."""


def sampled(key: str, every: int) -> bool:
    """Whether a row with this key belongs to the sample of one in `every`: by digest, so that file order does not matter.

    >>> sum(sampled(f"row {n}", 10) for n in range(1000)) in range(80, 120), sampled("any", 1)
    (True, True)
    """
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big") % every == 0


@dataclass(slots=True)
class Bench:
    """A bench on disk, and a scratch folder for the length of a `with` block.

    Attributes:
        folder: where the sets and scorers lie.
    """

    folder: Path
    _scratch: Path = field(init=False, repr=False)
    _open: ExitStack = field(init=False, repr=False, default_factory=ExitStack)

    def __post_init__(self) -> None:
        if not (self.folder / "README.md").is_file():
            raise MissingPath(str(self.folder), "no bench here: name its folder with --bench")

    def __enter__(self) -> Self:
        self._scratch = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="broadsheet-bench-")))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()

    def rows(self, place: str, *, key: Callable[[Row], str] = lambda row: str(row["id"]), every: int = 1) -> list[Row]:
        """The rows of a set, or its sample: one in `every` by the digest of `key`."""
        path = self.folder / place
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            every_row = (json.loads(line) for line in lines if line.strip())
            return [row for row in every_row if sampled(key(row), every)]

    def file(self, name: str, rows: Iterable[Row]) -> Path:
        """A scratch file of JSON lines."""
        path = self._scratch / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        return path

    def pipe(self, room: str, name: str, rows: Iterable[Row], *options: str) -> Path:
        """What `broadsheet pipe ROOM` makes of the rows without their answers, as a scratch file."""
        asked = self.file(f"{name}.in.jsonl", map(without_answers, rows))
        answered = self._scratch / f"{name}.out.jsonl"
        _run([sys.executable, "-m", "broadsheet", "pipe", room, *options, str(asked)], answered)
        return answered

    def printed(self, program: str, *arguments: str) -> list[Row]:
        """The rows that a program of the bench prints."""
        path = self._scratch / "printed.jsonl"
        _run([sys.executable, str(self.folder / program), *arguments], path)
        return read_rows(path)

    def score(self, scorer: str, *arguments: Path | str) -> Any:
        """The figures that a scorer of the bench prints as JSON."""
        path = self._scratch / "scores.json"
        _run([sys.executable, str(self.folder / scorer), *map(str, arguments), "--json"], path)
        return json.loads(path.read_text("utf-8"))


def read_rows(path: Path) -> list[Row]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


def without_answers(row: Row) -> Row:
    """A gold row as the room may see it."""
    return {key: value for key, value in row.items() if key not in ANSWERS and value is not None}


def digest(*sets: Iterable[Row]) -> str:
    """sha256 of rows with their gold, in canonical JSON."""
    hashed = sha256()
    for rows in sets:
        for row in rows:
            hashed.update(json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass") + b"\n")
    return hashed.hexdigest()


def _run(command: list[str], output: Path) -> None:
    """Run a command with its standard output in a file; its last words are the message if it fails."""
    with output.open("wb") as file:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.PIPE, timeout=ONE_ROOM, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["nothing said"]
        raise BroadsheetError(f"`{' '.join(command[1:5])}` ended with status {done.returncode}: {said[-1]}")
