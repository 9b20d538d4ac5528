"""One story, for programs."""

from __future__ import annotations

import json
from typing import Any

from broadsheet.publish.api import story_document
from broadsheet.publish.bundle import bundle
from broadsheet.publish.exports import FORMS
from broadsheet.publish.programs.shown import story_html
from broadsheet.publish.programs.tables import Tabled
from broadsheet.publish.views.library import Library, headline
from broadsheet.records.story_page import StoryPage


class NewsStory(Tabled):
    """A story: its tables, and the forms that it can be had in.

    Attributes:
        page: the record, in the shape `broadsheet/story@1`.
    """

    def __init__(self, library: Library, page: StoryPage) -> None:
        super().__init__(library, [page])
        self.page = page

    @property
    def id(self) -> str:
        """`st_…`, for ever."""
        return self.page.id

    @property
    def slug(self) -> str:
        """The headline as it stands in addresses for people."""
        return self.page.slug

    @property
    def headline(self) -> str:
        """The headline's words."""
        return headline(self.page)

    @property
    def standfirst(self) -> str | None:
        """The sentence below it, None where there is none."""
        said = self.page.statements.get(self.page.standfirst or "")
        return said.text if said else None

    @property
    def origins(self) -> int:
        """How many independent accounts tell it."""
        return self.page.stats.origins

    @property
    def last_update(self) -> str | None:
        """When its newest article came out, ISO 8601; None if none is dated."""
        return self.page.times.last_update

    def to_markdown(self) -> str:
        """As Markdown (CommonMark with footnotes): every sentence leads to the exact words that it stands on."""
        return self._form("markdown").decode()

    def to_html(self) -> str:
        """As one HTML file that needs nothing beside it and asks nobody for anything."""
        return bundle(self._library.edition, self.page).decode()

    def to_json(self) -> str:
        """As the document `broadsheet/story@1`: what the site has as `stories/<id>.json`."""
        return story_document(self.page).decode()

    def to_dict(self) -> dict[str, Any]:
        """The same document as plain values."""
        return _plain(story_document(self.page))

    def to_jsonld(self) -> dict[str, Any]:
        """As JSON-LD in the words of schema.org."""
        return _plain(self._form("jsonld"))

    def to_ninjs(self) -> dict[str, Any]:
        """As IPTC's ninjs 3."""
        return _plain(self._form("ninjs"))

    def _form(self, name: str) -> bytes:
        return FORMS[name](self._library, self.page)

    def __repr__(self) -> str:
        return f"<NewsStory {self.id}: {self.headline}>"

    def _repr_html_(self) -> str:
        return story_html(self._library, self.page)


def _plain(document: bytes) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(document)
    return made
