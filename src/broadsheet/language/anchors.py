"""Times reckoned from another time of the text ("the next day", "two weeks later", "three days after the summit"), and ranges.

What they are reckoned from must stand near and be exact enough; else their value stays open, because a wrong day costs more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from broadsheet.language import calendar as cal
from broadsheet.language.timex import ANAPHORIC, Time, count_of, group_of, unit_of
from broadsheet.records.annotation import TimeKind
from broadsheet.records.text import Extent

_NEAR = 300
"""Characters back to which "the next day" looks for its day."""
_AFAR = 700
"""The same where it opens a paragraph: a story told in steps, each with a paragraph of its own."""
_CLOCK_NEAR = 400
_SAID = re.compile(
    r"\b(?:said|says|told [\w.’' ]{2,30}?|announced|reported|wrote|added|tweeted|according to [\w.’' ]{2,30}?)"
    r"(?: in [\w ]{2,20}?)? (?:on |late |early )?$"
)
"""Before a day on which somebody spoke: what is told afterwards did not follow it."""
_SENTENCE = re.compile(r"[.!?][\"”’)]*\s+[A-Z“\"]|\n")
_BREAK = re.compile(r"\n\s*")
_COMPARED = re.compile(
    r"\b(?:from|than|compared (?:with|to)|against|versus)\b(?:[^.;\n]|\.(?=\d)){0,90},? ?$|\bended [^.;\n]*, $", re.IGNORECASE
)
"""Before "a year earlier": what is told of a day or month is compared with the same day or month of the year before."""
_VALUE = re.compile(r"(?P<year>\d{4})(?:-(?:Q([1-4])|W(\d\d)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?")
_FINENESS = {"day": 3, "week": 2, "month": 1, "quarter": 1, "year": 0}
_LATER = ("later", "after", "afterwards", "afterward", "following", "next")
_YEARLY = ("month", "date")
"""Rules whose year may be left out."""
_JOINT = re.compile(r"(?: to | through | until | till | ?[-–] ?)(?:the )?(?:end of |early |mid-|late )?", re.IGNORECASE)
_LIMIT = re.compile(r"\b(?:since|until|till|by|for) $", re.IGNORECASE)
_VAGUE = re.compile(r"(?:less|more|fewer|well|just) (?:than|over|under)|at (?:least|most)|up to", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from) (?:the )?(?:end of |early |mid-|late )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression with the rule and the match that found it; `ahead` where the talk there looks ahead."""

    time: Time
    rule: str
    match: re.Match[str]
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """How far from another time an expression lies: `step` units; `part` is the part of the day, as values write it."""

    unit: str
    step: int
    part: str = ""


