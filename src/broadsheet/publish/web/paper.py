"""What the web app serves: an edition whose pages are set when they are asked for, or a folder of files as it lies there."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from broadsheet.publish.names import story_file
from broadsheet.publish.offer import Maker
from broadsheet.publish.views.reader import Reader
from broadsheet.records.edition import Edition
from broadsheet.records.story_page import StoryPage


class Paper(Protocol):
    """Files by their path below the site's folder."""

    @property
    def title(self) -> str:
        """The paper's name."""

    @property
    def version(self) -> str:
        """What tells this edition from the next; empty if nothing does."""

    @property
    def edition(self) -> Edition | None:
        """The edition, where it is at hand."""

    def stamp(self, path: str) -> Hashable | None:
        """What changes whenever the file does; None if there is no such file."""

    def read(self, path: str, reader: Reader | None) -> bytes:
        """The file, which is there."""

    def told(self, path: str) -> StoryPage | None:
        """The story that a file is the page of, where that is known."""


class EditionPaper:
    """An edition and what its publishers offer.

    Args:
        edition: what is read.
        offers: the maker of every file by its path.
        version: what tells this edition from the next.
    """

    def __init__(self, edition: Edition, offers: Mapping[str, Maker], version: str) -> None:
        self.edition, self.version, self._offers = edition, version, offers

    @property
    def title(self) -> str:
        """The paper's name."""
        return self.edition.title

    def stamp(self, path: str) -> Hashable | None:
        """The version, for all that is offered."""
        return self.version if path in self._offers else None

    def read(self, path: str, reader: Reader | None) -> bytes:
        """The file as its publisher makes it."""
        return self._offers[path](reader)

    def told(self, path: str) -> StoryPage | None:
        """The story that a file is the page of."""
        return self._stories.get(path)

    @cached_property
    def _stories(self) -> dict[str, StoryPage]:
        return {story_file(story.id): story for story in self.edition.stories}


class FolderPaper:
    """A site's folder. Nothing hidden and nothing outside of it is there, through symbolic links neither."""

    edition = None
    version = ""

    def __init__(self, folder: Path) -> None:
        self._root = folder.resolve()

    @cached_property
    def title(self) -> str:
        """The paper's name, as its list of stories tells it."""
        file = self._file("stories/index.json")
        listed: dict[str, Any] = json.loads(file.read_bytes()) if file else {}
        return str(listed.get("title") or "The paper")

    def stamp(self, path: str) -> Hashable | None:
        """The file's time and size."""
        found = self._file(path)
        known = found.stat() if found else None
        return (known.st_mtime_ns, known.st_size, known.st_ino) if known else None

    def read(self, path: str, reader: Reader | None) -> bytes:  # noqa: ARG002 (a file is the same for everyone)
        """The file as it lies there.

        Raises:
            OSError: it cannot be read just now.
        """
        found = self._file(path)
        if found is None:
            raise FileNotFoundError(path)
        return found.read_bytes()

    def told(self, path: str) -> StoryPage | None:  # noqa: ARG002 (files tell nothing of themselves)
        """Not known."""
        return None

    def _file(self, path: str) -> Path | None:
        parts = path.split("/")
        if any(not part or part.startswith(".") or ":" in part for part in parts):
            return None
        try:
            target = self._root.joinpath(*parts).resolve(strict=True)
        except (OSError, RuntimeError, ValueError):
            return None
        hidden = not target.is_relative_to(self._root) or any(part.startswith(".") for part in target.relative_to(self._root).parts)
        return target if not hidden and target.is_file() else None
