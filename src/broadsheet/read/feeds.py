"""Feeds kept as files: RSS and Atom through feedparser, JSON Feed as it stands. Nothing is fetched."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from broadsheet.read.contents import text_of
from broadsheet.read.entries import ENTRIES, Entry, page_of_entry, plain
from broadsheet.read.feed_tree import feed_of
from broadsheet.read.reasons import dropped
from broadsheet.read.records import parse, whole_characters, words
from broadsheet.records.page import Page
from broadsheet.steps import Dropped

_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/\d")
_MARKUP_START = re.compile(
    rb"(?:<\?xml[^>]*>|<!--.{0,1000}?-->|\s)*<(?:!doctype\s+rss|(?:[\w.-]+:)?(?:rss|feed|rdf)\b)", re.IGNORECASE | re.DOTALL
)
_JSON_START = re.compile(rb'\s*\{.{0,3000}?"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org', re.DOTALL)


def looks_like_feed(start: bytes) -> bool:
    """Whether a stream that begins so is a feed.

    >>> looks_like_feed(b'<?xml version="1.0"?><rss version="2.0">'), looks_like_feed(b"<?xml version='1.0'?><html>")
    (True, False)
    """
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
    text = text_of(content, name)
    if isinstance(text, Dropped):
        yield text
        return
    yield from _of_json(text, name, base) if text.lstrip()[:1] in ("{", "[") else _of_xml(text, name, base)


def _of_xml(text: str, name: str, base: str | None) -> Iterator[Entry | Dropped]:
    import feedparser

    feed = feed_of(text, name)
    if isinstance(feed, Dropped):
        yield feed
        return
    parsed = feedparser.parse(  # bytes alone would be tried as the name of a file first
        io.BytesIO(feed.markup),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,  # only words are taken from it
        resolve_relative_uris=False,
    )
    for each in parsed["entries"]:
        entry = _entry(each, parsed["feed"], atom=parsed["version"].startswith("atom"))
        yield replace(entry, link=_address(_stated(each, "link"), base))
    yield from feed.problems


def _entry(each: Mapping[str, Any], feed: Mapping[str, Any], *, atom: bool) -> Entry:
    body, kind = _longest(each)
    summary = _stated(each, "summary") or ""
    plain_text = atom and kind == "text/plain"
    return Entry(
        guid=_stated(each, "id"),
        title=plain(_stated(each, "title")),
        published=_stated(each, "published") or _stated(each, "updated"),
        authors=tuple(name for author in _listed(each, "authors") if (name := _stated(author, "name"))),
        outlet=_publisher(each) or _publisher(feed),
        language=_stated(each, "language") or _stated(feed, "language"),
        kind="text" if plain_text else "html",
        body=body,
        summary=summary,
    )


def _longest(each: Mapping[str, Any]) -> tuple[str, str]:
    """The longest of the contents that are words, and its media type; RSS puts an article in its description, too."""
    found = [(_stated(content, "value") or "", _stated(content, "type") or "text/html") for content in _listed(each, "content")]
    readable = [(value, kind) for value, kind in found if kind in ("text/html", "application/xhtml+xml", "text/plain")]
    if readable:
        return max(readable, key=lambda content: len(content[0]))
    detail = each.get("summary_detail")
    return "", (_stated(detail, "type") or "") if isinstance(detail, Mapping) else ""


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


def _address(link: str | None, base: str | None) -> str | None:
    """The link, if it leads to a page."""
    try:
        link = urljoin(base, link) if link and base else link
        parts = urlsplit(link or "")
    except ValueError:
        return None
    return link if parts.scheme in ("http", "https") and parts.netloc else None


def _of_json(text: str, name: str, base: str | None) -> Iterator[Entry | Dropped]:
    try:
        feed = parse(text.encode("utf-8", "surrogatepass"))
    except ValueError as problem:
        yield dropped(name, "bad json", str(problem))
        return
    if not isinstance(feed, dict) or not _VERSION.match(words(feed, "version") or "") or not isinstance(feed.get("items"), list):
        yield dropped(name, "not a feed", "JSON, but no JSON Feed")
        return
    for number, each in enumerate(feed["items"][:ENTRIES], 1):
        yield _item(each, feed, base) if isinstance(each, dict) else dropped(f"{name}:{number}", "not a page", "not an object")
    if len(feed["items"]) > ENTRIES:
        yield dropped(name, "too large", f"more than {ENTRIES} entries; the rest is left")


def _item(each: dict[str, Any], feed: dict[str, Any], base: str | None) -> Entry:
    markup, text = words(each, "content_html"), words(each, "content_text")
    named = _listed(each, "authors") or [each["author"] if isinstance(each.get("author"), dict) else {}]
    guid = each.get("id")
    return Entry(
        link=_address(words(each, "url"), base) or _address(words(each, "external_url"), base),
        guid=words(each, "id") or (str(guid) if isinstance(guid, int) else None),
        title=" ".join((words(each, "title") or "").split()) or None,
        published=words(each, "date_published") or words(each, "date_modified"),
        authors=tuple(name for author in named if (name := words(author, "name"))),
        language=words(each, "language") or words(feed, "language"),
        kind="html" if markup else "text",
        body=markup or text or "",
        summary=words(each, "summary") or "",
    )
