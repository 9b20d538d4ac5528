"""What the answer of a source tells of articles: where each stands, and its words if they came along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from broadsheet.read.contents import page_of
from broadsheet.read.dates import stamp
from broadsheet.read.entries import Entry, page_of_entry
from broadsheet.read.feeds import entries_of_feed
from broadsheet.read.web import Answer
from broadsheet.records import codec
from broadsheet.records.moments import moment_of
from broadsheet.records.page import Page
from broadsheet.records.source import Source
from broadsheet.steps import Dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One article that a source tells of.

    Attributes:
        address: where it stands; of an entry without a link, a name of its own below the source's address.
        digest: of all that is said of it, to see whether something else is said the next time.
        published: when, as the source says, ISO 8601.
        page: the article's page, if its words came along.
        beside: what the source says of an article whose page is still to be fetched, as fields of a `Page`.
    """

    address: str
    digest: str
    published: str | None
    page: Page | None
    beside: dict[str, Any]


def told_by(source: Source, answer: Answer) -> Iterator[Told | Dropped]:
    """Every article that the answer tells of, each address once, and what in it could not be used."""
    found = [_page_itself(source, answer)] if source.kind == "page" else _entries(source, answer)
    seen = set[str]()
    for told in found:
        if isinstance(told, Dropped) or told.address not in seen:
            seen |= set() if isinstance(told, Dropped) else {told.address}
            yield told


def _page_itself(source: Source, answer: Answer) -> Told | Dropped:
    page = page_of(answer.body, source.address, None, url=answer.url, charset=answer.charset)
    if isinstance(page, Dropped):
        return page
    page = replace(page, outlet=source.outlet, language=source.language)
    return Told(address=source.address, digest=page.id, published=None, page=page, beside={})


def _entries(source: Source, answer: Answer) -> Iterator[Told | Dropped]:
    for number, entry in enumerate(entries_of_feed(answer.body, answer.url, answer.url), 1):
        yield entry if isinstance(entry, Dropped) else _told(source, entry, f"{answer.url}:{number}")


def _told(source: Source, entry: Entry, where: str) -> Told | Dropped:
    page = page_of_entry(entry, where)
    address = entry.link or (f"{source.address}#{entry.guid}" if entry.guid else None)
    if isinstance(page, Dropped):
        if entry.link is None:
            return page
        return Told(
            address=entry.link, digest=_digest(entry), published=stamp(entry.published), page=None, beside=_beside(source, entry)
        )
    page = replace(page, outlet=page.outlet or source.outlet, language=page.language or source.language)
    return Told(address=address or page.id, digest=_digest(entry), published=page.published, page=page, beside={})


def _digest(entry: Entry) -> str:
    return codec.digest(codec.to_plain(entry))


def _beside(source: Source, entry: Entry) -> dict[str, Any]:
    said = {
        "title": entry.title,
        "published": stamp(entry.published),
        "outlet": entry.outlet or source.outlet,
        "authors": list(entry.authors),
        "language": source.language,
    }
    return {name: value for name, value in said.items() if value}


def moment_told(published: str | None) -> datetime | None:
    """The moment that a source states; None for a day alone or a time without a zone."""
    try:
        moment = moment_of(published or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def page_fetched(answer: Answer, beside: dict[str, Any]) -> Page | Dropped:
    """The page that an answer brought, with what its source said beside it."""
    page = page_of(answer.body, answer.url, None, url=answer.url, charset=answer.charset)
    if isinstance(page, Dropped):
        return page
    return replace(page, **beside | {"authors": tuple(beside.get("authors", ()))})
