"""`sitemap.xml` (sitemaps.org): the addresses of a paper that stands on the web."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from broadsheet.publish import names
from broadsheet.publish.views.library import Library
from broadsheet.publish.views.times import moment

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000
"""Addresses that the protocol allows in one file."""


def sitemap(library: Library) -> bytes:
    """The front page, its sisters, stories and threads, with the day each story was last told.

    Args:
        library: its `up` is the paper's address on the web.
    """
    root = ET.Element("urlset", {"xmlns": NAMESPACE})
    for number, (path, changed) in enumerate(_pages(library)):
        if number == MOST:
            break
        url = ET.SubElement(root, "url")
        ET.SubElement(url, "loc").text = f"{library.up}{path}"
        if changed:
            ET.SubElement(url, "lastmod").text = moment(changed)
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _pages(library: Library) -> Iterator[tuple[str, str | None]]:
    edition = library.edition
    yield "index.html", edition.data_cutoff
    for page in ("latest.html", "numbers.html", "watching.html", "topics.html", "sources.html"):
        yield page, None
    for story in edition.stories:
        yield names.story_file(story.id), story.times.last_update
    for thread in edition.threads:
        yield names.thread_file(thread.id), None
