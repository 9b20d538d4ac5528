"""Feeds in two forms, Atom (RFC 4287) and JSON Feed 1.1: one entry per story, or per revision that brought news."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from broadsheet.publish import names
from broadsheet.publish.feeds.channels import Channel, Item, channels, told_at
from broadsheet.publish.files import Report, encode_json
from broadsheet.publish.ledger import publish_offer
from broadsheet.publish.observed import Look
from broadsheet.publish.offer import Maker, alike
from broadsheet.publish.templating import render_text
from broadsheet.publish.views.evidence import Notes
from broadsheet.publish.views.library import Library, headline, observed, outlet_names
from broadsheet.publish.views.revisions import revisions
from broadsheet.publish.views.telling import PROSE
from broadsheet.publish.views.times import moment
from broadsheet.publish.views.wording import MARKED
from broadsheet.records.edition import Edition
from broadsheet.records.story_page import StoryPage

FeedsReport = Report
ATOM = "http://www.w3.org/2005/Atom"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_feeds(edition: Edition, folder: Path, *, address: str = "") -> FeedsReport:
    """Write every feed, in both forms.

    Args:
        edition: what is published.
        folder: the site's folder.
        address: where the site stands on the web, with a slash at its end. Without one, links are relative.

    Raises:
        UsageError: the folder cannot be written, or a link in it leads out of it.
    """
    seen = observed(edition)
    return publish_offer(folder, "feeds", seen, offered(seen, address))


def offered(edition: Edition, address: str = "") -> Iterator[tuple[str, Maker]]:
    """Every feed in both forms, each made when it is asked for."""
    prose = Prose()
    for channel in channels(Library(edition, address)):
        library = Library(edition, address or "../" * channel.stem.count("/"))
        yield f"{channel.stem}.xml", alike(partial(atom, library, channel, prose))
        yield f"{channel.stem}.json", alike(partial(_encoded, library, channel, prose))


class Prose:
    """What items hold: made once for both forms of a feed, and for all feeds that lie as deep in the site."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str, int | None], tuple[str, tuple[Look, ...]]] = {}

    def likeness(self) -> str:
        """All are one: what they hold is what was looked at for it."""
        return "prose"

    def of(self, library: Library, item: Item) -> str:
        """The item's content as markup: what is new in a revision, else the heart of the story."""
        key = library.up, item.story.id, item.revision
        make = partial(changes_html if item.revision else content_html, library, item.story)
        if key not in self._made:
            self._made[key] = library.looking(make)
        text, looks = self._made[key]
        library.looked(looks)
        return text


def _encoded(library: Library, channel: Channel, prose: Prose) -> bytes:
    return encode_json(json_feed(library, channel, prose))


def atom(library: Library, channel: Channel, prose: Prose) -> bytes:
    """A channel as an Atom feed."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(_tag("feed"))
    _add(feed, "id", f"urn:broadsheet:{channel.name}")
    _add(feed, "title", channel.title)
    _add(feed, "updated", moment(channel.updated))
    ET.SubElement(_add(feed, "author"), _tag("name")).text = _xml(library.edition.title)
    _add(feed, "link", rel="self", href=f"{library.up}{channel.stem}.xml", type="application/atom+xml")
    _add(feed, "link", rel="alternate", href=f"{library.up}{channel.page}", type="text/html")
    for item in channel.items:
        _entry(feed, library, item, prose)
    ET.indent(feed)
    document: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _entry(feed: ET.Element, library: Library, item: Item, prose: Prose) -> None:
    entry, story = _add(feed, "entry"), item.story
    _add(entry, "id", f"urn:broadsheet:story:{names.file_name(story.id)}{f':r{item.revision}' if item.revision else ''}")
    _add(entry, "title", headline(story))
    _add(entry, "updated", moment(told_at(story)))
    if story.times.first_seen and not item.revision:
        _add(entry, "published", moment(story.times.first_seen))
    _add(entry, "link", rel="alternate", href=_address(library, item), type="text/html")
    standfirst = story.statements.get(story.standfirst or "")
    if standfirst:
        _add(entry, "summary", standfirst.text)
    _add(entry, "content", prose.of(library, item), type="html")


def json_feed(library: Library, channel: Channel, prose: Prose) -> dict[str, Any]:
    """A channel as JSON Feed 1.1."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": f"{library.up}{channel.page}",
        "feed_url": f"{library.up}{channel.stem}.json",
        "language": "en",
        "items": [_item(library, item, prose) for item in channel.items],
    }


def _item(library: Library, item: Item, prose: Prose) -> dict[str, Any]:
    story = item.story
    standfirst = story.statements.get(story.standfirst or "")
    told: dict[str, Any] = {
        "id": f"{story.id}:r{item.revision}" if item.revision else story.id,
        "url": _address(library, item),
        "title": headline(story),
        "content_html": prose.of(library, item),
        "date_modified": moment(told_at(story)),
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
        told["summary"] = standfirst.text
    if story.times.first_seen and not item.revision:
        told["date_published"] = moment(story.times.first_seen)
    return told


def _address(library: Library, item: Item) -> str:
    address = f"{library.up}{names.story_file(item.story.id)}"
    return f"{address}#revisions" if item.revision else address


def changes_html(library: Library, story: StoryPage) -> str:
    """What a story's newest revision brought that is news."""
    newest = revisions(library, story)[0]
    return render_text("feed_changes.html", changes=newest.changes)


def content_html(library: Library, story: StoryPage) -> str:
    """The heart of the story with every sentence's mark leading to its evidence on the site."""
    notes = Notes(library, story, address=f"{library.up}{names.story_file(story.id)}")
    sections = [(s.heading, notes.all_said(s.body)) for kind in PROSE for s in story.sections if s.kind == kind]
    marked = MARKED if any(one.made == "model" for _, said in sections for one in said) else ""
    return render_text(
        "feed.html", sections=[pair for pair in sections if pair[1]], outlets=outlet_names(library, story), marked=marked
    )


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, _tag(name), {key: _xml(value) for key, value in attributes.items()})
    element.text = _xml(text) if text is not None else None
    return element


def _tag(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _xml(text: str) -> str:
    """Without the characters that XML 1.0 forbids."""
    return _FORBIDDEN.sub("�", text)
