"""Addresses named by the user: fetched, and taken as what they turn out to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from broadsheet.read.contents import page_of, too_large
from broadsheet.read.feeds import looks_like_feed, pages_of_feed
from broadsheet.read.limits import Limits
from broadsheet.read.manners import Manners
from broadsheet.read.web import Answer, Request, fetch_all
from broadsheet.records.page import Page, PageKind
from broadsheet.steps import Dropped

_MARKUP = frozenset({"text/html", "application/xhtml+xml"})


def pages_at(urls: Iterable[str], limits: Limits, manners: Manners | None = None) -> Iterator[Page | Dropped]:
    """The pages at the addresses, in their order: one for a page, one for every entry of a feed that carries its article.

    Args:
        urls: addresses.
        limits: bounds on a page.
        manners: how the web is asked.
    """
    for answer in fetch_all((Request(url=url) for url in urls), manners):
        if isinstance(answer, Answer):
            yield from pages_in_answer(answer, limits)
        else:
            yield answer


def pages_in_answer(answer: Answer, limits: Limits) -> Iterator[Page | Dropped]:
    """What an answer holds: a page, or the entries of a feed."""
    if len(answer.body) > limits.max_bytes:
        yield too_large(answer.url, limits)
    elif looks_like_feed(answer.body.lstrip()[:4096]):
        yield from pages_of_feed(answer.body, answer.url)
    else:
        kind: PageKind | None = "html" if answer.media_type in _MARKUP else None
        yield page_of(answer.body, answer.url, kind, url=answer.url, charset=answer.charset)
