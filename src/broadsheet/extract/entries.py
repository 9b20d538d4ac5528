"""Entries of a live blog that its page tells machines (schema.org `liveBlogUpdate`) and shows nobody until a script has run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import HtmlElement

from broadsheet.extract import jsonld

_CLOCK = re.compile(r"T(?P<clock>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?P<zone>Z|[+-]00:?00)?")
_SPACES = re.compile(r"\s+")
_LIVE = "LiveBlogPosting"
#: So many characters of an entry tell whether the page shows it.
_OPENING = 60
_MOST = 1000


def unshown(tree: HtmlElement, shown: Iterable[str]) -> list[str]:
    """The lines of the entries that stand nowhere on the page: time, headline, text of each, in the page's own order.

    Args:
        tree: the parsed page.
        shown: the lines that it does show.

    Returns:
        Nothing if the page is no live blog, or shows half of its entries or more: then the markup is the better witness.
    """
    stated = [update for node in jsonld.nodes(tree, _LIVE) if is_live(node) for update in _updates(node)]
    if not stated:
        return []
    page = _plain(" ".join(shown))
    hidden = [update for update in stated if _plain(update[-1])[:_OPENING] not in page]
    return [line for update in hidden for line in update] if 2 * len(hidden) > len(stated) else []


def is_live(node: dict[str, Any]) -> bool:
    """Whether a JSON-LD node is a live blog."""
    return _LIVE in jsonld.kinds(node)


def _updates(node: dict[str, Any]) -> Iterator[list[str]]:
    """The lines of each entry that says anything."""
    found = node.get("liveBlogUpdate")
    for update in (found if isinstance(found, list) else [found])[:_MOST]:
        if isinstance(update, dict) and (text := _paragraphs(update)):
            headline = jsonld.text(update.get("headline"))
            opening = [headline] if headline and headline != text[0] else []
            yield [*clock(jsonld.text(update.get("datePublished"))), *opening, *text]


def _paragraphs(update: dict[str, Any]) -> list[str]:
    lines = (jsonld.body(update) or "").split("\n")
    return [line for line in (_SPACES.sub(" ", line).strip() for line in lines) if line]


def clock(stamp: str | None) -> list[str]:
    """The time of day of an entry as its own line, in the zone the page gives; UTC is said, since no reader lives by it.

    >>> clock("2031-03-15T21:14:00+01:00"), clock("2031-03-15T20:14:09Z"), clock("2031-03-15")
    (['21:14'], ['20:14 UTC'], [])
    """
    match = _CLOCK.search(stamp or "")
    return [match["clock"] + (" UTC" if match["zone"] else "")] if match else []


def _plain(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())