def settled(text: str, found: Sequence[Found], day: date | None) -> list[Time]:
    """The times with the values of those that hang on another; `day` is the day of publication."""
    known: list[Found] = []
    for one in found:
        known.append(replace(one, time=_anchored(Before(text, known, day), one)))
    times = [one.time for one in known]
    for i in range(len(times) - 1):
        if known[i].rule in _YEARLY:
            times[i], times[i + 1] = _with_year(text, (times[i], times[i + 1]), known[i + 1])
    return times


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before an expression: the text, the times found so far, and the day of publication."""

    text: str
    found: Sequence[Found]
    day: date | None


def _anchored(before: Before, one: Found) -> Time:
    if one.rule == "clock":
        return _clocked(before, one)
    shift = _shift(one)
    if shift is None:
        return one.time
    event = group_of(one.match, "event")
    anchor = _of_event(before, event) if event else _last(before, one, shift)
    if anchor is not None and one.rule == "ago" and (like := _like_for_like(before, one, anchor, shift)):
        return replace(one.time, extent=Extent(*one.match.span("all")), value=like, precision=anchor.precision, kind="date")
    value = _moved(anchor.value, shift) if anchor is not None else None
    if anchor is None or value is None or (shift.step and _is_ahead(before.day, anchor.value, value)):
        return one.time
    precision = {"quarter": "month"}.get(shift.unit, shift.unit)
    kind: TimeKind = "time" if shift.part else "date"
    extent = Extent(*one.match.span("all"))
    return replace(one.time, extent=extent, value=value, kind=kind, precision=precision, relative=anchor.relative)


def _like_for_like(before: Before, one: Found, anchor: Time, shift: Shift) -> str | None:
    """The same day or month of the year before: "200 million at June 30, up from 180 million a year earlier"."""
    found = _VALUE.fullmatch(anchor.value)
    if shift.unit != "year" or found is None or not found["month"]:
        return None
    if not _COMPARED.search(before.text[max(0, one.time.extent.start - 90) : one.time.extent.start]):
        return None
    year, month = int(found["year"]) + shift.step, int(found["month"])
    day = cal.make_day(year, month, int(found["day"] or 1))
    return (day.isoformat() if found["day"] else f"{year:04d}-{month:02d}") if day else None


def _is_ahead(day: date | None, *values: str) -> bool:
    """Whether a value lies after the day of publication: of plans nobody tells in this way what followed."""
    today = day.isoformat() if day is not None else "9999"
    return any(value > today and value[:4] >= today[:4] and "W" not in value and not today.startswith(value) for value in values)


def _clocked(before: Before, one: Found) -> Time:
    """A time of day without its day belongs to the day just named in its paragraph or the one before."""
    if not _is_bare(one) or one.ahead:
        return one.time
    for other in reversed(before.found):
        between = before.text[other.time.extent.end : one.time.extent.start]
        if len(between) > _CLOCK_NEAR or len(_BREAK.findall(between)) > 1:
            return one.time
        day = cal.day_of(other.time.value)
        if day is not None and not _is_bare(other) and not _spoken(before.text, other.time):
            return replace(one.time, value=f"{day.isoformat()}{one.time.value[10:]}", relative=other.time.relative)
    return one.time


def _is_bare(one: Found) -> bool:
    """Whether it is a time of day without its day."""
    return one.rule == "clock" and not any(group_of(one.match, name) for name in ("month", "weekday", "named"))


def _shift(one: Found) -> Shift | None:
    """How far the expression lies from the time it hangs on; None if it hangs on none."""
    unit = unit_of(one.match)
    part = cal.PARTS.get(unit, "")
    unit = "day" if part else unit
    if unit not in _FINENESS:
        return None
    if one.rule in ("unit", "anchored"):
        which = group_of(one.match, "which").split()
        known = one.rule == "anchored" or any(word in which for word in ANAPHORIC)
        return Shift(unit, _step(which), f"T{part}" if part else "") if known else None
    if one.rule == "ago" and not one.match["all"].endswith("ago") and "-Q" not in one.time.value:
        return Shift(unit, -1)
    if one.rule == "later" and not _VAGUE.match(one.match["all"]):
        count = count_of(one.match)
        sign = 1 if group_of(one.match, "way") in _LATER else -1
        return Shift(unit, sign * int(count)) if count.isdigit() else None
    return None


def _step(which: Sequence[str]) -> int:
    if any(word in _LATER for word in which):
        return 1
    return -1 if any(word in ("previous", "preceding", "before", "earlier") for word in which) else 0


def _last(before: Before, one: Found, shift: Shift) -> Time | None:
    """The time named last, unless it is far back, without a calendar, or one at which somebody spoke."""
    text, start = before.text, one.time.extent.start
    near = _AFAR if text[start - 1 : start] == "\n" else _NEAR
    for other in reversed(before.found):
        time, between = other.time, text[other.time.extent.end : start]
        if len(between) > near or len(_BREAK.findall(between)) > (one.rule in ("unit", "anchored")):
            return None
        passed_over = (
            time.kind not in ("date", "time") or _is_bare(other) or _spoken(text, time) or between.strip(" ,") in ("", "of")
        )
        if passed_over or (not shift.step and other.rule in ("named day", "unit")):
            continue
        return time if _holds(one, other, shift, text[time.extent.start - 8 : start]) else None
    return None


def _holds(one: Found, other: Found, shift: Shift, words: str) -> bool:
    """Whether a time is sure enough to reckon from; `words` lead from a little before it to the expression."""
    sentences = len(_SENTENCE.findall(words))
    if one.rule == "ago":
        return sentences == 0
    if shift.unit == "year" and other.time.relative:
        return False
    return one.rule != "later" or (sentences <= 1 and not _LIMIT.search(words[:8]))


def _spoken(text: str, time: Time) -> bool:
    """Whether a time is that of somebody's words: what is told afterwards did not follow it."""
    return _SAID.search(text[max(0, time.extent.start - 60) : time.extent.start]) is not None


