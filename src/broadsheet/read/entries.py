"""An entry of a feed, and the page that it makes if it carries its article's words."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from broadsheet.read.reasons import dropped
from broadsheet.records.page import Page, PageKind
from broadsheet.steps import Dropped

ENTRIES = 10_000
"""So many entries of a feed are read."""
FULL = 40
"""A summary of fewer words is no article."""
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BLOCK = re.compile(r"<(?:p|div|br|ul|ol|h[1-6]|section|article|figure|blockquote)\b", re.IGNORECASE)
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]*)?")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s?([Zz]|[+-]\d\d:?\d\d)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of one article, each thing as it stands there.

    Attributes:
        link: the article's address.
        guid: the entry's own name.
        title: its headline, plain.
        published: date in any form that feeds use.
        authors: names.
        outlet: a publisher that the feed names as such.
        language: code.
        kind: how to read `body` and `summary`.
        body: the words that are meant to be the article.
        summary: the words that are meant to announce it.
    """

    link: str | None = None
    guid: str | None = None
    title: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    language: str | None = None
    kind: PageKind = "html"
    body: str = ""
    summary: str = ""


def page_of_entry(entry: Entry, where: str) -> Page | Dropped:
    """The entry as a page, or why it is none. `where` is its name if it has neither address nor name."""
    name = entry.link or entry.guid or where
    text = entry.body if _words(entry.body) else entry.summary if _words(entry.summary) >= FULL else ""
    if not text:
        told = _words(entry.summary)
        return dropped(name, "no full text", f"a summary of {told} words" if told else "no words")
    code = _CODE.fullmatch((entry.language or "").strip())
    language = code[1].lower() if code else None
    return Page(
        name=name,
        kind=entry.kind,
        body=text if entry.kind == "text" else _wrapped(text, entry.title, language),
        url=entry.link,
        title=entry.title,
        published=stamp(entry.published),
        outlet=entry.outlet,
        authors=entry.authors,
        language=language,
    )


def plain(markup: str | None) -> str | None:
    r"""The words of a headline that may hold markup, on one line.

    >>> plain("Ferry <b>sails</b> &amp;\n returns"), plain(" ")
    ('Ferry sails & returns', None)
    """
    return " ".join(html.unescape(_TAG.sub("", markup or "")).split()) or None


def stamp(stated: str | None) -> str | None:
    """ISO 8601, with the zone that the feed states; None if it is no date.

    >>> stamp("Fri, 14 Mar 2031 11:10:00 +0100"), stamp("2031-03-14T11:10:00.5Z"), stamp("2031-03-14"), stamp("soon")
    ('2031-03-14T11:10:00+01:00', '2031-03-14T11:10:00+00:00', '2031-03-14', None)
    """
    text = (stated or "").strip()[:60]
    found = _ISO.fullmatch(text)
    try:
        if found is None:
            return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    day, time, zone = found.groups()
    zone = (zone or "").upper().replace("Z", "+00:00")
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{day}T{time if time.count(':') == 2 else time + ':00'}{zone}" if time else day


def _words(text: str) -> int:
    return len(html.unescape(_TAG.sub(" ", text)).split())


def _wrapped(markup: str, title: str | None, language: str | None) -> str:
    """The entry's markup as the article of a page of its own, under its headline."""
    heading = html.escape(title or "", quote=False)
    body = markup if _BLOCK.search(markup) else f"<p>{markup}</p>"
    return (
        f"<!DOCTYPE html>\n<html{f' lang={language!r}' if language else ''}>\n<head><title>{heading}</title></head>\n"
        f"<body>\n<article>\n{f'<h1>{heading}</h1>' if heading else ''}\n{body}\n</article>\n</body>\n</html>\n"
    )
