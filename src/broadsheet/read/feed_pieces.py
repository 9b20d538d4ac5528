"""A feed whose markup swallows some of its entries, taken apart before it is parsed: each entry by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from broadsheet.read.entries import ENTRIES
from broadsheet.read.markup import OPAQUE, parsed, stretches

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OPENING = re.compile(r"<([^\s<>/]+)[^<>]*(?<!/)>")
_ENTRY = re.compile(
    r"<((?:[\w.-]+:)?(?:item|entry))(?=[\s>])[^<>]*>(?:[^<]++|<(?!/?(?:[\w.-]+:)?(?:item|entry)[\s>]))*+</\1\s*>",
    re.IGNORECASE,
)


def entry_by_entry(text: str, base: str | None) -> Element | None:
    """The tree of the feed in which no entry can swallow another, None if there is none.

    Args:
        text: the feed from its root element on.
        base: its address.
    """
    opening = _OPENING.match(text)
    bare = "".join("." * len(part) if part.startswith(OPAQUE) else part for part in stretches(text))
    places = [found.span() for found in _ENTRY.finditer(bare)]
    tree = parsed(text[: places[0][0]], base)[0] if opening and places else None
    if tree is None or opening is None:
        return None
    for start, end in places[: ENTRIES + 1]:
        alone, _ = parsed(f"{opening[0]}{text[start:end]}</{opening[1]}>", base)
        if alone is not None and len(alone):
            tree.append(alone[0])
    return tree
