"""The feeds of a site, found on its front page: those that it declares, then links that look like feeds. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urldefrag, urljoin, urlsplit

from broadsheet.read.feed_head import web_address

Ground = Literal["declared", "linked", "robots.txt", "guessed"]
GUESSES = ("feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json", "news-sitemap.xml", "sitemap.xml")
"""Where sites often keep a feed that they do not declare; asked for only if the user wants that."""
_TYPES = {
    "application/atom+xml": 0,
    "application/rss+xml": 0,
    "application/feed+json": 1,
    "application/rdf+xml": 2,
    "application/json": 2,
    "application/xml": 2,
    "text/xml": 2,
}
"""Media types of feeds, and their rank; the last are those of much else."""
_SURE = frozenset(kind for kind, rank in _TYPES.items() if rank < 2)
_LOOKS = re.compile(r"(?:^|[/._=-])(?:rss\d?|atom|rdf|feeds?)(?:$|[/._?&\s-])", re.IGNORECASE)
_ASIDE = re.compile(r"comment|kommentar|comentario|reply|replies|\boembed\b|wp-json|podcast", re.IGNORECASE)
"""Feeds of what readers say, and what only looks like a feed."""
_FRONT = re.compile(r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|default|home)\.\w{3,5})?", re.IGNORECASE)
_SITEMAP = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_LINKS = 5_000
_FOUND = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What may be a feed of the site.

    Attributes:
        address: where it would lie.
        title: what the page calls it.
        ground: why it may be one.
        aside: whether it looks like a feed of what readers say, or of recordings.
    """

    address: str
    title: str | None = None
    ground: Ground
    aside: bool = False


def feeds_on(markup: str, address: str) -> list[Candidate]:
    """The feeds that a page leads to, best first: those that it declares, by kind and place; without any, links that look so.

    Args:
        markup: the page.
        address: where it stands.
    """
    from lxml import etree, html

    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    base = next((each for each in (web_address(str(link), address) for link in tree.xpath("//base/@href")[:1]) if each), address)
    return _distinct(_declared(tree, base), address) or _distinct(_linked(tree, base), address)


def sitemaps_of(robots: str, address: str) -> list[Candidate]:
    """The sitemaps that a robots.txt names, those of news first.

    Args:
        robots: the file's words.
        address: where it stands.
    """
    found = (web_address(link, address) for link in _SITEMAP.findall(robots))
    candidates = [Candidate(address=link, ground="robots.txt") for link in dict.fromkeys(found) if link]
    return sorted(candidates, key=lambda each: "news" not in each.address.lower())[:_FOUND]


def guesses(address: str) -> list[Candidate]:
    """Where the site may keep a feed all the same."""
    return [Candidate(address=urljoin(address, f"/{path}"), ground="guessed") for path in GUESSES]


def is_front_page(address: str) -> bool:
    """Whether the address is that of a site, or of its edition in a language, and not of a page within it.

    >>> [is_front_page(f"https://vexmoor.example{path}") for path in ("", "/", "/en/", "/pt-br", "/index.html", "/news", "/?p=7")]
    [True, True, True, True, True, False, False]
    """
    parts = urlsplit(address)
    return not parts.query and bool(
        re.fullmatch(r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|default|home)\.\w{3,5})?", parts.path, re.IGNORECASE)
    )


def _declared(tree: object, base: str) -> Iterator[tuple[int, Candidate]]:
    """Rank and feed of every `<link rel="alternate">`."""
    for link in tree.xpath("//link[@rel][@href]")[:_LINKS]:  # type: ignore[attr-defined]
        relations = link.get("rel").lower().split()
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        target = web_address(link.get("href"), base)
        title = " ".join((link.get("title") or "").split())[:200] or None
        known = kind in _SURE or (kind in _TYPES and bool(_LOOKS.search(link.get("href") + " " + (title or ""))))
        if target and "stylesheet" not in relations and ((known and "alternate" in relations) or "feed" in relations):
            yield _TYPES.get(kind, 1), _candidate(target, title, "declared")


def _linked(tree: object, base: str) -> Iterator[tuple[int, Candidate]]:
    """Rank and address of every anchor on the same site that looks like a feed."""
    for anchor in tree.xpath("//a[@href]")[:_LINKS]:  # type: ignore[attr-defined]
        target = web_address(anchor.get("href"), base)
        if not target or _host(target) != _host(base) or not _LOOKS.search(urlsplit(target).path + "?" + urlsplit(target).query):
            continue
        title = " ".join(str(anchor.text_content()).split())[:200] or None
        yield 0, _candidate(target, title, "linked")


def _candidate(target: str, title: str | None, ground: Ground) -> Candidate:
    aside = bool(_ASIDE.search(f"{target} {title or ''}"))
    return Candidate(address=urldefrag(target).url, title=title, ground=ground, aside=aside)


def _distinct(ranked: Iterable[tuple[int, Candidate]], page: str) -> list[Candidate]:
    """Each address once, by rank and then in the page's order, without the page itself."""
    ordered = sorted(ranked, key=lambda each: (each[1].aside, each[0]))
    first: dict[str, Candidate] = {}
    for _, candidate in ordered:
        first.setdefault(candidate.address, candidate)
    first.pop(urldefrag(page).url, None)
    return list(first.values())[:_FOUND]


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
