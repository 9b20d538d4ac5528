"""The moment that a paper speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from broadsheet.records.article import Article

UNDATED_NOW = "1970-01-01T00:00:00+00:00"
"""The paper's now if no article says anything about when it was written and no `as_of` is given."""


def now_of(articles: Iterable[Article], zone: str) -> str:
    """The paper's now where none is given: the end of the newest day that an article was published on, in the paper's zone.

    If no article is dated, the latest day that one can have been written on by what its words imply; failing that `UNDATED_NOW`.
    """
    known = list(articles)
    place = ZoneInfo(zone)
    days = [day for article in known if article.published and (day := _last_day(article.published, place))]
    implied = [
        day
        for article in known
        for bound in (article.not_after or article.not_before,)
        if bound and (day := _last_day(bound, place))
    ]
    newest = max(days or implied, default=None)
    return datetime.combine(newest, time(23, 59, 59), place).isoformat() if newest else UNDATED_NOW


def day_of(as_of: str, zone: str) -> str | None:
    """The edition's day: that of the moment in the paper's zone, None if nothing dates the paper."""
    day = None if as_of == UNDATED_NOW else _last_day(as_of, ZoneInfo(zone))
    return day.isoformat() if day else None


def _last_day(value: str, zone: ZoneInfo) -> date | None:
    """The last day that an ISO 8601 year, month, day or moment touches, in a zone; None if it is none of these."""
    try:
        if len(value) == 4:
            return date(int(value), 12, 31)
        if len(value) == 7:
            return (date(int(value[:4]), int(value[5:]), 1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        moment = datetime.fromisoformat(value)
        return moment.astimezone(zone).date() if moment.tzinfo else moment.date()
    except (ValueError, OverflowError):
        return None
