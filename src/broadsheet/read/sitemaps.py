"""Sitemaps, news sitemaps and their index files, in XML or as plain lists of addresses. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from broadsheet.read.dates import stamp
from broadsheet.read.entries import Entry, plain
from broadsheet.read.feed_head import web_address
from broadsheet.read.markup import parsed, root_of, xml_text
from broadsheet.read.opml import START as LIST_START
from broadsheet.read.reasons import dropped
from broadsheet.steps import Dropped

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LISTED = 50_000
"""So many addresses of a sitemap are read; the protocol allows no more."""
START = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml[^>]*+>|<!--(?>.{0,1000}?-->)|\s)*+<(?:[\w.-]+:)?(?:urlset|sitemapindex)\b",
    re.IGNORECASE | re.DOTALL,
)
_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?\s*https?://[^\s<>]+(?:\s|\Z)")
"""How a plain list begins: with an address alone on its line."""
_ROOTS = {"urlset": "url", "sitemapindex": "sitemap"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A sitemap that an index lists.

    Attributes:
        address: where it lies.
        changed: when it last changed, ISO 8601.
    """

    address: str
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists.

    Attributes:
        pages: addresses of pages, with what a news sitemap says of them.
        parts: further sitemaps.
        problems: what is wrong with the rest of it.
    """

    pages: tuple[Entry, ...] = ()
    parts: tuple[Part, ...] = ()
    problems: tuple[Dropped, ...] = ()


def looks_like_sitemap(start: bytes) -> bool:
    """Whether a stream that begins so is a sitemap in XML."""
    return bool(START.match(start))


def leads_on(start: bytes) -> bool:
    """Whether a file that begins so is a sitemap or a list of feeds: it holds no articles, and leads to some."""
    return looks_like_sitemap(start) or bool(LIST_START.match(start))


def looks_like_list(content: bytes) -> bool:
    """Whether the bytes are addresses, one a line, and nothing else."""
    if not _FIRST.match(content[:1_000]):
        return False
    lines = [line.split() for line in content.removeprefix(b"\xef\xbb\xbf").splitlines()]
    return all(len(words) < 2 and (not words or words[0].startswith((b"http://", b"https://"))) for words in lines)


def read_sitemap(content: bytes, name: str, base: str | None = None, charset: str | None = None) -> Sitemap | Dropped:
    """What the sitemap lists, in its order, or why it is none.

    Args:
        content: the sitemap, decompressed.
        name: what to call it.
        base: its address.
        charset: the character set that was stated beside it.
    """
    text = xml_text(content, name, charset)
    if isinstance(text, Dropped):
        return text
    if looks_like_list(content):
        return _of_lines(text, name)
    found = root_of(text, name)
    if isinstance(found, Dropped):
        return found
    root, markup = found
    if root not in _ROOTS:
        return dropped(name, "not a feed", f"its root element is {root[:40] or 'none'}")
    tree, mended = parsed(markup, base)
    if tree is None:
        return dropped(name, "damaged", "its markup cannot be read")
    problems = [dropped(name, "damaged", "its markup is not in order; addresses may be missing")] if mended else []
    return _of_tree(tree, name, base, problems)


def _of_lines(text: str, name: str) -> Sitemap:
    links = dict.fromkeys(link for line in text.split() if (link := web_address(line)))
    over = (dropped(name, "too large", f"more than {LISTED} addresses; the rest is left"),) if len(links) > LISTED else ()
    return Sitemap(pages=tuple(Entry(link=link) for link in islice(links, LISTED)), problems=over)


def _of_tree(tree: Element, name: str, base: str | None, problems: list[Dropped]) -> Sitemap:
    pages: dict[str, Entry] = {}
    parts: dict[str, Part] = {}
    without = 0
    for element in tree:
        kind, fields = _local(element), _fields(element)
        link = web_address(fields.get("loc"), base)
        if kind not in _ROOTS.values():
            continue
        if len(pages) + len(parts) == LISTED:
            problems.append(dropped(name, "too large", f"more than {LISTED} addresses; the rest is left"))
            break
        without += link is None
        if link and kind == "sitemap":
            parts.setdefault(link, Part(address=link, changed=stamp(fields.get("lastmod"))))
        elif link:
            pages.setdefault(link, _page(link, fields))
    if without:
        problems.append(dropped(name, "bad address", f"{without} of its addresses are none"))
    return Sitemap(tuple(pages.values()), tuple(parts.values()), tuple(problems))


def _page(link: str, fields: dict[str, str]) -> Entry:
    return Entry(
        link=link,
        title=plain(fields.get("title")),
        published=fields.get("publication_date"),
        updated=fields.get("lastmod"),
        outlet=plain(fields.get("name")),
        language=fields.get("language"),
        categories=tuple(word.strip() for word in fields.get("keywords", "").split(",") if word.strip())[:32],
    )


def _fields(element: Element) -> dict[str, str]:
    """The words of what an address is listed with: its own elements and those of `news:news`; pictures have titles of their own."""
    found: dict[str, str] = {}
    for name, words in _told(element):
        if words:
            found.setdefault(name, words)
    return found


def _told(element: Element) -> Iterator[tuple[str, str]]:
    for child in element:
        name = _local(child)
        if name in ("news", "publication"):
            yield from _told(child)
        elif name not in ("image", "video"):
            yield name, " ".join("".join(map(str, child.itertext())).split())[:2_000]


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(element.tag, str) else ""