def _of_event(before: Before, event: str) -> Time | None:
    """The day that the text gave an event ("the summit on May 3", "Monday's summit"), if it gave only one."""
    days = [one.time for one in before.found if one.time.precision == "day" and _dates(before.text, one.time, event)]
    return days[0] if days and len({time.value[:10] for time in days}) == 1 else None


def _dates(text: str, time: Time, noun: str) -> bool:
    """Whether a time stands beside a noun as its day."""
    lead, rest = text[max(0, time.extent.start - 40) : time.extent.start].lower(), text[time.extent.end :][:40].lower()
    return re.search(rf"\b{re.escape(noun)} (?:(?:was |is )?held )?(?:on |in )?$", lead) is not None or (
        re.match(rf"(?:['’]s)? (?:[\w-]+ ){{0,1}}{re.escape(noun)}\b", rest) is not None
    )


def _moved(value: str, shift: Shift) -> str | None:
    """The value so many units from another; None if that one is not exact enough.

    >>> [_moved(value, Shift(unit, 1)) for value, unit in (("2031-05-31", "day"), ("2031-12", "month"), ("2031-Q4", "year"))]
    ['2031-06-01', '2032-01', '2032']
    >>> _moved("2031-05", Shift("day", 1)) is None
    True
    """
    found = _VALUE.match(value)
    if found is None:
        return None
    year, quarter, week, month, day = found.groups()
    fine = 3 if day else 2 if week else 1 if month or quarter else 0
    if fine < _FINENESS[shift.unit] or (shift.unit == "quarter" and not quarter):
        return None
    try:
        at = date.fromisocalendar(int(year), int(week), 1) if week else date(int(year), _month(month, quarter), int(day or 1))
    except ValueError:
        return None
    return cal.shifted(at, shift.unit, shift.step) + shift.part


def _month(month: str | None, quarter: str | None) -> int:
    return int(month) if month else 3 * int(quarter or 1) - 2


def _with_year(text: str, pair: tuple[Time, Time], second: Found) -> tuple[Time, Time]:
    """Two times with the years they share: those of a range, or "October of that year"."""
    first, last = pair
    between = text[first.extent.end : last.extent.start]
    if "X" in first.value + last.value or not first.relative:
        return pair
    if second.rule == "unit" and second.time.precision == "year" and between in (" ", " of ", ", "):
        return replace(first, value=f"{last.value[:4]}{first.value[4:]}", relative=last.relative), last
    joined = _JOINT.fullmatch(between) is not None
    paired = between == " and " and _BETWEEN.search(text[max(0, first.extent.start - 24) : first.extent.start])
    return _range(first, last) if second.rule in _YEARLY and (joined or paired) else pair


def _range(first: Time, last: Time) -> tuple[Time, Time]:
    """The ends of a range: the first has the year of the last, which does not come before it."""
    if not last.relative:
        year = int(last.value[:4]) - (first.value[4:] > last.value[4:])
        return replace(first, value=f"{year:04d}{first.value[4:]}"), last
    if last.value < first.value:
        return first, replace(last, value=f"{int(last.value[:4]) + 1:04d}{last.value[4:]}")
    return first, last
