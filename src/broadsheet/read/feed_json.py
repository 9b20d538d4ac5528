"""JSON Feed (versions 1 and 1.1), read as it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from broadsheet.read.entries import ENTRIES, Enclosure, Entry
from broadsheet.read.feed_head import Head, head_of_json, web_address
from broadsheet.read.reasons import dropped
from broadsheet.read.records import whole_characters, words
from broadsheet.steps import Dropped

_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/\d")
_START = re.compile(r'\s*\{.{0,3000}?"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org', re.DOTALL)
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_TAGS = 32
_ATTACHED = 8


def json_feed_of(text: str, name: str, base: str | None = None) -> tuple[Head, Iterator[Entry | Dropped]] | Dropped:
    """What the feed says of itself, and its entries; or why it is no feed.

    Args:
        text: the feed.
        name: what to call it.
        base: its address.
    """
    try:
        feed = json.loads(text, strict=False)
    except RecursionError:
        return dropped(name, "bad json", "nested too deeply")
    except ValueError as problem:
        return _torn(text, name, base) or dropped(name, "bad json", str(problem))
    if not isinstance(feed, dict) or not _VERSION.match(words(feed, "version") or "") or not isinstance(feed.get("items"), list):
        return dropped(name, "not a feed", "JSON, but no JSON Feed")
    return head_of_json(feed, base), _entries(feed["items"], feed, name, base)


def _torn(text: str, name: str, base: str | None) -> tuple[Head, Iterator[Entry | Dropped]] | None:
    """What there is of a feed that breaks off or is damaged: the items before that place."""
    start = _ITEMS.search(text) if _START.match(text) else None
    if start is None:
        return None
    items: list[Any] = []
    decoder, at = json.JSONDecoder(strict=False), start.end()
    while len(items) <= ENTRIES:
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        items.append(item)
    return Head(), _then(_entries(items, {}, name, base), dropped(name, "damaged", "the feed breaks off"))


def _then(entries: Iterator[Entry | Dropped], problem: Dropped) -> Iterator[Entry | Dropped]:
    yield from entries
    yield problem


def _entries(items: list[Any], feed: dict[str, Any], name: str, base: str | None) -> Iterator[Entry | Dropped]:
    for number, each in enumerate(items[:ENTRIES], 1):
        yield _entry(each, feed, base) if isinstance(each, dict) else dropped(f"{name}:{number}", "not a page", "not an object")
    if len(items) > ENTRIES:
        yield dropped(name, "too large", f"more than {ENTRIES} entries; the rest is left")


def _entry(each: dict[str, Any], feed: dict[str, Any], base: str | None) -> Entry:
    markup, text, guid = words(each, "content_html"), words(each, "content_text"), each.get("id")
    return Entry(
        link=web_address(words(each, "url"), base) or web_address(words(each, "external_url"), base),
        guid=words(each, "id") or (str(guid) if isinstance(guid, int | float) and not isinstance(guid, bool) else None),
        title=" ".join((words(each, "title") or "").split()) or None,
        published=words(each, "date_published"),
        updated=words(each, "date_modified"),
        authors=_authors(each) or _authors(feed),
        language=words(each, "language") or words(feed, "language"),
        categories=tuple(_strings(each.get("tags"))),
        enclosures=tuple(_enclosures(each, base)),
        kind="html" if markup else "text",
        body=markup or text or "",
        summary=words(each, "summary") or "",
    )


def _authors(holder: Mapping[str, Any]) -> tuple[str, ...]:
    named = [each for each in _listed(holder.get("authors")) or [holder.get("author")] if isinstance(each, dict)]
    return tuple(name for author in named if (name := words(author, "name")))


def _enclosures(each: Mapping[str, Any], base: str | None) -> Iterator[Enclosure]:
    for attached in _listed(each.get("attachments"))[:_ATTACHED]:
        address = web_address(words(attached, "url"), base) if isinstance(attached, dict) else None
        if address:
            size = attached.get("size_in_bytes")
            length = size if isinstance(size, int) and not isinstance(size, bool) and size >= 0 else None
            yield Enclosure(address=address, media_type=words(attached, "mime_type"), length=length)


def _strings(value: object) -> list[str]:
    kept = [" ".join(whole_characters(each).split()) for each in _listed(value)[:_TAGS] if isinstance(each, str)]
    return list(dict.fromkeys(each for each in kept if each))


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
