"""What a time expression is: its value, what is known where it stands, and the groups that its rule matched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from broadsheet.language.calendar import Direction
from broadsheet.language.numbers import value_of
from broadsheet.language.time_words import VAGUE
from broadsheet.records.annotation import TimeKind
from broadsheet.records.text import Extent

ANAPHORIC = ("that", "same", "following", "previous")
"""Words that point to a time of the text, not to the day of publication."""
OPEN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX"}
"""Values of a time of which only the unit is known."""
_OVER = re.compile(r"\b(?:since|ended|ended (?:on|in)|starting from)(?: the)? $")
_STOCK = re.compile(r"\b(?:as of|at) $")


@dataclass(frozen=True, slots=True)
class At:
    """Where an expression stands.

    Attributes:
        day: of publication.
        direction: whether the talk there is of the past or the future.
        quarter: the quarter of a year that was spoken of last.
        before: the words right before the expression, lower case.
        after: the words right behind it, lower case.
    """

    day: date | None
    direction: Direction
    quarter: str | None = None
    before: str = ""
    after: str = ""

    @property
    def over(self) -> bool:
        """Whether the word before says that it is over: "since May 3", "ended June 30"; "at June 30", told in the past."""
        stands = _STOCK.search(self.before) is not None and self.direction in ("past", "none")
        return stands or _OVER.search(self.before) is not None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression.

    Attributes:
        extent: its place.
        value: as TIMEX3 writes it; unknown places are `X`.
        kind: what it is.
        precision: `minute day week month season year decade unknown`.
        relative: whether it was reckoned from the date of publication.
    """

    extent: Extent
    value: str
    kind: TimeKind
    precision: str
    relative: bool = False


Value = tuple[str, TimeKind, str, bool]
"""Value, kind, precision, and whether it was reckoned from the day of publication."""


def group_of(match: re.Match[str], name: str) -> str:
    """The words of a group in lower case, empty where the rule has no such group or it matched nothing."""
    return (match.groupdict().get(name) or "").lower().strip(". ")


def unit_of(match: re.Match[str]) -> str:
    """The unit of time that was matched, in the singular."""
    unit = group_of(match, "unit").removesuffix("s")
    return {"centurie": "century"}.get(unit, unit)


def step_of(which: str) -> int:
    """How many units off a unit is: -1 for "last week", 1 for "next week", else 0."""
    words = which.split()
    if any(word in ("last", "past", "previous", "earlier", "ago", "prior") for word in words) and words[0] != "this":
        return -1
    return 1 if any(word in ("next", "coming", "following", "upcoming") for word in words) else 0


def count_of(match: re.Match[str]) -> str:
    """How many units were matched, as values write it: "1", "2.5", "X" where it does not say."""
    words = group_of(match, "count")
    if words in VAGUE or not words:
        return "X"
    if words in ("a couple of", "a couple", "couple of"):
        return "2"
    if words in ("a", "an"):
        return "1"
    value = value_of(words.replace(" 1/2", "").replace(" and a half", ""))
    return str(int(value)) if value is not None and value == int(value) else (str(value) if value is not None else "X")
