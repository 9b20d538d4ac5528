"""What the answer of a source tells of articles: where each stands, and its words if they came along."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from broadsheet.read.contents import page_of, text_of, whole
from broadsheet.read.dates import stamp
from broadsheet.read.discovery import feeds_on
from broadsheet.read.entries import FULL, Entry, page_of_entry, words_of
from broadsheet.read.feed_head import Head
from broadsheet.read.feeds import Feed, read_feed
from broadsheet.read.limits import Limits
from broadsheet.read.sitemaps import Part, Sitemap, read_sitemap
from broadsheet.read.web import Answer
from broadsheet.records import codec
from broadsheet.records.moments import moment_of
from broadsheet.records.page import Page
from broadsheet.records.source import Rest, Source
from broadsheet.steps import Dropped

STEP = "follow"
REASONS: Mapping[str, str] = {
    "crashed": "What a source or an article's address answered brought the reading down.",
    "index": "A sitemap lists others that bear no date, or two steps below the one that is followed; they are not fetched.",
    "old": "A source told of an article that is older than `schedule.days`; it is not fetched.",
    "undated": "A sitemap lists a page without saying when it changed; it is not fetched.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One article that a source tells of.

    Attributes:
        address: where it stands; of an entry without a link, a name of its own below the source's address.
        digest: of all that is said of it, to see whether something else is said the next time.
        published: when, as the source says, ISO 8601.
        page: the article's page, if its words came along.
        beside: what the source says of an article whose page is still to be fetched, as fields of a `Page`.
        part: what the source has of that article's words, if it may stand for the article where the page cannot be had.
    """

    address: str
    digest: str
    published: str | None
    page: Page | None
    beside: dict[str, Any]
    part: Page | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that an answer of a source tells.

    Attributes:
        told: the articles, each address once, and what could not be used.
        parts: the further sitemaps that it lists.
        title: what the source calls itself.
        rest: when the source itself says that it wants to be left alone.
    """

    told: tuple[Told | Dropped, ...] = ()
    parts: tuple[Part, ...] = ()
    title: str | None = None
    rest: Rest = field(default_factory=Rest)


def account_of(source: Source, answer: Answer) -> Account:
    """What the answer of a source tells, by the kind of the source."""
    if source.kind == "page":
        return Account(told=(_page_itself(source, answer),))
    content = whole(io.BytesIO(answer.body), answer.url, Limits())
    if isinstance(content, Dropped):
        return Account(told=(content,))
    if source.kind == "sitemap":
        return _listed(source, content, answer)
    feed = read_feed(content, answer.url, answer.url, answer.charset)
    if isinstance(feed, Dropped):
        return Account(told=(feed,))
    return Account(told=tuple(_once(_entries(source, feed, answer.url))), title=feed.head.title, rest=_rest(feed.head))


def _rest(head: Head) -> Rest:
    return Rest(minutes=head.minutes or 0, hours=head.skip_hours, days=head.skip_days)


def feeds_led_to(answer: Answer) -> tuple[str, ...]:
    """The addresses of the feeds that a page leads to, the best first; none if it is no page."""
    page = text_of(answer.body, answer.url, answer.charset)
    return () if isinstance(page, Dropped) else tuple(found.address for found in feeds_on(page, answer.url))


def _once(found: Iterable[Told | Dropped]) -> Iterator[Told | Dropped]:
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


def _entries(source: Source, feed: Feed, url: str) -> Iterator[Told | Dropped]:
    for number, entry in enumerate(feed.entries, 1):
        yield entry if isinstance(entry, Dropped) else _told(source, entry, f"{url}:{number}")


def _listed(source: Source, content: bytes, answer: Answer) -> Account:
    found = read_sitemap(content, answer.url, answer.url, answer.charset)
    if isinstance(found, Dropped):
        return Account(told=(found,))
    parts = tuple(part for part in found.parts if part.changed and part.address not in (source.address, answer.url))
    return Account(told=tuple(_once(_pages(source, found, answer))), parts=parts)


def _pages(source: Source, found: Sitemap, answer: Answer) -> Iterator[Told | Dropped]:
    """The pages of a sitemap; one that does not say when a page changed would have us fetch all that a site ever had."""
    for entry in found.pages:
        dated = entry.published or entry.updated
        yield _told(source, entry, answer.url) if dated else Dropped(record=entry.link or answer.url, step=STEP, reason="undated")
    if undated := sum(part.changed is None for part in found.parts):
        yield Dropped(record=answer.url, step=STEP, reason="index", detail=f"{undated} sitemaps without a date")
    yield from found.problems


def _told(source: Source, entry: Entry, where: str) -> Told | Dropped:
    """An article with its words, if all of them came along or no page is named that has them."""
    if entry.link is not None and entry.fullness != "whole":
        published = stamp(entry.published) or stamp(entry.updated)
        beside, part = _beside(source, entry), _part(source, entry, where)
        return Told(address=entry.link, digest=_digest(entry), published=published, page=None, beside=beside, part=part)
    page = _page_told(source, entry, where)
    if isinstance(page, Dropped):
        return page
    address = entry.link or (f"{source.address}#{entry.guid}" if entry.guid else page.id)
    return Told(address=address, digest=_digest(entry), published=page.published, page=page, beside={})


def _page_told(source: Source, entry: Entry, where: str) -> Page | Dropped:
    page = page_of_entry(entry, where)
    if isinstance(page, Dropped):
        return page
    return replace(page, outlet=page.outlet or source.outlet, language=page.language or source.language)


def _part(source: Source, entry: Entry, where: str) -> Page | None:
    """What the entry has of its article, if that is as long as the shortest news are."""
    page = _page_told(source, entry, where) if entry.fullness == "part" else None
    return page if isinstance(page, Page) and len(words_of(entry.body) or words_of(entry.summary)) >= FULL else None


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
