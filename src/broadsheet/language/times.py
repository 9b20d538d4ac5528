"""Time expressions in running text and what they mean, as TIMEX3 values (ISO 8601 where the calendar knows them)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from broadsheet.language import calendar as cal
from broadsheet.language.anchors import Found, settled
from broadsheet.language.calendar import Direction
from broadsheet.language.needed import Words, holds, needed
from broadsheet.language.time_rules import RULES
from broadsheet.language.time_values import RESOLVERS
from broadsheet.language.timex import At, Time
from broadsheet.records.text import Extent

_LINES = re.compile(".+")
_NEAR = 400
"""Characters within which "a year earlier" refers to the quarter just named."""


def times(text: str, published: str | None, direction: Callable[[int], Direction] | None = None) -> list[Time]:
    """The time expressions of a text, in order, none overlapping another.

    Args:
        text: any text.
        published: the date of publication, ISO 8601; without a full day relative expressions keep a value without calendar.
        direction: which way the talk goes at an offset; none where not given, which is mostly the past.

    >>> [(t.extent.of("He left on Monday and returns May 3, after two weeks"), t.value)
    ...  for t in times("He left on Monday and returns May 3, after two weeks", "2031-05-01")]
    [('Monday', '2031-04-28'), ('May 3', '2031-05-03'), ('two weeks', 'P2W')]
    >>> [t.value for t in times("He left on Monday, last year", None)]
    ['XXXX-WXX-1', 'XXXX']
    """
    day = cal.day_of(published)
    found: list[Found] = []
    for start, _, match, name in sorted(_matches(text), key=lambda item: item[:2]):
        if found and start < found[-1].time.extent.end:
            continue
        at = At(
            day,
            direction(start) if direction else "none",
            _last_quarter(found, start, cal.shifted(day, "quarter", 0) if day else "9"),
            before=text[max(0, start - 12) : start].lower(),
            after=text[match.end("all") : match.end("all") + 40].lower(),
        )
        made = RESOLVERS[name](match, at)
        if made is not None:
            value, kind, precision, relative = made
            extent = Extent(*match.span("span" if "span" in match.groupdict() else "all"))
            found.append(
                Found(Time(extent, value, kind, precision, relative and day is not None), name, match, at.direction == "future")
            )
    return settled(text, found, day)


def _last_quarter(found: Sequence[Found], at: int, now: str) -> str | None:
    """The latest quarter up to the running one that one of the last few expressions named, if they are not far back."""
    near = [one.time for one in found[-3:] if at - one.time.extent.end < _NEAR and "-Q" in one.time.value and one.rule != "ago"]
    return max((time.value for time in near if time.value <= now), default=None)


def _matches(text: str) -> Iterator[tuple[int, int, re.Match[str], str]]:
    """All that a rule matches: its place, what it weighs against others there, the match and the rule's name."""
    for line in _LINES.finditer(text):
        letters = line[0].casefold()
        tried = [(n, name, pattern) for n, (name, pattern, needs) in enumerate(_rules()) if holds(letters, needs)]
        for n, name, pattern in tried:
            # no expression goes over a line; what follows the line's end tells `$` that it is not the end of the text
            for match in pattern.finditer(text, line.start(), line.end() + 2):
                yield match.start("all"), (match.start("all") - match.end("all")) * 100 + n, match, name


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str], tuple[Words, ...]], ...]:
    """The rules, each with the words that a line must have to be searched."""
    return tuple((name, pattern, needed(pattern)) for name, pattern in RULES)
