"""Addresses named by the user, and lists of such: fetched, told by what they hold, and followed to the articles.

A page is a page; a feed gives its entries, a sitemap or list of feeds what it leads to, a site's front page its feeds. The pages of
entries are fetched last, those of all sources in turn, so that many hosts are asked at once and each at its own pace.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import zip_longest

from broadsheet.read.contents import page_of, text_of, whole
from broadsheet.read.dates import stamp
from broadsheet.read.discovery import feeds_on, is_front_page
from broadsheet.read.entries import Entry, beside, page_of_entry
from broadsheet.read.feeds import looks_like_feed, read_feed
from broadsheet.read.limits import Limits
from broadsheet.read.manners import Manners
from broadsheet.read.opml import START as LIST_START
from broadsheet.read.opml import Outline, outlines_of
from broadsheet.read.reasons import dropped
from broadsheet.read.sitemaps import Part, Sitemap, looks_like_list, looks_like_sitemap, read_sitemap
from broadsheet.read.web import Answer, Fetch, Request, Web, asking
from broadsheet.records.page import Page, PageKind
from broadsheet.steps import Dropped

FEEDS_OF_A_SITE = 5
"""So many of the feeds that a front page declares are read; further ones are mostly parts of these."""
_MARKUP = frozenset({"text/html", "application/xhtml+xml"})
_NESTED = 2
"""An index of sitemaps may lead to such an index, but no further."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What lies at an address, or in a file that leads to the web.

    Attributes:
        body: its bytes.
        name: what to call it.
        address: where it lies on the web.
        charset: as the server says.
        kind: how to read it as a page, as the server says.
    """

    body: bytes
    name: str
    address: str | None = None
    charset: str | None = None
    kind: PageKind | None = None

    @property
    def start(self) -> bytes:
        """What it is told by."""
        return self.body.lstrip()[:4096]

    def page(self) -> Page | Dropped:
        """The document as a page."""
        return page_of(self.body, self.name, self.kind, url=self.address, charset=self.charset)


@dataclass(frozen=True, slots=True)
class Lead:
    """An address of a feed that a list or front page names."""

    address: str


def pages_at(
    places: Iterable[str | Document], limits: Limits, manners: Manners | None = None, *, web: Web | None = None
) -> Iterator[Page | Dropped]:
    """The pages that the places hold or lead to, and why there are no others.

    Args:
        places: addresses, and lists of addresses.
        limits: bounds on a page, and on how much is followed.
        manners: how the web is asked.
        web: a client of the caller's making, not yet open, instead of one with these manners.
    """
    with asking(manners, web=web) as fetch:
        yield from Visit(fetch, limits).pages(places)


class Visit:
    """One round over the web.

    Args:
        fetch: gives the answers to requests, in order.
        limits: bounds on a page, and on how much is followed.
    """

    def __init__(self, fetch: Fetch, limits: Limits) -> None:
        self._fetch = fetch
        self._limits = limits
        self._asked: set[str] = set()
        self._listings: list[list[Entry]] = []

    def pages(self, places: Iterable[str | Document]) -> Iterator[Page | Dropped]:
        """The pages that the places hold or lead to, and why there are no others."""
        named = list(places)
        leads: list[Lead] = []
        for found in self._named(named):
            if isinstance(found, Lead):
                leads.append(found)
            else:
                yield found
        for answer in self._answers(lead.address for lead in leads):
            yield from [answer] if isinstance(answer, Dropped) else self._feed_or_map(answer)
        yield from self._articles()

    def _named(self, places: list[str | Document]) -> Iterator[Page | Dropped | Lead]:
        """What the places are: pages, or what leads to feeds; the entries of feeds are put by."""
        for document in places:
            if isinstance(document, Document):
                yield from self._told(document)
        for answer in self._answers(place for place in places if isinstance(place, str)):
            yield from [answer] if isinstance(answer, Dropped) else self._told(answer)

    def _answers(self, addresses: Iterable[str]) -> Iterator[Document | Dropped]:
        """What lies at the addresses, each asked once in a visit."""
        fresh = [address for address in dict.fromkeys(addresses) if address not in self._asked]
        self._asked.update(fresh)
        for answer in self._fetch(Request(url=address) for address in fresh):
            yield answer if isinstance(answer, Dropped) else self._document(answer)

    def _document(self, answer: Answer) -> Document | Dropped:
        try:
            body = whole(io.BytesIO(answer.body), answer.url, self._limits)
        except (EOFError, OSError, zlib.error) as problem:
            return dropped(answer.url, "damaged", str(problem))
        if isinstance(body, Dropped):
            return body
        kind: PageKind | None = "html" if answer.media_type in _MARKUP else None
        return Document(body=body, name=answer.url, address=answer.url, charset=answer.charset, kind=kind)

    def _told(self, document: Document) -> Iterator[Page | Dropped | Lead]:
        """What the document is, told by what it holds."""
        if LIST_START.match(document.start):
            yield from self._list(document)
        elif looks_like_feed(document.start) or looks_like_sitemap(document.start) or looks_like_list(document.body):
            yield from self._feed_or_map(document)
        else:
            yield from self._page(document)

    def _page(self, document: Document) -> Iterator[Page | Dropped | Lead]:
        """The page itself; the feeds in its place if it is the front page of a site that has some."""
        text = text_of(document.body, document.name, document.charset)
        address = document.address
        if isinstance(text, str) and address and is_front_page(address):
            feeds = [feed for feed in feeds_on(text, address) if not feed.aside][:FEEDS_OF_A_SITE]
            if feeds:
                yield from (Lead(feed.address) for feed in feeds)
                return
        yield document.page()

    def _list(self, document: Document) -> Iterator[Dropped | Lead]:
        most, count = self._limits.max_feeds, 0
        for outline in outlines_of(document.body, document.name, document.address, document.charset):
            if isinstance(outline, Outline) and count == most:
                yield dropped(document.name, "too large", f"more than {most} feeds (read.max_feeds); the rest is left")
                return
            count += isinstance(outline, Outline)
            yield Lead(outline.address) if isinstance(outline, Outline) else outline

    def _feed_or_map(self, document: Document) -> Iterator[Page | Dropped]:
        """The entries that carry their articles; those that only lead to them are put by."""
        if looks_like_sitemap(document.start) or looks_like_list(document.body):
            entries: list[Entry] = []
            yield from self._mapped(document, entries, _NESTED)
            yield from self._put_by(document, entries)
            return
        feed = read_feed(document.body, document.name, document.address, document.charset)
        if isinstance(feed, Dropped):
            yield feed
            return
        leading: list[Entry] = []
        for number, entry in enumerate(feed.entries, 1):
            if isinstance(entry, Dropped):
                yield entry
            elif entry.link is None or entry.fullness == "whole":
                self._asked |= {entry.link} if entry.link else set()
                yield page_of_entry(entry, f"{document.name}:{number}")
            else:
                leading.append(entry)
        yield from self._put_by(document, leading)

    def _mapped(self, document: Document, entries: list[Entry], depth: int) -> Iterator[Dropped]:
        """Add the sitemap's pages to the entries, and those of the sitemaps that it leads to: the newest, until they are enough."""
        found = read_sitemap(document.body, document.name, document.address, document.charset)
        if isinstance(found, Dropped):
            yield found
            return
        yield from found.problems
        entries += found.pages
        if found.parts and depth == 0:
            yield dropped(document.name, "too deep", "an index of sitemaps within others")
            return
        most = self._limits.max_sitemaps
        for part in _newest_parts(found)[:most]:
            if part.changed and len(entries) >= self._limits.max_pages:
                return
            for answer in self._answers([part.address]):
                yield from [answer] if isinstance(answer, Dropped) else self._mapped(answer, entries, depth - 1)
        if len(found.parts) > most:
            yield dropped(document.name, "too large", f"more than {most} sitemaps (read.max_sitemaps); the rest is left")

    def _put_by(self, document: Document, entries: list[Entry]) -> Iterator[Dropped]:
        """The newest entries are kept until all sources are known."""
        most = self._limits.max_pages
        self._listings.append(sorted(entries, key=_moment, reverse=True)[:most])
        if len(entries) > most:
            left = f"{len(entries) - most} older entries are left: {most} pages are fetched (read.max_pages)"
            yield dropped(document.name, "too large", left)

    def _articles(self) -> Iterator[Page | Dropped]:
        """The pages that entries lead to, of each source the first, then of each the second, and so on."""
        turns = (entry for turn in zip_longest(*self._listings) for entry in turn if entry is not None)
        by_link: dict[str, Entry] = {}
        for entry in turns:
            if entry.link and entry.link not in self._asked:
                by_link.setdefault(entry.link, entry)
        entries = list(by_link.values())
        requests = (Request(url=entry.link or "", accept="page") for entry in entries)
        for entry, answer in zip(entries, self._fetch(requests), strict=True):
            yield from self._article(entry, answer)

    def _article(self, entry: Entry, answer: Answer | Dropped) -> Iterator[Page | Dropped]:
        """The article's page with what the entry states beside it; what the feed has of it where the page cannot be had."""
        document = answer if isinstance(answer, Dropped) else self._document(answer)
        page: Page | Dropped
        if isinstance(document, Dropped):
            page = document
        elif looks_like_feed(document.start) or looks_like_sitemap(document.start):
            page = dropped(document.name, "not a page", "a feed or sitemap where an article was to be")
        else:
            page = document.page()
        if isinstance(page, Page):
            yield beside(entry, page)
            return
        yield page
        if entry.fullness == "part":
            yield page_of_entry(entry, entry.link or "")


def _newest_parts(sitemap: Sitemap) -> list[Part]:
    """The parts of an index, the last changed first; those without a date after them, in order."""
    return sorted(sitemap.parts, key=lambda part: _time(part.changed), reverse=True)


def _moment(entry: Entry) -> datetime:
    return _time(stamp(entry.published) or stamp(entry.updated))


def _time(stated: str | None) -> datetime:
    if stated is None:
        return _LONG_AGO
    moment = datetime.fromisoformat(stated)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
