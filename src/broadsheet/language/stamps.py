"""Dates as pages stamp them beside a text: one day, told in figures or with the month's name, perhaps twice.

Not for dates within prose. What is ambiguous (3/4/2025) is no date, because a wrong one costs more than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

_MONTHS = {
    "january januar janvier enero gennaio januari janeiro janvāris sausio ocak": 1,
    "february februar février febrero febbraio februari fevereiro": 2,
    "march märz mars marzo maart março marts": 3,
    "april avril abril aprile": 4,
    "may mai mayo maggio mei maio maj": 5,
    "june juni juin junio giugno junho": 6,
    "july juli juillet julio luglio julho": 7,
    "august août agosto augustus augusti": 8,
    "september septembre septiembre settembre setembro sept": 9,
    "october oktober octobre octubre ottobre outubro": 10,
    "november novembre noviembre novembro": 11,
    "december dezember décembre diciembre dicembre dezembro desember": 12,
}
_NUMBERS = {name: number for names, number in _MONTHS.items() for name in names.split()}
_SHORT = {
    "jan": 1,
    "feb": 2,
    "fev": 2,
    "févr": 2,
    "mar": 3,
    "mär": 3,
    "apr": 4,
    "avr": 4,
    "jun": 6,
    "jul": 7,
    "juil": 7,
    "aug": 8,
    "ago": 8,
    "sep": 9,
    "sept": 9,
    "set": 9,
    "oct": 10,
    "okt": 10,
    "ott": 10,
    "out": 10,
    "nov": 11,
    "dec": 12,
    "dez": 12,
    "déc": 12,
    "dic": 12,
    "des": 12,
}
_NUMBERS |= _SHORT
_NAME = "|".join(sorted(_NUMBERS, key=lambda name: (-len(name), name)))
MONTH = re.compile(rf"\b({_NAME})\b\.?", re.IGNORECASE)
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?(?: de| of)? ?({_NAME})\b\.?,?(?: de| del)? ?((?:19|20)\d\d)(?!\d\d\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(rf"\b({_NAME})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)(?!\d\d\d)", re.IGNORECASE)
_ISO = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d-])")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?![\d/])")
_EAST = re.compile(r"((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_CLOCK = re.compile(r"(?<![\d:.])([01]?\d|2[0-3])[:.h]([0-5]\d)(?![\d.])(?::\d\d)?\s?([ap]\.?m\b)?", re.IGNORECASE)


def _day(year: str, month: int, day: str) -> str | None:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None


def _slashed(first: str, second: str, year: str) -> str | None:
    """Day and month of figures divided by slashes, only where their order cannot be mistaken."""
    low, high = int(first), int(second)
    if low > 12 or low == high:
        return _day(year, high, first)
    return _day(year, low, second) if high > 12 else None


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (_ISO, lambda m: _day(m[1], int(m[2]), m[3])),
    (_EAST, lambda m: _day(m[1], int(m[2]), m[3])),
    (_DAY_FIRST, lambda m: _day(m[3], _NUMBERS[m[2].lower()], m[1])),
    (_MONTH_FIRST, lambda m: _day(m[3], _NUMBERS[m[1].lower()], m[2])),
    (_DOTTED, lambda m: _day(m[3], int(m[2]), m[1])),
    (_SLASHED, lambda m: _slashed(m[1], m[2], m[3])),
)


def days(line: str) -> list[tuple[int, int, str]]:
    """Every sure calendar day in a line: start, end, ISO date, in the order they stand.

    A day that is glued to the year before it is taken for its repetition and not listed.

    >>> days("Published On 7 Mar 20247 Mar 2024")
    [(13, 23, '2024-03-07')]
    >>> days("Updated March 7th, 2024 at noon; 3/4/2024; 24/3/2024")
    [(8, 23, '2024-03-07'), (43, 52, '2024-03-24')]
    >>> days("31 Feb 2024")
    []
    """
    found = [(m.start(), m.end(), read(m)) for pattern, read in _READERS for m in pattern.finditer(line)]
    return sorted((start, end, day) for start, end, day in found if day)


def sole_day(line: str) -> str | None:
    """The one day a line states, if it states exactly one (it may state it twice).

    >>> sole_day("Published On 7 Mar 20247 Mar 2024")
    '2024-03-07'
    >>> sole_day("7 March 2024, corrected 8 March 2024") is None
    True
    """
    stated = {day for _, _, day in days(line)}
    return stated.pop() if len(stated) == 1 else None


def has_clock(line: str) -> bool:
    """Whether a time of day stands in the line.

    >>> has_clock("Updated 10:45 GMT"), has_clock("version 3.2.1")
    (True, False)
    """
    return _CLOCK.search(line) is not None
