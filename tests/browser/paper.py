"""The paper that the browser reads: a part of the open example pages, built and served by the program as a user does it."""

from __future__ import annotations

import fcntl
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "src/broadsheet/examples/pages"
FIRST = ("01", "02", "04", "05", "06", "10", "11", "18", "19", "29", "30", "37")
"""The pages of the first edition: two affairs in chapters, an agency's report with its copies, an inquiry, a listing."""
SECOND = ("03",)
"""What comes later: an account of the first affair that gives another toll."""


def headline(story: dict[str, Any]) -> str:
    """What stands at the head of a story."""
    return str(story["statements"][story["headline"]]["text"])


@dataclass(frozen=True)
class Printed:
    """A site with its store.

    Attributes:
        site: its folder.
    """

    site: Path

    def stories(self) -> list[dict[str, Any]]:
        """The documents of all stories."""
        return [json.loads((self.site / one["json"]).read_bytes()) for one in self._list()["stories"]]

    def story(self, *pools: str) -> dict[str, Any]:
        """The story of most articles that has something in each of these pools.

        Raises:
            AssertionError: there is none, so that the pages above tell too little.
        """
        found = [story for story in self.stories() if all(story.get(pool) for pool in pools)]
        assert found, f"no story has {pools}"
        return max(found, key=lambda story: (story["stats"]["articles"], story["id"]))

    def hidden(self) -> str:
        """The id of the story that an editor hid."""
        (found,) = self._list()["hidden"]
        return str(found)

    def _list(self) -> dict[str, Any]:
        return dict(json.loads((self.site / "stories/index.json").read_bytes()))

    def copied(self, folder: Path) -> Printed:
        """A copy that may be changed."""
        return Printed(Path(shutil.copytree(self.site, folder)))

    def add(self, pages: tuple[str, ...]) -> None:
        """Build again with these pages."""
        self.say("build", *(next(PAGES.glob(f"{number}-*")) for number in pages))

    def say(self, *words: object) -> None:
        """Run the program over this site."""
        program = [sys.executable, "-m", "broadsheet", *map(str, words), "--site", str(self.site)]
        done = subprocess.run(program, capture_output=True, text=True, timeout=240, check=False)
        assert done.returncode == 0, done.stderr


def _edited(printed: Printed) -> Printed:
    """A paper with which an editor has been: a brief is hidden, and the longest story has a note."""
    brief = min(printed.stories(), key=lambda story: (story["stats"]["words"], story["id"]))
    printed.say("edit", "hide", brief["id"])
    printed.say("edit", "note", printed.story()["id"], "We corrected the date.")
    return printed


def printed_once(folder: Path) -> tuple[Printed, Printed]:
    """The first and the second edition, built by whichever worker comes first."""
    first, second = Printed(folder / "first"), Printed(folder / "second")
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            first.add(FIRST)
            _edited(first.copied(second.site)).add(SECOND)
            (folder / "done").touch()
    return first, second


@contextmanager
def served(printed: Printed) -> Iterator[str]:
    """The address under which the program serves a paper while inside, without its last slash."""
    program = [sys.executable, "-m", "broadsheet", "serve", "--site", str(printed.site), "--port", "0"]
    with subprocess.Popen(program, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        try:
            said = server.stderr.readline()
            found = re.search(r"(http://127\.0\.0\.1:\d+)/", said)
            assert found, said
            yield found[1]
        finally:
            server.terminate()
            server.stderr.close()
            server.wait(10)
