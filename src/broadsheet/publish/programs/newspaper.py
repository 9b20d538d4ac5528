"""A day's paper, for programs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from os import PathLike, fspath
from pathlib import Path

from broadsheet.errors import NotFound, UsageError
from broadsheet.publish import publish
from broadsheet.publish.programs.shown import front_html
from broadsheet.publish.programs.story import NewsStory
from broadsheet.publish.programs.table import Table
from broadsheet.publish.programs.tables import Tabled
from broadsheet.publish.views.library import Library
from broadsheet.publish.views.rows import StoryRow
from broadsheet.records.edition import Edition


class Newspaper(Tabled):
    """A day's paper as it was when it was built or opened: a snapshot, nothing of which stays open.

    Iterating over it gives its stories in front-page order.

    Attributes:
        edition: the record that everything here is made of.
    """

    def __init__(self, edition: Edition, *, address: str = "") -> None:
        super().__init__(Library(edition, address), edition.stories)
        self.edition = edition
        self._address = address

    @property
    def title(self) -> str:
        """The paper's name."""
        return self.edition.title

    @property
    def day(self) -> str | None:
        """The edition's day, ISO 8601; None if no article says when it was written."""
        return self.edition.day

    @property
    def drops(self) -> dict[str, dict[str, int]]:
        """What could not be used: step → reason → how many."""
        return self.edition.drops

    @cached_property
    def stories(self) -> tuple[NewsStory, ...]:
        """In front-page order."""
        return tuple(NewsStory(self._library, page) for page in self.edition.stories)

    @cached_property
    def overview(self) -> Table[StoryRow]:
        """The stories as a table."""
        return self._table("stories")

    def story(self, name: str) -> NewsStory:
        """A story by its id, the start of one, or its slug.

        Raises:
            NotFound: no story is called that.
            UsageError: several are.
        """
        known = self._library.stories.get(self.edition.redirects.get(name, name))
        found = [known] if known else [page for page in self.edition.stories if page.slug == name or page.id.startswith(name)]
        if len(found) > 1:
            raise UsageError(f"{name} means several stories", hint=", ".join(page.id for page in found[:8]))
        if not found or not name:
            raise NotFound(f"{name or 'nothing'}: no such story in this paper", hint="`paper.overview` names them")
        return NewsStory(self._library, found[0])

    def to_site(self, folder: str | PathLike[str]) -> Path:
        """Write the whole site, and say where its front page lies.

        Args:
            folder: made if it is not there.

        Raises:
            UsageError: the folder cannot be written, or a link in it leads out of it.
        """
        place = Path(fspath(folder))
        publish(self.edition, place, address=self._address)
        return place / "index.html"

    def __iter__(self) -> Iterator[NewsStory]:
        return iter(self.stories)

    def __len__(self) -> int:
        return len(self.stories)

    def __repr__(self) -> str:
        return f"<Newspaper {self.title}, {self.day or 'undated'}: {len(self)} stories, {len(self.edition.articles)} articles>"

    def _repr_html_(self) -> str:
        return front_html(self._library)
