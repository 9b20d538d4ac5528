"""`feed.xml` (Atom, RFC 4287) and `feed.json` (JSON Feed 1.1): one entry per story, in front-page order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from broadsheet.publish import names
from broadsheet.publish.files import Report, encode_json, put_all
from broadsheet.publish.offer import Maker, alike, made
from broadsheet.publish.templating import render_text
from broadsheet.publish.views.evidence import Notes
from broadsheet.publish.views.library import Library, headline, outlet_names
from broadsheet.publish.views.times import moment
from broadsheet.records.edition import Edition
from broadsheet.records.story_page import StoryPage

FeedsReport = Report
ATOM = "http://www.w3.org/2005/Atom"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHOWN = ("whats_new", "whats_happened", "behind_the_headline")


def write_feeds(edition: Edition, folder: Path, *, address: str = "") -> FeedsReport:
    """Write both feeds.

    Args:
        edition: what is published.
        folder: the site's folder.
        address: where the site stands on the web, with a slash at its end. Without one, links are relative.

    Raises:
        UsageError: the folder cannot be written, or a link in it leads out of it.
    """
    return put_all(folder, "feeds", made(offered(edition, address)))


def offered(edition: Edition, address: str = "") -> Iterator[tuple[str, Maker]]:
    """Both feeds, each made when it is asked for."""
    library = Library(edition, address)
    yield "feed.xml", alike(partial(atom, library))
    yield "feed.json", alike(lambda: encode_json(json_feed(library)))


def atom(library: Library) -> bytes:
    """The edition as an Atom feed."""
    edition = library.edition
    ET.register_namespace("", ATOM)
    feed = ET.Element(_tag("feed"))
    _add(feed, "id", f"urn:broadsheet:paper:{names.short_digest(edition.title)}")
    _add(feed, "title", edition.title)
    _add(feed, "updated", moment(edition.built))
    ET.SubElement(_add(feed, "author"), _tag("name")).text = _xml(edition.title)
    _add(feed, "link", rel="self", href=f"{library.up}feed.xml", type="application/atom+xml")
    _add(feed, "link", rel="alternate", href=f"{library.up}index.html", type="text/html")
    for story in edition.stories:
        _entry(feed, library, story)
    ET.indent(feed)
    document: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _entry(feed: ET.Element, library: Library, story: StoryPage) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:broadsheet:story:{names.file_name(story.id)}")
    _add(entry, "title", headline(story))
    _add(entry, "updated", moment(story.times.last_update or library.edition.built))
    if story.times.first_seen:
        _add(entry, "published", moment(story.times.first_seen))
    _add(entry, "link", rel="alternate", href=f"{library.up}{names.story_file(story.id)}", type="text/html")
    standfirst = story.statements.get(story.standfirst or "")
    if standfirst:
        _add(entry, "summary", standfirst.text)
    _add(entry, "content", content_html(library, story), type="html")


def json_feed(library: Library) -> dict[str, Any]:
    """The edition as JSON Feed 1.1."""
    edition = library.edition
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": edition.title,
        "home_page_url": f"{library.up}index.html",
        "feed_url": f"{library.up}feed.json",
        "language": "en",
        "items": [_item(library, story) for story in edition.stories],
    }
    return feed


def _item(library: Library, story: StoryPage) -> dict[str, Any]:
    standfirst = story.statements.get(story.standfirst or "")
    item: dict[str, Any] = {
        "id": story.id,
        "url": f"{library.up}{names.story_file(story.id)}",
        "title": headline(story),
        "content_html": content_html(library, story),
        "date_modified": moment(story.times.last_update or library.edition.built),
        "language": story.language,
        "_broadsheet": {
            "about": "https://broadsheet.invalid/feed",
            "json": f"{library.up}{names.story_file(story.id, 'json')}",
            "origins": story.stats.origins,
            "outlets": story.stats.outlets,
            "dated": story.times.last_update is not None,
        },
    }
    if standfirst:
        item["summary"] = standfirst.text
    if story.times.first_seen:
        item["date_published"] = moment(story.times.first_seen)
    return item


def content_html(library: Library, story: StoryPage) -> str:
    """The heart of the story with every sentence's mark leading to its evidence on the site."""
    notes = Notes(library, story, address=f"{library.up}{names.story_file(story.id)}")
    sections = [(s.heading, notes.all_said(s.body)) for kind in _SHOWN for s in story.sections if s.kind == kind]
    return render_text("feed.html", sections=[pair for pair in sections if pair[1]], outlets=outlet_names(library, story))


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, _tag(name), {key: _xml(value) for key, value in attributes.items()})
    element.text = _xml(text) if text is not None else None
    return element


def _tag(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _xml(text: str) -> str:
    """Without the characters that XML 1.0 forbids."""
    return _FORBIDDEN.sub("�", text)
