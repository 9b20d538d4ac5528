"""An XML feed cut down to what is read of it, well-formed and without a document type, so that what follows is safe and quick."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from broadsheet.read.entries import ENTRIES
from broadsheet.read.feed_head import Head, head_of_xml, web_address
from broadsheet.read.feed_pieces import entry_by_entry
from broadsheet.read.markup import OPAQUE, parsed, root_of, stretches
from broadsheet.read.reasons import dropped
from broadsheet.steps import Dropped

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_JUNK = re.compile(r"(?:\s*<\?xml[^>]{0,200}>)?[^<{\[]{1,2000}(?=<)")
"""What a broken server prints before the feed, or behind its declaration."""
_CLOSED = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_END = re.compile(r"</(?:[\w.-]+:)?(?:rss|feed|rdf|channel|entry)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.IGNORECASE | re.DOTALL)
_ROOTS = frozenset({"rss", "feed", "rdf", "channel", "entry"})
_HOLDERS = frozenset({"channel", "item", "entry"})
_OF_FEED = _HOLDERS | {"language", "publisher"}
_FILED = frozenset({"category", "subject"})
_TOLD = {"title", "link", "guid", "id", "author", "creator", "publisher", "language", "enclosure", "source"}
_DATES = {"pubdate", "published", "updated", "issued", "created", "modified", "date"}
_OF_ENTRY = _FILED | _TOLD | _DATES | {"description", "summary", "content", "encoded"}
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_OF_SOURCE = frozenset({"title", "link", "id"})
_SPACES = re.compile(
    r"https?://(?:www\.w3\.org/2005/Atom|purl\.org/|(?:my|channel)\.netscape\.com/|backend\.userland\.com/|blogs\.law\.harvard\.edu/)",
    re.IGNORECASE,
)
"""Whose elements are read: RSS, Atom, Dublin Core and `content`. A picture's title is not the article's."""
_PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "atom": "http://www.w3.org/2005/Atom",
}
_CHILDREN = 64
_CATEGORIES = 32
"""So many are kept of an entry; feedparser compares every category with all others."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's markup.

    Attributes:
        markup: UTF-8, well-formed.
        head: what it says of itself.
        problems: what is missing of it.
    """

    markup: bytes
    head: Head
    problems: tuple[Dropped, ...]


def feed_of(text: str, name: str, base: str | None = None) -> Feed | Dropped:
    """The feed that the text is, or why it is none. Links in it are made whole.

    Args:
        text: the feed.
        name: what to call it.
        base: its address.
    """
    junk = _JUNK.match(text)
    found = root_of(text[junk.end() :] if junk else text, name)
    if isinstance(found, Dropped):
        return found
    root, markup = found
    if root not in _ROOTS:
        return dropped(name, "not a feed", f"its root element is {root[:40] or 'none'}")
    return _cut(markup, name, base)


def _cut(text: str, name: str, base: str | None) -> Feed | Dropped:
    from lxml import etree

    tree, mended = parsed(text, base)
    if tree is None:
        return dropped(name, "damaged", "its markup cannot be read")
    trim, problems = _Trim(tree, base), list[Dropped]()
    if mended:
        ends = sum(len(_CLOSED.findall(part)) for part in stretches(text) if not part.startswith(OPAQUE))
        again = entry_by_entry(text, base) if len(trim.entries) < ends else None
        other = trim if again is None else _Trim(again, base)
        trim = other if len(other.entries) > len(trim.entries) else trim
        if not _END.search(text[-2_000:]):
            problems.append(dropped(name, "damaged", "the feed breaks off"))
            trim.keep(ends)
        elif len(trim.entries) < ends:
            problems.append(dropped(name, "damaged", f"{ends - len(trim.entries)} of its entries cannot be read"))
    if len(trim.entries) > ENTRIES:
        problems.append(dropped(name, "too large", f"more than {ENTRIES} entries; the rest is left"))
        trim.keep(ENTRIES)
    return Feed(etree.tostring(trim.tree, encoding="utf-8"), trim.head, tuple(problems))


class _Trim:
    """Takes out of a feed what is not read of it, and makes its links whole.

    Args:
        tree: the feed, untouched.
        base: its address.

    Attributes:
        head: what it says of itself.
        tree: the feed, trimmed.
        entries: its entries, in order.
    """

    def __init__(self, tree: Element, base: str | None) -> None:
        from lxml import etree

        self._own = tree.tag.rpartition("}")[0] if isinstance(tree.tag, str) else ""
        self.head = head_of_xml(tree, self.name, base)
        self._site = base or self.head.site or ""
        self.tree = tree
        if self.name(tree) == "entry":
            self.tree = etree.Element("{http://www.w3.org/2005/Atom}feed")
            self.tree.append(tree)
        self.entries = list(self._slimmed(self.tree))
        etree.strip_attributes(self.tree, _BASE)  # links are whole by now; feedparser would lose them over a base that is none

    def keep(self, count: int) -> None:
        """Keep so many entries, the first."""
        for entry in self.entries[count:]:
            parent = entry.getparent()
            if parent is not None:
                parent.remove(entry)
        del self.entries[count:]

    def name(self, element: Element) -> str:
        """The element's name in lower case without its name space; empty if it is not of those that are read.

        The space of the root element is always read, whatever it is called.
        """
        if not isinstance(element.tag, str):
            return ""
        prefix, _, known = element.tag.rpartition(":")
        if prefix in _PREFIXES:
            element.tag = f"{{{_PREFIXES[prefix]}}}{known}"
        space, _, name = element.tag.rpartition("}")
        return name.lower() if not space or space == self._own or _SPACES.match(space[1:]) else ""

    def _slimmed(self, holder: Element) -> Iterator[Element]:
        """Take out of the feed what is not read; the entries that are left, in order."""
        for child in list(holder):
            name = self.name(child)
            if name not in _OF_FEED:
                holder.remove(child)
            elif name == "channel":
                yield from self._slimmed(child)
            elif name in _HOLDERS:
                yield self._trimmed(child)

    def _trimmed(self, entry: Element) -> Element:
        left, filed = _CHILDREN, _CATEGORIES
        for field in list(entry):
            name = self.name(field)
            filed -= name in _FILED
            if name not in _OF_ENTRY or left == 0 or (filed < 0 and name in _FILED):
                entry.remove(field)
                continue
            left -= name not in _FILED
            if name in ("link", "enclosure", "source"):
                self._resolve(field, name)
        return entry

    def _resolve(self, field: Element, name: str) -> None:
        """Make the links of the field whole."""
        base = web_address(field.base, self._site or None) or self._site
        for key in ("href", "url"):
            if link := field.get(key):
                field.set(key, whole(base, link))
        if name == "link" and field.text and field.text.strip():
            field.text = whole(base, field.text)
        if name == "source":
            for child in list(field):
                if self.name(child) not in _OF_SOURCE:
                    field.remove(child)


def whole(base: str, link: str) -> str:
    """The link, read against the base if that is an address."""
    try:
        return urljoin(base, link.strip()) if base else link.strip()
    except ValueError:
        return link.strip()
