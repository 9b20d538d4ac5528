"""How long an answer is good for, by what the server says and by its own clock: no other is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MAX_AGE = re.compile(r"(?:^|[,\s])(?:s-maxage|max-age)\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_NEVER = re.compile(r"(?:^|[,\s])(?:no-store|no-cache)\b", re.IGNORECASE)


def fresh_for(headers: Mapping[str, str]) -> float | None:
    """Seconds for which the answer may be used without asking again; None if nothing is said.

    >>> fresh_for({"cache-control": "public, max-age=600"}), fresh_for({"cache-control": "no-cache"}), fresh_for({})
    (600.0, 0.0, None)
    """
    control = headers.get("cache-control", "")
    if _NEVER.search(control):
        return 0.0
    age = _MAX_AGE.search(control)
    return float(age[1]) if age else seconds_until(headers, "expires")


def seconds_until(headers: Mapping[str, str], name: str) -> float | None:
    """Seconds that a header states, as a number or as a date to be compared with the server's `Date`; None if it states none.

    >>> seconds_until({"retry-after": "120"}, "retry-after")
    120.0
    >>> sent = "Sun, 06 Nov 1994 08:49:37 GMT"
    >>> seconds_until({"date": sent, "retry-after": "Sun, 06 Nov 1994 08:50:37 GMT"}, "retry-after")
    60.0
    """
    stated = headers.get(name, "").strip()
    if stated.isascii() and stated.isdecimal():
        return float(stated[:10])
    moment, sent = _moment(stated), _moment(headers.get("date", ""))
    return max((moment - sent).total_seconds(), 0.0) if moment and sent else None


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, OverflowError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
