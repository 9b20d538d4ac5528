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
from broadsheet.publish.files import Report, encode_json, put_all
from broadsheet.publish.offer import Maker, alike, made
from broadsheet.publish.views.jsonld import json_ld
from broadsheet.publish.views.library import Library
from broadsheet.publish.views.story import coming
from broadsheet.records.edition import Edition
from broadsheet.records.story_page import StoryPage

ExportsReport = Report
StoryForm = Callable[[Library, StoryPage], bytes]


def _json(make: Callable[[Library, StoryPage], dict[str, Any]]) -> StoryForm:
    return lambda library, story: encode_json(make(library, story))


FORMS: Mapping[str, StoryForm] = {
    "markdown": story_markdown,
    "ninjs": _json(ninjs),
    "jsonld": _json(json_ld),
    "annotations": _json(lambda _library, story: annotation_page(story)),
    "calendar": lambda library, story: calendar(library, [story]),
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
    return put_all(folder, "exports", made(offered(edition, address)))


def offered(edition: Edition, address: str = "") -> Iterator[tuple[str, Maker]]:
    """Every file, each made when it is asked for. A story without an announced day has no calendar."""
    top, below = Library(edition, address), Library(edition, address or "../")
    for story in edition.stories:
        for name, make in FORMS.items():
            if name != "calendar" or coming(story):
                yield names.export_file(story.id, name), alike(partial(make, below, story))
    yield "coming.ics", alike(lambda: calendar(top, edition.stories))
    for table in tables.COLUMNS:
        yield f"tables/{table}.csv", alike(partial(tables.as_csv, top, table))
    for path, make_file in kite_files(top):
        yield path, alike(make_file)
    if address:
        yield "sitemap.xml", alike(lambda: sitemap(top))
