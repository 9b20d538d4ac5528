"""Lists of feeds as feed readers exchange them (OPML 1 and 2), in and out. What one includes from elsewhere is not followed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.read.feed_head import web_address
from broadsheet.read.markup import parsed, root_of, xml_text
from broadsheet.read.reasons import dropped
from broadsheet.records.source import Source
from broadsheet.steps import Dropped

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

OUTLINES = 10_000
"""So many feeds of a list are read."""
START = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml[^>]*+>|<!--(?>.{0,1000}?-->)|\s)*+<(?:!doctype\s+)?opml\b", re.IGNORECASE | re.DOTALL
)
_NO_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One feed of a list.

    Attributes:
        address: of the feed.
        title: what the list calls it.
        site: the page that it is the feed of.
        desk: what it is filed under: its first category, else the heading that it stands below.
        language: code.
        description: in the list's words.
    """

    address: str
    title: str | None = None
    site: str | None = None
    desk: str | None = None
    language: str | None = None
    description: str | None = None


def outlines_of(content: bytes, name: str, base: str | None = None, charset: str | None = None) -> Iterator[Outline | Dropped]:
    """The feeds of a list, each address once, and what is wrong with the rest of it.

    Args:
        content: the list, decompressed.
        name: what to call it.
        base: its address, if it was fetched.
        charset: the character set that was stated beside it.
    """
    text = xml_text(content, name, charset)
    found = text if isinstance(text, Dropped) else root_of(text, name)
    if isinstance(found, Dropped):
        yield found
        return
    root, markup = found
    tree, mended = parsed(markup, base) if root == "opml" else (None, False)
    if tree is None:
        yield dropped(name, "damaged" if root == "opml" else "not a feed", f"its root element is {root[:40] or 'none'}")
        return
    yield from _distinct(_below(tree, base), name)
    if mended:
        yield dropped(name, "damaged", "its markup is not in order; feeds may be missing")


def _distinct(outlines: Iterable[Outline | None], name: str) -> Iterator[Outline | Dropped]:
    seen: set[str] = set()
    for number, outline in enumerate(outlines, 1):
        if outline is None:
            yield dropped(f"{name}:{number}", "bad address", "a feed without an address of the web")
        elif outline.address not in seen:
            if len(seen) == OUTLINES:
                yield dropped(name, "too large", f"more than {OUTLINES} feeds; the rest is left")
                return
            seen.add(outline.address)
            yield outline


def _below(tree: Element, base: str | None) -> Iterator[Outline | None]:
    """The outlines that are feeds, in order, each with the heading that it stands below; None for one without an address."""
    headings: dict[Element, str | None] = {}
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag.rpartition("}")[2].lower() != "outline":
            continue
        stated = {str(key).lower(): " ".join(str(value).split())[:_LONGEST] for key, value in element.attrib.items()}
        parent = element.getparent()
        heading = headings.get(parent) if parent is not None else None
        headings[element] = stated.get("text") or stated.get("title") or heading
        if "xmlurl" in stated:
            yield _outline(stated, heading, base)


def _outline(stated: dict[str, str], heading: str | None, base: str | None) -> Outline | None:
    address = web_address(stated["xmlurl"].replace("feed://", "https://", 1), base)
    if address is None:
        return None
    filed = [each.strip("/ ").rpartition("/")[2].strip() for each in stated.get("category", "").split(",") if each.strip("/ ")]
    return Outline(
        address=address,
        title=stated.get("title") or stated.get("text") or None,
        site=web_address(stated.get("htmlurl"), base),
        desk=filed[0] if filed else heading,
        language=stated.get("language") or None,
        description=stated.get("description") or None,
    )


def outline_of(source: Source) -> Outline:
    """A source that is followed as a feed of a list."""
    return Outline(address=source.address, title=source.name, desk=source.desk, language=source.language)


def opml_of(outlines: Iterable[Outline], title: str) -> bytes:
    """The list as OPML 2.0 in UTF-8, below a heading for every desk, in the order given.

    >>> b'xmlUrl="https://vexmoor.example/rss"' in opml_of([Outline(address="https://vexmoor.example/rss")], "Mine")
    True
    """
    from lxml import etree

    tree = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(tree, "head"), "title").text = _clean(title)
    body = etree.SubElement(tree, "body")
    headings: dict[str, Element] = {}
    for outline in outlines:
        holder = body
        if outline.desk:
            desk = _clean(outline.desk)
            if desk not in headings:
                headings[desk] = etree.SubElement(body, "outline", text=desk)
            holder = headings[desk]
        etree.SubElement(holder, "outline", _attributes(outline))
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _attributes(outline: Outline) -> dict[str, str]:
    name = outline.title or outline.address
    stated = {
        "type": "rss", "text": name, "title": name, "xmlUrl": outline.address, "htmlUrl": outline.site,
        "category": f"/{outline.desk}" if outline.desk else None, "language": outline.language, "description": outline.description,
    }  # fmt: skip
    return {key: _clean(value) for key, value in stated.items() if value}


def _clean(text: str) -> str:
    return _NO_CHARACTERS.sub("\ufffd", text)
