"""How dates, ages, counts and figures are worded. English, the language of the paper's own labels."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from functools import lru_cache

from broadsheet.language.numbers import value_of
from broadsheet.records.pool import NumberItem, PageWhen

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNDATED = "undated"
MARKED = "Sentences marked (model) were written by a language model from the words that they cite."
"""What a form says once that prints sentences as `marked` has them."""
_TIME_VALUE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?)?|-W\d{2})?")
_CURRENCIES = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}
_QUALIFIERS = {
    "about": "about", "nearly": "nearly", "at_least": "at least", "at_most": "up to", "more_than": "more than",
    "less_than": "less than", "estimate": "an estimated",
}  # fmt: skip


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "outlet"), count(3, "copy", "copies"), count(1200, "article")
    ('1 outlet', '3 copies', '1,200 articles')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def duration(seconds: float) -> str:
    """A stretch of time as a reader says it.

    >>> duration(20), duration(60), duration(480), duration(9000), duration(200_000)
    ('under a minute', '1 minute', '8 minutes', '2.5 hours', '2 days')
    """
    if seconds < 60:
        return "under a minute"
    if seconds < 5400:
        return count(round(seconds / 60), "minute")
    return f"{round(seconds / 3600, 1):g} hours" if seconds < 172_800 else count(round(seconds / 86_400), "day")


def marked(text: str, made: str) -> str:
    """A sentence as plain words: one that a language model wrote says so.

    >>> marked("It rained.", "verbatim"), marked("It rained.", "model")
    ('It rained.', 'It rained. (model)')
    """
    return f"{text} (model)" if made == "model" else text


def outlets_counted(number: int) -> str:
    """How many outlets with a name; a paper without one is counted among the origins alone.

    >>> outlets_counted(0), outlets_counted(2)
    ('no named outlet', '2 outlets')
    """
    return count(number, "outlet") if number else "no named outlet"


@lru_cache(maxsize=1 << 13)  # outlets and pages are named on every line of evidence
def plain_label(text: str) -> str:
    r"""Text of somebody else's making as one line of a label: no control or direction-changing characters.

    >>> plain_label("Dam\u202e  opened\n")
    'Dam opened'
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = "".join(" " if c.isspace() else c for c in text if unicodedata.category(c) not in ("Cc", "Cs") or c.isspace())
    kept = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", kept)
    return " ".join(kept.split())


def role_label(role: str) -> str:
    """What kind of piece an article is, as a reader writes it.

    >>> role_label("roundup"), role_label("report")
    ('round-up', 'report')
    """
    return {"roundup": "round-up", "liveblog": "live blog"}.get(role, role)


@lru_cache(maxsize=1 << 13)
def day_label(value: str | None) -> str:
    """A date or time as a reader writes it, as exactly as it is known.

    >>> day_label("2031-05-05"), day_label("2031-05"), day_label("2031"), day_label(None)
    ('5 May 2031', 'May 2031', '2031', 'undated')
    >>> day_label("2031-05-05T18:04:00Z")
    '5 May 2031, 18:04'
    """
    if not value:
        return UNDATED
    match = re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}:\d{2}))?)?)?", value)
    if not match or not 1 <= int(match[2] or 1) <= 12:
        return plain_label(value) or UNDATED
    parts = [str(int(match[3]))] if match[3] else []
    parts += [MONTHS[int(match[2]) - 1]] if match[2] else []
    label = " ".join([*parts, match[1]])
    return f"{label}, {match[4]}" if match[4] else label


def short_day(value: str | None) -> str:
    """The day without the time.

    >>> short_day("2031-05-05T18:04:00Z")
    '5 May 2031'
    """
    return day_label(value[:10]) if value else UNDATED


def long_day(value: str | None) -> str:
    """The edition's day with its weekday.

    >>> long_day("2031-05-05")
    'Monday 5 May 2031'
    """
    day = _day(value)
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}" if day else "Undated edition"


def clock_label(value: str) -> str:
    """The time of day of a moment, if it has one. The last second of a day stands for the day.

    >>> clock_label("2031-05-05T18:04:00Z"), clock_label("2031-05-05"), clock_label("2031-05-05T23:59:59+02:00")
    ('18:04', '', '')
    """
    if "T23:59:59" in value:
        return ""
    match = re.match(r"\d{4}-\d{2}-\d{2}[T ](\d{2}:\d{2})", value)
    return match[1] if match else ""


