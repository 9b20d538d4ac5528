"""Times as other software wants them."""

from __future__ import annotations

import re
from datetime import date


def moment(value: str) -> str:
    """An RFC 3339 time. A day, month or year stands for its start in UTC.

    >>> moment("2031-05-05"), moment("2031"), moment("2031-05-05T18:00:00+02:00")
    ('2031-05-05T00:00:00Z', '2031-01-01T00:00:00Z', '2031-05-05T18:00:00+02:00')
    >>> moment("2031-05-05T18:00")
    '2031-05-05T18:00:00Z'
    """
    match = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?)?", value)
    if not match:
        return "1970-01-01T00:00:00Z"
    year, month, day, clock, seconds, zone = match.groups()
    return f"{year}-{month or '01'}-{day or '01'}T{clock or '00:00'}{seconds or ':00'}{zone or 'Z'}"


def first_day(value: str | None) -> date | None:
    """The day of an ISO 8601 time, None for a month, a year or nothing.

    >>> str(first_day("2031-05-05T18:00")), first_day("2031-05")
    ('2031-05-05', None)
    """
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
