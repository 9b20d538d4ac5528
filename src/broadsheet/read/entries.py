"""An entry of a feed, and the page that it makes if it carries its article's words."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from typing import Literal

from broadsheet.read.dates import stamp
from broadsheet.read.reasons import dropped
from broadsheet.records.page import Page, PageKind
from broadsheet.steps import Dropped

ENTRIES = 10_000
"""So many entries of a feed are read."""
FULL = 40
"""A summary of fewer words is no article."""
WHOLE = 150
"""Contents of so many words are taken for the whole article where its page could be had, too."""
Fullness = Literal["whole", "part", "none"]
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BLOCK = re.compile(r"<(?:p|div|br|ul|ol|h[1-6]|section|article|figure|blockquote)\b", re.IGNORECASE)
_BREAKS_OFF = re.compile(
    r"(?:\.\.\.|\u2026|\[\s*(?:\.\.\.|\u2026)\s*\]|\b(?:read|continue|see|full|more)\b[^.!?]{0,40})\W*\Z", re.IGNORECASE
)
"""How the words end where a feed gives the beginning of an article only."""
_ESCAPED = re.compile(r"&lt;/?(?:p|div|br|a|b|i|em|strong|ul|ol|li|img|h[1-6]|blockquote|span)\b[^<>]{0,2000}?&gt;", re.IGNORECASE)
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that a feed attaches to an entry.

    Attributes:
        address: where it lies.
        media_type: as stated.
        length: in bytes, as stated.
    """

    address: str
    media_type: str | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of one article, each thing as it stands there.

    Attributes:
        link: the article's address, whole.
        guid: the entry's own name.
        title: its headline, plain.
        published: date of publication in any form that feeds use.
        updated: that of the last change.
        authors: names.
        outlet: a publisher that the feed names as such.
        language: code.
        categories: what the feed files it under.
        enclosures: files that go with it.
        source: the title of the feed that it was taken from, if from another.
        source_address: that feed's address.
        kind: how to read `body` and `summary`.
        body: the words that are meant to be the article.
        summary: the words that are meant to announce it.
    """

    link: str | None = None
    guid: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    language: str | None = None
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    source: str | None = None
    source_address: str | None = None
    kind: PageKind = "html"
    body: str = ""
    summary: str = ""

    @property
    def fullness(self) -> Fullness:
        """Whether the feed itself has the whole article, a part that may stand for it, or only announces it."""
        words = words_of(self.body)
        if len(words) >= WHOLE and not _BREAKS_OFF.search(" ".join(words[-12:])):
            return "whole"
        return "part" if words or len(words_of(self.summary)) >= FULL else "none"


def page_of_entry(entry: Entry, where: str) -> Page | Dropped:
    """The entry as a page, or why it is none. `where` is its name if it has neither address nor name."""
    name = entry.link or entry.guid or where
    told = len(words_of(entry.summary))
    text = entry.body if words_of(entry.body) else entry.summary if told >= FULL else ""
    if not text:
        return dropped(name, "no full text", f"a summary of {told} words" if told else "no words")
    markup = text if entry.kind == "text" else _wrapped(_unescaped(text), entry.title, _language(entry))
    return beside(entry, Page(name=name, kind=entry.kind, body=markup, url=entry.link))


def beside(entry: Entry, page: Page) -> Page:
    """The article's page with what the entry states of it."""
    return replace(
        page,
        title=entry.title,
        published=stamp(entry.published) or stamp(entry.updated),
        outlet=entry.outlet,
        authors=entry.authors,
        language=_language(entry),
    )


def _language(entry: Entry) -> str | None:
    code = _CODE.fullmatch((entry.language or "").strip())
    return code[1].lower() if code else None


def plain(markup: str | None) -> str | None:
    r"""The words of a headline that may hold markup, on one line.

    >>> plain("Ferry <b>sails</b> &amp;\n returns"), plain(" ")
    ('Ferry sails & returns', None)
    """
    return " ".join(html.unescape(_TAG.sub("", markup or "")).split()) or None


def words_of(text: str) -> list[str]:
    """The words of a text that may hold markup."""
    return html.unescape(_TAG.sub(" ", _unescaped(text))).split()


def _unescaped(markup: str) -> str:
    """The markup, if it was escaped once more than it should be: it has no tag, and shows some."""
    return html.unescape(markup) if _ESCAPED.search(markup) and not _TAG.search(markup) else markup


def _wrapped(markup: str, title: str | None, language: str | None) -> str:
    """The entry's markup as the article of a page of its own, under its headline."""
    heading = html.escape(title or "", quote=False)
    body = markup if _BLOCK.search(markup) else f"<p>{markup}</p>"
    return (
        f"<!DOCTYPE html>\n<html{f' lang={language!r}' if language else ''}>\n<head><title>{heading}</title></head>\n"
        f"<body>\n<article>\n{f'<h1>{heading}</h1>' if heading else ''}\n{body}\n</article>\n</body>\n</html>\n"
    )
