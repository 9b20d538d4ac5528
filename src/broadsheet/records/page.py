"""A page as it came, and what was cut out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Literal

from broadsheet.records.article import Article
from broadsheet.records.text import Extent

_NAMED = re.compile(r"^(\s*[A-Za-z][A-Za-z0-9+.-]*:[/\\]{2,})[^/\\?#]*@")
PageKind = Literal["text", "html"]
LineKind = Literal["headline", "byline", "caption", "body", "teaser", "junk", "blank"]


def public_address(url: str) -> str:
    """The address without a name and password in it: these are nobody's business but their owner's.

    >>> public_address("https://mira:secret@halm.example/a@b"), public_address("halm@b")
    ('https://halm.example/a@b', 'halm@b')
    """
    return _NAMED.sub(r"\1", url) if "@" in url else url


def page_id(url: str | None, body: str) -> str:
    """The id of a page: the blake2b of its address and body. The same input has the same id."""
    digest = blake2b(digest_size=10)
    for part in (url or "", body):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part.encode("utf-8", "surrogatepass"))
    return "pg_" + digest.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as it came in, decoded and nothing else.

    Attributes:
        id: `page_id(url, body)`.
        name: what people call it: its path below the folder that was given, or the record's own id.
        kind: how to read the body.
        url: the address it was fetched from, if known; a name and password in it are left out.
        body: the page's text or markup.
        title: headline that the source states beside the page (a feed entry, a record's field).
        published: the same for its date of publication, ISO 8601.
        outlet: the same for the outlet's name.
        authors: the same for the authors' names.
        language: the same for the language code.
    """

    id: str = field(init=False)
    name: str
    kind: PageKind
    body: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", public_address(self.name))
        object.__setattr__(self, "url", self.url and public_address(self.url))
        object.__setattr__(self, "id", page_id(self.url, self.body))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page's rendered text.

    Attributes:
        number: 1-based.
        extent: its place in the rendered text, without the line feed.
        kind: what it is.
        article: 1-based number of the article within its page, or None.
        why: the reason in a few words, for page surgery.
    """

    number: int
    extent: Extent
    kind: LineKind
    article: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutting:
    """A page taken apart. What was cut out stays visible as lines of other kinds.

    Attributes:
        page: the page's id.
        text: the rendered text that all offsets count into; for a plain-text page its body itself.
        lines: every line of it, in order.
        articles: what was cut out of it, in reading order.
    """

    page: str
    text: str
    lines: tuple[Line, ...]
    articles: tuple[Article, ...]
