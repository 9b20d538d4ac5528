"""What a matched time expression means: one resolver for every name in `time_rules`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial

from broadsheet.language import calendar as cal
from broadsheet.language import time_days as days
from broadsheet.language.calendar import Direction
from broadsheet.language.numbers import value_of
from broadsheet.language.time_words import ORDINALS, WEEKDAYS
from broadsheet.language.timex import ANAPHORIC, OPEN, At, Value, count_of, group_of, step_of, unit_of

_SCHEDULED = re.compile(
    r"[-\w’' ]{0,25}\b(?:elections?|votes?|summits?|meetings?|conferences?|conventions?|referendums?|hearings?|trials?|primary"
    r"|primaries|caucus(?:es)?|ballots?|deadlines?|launch|inaugurations?|budget|congress|talks|contests?|races?)\b"
)
"""What a month before it says the time of, whether it is over or to come: "the November election"."""

_COME = re.compile(r"(?:^|[.,;:!?—-] ?)come $")
"""Before a month that is to come: "Come September, the schools will be full"."""
_DELIVERED = re.compile(r"(?: [\w-]+){0,2}? (?:delivery|deliveries|contracts?|futures|settlement|expiration)\b")
"""What is dealt in for a month to come: "the June contract", "oil for June delivery"."""


def _month_of_year(match: re.Match[str], at: At) -> Value | None:
    month, year, which = days.month_of(match), group_of(match, "year"), group_of(match, "which")
    if year:
        return f"{int(year):04d}-{month:02d}", "date", "month", False
    if at.day is None:
        return f"XXXX-{month:02d}", "date", "month", True
    if words := group_of(match, "rest"):
        low = value_of(words)
        return (f"{1900 + int(low):04d}-{month:02d}", "date", "month", False) if low is not None and low < 100 else None
    if group_of(match, "whichyear"):
        return f"{at.day.year + step_of(group_of(match, 'whichyear')):04d}-{month:02d}", "date", "month", True
    if which == "this":
        return f"{_this_year(at.day, month, at.direction):04d}-{month:02d}", "date", "month", True
    number = cal.month_year(at.day, month, _month_direction(which, at, month))
    if which == "last" and (at.day.month - month) % 12 <= 1:
        number -= 1  # "last February" in March is not last month
    return f"{number:04d}-{month:02d}", "date", "month", True


def _this_year(day: date, month: int, direction: Direction) -> int:
    """The year of "this November": the running one, unless the month lies most of a year off in the wrong direction."""
    if direction == "future":
        return day.year + (day.month - month > 6)
    return day.year - (month - day.month > 9)


def _month_direction(which: str, at: At, month: int) -> Direction:
    """Of a month: "next" and talk of the future look ahead, and so do limits ("by", "through") if the coming month is nearer."""
    if which:
        return "future" if which == "next" else "past"
    if at.over:
        return "past"
    if _DELIVERED.match(at.after) or _COME.search(at.before):
        return "future"
    word = at.before.rsplit(maxsplit=1)[-1] if at.before.strip() else ""
    if word in ("a", "an", "the", "its", "their", "his", "her"):
        return at.direction if at.direction != "none" and _SCHEDULED.match(at.after) else "past"
    ahead = (month - at.day.month) % 12 if at.day else 0
    if word in ("by", "through", "until", "till") and 0 < ahead <= 6:
        return "future"
    return at.direction if at.direction in ("present", "future") else "past"


def _season(match: re.Match[str], at: At) -> Value | None:
    code, year, which = cal.SEASONS[group_of(match, "season")], group_of(match, "year"), group_of(match, "which")
    if year:
        return f"{int(year):04d}-{code}", "date", "season", False
    if at.day is None:
        return f"XXXX-{code}", "date", "season", True
    if which == "this":
        return f"{at.day.year + (code == 'WI' and at.day.month > 9):04d}-{code}", "date", "season", True
    if which == "last" and cal.in_season(at.day, code):
        return f"{at.day.year - 1 + (code == 'WI' and at.day.month > 9):04d}-{code}", "date", "season", True
    toward: Direction = "future" if which in ("next", "coming") or (not which and at.direction == "future") else "past"
    return cal.season(at.day, code, toward), "date", "season", True


def _year(match: re.Match[str], _at: At) -> Value | None:
    return group_of(match, "year"), "date", "year", False


def _worded_year(match: re.Match[str], _at: At) -> Value | None:
    if group_of(match, "century") == "two thousand":
        return "2000", "date", "year", False
    high = value_of(match["century"])
    low = value_of(match["rest"].replace("oh-", "").replace("oh ", "")) if match["rest"] else 0.0
    if high is None or low is None:
        return None
    return f"{int(high) * 100 + int(low):04d}", "date", "year", False


def _decade(match: re.Match[str], _at: At) -> Value | None:
    digits = group_of(match, "decade")
    if not digits.isdigit():
        names = "twenties thirties forties fifties sixties seventies eighties nineties".split()  # noqa: SIM905
        return f"19{names.index(digits) + 2}", "date", "decade", False
    if len(digits) == 2:
        return ("20" if digits in ("00", "10") else "19") + digits[0], "date", "decade", False
    return digits[:3], "date", "decade", False


def _century(match: re.Match[str], _at: At) -> Value | None:
    return f"{int(group_of(match, 'century')) - 1:02d}", "date", "unknown", False


def _quarter(match: re.Match[str], at: At) -> Value | None:
    year, which = group_of(match, "year"), group_of(match, "whichyear")
    number = int(group_of(match, "q")) if group_of(match, "q") else ORDINALS[group_of(match, "nth")]
    if year:
        return f"{int(year):04d}-Q{number}", "date", "month", False
    if at.day is None:
        return f"XXXX-Q{number}", "date", "month", True
    if which.startswith("year-"):
        return f"{cal.quarter_year(at.day, number, 'past') - 1:04d}-Q{number}", "date", "month", True
    ahead = (number - (at.day.month - 1) // 3 - 1) % 4
    toward: Direction = "future" if at.direction == "future" and ahead <= 1 else "past"
    known = at.day.year + step_of(which) if which else cal.quarter_year(at.day, number, toward)
    return f"{known:04d}-Q{number}", "date", "month", True


def _half(match: re.Match[str], at: At) -> Value | None:
    year = group_of(match, "year")
    number = 1 if group_of(match, "nth") == "first" else 2
    if not year and at.day is None:
        return f"XXXX-H{number}", "date", "month", True
    if not year and at.day is not None:
        year = f"{at.day.year + step_of(group_of(match, 'whichyear')):04d}"
    return f"{year}-H{number}", "date", "month", not group_of(match, "year")


def _last_quarter(match: re.Match[str], at: At) -> Value | None:
    """A quarter reckoned from the last one that has ended: "the latest quarter", "the year-ago quarter"."""
    if year := group_of(match, "year"):
        return (f"{year}{at.quarter[4:]}", "date", "month", False) if at.quarter else (year, "date", "year", False)
    last = at.quarter or (cal.shifted(at.day, "quarter", -1) if at.day else "XXXX-QX")
    if "year" in group_of(match, "which"):
        last = _year_before(last)
    return last, "date", "month", True


def _year_before(value: str) -> str:
    return f"{int(value[:4]) - 1:04d}{value[4:]}" if value[:4].isdigit() else value


def _relative_unit(match: re.Match[str], at: At) -> Value | None:
    unit = unit_of(match)
    which = group_of(match, "which")
    step = step_of(which)
    if group_of(match, "all").endswith("end") and unit == "year" and at.over:
        step = -1  # "since year-end"
    if (
        unit == "weekend"
        and not step
        and which.split()[-1:] != ["this"]
        and at.day
        and at.day.isoweekday() < 5
        and at.direction != "future"
    ):
        step = -1
    if at.day is None or any(word in which.split() for word in ANAPHORIC):
        return OPEN.get(unit, "XXXX"), "date", unit, True
    return (
        cal.shifted(at.day, unit, step),
        "date",
        {"weekend": "day", "quarter": "month", "century": "unknown"}.get(unit, unit),
        True,
    )


def _ago(match: re.Match[str], at: At) -> Value | None:
    unit, count = unit_of(match), "1" if group_of(match, "count") in ("", "the") else count_of(match)
    if count == "X":
        return "PAST_REF", "reference", "unknown", False
    if at.quarter and unit == "year" and count == "1":
        return _year_before(at.quarter), "date", "month", True
    if at.day is None:
        return cal.span(count, unit), "duration", unit, False
    size = {"second": "day", "minute": "day", "hour": "day", "century": "year"}.get(unit, unit)
    steps = 0 if unit in ("second", "minute", "hour") else int(float(count)) * (100 if unit == "century" else 1)
    value = cal.shifted(at.day, size, -steps)
    return value, "date", {"quarter": "month", "weekend": "day"}.get(size, size), True


def _anchored(match: re.Match[str], _at: At) -> Value | None:
    """A time that hangs on another ("that day", "the week before"): open until that is known."""
    unit = unit_of(match)
    part = cal.PARTS.get(unit)
    return (f"XXXX-XX-XXT{part}", "time", "day", False) if part else (OPEN.get(unit, "XXXX"), "date", unit, False)


def _later(match: re.Match[str], at: At) -> Value | None:
    """A time so far from another ("two weeks later"), open until that is known; "two days after the summit" is a span till then."""
    unit = unit_of(match)
    if group_of(match, "event") or unit in ("second", "minute", "hour"):
        return _duration(match, at)
    return OPEN.get(unit, "XXXX"), "date", unit if unit in ("day", "week", "month", "year") else "unknown", False


def _duration(match: re.Match[str], _at: At) -> Value | None:
    unit, count = unit_of(match), count_of(match)
    words = group_of(match, "count")
    if unit == "second" and words in ("a", "one"):
        return None  # "a second group" counts none
    if words in ("half a", "half an"):
        return (
            {"hour": "PT30M", "year": "P6M", "century": "P50Y", "decade": "P5Y"}.get(unit, cal.span("0.5", unit)),
            "duration",
            unit,
            False,
        )
    if words.endswith((" 1/2", " and a half")) or group_of(match, "all").endswith("and a half"):
        halves = {"year": ("P", "Y", "6M"), "hour": ("PT", "H", "30M"), "minute": ("PT", "M", "30S")}
        if unit in halves:
            lead, mark, rest = halves[unit]
            return f"{lead}{count}{mark}{rest}", "duration", unit, False
    return cal.span(count, unit), "duration", unit, False


def _last_span(match: re.Match[str], _at: At) -> Value | None:
    """The months or days up to today ("in the last year"), which are no year of the calendar."""
    return cal.span("1", unit_of(match)), "duration", unit_of(match), False


def _bare_duration(match: re.Match[str], _at: At) -> Value | None:
    return cal.span("X", unit_of(match)), "duration", unit_of(match), False


def _set(match: re.Match[str], _at: At) -> Value | None:
    words = {
        "hourly": "PT1H",
        "daily": "P1D",
        "nightly": "P1D",
        "weekly": "P1W",
        "monthly": "P1M",
        "quarterly": "P3M",
        "yearly": "P1Y",
        "annually": "P1Y",
    }
    word = group_of(match, "often")
    if word:
        return words[word], "set", "unknown", False
    if group_of(match, "weekday"):
        return f"XXXX-WXX-{WEEKDAYS[group_of(match, 'weekday')]}", "set", "day", False
    unit = unit_of(match)  # a part of the day, as in "every morning", has none
    return cal.span("1", unit) if unit else "P1D", "set", "unknown", False


def _reference(value: str, _match: re.Match[str], _at: At) -> Value | None:
    return value, "reference", "unknown", False


RESOLVERS: dict[str, Callable[[re.Match[str], At], Value | None]] = {
    "clock": days.clock,
    "date": days.full_date,
    "numeric": days.numeric,
    "iso": days.iso,
    "month": _month_of_year,
    "nth weekday": days.counted_weekday,
    "festival": days.feast,
    "season": _season,
    "year": _year,
    "worded year": _worded_year,
    "decade": _decade,
    "century": _century,
    "quarter": _quarter,
    "half": _half,
    "last quarter": _last_quarter,
    "weekday": days.weekday,
    "weekday of week": days.weekday_of_week,
    "weekday weeks off": days.weekday_weeks_off,
    "anniversary": days.anniversary,
    "named day": days.named_day,
    "unit": _relative_unit,
    "ago": _ago,
    "anchored": _anchored,
    "later": _later,
    "duration": _duration,
    "last span": _last_span,
    "bare": _bare_duration,
    "set": _set,
    "past": partial(_reference, "PAST_REF"),
    "present": partial(_reference, "PRESENT_REF"),
    "future": partial(_reference, "FUTURE_REF"),
}
"""Name of a rule → what makes its value; None where the match means no time."""
