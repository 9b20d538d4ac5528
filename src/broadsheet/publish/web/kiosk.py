"""Where the newest edition lies: taken up when the store has a new one, without a restart."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from broadsheet.errors import BroadsheetError
from broadsheet.publish.web.paper import Paper

PATIENCE = 1.0
"""Seconds between two looks at the store."""
_log = logging.getLogger("broadsheet.web")


class Kiosk:
    """The paper that is served now.

    Attributes:
        paper: the newest, None where there is none yet.
        problem: why the last look failed, empty if it did not.

    Args:
        load: makes the paper of a mark; None where nothing is written yet.
        mark: what changes with every edition; None for a paper that never changes.
        taken: called with every new paper.
    """

    def __init__(
        self,
        load: Callable[[str], Paper | None],
        mark: Callable[[], str] | None = None,
        taken: Callable[[Paper], None] = lambda _paper: None,
    ) -> None:
        self._load, self._mark, self._taken = load, mark, taken
        self._seen = self._held = ""
        self.problem = ""
        self.paper: Paper | None = None

    def open(self) -> None:
        """Take up the paper as it is.

        Raises:
            BroadsheetError: the store cannot be read.
        """
        self._take(self._mark() if self._mark else "")

    def look(self) -> bool:
        """Take up a new edition, if there is one and the store has been at rest for one look; whether it was taken up."""
        if self._mark is None:
            return False
        try:
            mark, before = self._mark(), self._seen
            self._seen, self.problem = mark, ""
            if mark == self._held or mark != before:
                return False
            self._take(mark)
        except BroadsheetError as problem:
            self.problem = str(problem)
            _log.warning("the store cannot be read: %s", problem)
            return False
        return True

    def _take(self, mark: str) -> None:
        paper = self._load(mark)
        self._seen = self._held = mark
        if paper is not None:
            self.paper = paper
            self._taken(paper)

    @contextmanager
    def watched(self, patience: float = PATIENCE) -> Iterator[None]:
        """Look again every `patience` seconds while inside."""
        if self._mark is None:
            yield
            return
        over = threading.Event()

        def watch() -> None:
            while not over.wait(patience):
                self.look()

        threading.Thread(target=watch, name="broadsheet-kiosk", daemon=True).start()
        try:
            yield
        finally:
            over.set()
