"""The commands that a page of the docs tells its reader to type, and how they are typed here."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(r"(?:<!-- (?P<mark>[^>]*?) -->\n)?(?P<indent> *)```sh\n(?P<body>.*?)\n *```", re.DOTALL)
HEREDOC = re.compile(r"<<'(\w+)'$")
STAYS, UNRUN = "runs until it is stopped", "not run"
PROGRAM = re.compile(r"^(?:\.venv/bin/)?broadsheet\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One command of a page.

    Attributes:
        words: as it stands in the page, with the lines of its heredoc.
        mark: what the comment above its block says of it.
    """

    words: str
    mark: str = ""

    @property
    def arguments(self) -> list[str]:
        """What the program is given; nothing if it is another program's command."""
        line = PROGRAM.sub("broadsheet", self.words)
        return shlex.split(line, comments=True)[1:] if line.startswith("broadsheet") else []


def told(page: Path) -> Iterator[Told]:
    """Every command in the page's `sh` blocks, in their order."""
    for block in BLOCK.finditer(page.read_text("utf-8")):
        lines = iter(block["body"].split("\n"))
        for line in lines:
            words = line.removeprefix(block["indent"])
            if heredoc := HEREDOC.search(words):
                words = "\n".join([words, *_until(heredoc[1], lines)])
            if words:
                yield Told(words=words, mark=block["mark"] or "")


def _until(end: str, lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if line == end:
            return
    raise AssertionError(f"no line {end} ends what is written into a file")
