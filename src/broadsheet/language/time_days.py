"""What a matched expression of a day means: dates, weekdays, festivals, days named by their distance, and times of day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from broadsheet.language import calendar as cal
from broadsheet.language.calendar import Direction
from broadsheet.language.festivals import festival, nth_weekday
from broadsheet.language.time_words import MONTHS, ORDINALS, WEEKDAYS
from broadsheet.language.timex import ANAPHORIC, OPEN, At, Value, count_of, group_of, step_of

_NAMES = re.compile(r"\b(?:ash|black|bloody|cyber|easter|fat|giving|good|holy|maundy|palm|shrove|super|whit) $")
"""Before a weekday: a day of its own name, which comes once a year or came once."""
_AWAITED = re.compile(r"\b(?:ahead of|before|by|till|until)(?: the)? $")
_SOON = timedelta(30)
"""Days within which a coming feast is spoken of in the past tense ("he said the shop shut on Christmas")."""
_WITHIN = re.compile(r"\w $")
"""Before a capital within a sentence: the name of a paper or a programme, not a day."""
_TITLE = re.compile(r"[\"“‘']$")
_TITLE_END = re.compile(r"[\"”’'](?!s\b)")
OFFSETS = {
    "gmt": "+00:00", "utc": "+00:00", "est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00",
    "pst": "-08:00", "pdt": "-07:00", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00",
}  # fmt: skip
"""Zones whose name means one distance from Greenwich in English papers: that of "ET" is by season, of "CST" by country."""


def month_of(match: re.Match[str]) -> int:
    """The number of the month that was matched."""
    return MONTHS[group_of(match, "month")]


def _is_title(at: At) -> bool:
    """Whether the expression stands alone in quotation marks: a programme, a play."""
    return _TITLE.search(at.before) is not None and _TITLE_END.match(at.after) is not None


def full_date(match: re.Match[str], at: At) -> Value | None:
    """A day of a month; without its year the one that is nearest in the direction of the talk."""
    month, day = month_of(match), int(group_of(match, "day"))
    if year := group_of(match, "year"):
        known = cal.make_day(int(year), month, day)
        return (known.isoformat(), "date", "day", False) if known else None
    if at.day is None:
        return f"XXXX-{month:02d}-{day:02d}", "date", "day", True
    weekday = WEEKDAYS.get(group_of(match, "weekday").rstrip("."))
    over = cal.last_day(at.day, month, day) if at.over and weekday is None else None
    near = over or cal.near_day(at.day, month, day, at.direction, weekday=weekday)
    return (near.isoformat(), "date", "day", True) if near else None


def numeric(match: re.Match[str], _at: At) -> Value | None:
    """A day in figures: month first, unless that is none."""
    first, second, year = int(match["n1"]), int(match["n2"]), int(match["n3"])
    year += 0 if year > 99 else 1900 if year > 50 else 2000
    month, day = (first, second) if first <= 12 else (second, first)
    known = cal.make_day(year, month, day)
    return (known.isoformat(), "date", "day", False) if known else None


def iso(match: re.Match[str], _at: At) -> Value | None:
    """A day as ISO 8601 writes it."""
    known = cal.make_day(int(match["year"]), int(match["n1"]), int(match["n2"]))
    return (known.isoformat(), "date", "day", False) if known else None


def counted_weekday(match: re.Match[str], at: At) -> Value | None:
    """A weekday counted in its month ("the first Monday in September"): a day, if the year is known."""
    month, nth = month_of(match), group_of(match, "nth")
    if not group_of(match, "year") and at.day is None:
        return f"XXXX-{month:02d}", "date", "month", True
    year = int(group_of(match, "year") or (cal.month_year(at.day, month, at.direction) if at.day else 0))
    day = nth_weekday(year, month, WEEKDAYS[group_of(match, "weekday")], -1 if nth == "last" else ORDINALS[nth])
    return (day.isoformat(), "date", "day", not group_of(match, "year")) if day else None


def feast(match: re.Match[str], at: At) -> Value | None:
    """A day with a name of its own, in the year that stands beside it or the one in the direction of the talk; open if unsure."""
    name, which, year = group_of(match, "festival"), group_of(match, "which"), group_of(match, "year")
    if year or at.day is None:
        day = festival(name, int(year)) if year else None
        return (day.isoformat() if day else OPEN["day"]), "date", "day", not year
    near = [day for step in (-1, 0, 1) if (day := festival(name, at.day.year + step))]
    chosen = _feast_near(at.day, near, which, at) if near else None
    return (chosen.isoformat() if chosen else OPEN["day"]), "date", "day", True


def _feast_near(day: date, near: list[date], which: str, at: At) -> date | None:
    """Of the days of some years the one that is meant; what is awaited ("by Christmas, it will") lies ahead."""
    if which == "this":
        return next((feast for feast in near if feast.year == day.year), None)
    awaited = at.direction == "future" and _AWAITED.search(at.before) is not None
    if which == "next" or awaited:
        return next((feast for feast in near if feast > day), None)
    if which == "last" or at.over:
        return max((feast for feast in near if feast < day), default=None)
    told = [feast for feast in near if at.direction != "past" or feast - day <= _SOON]
    return cal.nearest(day, told or near, at.direction)


def weekday(match: re.Match[str], at: At) -> Value | None:
    """A weekday: the one before or behind the day of publication; "next Friday" is that of the next week."""
    if _NAMES.search(at.before) or _is_title(at):
        return None
    number, which = WEEKDAYS[group_of(match, "weekday")], group_of(match, "which")
    part = cal.PARTS.get(group_of(match, "part"), "")
    suffix = f"T{part}" if part else ""
    if at.day is None:
        return _day(f"XXXX-WXX-{number}", suffix)
    if which == "next":
        return _day(cal.of_week(at.day, number, 1).isoformat(), suffix)
    day = cal.weekday(at.day, number, _weekday_direction(which, at))
    if (day == at.day and which == "last") or which in ("previous", "the previous"):
        day -= timedelta(7)
    return _day(day.isoformat(), suffix)


def _weekday_direction(which: str, at: At) -> Direction:
    if which in ("this coming", "coming"):
        return "future"
    return "past" if which in ("last", "past", "this past") or at.over else at.direction


def _day(day: str, suffix: str) -> Value:
    """A day reckoned from publication, or a part of it."""
    return (day + suffix, "time", "day", True) if suffix else (day, "date", "day", True)


def weekday_of_week(match: re.Match[str], at: At) -> Value | None:
    """A weekday with its week: "Wednesday of next week"; open where the week is one of the text ("Friday of that week")."""
    number, which = WEEKDAYS[group_of(match, "weekday")], group_of(match, "which")
    if at.day is None or any(word in which.split() for word in ANAPHORIC):
        return f"XXXX-WXX-{number}", "date", "day", True
    return cal.of_week(at.day, number, step_of(which)).isoformat(), "date", "day", True


def weekday_weeks_off(match: re.Match[str], at: At) -> Value | None:
    """A weekday so many weeks off ("two weeks ago Monday"): open where that of this week and that of the last could be meant."""
    number, count = WEEKDAYS[group_of(match, "weekday")], count_of(match)
    if at.day is None or not count.isdigit():
        return f"XXXX-WXX-{number}", "date", "day", True
    ahead = group_of(match, "way") in ("from", "week")
    unsure = not ahead and number > at.day.isoweekday()
    start = cal.weekday(at.day, number, "future" if ahead else "past")
    day = start + timedelta(7 * int(count) * (1 if ahead else -1))
    return (f"XXXX-WXX-{number}" if unsure else day.isoformat()), "date", "day", True


def anniversary(match: re.Match[str], at: At) -> Value | None:
    """A day, week or month so many years or months back: "ten years ago today", "a year ago this week", "two years ago in May"."""
    unit, count = group_of(match, "unit").removesuffix("s"), count_of(match)
    other, which = group_of(match, "other"), group_of(match, "which")
    if at.day is None or not count.isdigit():
        return OPEN.get(other or "day"), "date", other or "day", True  # type: ignore[return-value]
    months = int(count) * (12 if unit == "year" else 1)
    if group_of(match, "month"):
        return f"{at.day.year - int(count):04d}-{month_of(match):02d}", "date", "month", True
    near = _near_named(match, at.day)
    then = cal.make_day(*cal.month_of_count(near.year * 12 + near.month - 1 - months), near.day)
    if then is None:
        return OPEN["day"], "date", "day", True
    return cal.shifted(then, other or "day", step_of(which)), "date", other or "day", True


def _near_named(match: re.Match[str], day: date) -> date:
    """The day named today, yesterday or by its weekday, which lies nearest."""
    if group_of(match, "weekday"):
        gap = (WEEKDAYS[group_of(match, "weekday")] - day.isoweekday() + 3) % 7 - 3
        return day + timedelta(gap)
    return day + timedelta(_DAYS_OFF.get(group_of(match, "named"), 0))


_DAYS_OFF = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1, "the day after tomorrow": 2}


def named_day(match: re.Match[str], at: At) -> Value | None:
    """A day named by its distance ("yesterday"), or a part of it ("tonight")."""
    word, part = group_of(match, "named"), group_of(match, "part")
    if _is_title(at) or (match["all"][:1].isupper() and _WITHIN.search(at.before)):
        return None
    step = _DAYS_OFF.get(word, 0)
    if word == "overnight" and at.direction not in ("future", "present"):
        step = -1  # the night is called by the day on which it began
    code = cal.PARTS.get(part or ("night" if "night" in word else ""), "")
    day = (at.day + timedelta(step)).isoformat() if at.day else "XXXX-XX-XX"
    return (f"{day}T{code}", "time", "day", True) if code else (day, "date", "day", True)


def clock(match: re.Match[str], at: At) -> Value | None:
    """A time of day with the day that stands beside it, else on the day of publication."""
    hour = _hour(match)
    if group_of(match, "month"):
        day = full_date(match, at)
    elif group_of(match, "weekday"):
        day = weekday(match, at)
    else:
        day = named_day(match, at)
    if day is None or hour is None:
        return None
    offset = OFFSETS.get(group_of(match, "zone"), "")
    return f"{day[0][:10]}T{hour}{offset}", "time", "minute", day[3]


def _hour(match: re.Match[str]) -> str | None:
    if match["hour24"]:
        return f"{int(match['hour24']):02d}:{match['minute24']}"
    if not match["hour"]:
        return "12:00" if "noon" in match["clock"].lower() else "24:00"
    hour = int(match["hour"]) % 12 + (12 if match["half"].lower() == "p" else 0)
    return f"{hour:02d}:{match['minute'] or '00'}"