def machine_time(value: str | None) -> str | None:
    """The value for a `datetime` attribute, None if it would not be valid there.

    >>> machine_time("2031-05"), machine_time("P3D")
    ('2031-05', None)
    """
    return value if value and _TIME_VALUE.fullmatch(value) else None


def age(value: str | None, now: str) -> str:
    """How long before `now` something was published, as far as it is known.

    >>> age("2031-05-05T15:00:00Z", "2031-05-05T18:00:00Z"), age("2031-05-03", "2031-05-05T18:00:00Z")
    ('3 h', '2 days')
    >>> age(None, "2031-05-05T18:00:00Z"), age("2031-05-05", "2031-05-05T18:00:00Z"), age("2029", "2031-05-05")
    ('undated', 'today', '2029')
    """
    day, today = _day(value), _day(now)
    if not value or not day or not today:
        return day_label(value)
    published, moment = _moment(value), _moment(now)
    if published and moment and 0 <= (moment - published).total_seconds() < 86_400:
        hours = int((moment - published).total_seconds() // 3600)
        return f"{hours} h" if hours else "under 1 h"
    days = (today - day).days
    if not 0 <= days < 60:
        return day_label(value[:10])
    return "today" if days == 0 else count(days, "day")


def when_label(when: PageWhen) -> str:
    """What a reader calls a time on the page.

    >>> when_label(PageWhen(text="last spring", start="2030", precision="year"))
    '2030'
    >>> when_label(PageWhen(text="the coming weeks", precision="unknown"))
    'the coming weeks'
    >>> when_label(PageWhen(text="2029 to 2031", start="2029-01-01", end="2031-12-31", precision="year"))
    '2029 to 2031'
    >>> when_label(PageWhen(text="since May", start="2030-05-01", end="2030-05-31", precision="month"))
    'since May 2030'
    """
    if not when.start or not machine_time(when.start):
        return plain_label(when.text or "") or UNDATED
    if when.precision == "decade":
        return f"{when.start[:3]}0s"
    if when.precision == "week":
        return f"week of {day_label(when.start)}" if len(when.start) == 10 else plain_label(when.text or when.start)
    if when.precision == "season":
        return plain_label(when.text or when.start)
    shown, last = (day_label(_as_exact(day, when.precision)) for day in (when.start, when.end or when.start))
    if (when.text or "").lower().startswith("since "):
        return f"since {shown}"
    return f"{shown} to {last}" if last != shown and when.end and machine_time(when.end) else shown


def _as_exact(day: str, precision: str) -> str:
    """A day as far as it is known: its year, its month, or all of it."""
    return day[: {"year": 4, "month": 7, "day": 10}.get(precision, len(day))]


def number_label(item: NumberItem) -> str:
    """A figure as it is printed large: the article's own words where they are known.

    >>> number_label(NumberItem(value=14, unit="people", label="dead", statement="s1", spans=("p1",), qualifier="at_least"))
    'at least 14'
    >>> number_label(NumberItem(value=544800, unit="USD", label="spent", statement="s1", spans=("p1",)))
    '$544,800'
    """
    shown = plain_label(item.text) if item.text else _range(item)
    qualifier = _QUALIFIERS.get(item.qualifier or "", "")
    return shown if not qualifier or _is_qualified(shown) else f"{qualifier} {shown}"


def _is_qualified(shown: str) -> bool:
    """Whether a figure as printed opens with a word that is no number, and so says itself how exact it is.

    >>> _is_qualified("around 300 boats"), _is_qualified("eleven boats"), _is_qualified("$300")
    (True, False, False)
    """
    first = shown.partition(" ")[0]
    return first[:1].isalpha() and value_of(first.lower()) is None


def _range(item: NumberItem) -> str:
    low = _amount(item.value, item.unit)
    return low if item.value_high is None else f"{low} to {_amount(item.value_high, item.unit)}"


def _amount(value: float, unit: str) -> str:
    digits = f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"
    if unit == "percent":
        return f"{digits}%"
    if unit in _CURRENCIES:
        return f"{_CURRENCIES[unit]}{digits}"
    return digits if unit in ("people", "", "count", "number") else f"{digits} {plain_label(unit)}"


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _moment(value: str) -> datetime | None:
    if len(value) < 16:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
