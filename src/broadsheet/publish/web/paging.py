"""Lists in pages: after an item, or before one, wherever that item stands in the list as it is now.

A cursor names the item beside which a page begins, not its number. So a page follows the one before it even if an edition came
between: nothing that kept its place beside the others is told twice or left out. If the item itself is gone, the page begins where
it stood. That the list is another than the one that was begun with is said (`changed`); who needs it whole begins again.
"""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from urllib.parse import urlencode

from broadsheet.publish.web.asking import Form, Unclear, number

MOST = 100
"""Items of a page at most."""
USUAL = 20
"""Items of a page where a cursor is given and no limit."""
LONGEST = 600
"""Characters of a cursor."""
_WRONG = "That cursor is none that this list gave. Begin again without one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Where a page begins or ends.

    Attributes:
        after: whether the page follows the item; else it goes before it.
        item: the item's name.
        number: the item's place in the list that it was read from, from 0.
        mark: of that list.
    """

    after: bool
    item: str
    number: int
    mark: str

    def written(self) -> str:
        """The cursor as an address carries it."""
        plain = json.dumps([int(self.after), self.item, self.number, self.mark], separators=(",", ":"))
        return urlsafe_b64encode(plain.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, written: str) -> Cursor:
        """The cursor that was written so.

        Raises:
            Unclear: nobody wrote that.
        """
        try:
            if len(written) > LONGEST:
                raise Unclear(_WRONG)
            plain = json.loads(urlsafe_b64decode(written + "=" * (-len(written) % 4)))
            match plain:
                case [0 | 1 as after, str(item), int(place), str(mark)] if place >= 0:
                    return cls(after=bool(after), item=item, number=place, mark=mark)
        except (binascii.Error, ValueError, RecursionError) as problem:
            raise Unclear(_WRONG) from problem
        raise Unclear(_WRONG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which page is asked for. No limit and no cursor: the whole list."""

    limit: int
    cursor: Cursor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A stretch of a list.

    Attributes:
        start: number of its first item, from 0.
        end: number of the item behind its last.
        total: items of the list.
        limit: items of a page at most.
        changed: whether the list is another than the one that the cursor was read from.
        next: where the next page begins, None behind the last; `prev` where the one before ends.
    """

    start: int
    end: int
    total: int
    limit: int
    changed: bool
    next: Cursor | None
    prev: Cursor | None

    def told(self) -> dict[str, Any]:
        """The page as its document tells it."""
        return {
            "start": self.start,
            "count": self.end - self.start,
            "total": self.total,
            "limit": self.limit,
            "changed": self.changed,
            "next": self.next and self.next.written(),
            "prev": self.prev and self.prev.written(),
        }

    def links(self, path: str, form: Form) -> str:
        """The same as a `Link` header (RFC 8288), for a list that lies at `path` and was asked for with `form`."""
        kept = {name: value for name, value in form.items() if name != "cursor"} | {"limit": str(self.limit)}
        ends = {"first": {}, "prev": _field(self.prev), "next": _field(self.next)}
        found = {rel: kept | more for rel, more in ends.items() if rel == "first" or more}
        return ", ".join(f'<{path}?{urlencode(fields)}>; rel="{rel}"' for rel, fields in found.items())


def _field(cursor: Cursor | None) -> dict[str, str]:
    return {"cursor": cursor.written()} if cursor else {}


def wished(form: Form, *, whole: bool = True) -> Wish | None:
    """The page that a form asks for; None for the whole list, where there is such a thing.

    Raises:
        Unclear: limit or cursor is none.
    """
    if whole and not {"limit", "cursor"} & form.keys():
        return None
    cursor = Cursor.read(form["cursor"]) if "cursor" in form else None
    return Wish(limit=number(form, "limit", 1, MOST, USUAL), cursor=cursor)


def paged(names: Sequence[str], wish: Wish) -> Page:
    """The page of a list, by the names of its items, each once.

    >>> first = paged("abcde", Wish(limit=2))
    >>> (first.start, first.end, first.prev), paged("xabcde", Wish(limit=2, cursor=first.next)).start
    ((0, 2, None), 3)
    """
    mark, cursor = _mark(names), wish.cursor
    start, end = _stretch(names, wish)
    return Page(
        start=start, end=end, total=len(names), limit=wish.limit, changed=cursor is not None and cursor.mark != mark,
        next=Cursor(after=True, item=names[end - 1], number=end - 1, mark=mark) if 0 < end < len(names) else None,
        prev=Cursor(after=False, item=names[start], number=start, mark=mark) if 0 < start < len(names) else None,
    )  # fmt: skip


def _stretch(names: Sequence[str], wish: Wish) -> tuple[int, int]:
    cursor, total = wish.cursor, len(names)
    if cursor is None:
        return 0, min(wish.limit, total)
    here = cursor.number < total and names[cursor.number] == cursor.item
    place = cursor.number if here else next((place for place, name in enumerate(names) if name == cursor.item), None)
    if cursor.after:
        start = min(cursor.number if place is None else place + 1, total)
        return start, min(start + wish.limit, total)
    end = min(cursor.number if place is None else place, total)
    return max(0, end - wish.limit), end


def _mark(names: Sequence[str]) -> str:
    return blake2b("\n".join(names).encode("utf-8", "replace"), digest_size=6).hexdigest()


def cut(listed: Mapping[str, Any], shelf: str, name: str, wish: Wish) -> tuple[dict[str, Any], Page]:
    """A document with a page of the list on one of its shelves in place of the list, and the page.

    Args:
        listed: the whole document.
        shelf: the key of the list.
        name: the key of an item by which it is known.
        wish: which page.
    """
    items = listed[shelf]
    page = paged([str(item[name]) for item in items], wish)
    return {**listed, shelf: items[page.start : page.end], "page": page.told()}, page
