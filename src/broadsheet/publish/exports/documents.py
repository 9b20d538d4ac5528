"""Which form of a story or an edition lies in which file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from broadsheet.publish import names
from broadsheet.publish.exports import tables
from broadsheet.publish.exports.annotations import annotation_page
from broadsheet.publish.exports.calendar import calendar
from broadsheet.publish.exports.kite import kite_files
from broadsheet.publish.exports.markdown import story_markdown
from broadsheet.publish.exports.ninjs import ninjs
from broadsheet.publish.exports.sitemap import sitemap
from broadsheet.publish.files import Report, encode_json
from broadsheet.publish.ledger import publish_offer
from broadsheet.publish.offer import Maker, alike
from broadsheet.publish.views.jsonld import json_ld
from broadsheet.publish.views.library import Library, observed
from broadsheet.publish.views.story import coming
from broadsheet.records.edition import Edition
from broadsheet.records.story_page import StoryPage

ExportsReport = Report
StoryForm = Callable[[Library, StoryPage], bytes]


def _json(make: Callable[[Library, StoryPage], dict[str, Any]], library: Library, story: StoryPage) -> bytes:
    return encode_json(make(library, story))


def _annotations(_library: Library, story: StoryPage) -> dict[str, Any]:
    return annotation_page(story)


def _of_one(library: Library, story: StoryPage) -> bytes:
    return calendar(library, [story])


def _of_all(library: Library) -> bytes:
    return calendar(library, library.stories.values())


FORMS: Mapping[str, StoryForm] = {
    "markdown": story_markdown,
    "ninjs": partial(_json, ninjs),
    "jsonld": partial(_json, json_ld),
    "annotations": partial(_json, _annotations),
    "calendar": _of_one,
}
"""How the forms of a story are made, by name."""


def write_exports(edition: Edition, folder: Path, *, address: str = "") -> ExportsReport:
    """Write every form of every story, the tables, the calendar, Kite's files and, for a paper with an address, a sitemap.

    Args:
        edition: what is published.
        folder: the site's folder.
        address: where the site stands on the web, with a slash at its end. Without one, links are relative to a story's page.

    Raises:
        UsageError: the folder cannot be written, or a link in it leads out of it.
    """
    seen = observed(edition)
    return publish_offer(folder, "exports", seen, offered(seen, address))


def offered(edition: Edition, address: str = "") -> Iterator[tuple[str, Maker]]:
    """Every file, each made when it is asked for. A story without an announced day has no calendar."""
    top, below = Library(edition, address), Library(edition, address or "../")
    for story in below.stories.values():
        for name, make in FORMS.items():
            if name != "calendar" or coming(story):
                yield names.export_file(story.id, name), alike(partial(make, below, story))
    yield "coming.ics", alike(partial(_of_all, top))
    for table in tables.COLUMNS:
        yield f"tables/{table}.csv", alike(partial(tables.as_csv, top, table))
    for path, make_file in kite_files(top):
        yield path, alike(make_file)
    if address:
        yield "sitemap.xml", alike(partial(sitemap, top))
