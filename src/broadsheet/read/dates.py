"""Dates in the spellings that feeds, sitemaps and letters use."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime

_DAY = r"(?P<year>\d{4})(?:(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})|(?P<packed>\d{4}))"
_TIME = r"(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?"
_NUMBERS = re.compile(rf"{_DAY}(?:[Tt ]\s*{_TIME}\s?(?P<zone>[Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?")
_SECONDS = re.compile(r"(\d{9,10})(?:\d{3})?(?:\.\d+)?")
_ZONES = {"WET": "+0000", "WEST": "+0100", "CET": "+0100", "CEST": "+0200", "EET": "+0200", "EEST": "+0300", "JST": "+0900"}
"""Names of zones that mean one thing only and that the mail parser does not know."""
_ZONE_NAME = re.compile(rf"\b({'|'.join(_ZONES)})\Z")
_YEARS = range(1600, 2200)
_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
"""What programs write that know of none."""


def stamp(stated: str | None) -> str | None:
    """ISO 8601, with the zone that is stated; None if it is no date.

    >>> stamp("Fri, 14 Mar 2031 11:10:00 +0100"), stamp("2031-03-14T11:10:00.5Z"), stamp("2031-03-14"), stamp("soon")
    ('2031-03-14T11:10:00+01:00', '2031-03-14T11:10:00+00:00', '2031-03-14', None)
    """
    text = " ".join((stated or "")[:60].split())
    try:
        if found := _NUMBERS.fullmatch(text):
            return _of_numbers(found)
        if found := _SECONDS.fullmatch(text):
            return _told(datetime.fromtimestamp(int(found[1]), UTC))
        if ":" not in text:
            return parsedate_to_datetime(f"{text} 00:00").date().isoformat()
        return _told(parsedate_to_datetime(_ZONE_NAME.sub(lambda name: _ZONES[name[1]], text)))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _of_numbers(found: re.Match[str]) -> str | None:
    """The date; without its time if there is no such time.

    Raises:
        ValueError: there is no such day.
    """
    packed = found["packed"] or ""
    day = date(int(found["year"]), int(packed[:2] or found["month"]), int(packed[2:] or found["day"]))
    if day.year not in _YEARS:
        return None
    zone = (found["zone"] or "").upper()
    zone = "+00:00" if zone in ("Z", "UTC", "GMT") else f"{zone[:3]}:{zone[-2:]}" if len(zone) > 3 else zone and f"{zone}:00"
    try:
        hour = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
        return _told(datetime.fromisoformat(f"{day.isoformat()}T{hour.isoformat()}{zone}"))
    except (ValueError, TypeError):
        return day.isoformat()


def _told(moment: datetime) -> str | None:
    return None if moment.year not in _YEARS or moment == _NO_DATE else moment.isoformat()
