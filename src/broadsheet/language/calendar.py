"""Calendar sums for time expressions: values as TIMEX3 writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

Direction = Literal["past", "present", "future", "none"]
"""Which way the talk goes. The present tense with a day is a timetable ("opens Monday"); `none` is talk without a verb."""

_DESIGNATORS = {
    "second": ("PT", "S"), "minute": ("PT", "M"), "hour": ("PT", "H"), "day": ("P", "D"),
    "week": ("P", "W"), "weekend": ("P", "WE"),
    "month": ("P", "M"), "quarter": ("P", "Q"), "year": ("P", "Y"), "decade": ("P", "DE"), "century": ("P", "C"),
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "overnight": "NI", "tonight": "NI"}
_SEASON_MONTH = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}


def day_of(published: str | None) -> date | None:
    """The day in an ISO date or time; None if it holds no full day, or one that no paper has.

    >>> day_of("2031-05-04T10:00:00Z"), day_of("2031-05"), day_of("2031-02-31")
    (datetime.date(2031, 5, 4), None, None)
    """
    try:
        day = date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
    return day if 1000 <= day.year < 9000 else None


def make_day(year: int, month: int, day: int) -> date | None:
    """The date, None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def weekday(anchor: date, number: int, direction: Direction) -> date:
    """The weekday (Monday is 1) nearest to the anchor: on it or before, or on it or after where the talk looks ahead.

    >>> weekday(date(2031, 5, 7), 1, "past"), weekday(date(2031, 5, 7), 1, "future")
    (datetime.date(2031, 5, 5), datetime.date(2031, 5, 12))
    """
    gap = (number - anchor.isoweekday()) % 7
    return anchor + timedelta(gap if direction in ("present", "future") or gap == 0 else gap - 7)


def of_week(anchor: date, number: int, weeks: int) -> date:
    """The weekday (Monday is 1) of the week that lies so many weeks from the anchor's own.

    >>> of_week(date(2031, 5, 7), 5, -1), of_week(date(2031, 5, 7), 3, 1)
    (datetime.date(2031, 5, 2), datetime.date(2031, 5, 14))
    """
    return _safe(anchor, 7 * weeks + number - anchor.isoweekday())


def month_year(anchor: date, month: int, direction: Direction) -> int:
    """The year of a month named alone: the latest such month, or the next where the talk is of the future.

    >>> day = date(2031, 2, 7)
    >>> month_year(day, 11, "past"), month_year(day, 11, "future"), month_year(day, 3, "none")
    (2030, 2031, 2031)
    """
    if direction == "future":
        return anchor.year + (month < anchor.month)
    if direction in ("none", "present"):
        gap = (month - anchor.month + 6) % 12 - 6
        return anchor.year + (anchor.month + gap - 1) // 12
    return anchor.year - (month > anchor.month)


def last_day(anchor: date, month: int, day: int) -> date | None:
    """The latest such day that is not after the anchor; None if there was none in the last years.

    >>> last_day(date(2031, 5, 7), 5, 31), last_day(date(2031, 5, 7), 5, 7)
    (datetime.date(2030, 5, 31), datetime.date(2031, 5, 7))
    """
    days = (make_day(anchor.year - step, month, day) for step in range(9))
    return next((found for found in days if found and found <= anchor), None)


def near_day(anchor: date, month: int, day: int, direction: Direction, *, weekday: int | None = None) -> date | None:
    """The day of a month without a year that lies nearest to the anchor; the wrong direction counts as months further.

    A weekday that stands beside it (Monday is 1) decides, if the day falls on it in one of the years around.

    >>> near_day(date(2031, 1, 7), 12, 20, "past"), near_day(date(2031, 11, 7), 2, 1, "none")
    (datetime.date(2030, 12, 20), datetime.date(2032, 2, 1))
    >>> near_day(date(2031, 5, 7), 10, 1, "past", weekday=3)
    datetime.date(2031, 10, 1)
    """
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    near = [found for year in years if (found := make_day(year, month, day))]
    fitting = [found for found in near if found.isoweekday() == weekday]
    return nearest(anchor, fitting or near, direction) if near else None


