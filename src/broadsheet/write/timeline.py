"""Times on the page: what an expression's value means on the calendar, and how it is printed."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from broadsheet.records.annotation import When
from broadsheet.records.article import Article
from broadsheet.records.pool import PageWhen
from broadsheet.records.text import Extent
from broadsheet.write.clock import day_of
from broadsheet.write.dossier import Passage
from broadsheet.write.draft import Draft

UNDATED = PageWhen(text="undated", precision="unknown")
"""When nothing says when."""

_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|from|during|throughout|early|mid|late|between|by|until|back in)[ -]$|[,(] ?$", re.IGNORECASE
)
_OFF = re.compile(
    r"\b(?:after|before|than|to|(?<!night )(?<!morning )(?<!evening )(?<!afternoon )(?<!day )of)"
    r"(?: the| a| an| its| his| her| their)?(?: \w+)? $",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"\b(?:until|till|by|through) (?:the )?(?:\w+ )?$", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\b(?:who|whom|whose|which|when|where|while|as|because|after|before|until|than|if|"
    r"since (?!at least|last|early|late|mid|then|the (?:end|start|beginning|early|late|mid))[a-z]+)\b"
    r"|^(?:(?:but|and|yet),? )?(?:un)?like\b|, (?:\w+ed|\w+ing|built|born|held|made|set)\b[^,]*$",
    re.IGNORECASE,
)
_OTHER = re.compile(r"^(?: of)? (?:that|the same|the following|the previous) |^ (?:before|after) ", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:from|against|than|versus|compared (?:with|to))\b[^,;]*\d[^,;]*$", re.IGNORECASE)
"""Before the time of the lesser figure: "to 59 from 186 a year ago"."""

_ANOTHER_CLAUSE = re.compile(
    r";|\b(?:said|says|told|added|adds)\b[^,]*, (?:the|an?|one|his|her)\b[^,]*$|"
    r"^(?![A-Z]{3})[^–—]*[–—][^–—]*$|^(?![A-Z]{3})(?:(?! - ).)* - (?:(?! - ).)*$",
    re.DOTALL,
)
"""Before a time of a second clause, of the speaker's own description, or of what stands between dashes (not a dateline's)."""

_FROM = re.compile(r"\b(?:from|between) (?:the )?$", re.IGNORECASE)
_SINCE = re.compile(r"\bsince $", re.IGNORECASE)
_UP_TO = re.compile(r" ?(?:to|until|till|through|and|–|-) ?(?:the )?", re.IGNORECASE)
_EARLY = 45
"""Code points within which a sentence as good as opens with a time."""

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "AU": (9, 11)}
_TIMEX = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?:-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|AU|WI)|"
    r"(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T.*)?)?))?$"
)


class Days(NamedTuple):
    """The first and the last day of a stretch of the calendar."""

    first: date
    last: date


def days_of(value: str) -> Days | None:
    """The days that a TIMEX3 value covers, None for what names no stretch of the calendar.

    >>> [str(day) for day in days_of("2031-02")]
    ['2031-02-01', '2031-02-28']
    >>> [str(day) for day in days_of("2031-W10")], [str(day) for day in days_of("203")]
    (['2031-03-03', '2031-03-09'], ['2030-01-01', '2039-12-31'])
    >>> days_of("P3D"), days_of("PRESENT_REF"), days_of("2031-02-30")
    (None, None, None)
    """
    if re.fullmatch(r"\d{3}", value):
        return Days(date(int(value + "0"), 1, 1), date(int(value + "9"), 12, 31)) if value != "000" else None
    found = _TIMEX.match(value)
    try:
        return _days(found) if found else None
    except ValueError:
        return None


def _days(found: re.Match[str]) -> Days:
    year = int(found["year"])
    if found["week"]:
        monday = date.fromisocalendar(year, int(found["week"]), 1)
        return Days(monday, monday + timedelta(days=6))
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return Days(day, day)
    if found["season"] == "WI":
        return Days(date(year - 1, 12, 1), _month_end(year, 2))  # a winter is called after the year of its January
    first, last = _months(found)
    return Days(date(year, first, 1), _month_end(year, last))


def _months(found: re.Match[str]) -> tuple[int, int]:
    if found["month"]:
        return int(found["month"]), int(found["month"])
    if found["season"]:
        return _SEASONS[found["season"]]
    if found["quarter"]:
        return 3 * int(found["quarter"]) - 2, 3 * int(found["quarter"])
    if found["half"]:
        return (1, 6) if found["half"] == "1" else (7, 12)
    return 1, 12


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def usable(passage: Passage, when: When) -> Days | None:
    """The days a passage's time expression means, if that is sure: it names them itself, or its article's day is known."""
    if when.kind not in ("date", "time") or (when.relative and day_of(passage.article.article.published) is None):
        return None
    return days_of(when.value)


def stretched(passage: Passage, when: When, days: Days) -> tuple[When, Days]:
    """The time with the end that the words give it: of "from 2029 to 2031" both years; of "since 2029" it says so."""
    text = passage.article.article.text
    since = _SINCE.search(text, passage.extent.start, when.extent.start)
    if since:
        return replace(when, extent=Extent(since.start(), when.extent.end)), days
    if not _FROM.search(text[passage.extent.start : when.extent.start]):
        return when, days
    for other in passage.times:
        end = usable(passage, other) if _UP_TO.fullmatch(text[when.extent.end : other.extent.start]) else None
        if end and end.last >= days.last:
            return replace(when, extent=Extent(when.extent.start, other.extent.end)), Days(days.first, end.last)
    return when, days


def printed(draft: Draft, passage: Passage, when: When, days: Days) -> PageWhen:
    """The time as the page prints it, with the article it was counted from if it is relative."""
    return in_print(draft, passage.article.article, when, days)


def in_print(draft: Draft, article: Article, when: When, days: Days) -> PageWhen:
    """The same for a time of any place in an article."""
    return PageWhen(
        text=when.extent.of(article.text),
        precision=when.precision,
        start=days.first.isoformat(),
        end=days.last.isoformat(),
        anchored_on=draft.article(article.id) if when.relative else None,
        relative=when.relative,
    )


def dates_the_event(passage: Passage, when: When, *, ahead: bool = False) -> bool:
    """Whether a time dates what its sentence tells, and no part of it.

    Not "after the 2031 flood", nor what stands in a clause or an insertion of its own, nor "the 2031 vote". "By May" and
    "until May" date what lies `ahead`, not what has been.
    """
    text, start = passage.article.article.text, passage.extent.start
    before, words = text[start : when.extent.start], when.extent.of(text)
    if (
        _OTHER.match(text[when.extent.end : passage.extent.end])
        or _OFF.search(before)
        or _CLAUSE.search(before)
        or _COMPARED.search(before)
        or _ANOTHER_CLAUSE.search(before)
        or (not ahead and _LIMIT.search(before))
    ):
        return False
    return not re.fullmatch(r"\d{4}s?", words) or not before.strip() or _BEFORE_YEAR.search(before) is not None


def foremost(passage: Passage, found: list[When], *, ahead: bool = False) -> When | None:
    """The time that dates the sentence: the only one, or of several the first if the sentence as good as opens with it."""
    text = passage.article.article.text
    ends = {b.extent for a, b in pairwise(found) if _UP_TO.fullmatch(text[a.extent.end : b.extent.start])}
    found = [when for when in found if when.extent not in ends]
    sure = [when for when in found if dates_the_event(passage, when, ahead=ahead)]
    if not sure:
        return None
    several = len({when.value for when in found}) > 1
    late = sure[0].extent.start - passage.extent.start > _EARLY
    return None if several and (late or sure[0] is not found[0]) else sure[0]
