"""An XML feed cut down to what is read of it, well-formed and without a document type, so that what follows is safe and quick."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.read.entries import ENTRIES
from broadsheet.read.reasons import dropped
from broadsheet.steps import Dropped

if TYPE_CHECKING:
    from lxml.etree import XMLParser
    from lxml.etree import _Element as Element

_PROLOG = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
_DOCTYPE = re.compile(r"""<!doctype(?:[^\[>"']++|"[^"]*+"|'[^']*+')*+""", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_REFERENCE = re.compile(r"&(#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?")
_CDATA = "<![CDATA["
_VOID = re.compile(r"<((?:br|hr|img|wbr)\b[^<>/]{0,2000}+)>", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_END = re.compile(r"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.IGNORECASE | re.DOTALL)
_OF_XML = frozenset({"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"})
_ROOTS = frozenset({"rss", "feed", "rdf"})
_HOLDERS = frozenset({"channel", "item", "entry"})
_OF_FEED = _HOLDERS | {"language", "publisher"}
_TOLD = {"title", "link", "guid", "id", "author", "creator", "publisher", "language"}
_DATES = {"pubdate", "published", "updated", "issued", "created", "modified", "date"}
_OF_ENTRY = _TOLD | _DATES | {"description", "summary", "content", "encoded"}
_SPACES = re.compile(
    r"https?://(?:www\.w3\.org/2005/Atom|purl\.org/|(?:my|channel)\.netscape\.com/|backend\.userland\.com/|blogs\.law\.harvard\.edu/)"
)
"""Whose elements are read: RSS, Atom, Dublin Core and `content`. A picture's title is not the article's."""
_PREFIXES = {"dc": "http://purl.org/dc/elements/1.1/", "content": "http://purl.org/rss/1.0/modules/content/"}
_CHILDREN = 64


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's markup.

    Attributes:
        markup: UTF-8, well-formed.
        problems: what is missing of it.
    """

    markup: bytes
    problems: tuple[Dropped, ...]


def feed_of(text: str, name: str) -> Feed | Dropped:
    """The feed that the text is, or why it is none."""
    start = _PROLOG.match(text).end()  # type: ignore[union-attr]
    doctype = _DOCTYPE.match(text, start)
    if doctype:
        if text[doctype.end() : doctype.end() + 1] != ">" or re.search(r"\bSYSTEM\b", doctype[0], re.IGNORECASE):
            return dropped(name, "unsafe", "its document type has declarations of its own")
        start = _PROLOG.match(text, doctype.end() + 1).end()  # type: ignore[union-attr]
    root = _ROOT.match(text, start)
    if root is None or root[1].lower() not in _ROOTS:
        kind = root[1][:40] if root else "none"
        return dropped(name, "not supported" if kind.lower() == "opml" else "not a feed", f"its root element is {kind}")
    return _cut(text[start:], name)


def _cut(text: str, name: str) -> Feed | Dropped:
    from lxml import etree

    tree, mended = _parsed(text)
    if tree is None:
        return dropped(name, "damaged", "its markup cannot be read")
    entries, problems = list(_slimmed(tree)), []
    if mended:
        whole = sum(len(_CLOSED.findall(part)) for part in _stretches(text) if not part.startswith(_CDATA))
        if not _END.search(text[-2_000:]):
            problems.append(dropped(name, "damaged", "the feed breaks off"))
            entries = _kept(entries, whole)
        elif len(entries) < whole:
            problems.append(dropped(name, "damaged", f"{whole - len(entries)} of its entries cannot be read"))
    if len(entries) > ENTRIES:
        problems.append(dropped(name, "too large", f"more than {ENTRIES} entries; the rest is left"))
        _kept(entries, ENTRIES)
    return Feed(etree.tostring(tree, encoding="utf-8"), tuple(problems))


def _kept(entries: list[Element], count: int) -> list[Element]:
    """The first entries; the others go."""
    for entry in entries[count:]:
        parent = entry.getparent()
        if parent is not None:
            parent.remove(entry)
    return entries[:count]


def _parsed(text: str) -> tuple[Element | None, bool]:
    """The tree, and whether the markup had to be mended. No parser sees a document type, so none has entities."""
    from lxml import etree

    try:
        return etree.fromstring(text.encode(), _parser(recover=False)), False
    except etree.XMLSyntaxError:
        pass
    try:
        return etree.fromstring(_mended(text).encode(), _parser(recover=True)), True
    except etree.XMLSyntaxError:
        return None, True


def _parser(*, recover: bool) -> XMLParser:
    from lxml import etree

    return etree.XMLParser(
        encoding="utf-8", recover=recover, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )


def _mended(text: str) -> str:
    """The text with HTML's entities, loose ampersands and elements without an end written as XML has them, outside of CDATA."""
    return "".join(
        part if part.startswith(_CDATA) else _VOID.sub(r"<\1/>", _REFERENCE.sub(_reference, part)) for part in _stretches(text)
    )


def _stretches(text: str) -> Iterator[str]:
    """The text in pieces, each either a whole CDATA section or free of such; in time that grows with its length only."""
    at = 0
    while (start := text.find(_CDATA, at)) >= 0 and (end := text.find("]]>", start)) >= 0:
        yield text[at:start]
        yield text[start : end + 3]
        at = end + 3
    yield text[at:]


def _reference(found: re.Match[str]) -> str:
    whole = found[0]
    if whole in _OF_XML or whole.startswith("&#"):
        return whole
    return html.escape(html.unescape(whole)) if found[1] else "&amp;"


def _slimmed(holder: Element) -> Iterator[Element]:
    """Take out of the feed what is not read; the entries that are left, in order."""
    for child in list(holder):
        name = _name(child)
        if name not in _OF_FEED:
            holder.remove(child)
        elif name == "channel":
            yield from _slimmed(child)
        elif name in _HOLDERS:
            yield _trimmed(child)


def _trimmed(entry: Element) -> Element:
    """The entry without what is not read of it."""
    for at, field in enumerate(list(entry)):
        if at >= _CHILDREN or _name(field) not in _OF_ENTRY:
            entry.remove(field)
    return entry


def _name(element: Element) -> str:
    """The element's name in lower case without its name space; empty if it is not of those that are read."""
    if not isinstance(element.tag, str):
        return ""
    prefix, _, known = element.tag.rpartition(":")
    if prefix in _PREFIXES:
        element.tag = f"{{{_PREFIXES[prefix]}}}{known}"
    space, _, name = element.tag.rpartition("}")
    return name.lower() if not space or _SPACES.match(space[1:]) else ""