def nearest(anchor: date, days: Sequence[date], direction: Direction) -> date:
    """The day nearest to the anchor; there must be one.

    A day ahead counts five months more in talk of the past; one back counts four more in talk of the future ("will open on 12
    September", said in February, is the next), two in the present tense.
    """
    ahead, back = {"past": (150, 0), "present": (0, 60), "future": (0, 120), "none": (10, 0)}[direction]
    return min(days, key=lambda found: (_gap(found, anchor) + (ahead if found > anchor else back), found))


def _gap(a: date, b: date) -> int:
    return abs((a - b).days)


def shifted(anchor: date, unit: str, count: int) -> str:
    """The calendar unit `count` units from the anchor's own, as a value.

    >>> units = ("day", "week", "month", "quarter", "year", "decade", "century", "weekend")
    >>> [shifted(date(2031, 1, 8), unit, -1) for unit in units]
    ['2031-01-07', '2031-W01', '2030-12', '2030-Q4', '2030', '202', '19', '2031-W01-WE']
    """
    if unit == "day":
        return _safe(anchor, count).isoformat()
    if unit in ("week", "weekend"):
        year, week, _ = _safe(anchor, 7 * count).isocalendar()
        return f"{year}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        year, month = month_of_count(anchor.year * 12 + anchor.month - 1 + count)
        return f"{year:04d}-{month:02d}"
    if unit == "quarter":
        quarters = anchor.year * 4 + (anchor.month - 1) // 3 + count
        return f"{quarters // 4:04d}-Q{quarters % 4 + 1}"
    if unit == "year":
        return f"{anchor.year + count:04d}"
    return str(anchor.year // 10 + count) if unit == "decade" else str(anchor.year // 100 + count)


def month_of_count(months: int) -> tuple[int, int]:
    """Year and month of a count of months since January of the year 0.

    >>> month_of_count(2031 * 12 + 4)
    (2031, 5)
    """
    return months // 12, months % 12 + 1


def _safe(anchor: date, days: int) -> date:
    try:
        return anchor + timedelta(days)
    except OverflowError:
        return anchor


def season(anchor: date, code: str, direction: Direction) -> str:
    """The season nearest in the direction; a winter is called after the year of its January.

    >>> season(date(2031, 5, 8), "SU", "past"), season(date(2031, 5, 8), "SU", "future")
    ('2030-SU', '2031-SU')
    """
    return f"{month_year(anchor, _SEASON_MONTH[code], direction):04d}-{code}"


def in_season(day: date, code: str) -> bool:
    """Whether the day lies in the season, by whole months of the northern year: summer from June to August.

    >>> in_season(date(2031, 8, 9), "SU"), in_season(date(2031, 12, 9), "WI"), in_season(date(2031, 5, 9), "SU")
    (True, True, False)
    """
    return (day.month - _SEASON_MONTH[code] + 1) % 12 <= 2


def quarter_year(anchor: date, quarter: int, direction: Direction) -> int:
    """The year of a quarter named alone: the latest that has ended or is running, unless the talk is of the future."""
    now = (anchor.month - 1) // 3 + 1
    if direction == "future":
        return anchor.year + (quarter < now)
    return anchor.year - (quarter > now)


def span(count: str, unit: str) -> str:
    """A duration.

    >>> span("3", "day"), span("X", "year"), span("90", "minute"), span("2", "decade")
    ('P3D', 'PXY', 'PT90M', 'P20Y')
    """
    if unit == "decade" and count.isdigit():
        return f"P{int(count) * 10}Y"
    lead, designator = _DESIGNATORS[unit]
    return f"{lead}{count}{designator}"
