"""Feeds: RSS and Atom through feedparser, JSON Feed as it stands. Nothing is fetched."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from broadsheet.read.entries import Enclosure, Entry, page_of_entry, plain
from broadsheet.read.feed_head import Head, web_address
from broadsheet.read.feed_json import json_feed_of
from broadsheet.read.feed_tree import feed_of
from broadsheet.read.markup import xml_text
from broadsheet.read.records import whole_characters
from broadsheet.records.page import Page
from broadsheet.steps import Dropped

_MARKUP_START = re.compile(
    rb"(?:<\?xml[^>]*+>|<!--(?>.{0,1000}?-->)|\s)*+<(?:!doctype\s+rss|(?:[\w.-]+:)?(?:rss|feed|rdf)\b)", re.IGNORECASE | re.DOTALL
)
_JSON_START = re.compile(rb'\s*\{.{0,3000}?"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org', re.DOTALL)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed taken apart.

    Attributes:
        head: what it says of itself.
        entries: what it says of its articles, in its order, and what is wrong with the rest of it.
    """

    head: Head
    entries: Iterator[Entry | Dropped]


def looks_like_feed(start: bytes) -> bool:
    """Whether a stream that begins so is a feed.

    >>> looks_like_feed(b'<?xml version="1.0"?><rss version="2.0">'), looks_like_feed(b"<?xml version='1.0'?><html>")
    (True, False)
    """
    if start.startswith(_WIDE) or b"\0" in start:
        start = start.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    start = start.removeprefix(_MARK)
    return bool(_MARKUP_START.match(start) or _JSON_START.match(start))


def pages_of_feed(content: bytes, name: str) -> Iterator[Page | Dropped]:
    """The feed's entries that carry their article's words, and why the others are none.

    Args:
        content: the feed, decompressed.
        name: what to call it.
    """
    for number, entry in enumerate(entries_of_feed(content, name), 1):
        yield entry if isinstance(entry, Dropped) else page_of_entry(entry, f"{name}:{number}")


def entries_of_feed(content: bytes, name: str, base: str | None = None) -> Iterator[Entry | Dropped]:
    """What the feed says of its articles, in its order, and what is wrong with the rest of it.

    Args:
        content: the feed, decompressed.
        name: what to call it.
        base: the address that links without a host are read against, if the feed has one.
    """
    feed = read_feed(content, name, base)
    yield from [feed] if isinstance(feed, Dropped) else feed.entries


def read_feed(content: bytes, name: str, base: str | None = None, charset: str | None = None) -> Feed | Dropped:
    """The feed that the bytes are, or why they are none.

    Args:
        content: the feed, decompressed.
        name: what to call it.
        base: its address, against which its links are read.
        charset: the character set that was stated beside it.
    """
    text = xml_text(content, name, charset)
    if isinstance(text, Dropped):
        return text
    if text.lstrip()[:1] in ("{", "["):
        found = json_feed_of(text, name, base)
        return found if isinstance(found, Dropped) else Feed(*found)
    feed = feed_of(text, name, base)
    return feed if isinstance(feed, Dropped) else Feed(feed.head, _entries(feed.markup, feed.problems))


def _entries(markup: bytes, problems: tuple[Dropped, ...]) -> Iterator[Entry | Dropped]:
    import feedparser

    parsed = feedparser.parse(  # bytes alone would be tried as the name of a file first
        io.BytesIO(markup),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,  # only words are taken from it
        resolve_relative_uris=False,
    )
    for each in parsed["entries"]:
        yield _entry(each, parsed["feed"], atom=parsed["version"].startswith("atom"))
    yield from problems


def _entry(each: Mapping[str, Any], feed: Mapping[str, Any], *, atom: bool) -> Entry:
    body, kind = _longest(each)
    source = dict.get(each, "source") if isinstance(each, dict) else None
    origin: Mapping[str, Any] = source if isinstance(source, dict) else {}
    return Entry(
        link=web_address(_stated(each, "link")),
        guid=_stated(each, "id"),
        title=plain(_stated(each, "title")),
        published=_stated(each, "published") or _stated(each, "created"),
        updated=_stated(each, "updated"),
        authors=tuple(name for author in _listed(each, "authors") if (name := _stated(author, "name"))),
        outlet=_publisher(each) or _publisher(feed),
        language=_stated(each, "language") or _stated(feed, "language"),
        categories=tuple(_categories(each)),
        enclosures=tuple(_enclosures(each)),
        source=plain(_stated(origin, "title") or _stated(origin, "value")),
        source_address=web_address(_stated(origin, "href") or _stated(origin, "link")),
        kind="text" if atom and kind == "text/plain" else "html",
        body=body,
        summary=_stated(each, "summary") or "",
    )


def _longest(each: Mapping[str, Any]) -> tuple[str, str]:
    """The longest of the contents that are words, and its media type; RSS puts an article in its description, too."""
    found = [(_stated(content, "value") or "", _stated(content, "type") or "text/html") for content in _listed(each, "content")]
    readable = [(value, kind) for value, kind in found if kind in ("text/html", "application/xhtml+xml", "text/plain")]
    if readable:
        return max(readable, key=lambda content: len(content[0]))
    detail = each.get("summary_detail")
    return "", (_stated(detail, "type") or "") if isinstance(detail, Mapping) else ""


def _categories(each: Mapping[str, Any]) -> list[str]:
    """What the entry is filed under: the label that people read, else the term."""
    names = (plain(_stated(tag, "label") or _stated(tag, "term")) for tag in _listed(each, "tags"))
    return list(dict.fromkeys(name for name in names if name))


def _enclosures(each: Mapping[str, Any]) -> Iterator[Enclosure]:
    for attached in _listed(each, "links"):
        if _stated(attached, "rel") != "enclosure":
            continue
        address, length = web_address(_stated(attached, "href")), _stated(attached, "length") or ""
        if address:
            size = int(length) if length.isdecimal() and len(length) < 16 else None
            yield Enclosure(address=address, media_type=_stated(attached, "type"), length=size)


def _publisher(holder: Mapping[str, Any]) -> str | None:
    name = plain(_stated(holder, "publisher"))
    return name if name and not re.search(r"@|://", name) else None


def _stated(holder: Mapping[str, Any], key: str) -> str | None:
    """A field's words; feedparser's own look-up would answer with another field where this one is missing."""
    value = dict.get(holder, key) if isinstance(holder, dict) else None
    return whole_characters(value).strip() or None if isinstance(value, str) else None


def _listed(holder: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    value = dict.get(holder, key) if isinstance(holder, dict) else None
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
