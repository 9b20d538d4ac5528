"""What a feed says of itself: its title and language, where it lies, and how often it is worth asking."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from broadsheet.read.records import words

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Name = Callable[["Element"], str]
_PERIODS = {"hourly": 60, "daily": 1_440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEAR = _PERIODS["yearly"]
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9_-]{1,20})?")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a feed says of itself, each thing as it stands there.

    Attributes:
        title: its title, plain.
        language: code.
        site: the page that it is the feed of.
        address: its own address.
        hub: where a WebSub hub would tell of news in it.
        next_page: the page of the feed with the entries before these (RFC 5005); nothing follows it.
        minutes: how long it may be taken to stay as it is: `ttl`, or what `sy:updatePeriod` and `sy:updateFrequency` come to.
        skip_hours: hours of the day, UTC, at which it is not worth asking.
        skip_days: days of the week likewise, Monday is 0.
    """

    title: str | None = None
    language: str | None = None
    site: str | None = None
    address: str | None = None
    hub: str | None = None
    next_page: str | None = None
    minutes: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


def head_of_xml(tree: Element, name: Name, base: str | None) -> Head:
    """What an RSS or Atom feed says of itself.

    Args:
        tree: the feed.
        name: gives the name of an element that is read.
        base: the feed's address.
    """
    holder = next((child for child in tree if name(child) == "channel"), tree)
    first: dict[str, Element] = {}
    for child in holder:
        first.setdefault(name(child), child)
    links = dict(reversed(list(_links(holder, name, base))))  # the first of each counts
    language = _text(first.get("language")) or tree.get(_LANG) or holder.get(_LANG)
    return Head(
        title=_text(first.get("title")),
        language=language if language and _CODE.fullmatch(language) else None,
        site=links.get("alternate"),
        address=links.get("self"),
        hub=links.get("hub"),
        next_page=links.get("next") or links.get("prev-archive"),
        minutes=_number(_text(first.get("ttl")), _YEAR) or _period(first),
        skip_hours=tuple(sorted({hour % 24 for hour in _numbers(first.get("skiphours"))})),
        skip_days=tuple(sorted({_DAYS.index(day) for day in _texts(first.get("skipdays")) if day in _DAYS})),
    )


def head_of_json(feed: Mapping[str, Any], base: str | None) -> Head:
    """What a JSON Feed says of itself."""
    plain = dict(feed)
    hubs = plain.get("hubs")
    hub = next((each for each in hubs if isinstance(each, dict)), {}) if isinstance(hubs, list) else {}
    language = words(plain, "language")
    return Head(
        title=" ".join((words(plain, "title") or "").split()) or None,
        language=language if language and _CODE.fullmatch(language) else None,
        site=web_address(words(plain, "home_page_url"), base),
        address=web_address(words(plain, "feed_url"), base),
        hub=web_address(words(hub, "url"), base),
        next_page=web_address(words(plain, "next_url"), base),
    )


def web_address(link: str | None, base: str | None = None) -> str | None:
    """The link read against the base, if it leads to something on the web."""
    try:
        joined = urljoin(base, link.strip()) if link and base else (link or "").strip()
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in ("http", "https") and parts.netloc else None


def _links(holder: Element, name: Name, base: str | None) -> Iterator[tuple[str, str]]:
    """Relation and address of the feed's own links; RSS writes the site's as words."""
    for child in holder:
        if name(child) != "link":
            continue
        stated = child.get("href") or _text(child)
        try:
            link = web_address(stated, urljoin(base or "", child.base or "") or None)
        except ValueError:
            continue
        if link:
            yield (child.get("rel") or "alternate").strip().lower(), link


def _period(first: Mapping[str, Element]) -> int | None:
    period = _PERIODS.get((_text(first.get("updateperiod")) or "").lower())
    return max(period // (_number(_text(first.get("updatefrequency")), _YEAR) or 1), 1) if period else None


def _text(element: Element | None) -> str | None:
    return None if element is None else " ".join("".join(map(str, element.itertext())).split())[:1_000] or None


def _texts(holder: Element | None) -> list[str]:
    return [] if holder is None else [(_text(child) or "").lower() for child in list(holder)[:64]]


def _numbers(holder: Element | None) -> list[int]:
    return [int(hour) for hour in _texts(holder) if hour.isdecimal() and int(hour[:4]) <= 24]


def _number(text: str | None, most: int) -> int | None:
    """A whole number from 1 up to the most that makes sense."""
    return int(text) if text and text.isdecimal() and len(text) < 10 and 0 < int(text) <= most else None
