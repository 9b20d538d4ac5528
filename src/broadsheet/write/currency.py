"""How current a sentence is among a story's reports: by its article's day, and by whether a later count has overtaken its own."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from broadsheet.language.datelines import dateline_end
from broadsheet.language.stamps import WEEKDAY
from broadsheet.records.annotation import Annotated, Figure
from broadsheet.records.story import chronology
from broadsheet.write.differ_numbers import GROWS
from broadsheet.write.differ_scope import past_years
from broadsheet.write.dossier import Dossier, Passage, kept
from broadsheet.write.measure_meanings import figures_told, is_count, is_part, meaning

PER_DAY = 0.8
"""What a day's distance from the newest report leaves of a sentence's weight."""
MOST_DAYS = 5
"""Older reports than this lose no more: they are all background."""
OVERTAKEN = 0.2
"""What is left of a count that later reports have raised, and of a sentence on a past year: told only where nothing else is."""
WEEK = 7
LEAP = 2000
"""The year in which reports are put that all have none: only how far apart they are counts."""
MOST_APART = 50.0
"""Counts further apart than this factor are of different events."""

_TOLL = re.compile(
    r"\b(?:toll|number of (?:the )?(?:dead|deaths|injured|wounded|missing))\b[^.;]{0,120}?"
    r"\b(?:to|at|reached|is|was)\s+(?:at least |about |more than |some |nearly )?$",
    re.IGNORECASE,
)
"""Before a number without a noun: it is the count that the sentence speaks of."""


_NO_YEAR = re.compile(r"XXXX-(0[1-9]|1[0-2])-(\d\d)")
_YEAR = r"(?:[a-z]+ |[A-Z][a-z]+ )?((?:19|20)\d\d)\b"
_PAST_YEAR = re.compile(rf"(?:Back )?(?:[Ii]n|[Bb]y|[Ss]ince|[Dd]uring) {_YEAR}")
_THAT_YEAR = re.compile(rf"(?:Back )?(?:[Ii]n|[Dd]uring) {_YEAR}")


@kept
def currency(dossier: Dossier) -> NDArray[np.float64]:
    """A factor for every passage, shape (passages,), above 0 and at most 1; an undated report counts as old as the usual one."""
    past = frozenset(index for index, passage in enumerate(dossier.passages) if _opens_in_a_past_year(passage))
    stale = overtaken(dossier) | announced(dossier) | past
    known = {article: min(MOST_DAYS, behind) for article, behind in days_behind(dossier).items()}
    usual = float(np.median(list(known.values()))) if known else 0.0
    age = np.array([known.get(passage.article.article.id, usual) for passage in dossier.passages])
    kept = np.array([OVERTAKEN if index in stale else 1.0 for index in range(len(dossier.passages))])
    return np.asarray(PER_DAY**age * kept, dtype=np.float64)


@kept
def days_behind(dossier: Dossier) -> dict[str, int]:
    """How many days each report is older than the newest, by its id; those of which nothing tells are left out.

    An undated one has the day of its dateline, in the year nearest to the other reports.
    """
    days = {v.article.id: date.fromisoformat(v.article.day) for v in dossier.voices if v.article.day}
    lines = {v.article.id: day for v in dossier.voices if v.article.id not in days and (day := _day_of_dateline(v))}
    near = max(days.values(), default=None) or next((_nearest(*day, date(LEAP, 1, 1)) for day in lines.values()), None)
    days |= {article: _nearest(*day, near) for article, day in lines.items() if near}
    newest = max(days.values(), default=date.min)
    return {article: (newest - day).days for article, day in days.items()}


def _day_of_dateline(voice: Annotated) -> tuple[int, int] | None:
    """Month and day with which an agency's report opens, its year left out: "VELM, Oct. 3 (Agency) — The dam broke"."""
    end = dateline_end(voice.article.text.partition("\n")[0])
    found = (_NO_YEAR.fullmatch(when.value) for when in voice.times if when.extent.end <= end)
    return next(((int(day[1]), int(day[2])) for day in found if day), None)


def _nearest(month: int, day: int, near: date) -> date:
    """The day of that name that lies nearest to another day; February 29 is the last of February where there is none."""
    years = (near.year - 1, near.year, near.year + 1)
    return min((date(year, month, min(day, monthrange(year, month)[1])) for year in years), key=lambda one: abs(one - near))


def overtaken(dossier: Dossier) -> frozenset[int]:
    """Numbers of the passages that give a count of the dead, hurt, missing or arrested which a later report gives anew.

    The dead and hurt only grow, so a later count that is lower is of a part; the missing go both ways. A sentence that
    goes back to another year counts another event.
    """
    if len({voice.article.published for voice in dossier.voices}) == 1:
        return frozenset()
    told = enumerate(zip(dossier.passages, figures_told(dossier), strict=True))
    counts = [(index, means, value) for index, both in told for means, value in _tallies(*both).items()]
    return frozenset(
        index
        for index, means, value in counts
        for other, same, later in counts
        if same == means and _raised(means, value, later) and _is_later(dossier.passages[other], dossier.passages[index])
    )


@kept
def outnumbered(dossier: Dossier) -> frozenset[int]:
    """Numbers of the passages that count the dead, hurt, missing or arrested otherwise than more of the reports do.

    It may be the news that somebody counts otherwise; it is not what has happened. Counts that have been overtaken side
    with nobody.
    """
    stale = overtaken(dossier)
    both = enumerate(zip(dossier.passages, figures_told(dossier), strict=True))
    told = [(index, counts) for index, own in both if index not in stale and (counts := _counts(*own))]
    backers: dict[tuple[str, float], set[str]] = {}
    for index, counts in told:
        for count in counts:
            backers.setdefault(count, set()).add(dossier.passages[index].origin)
    most = {means: max(len(who) for (other, _), who in backers.items() if other == means) for means, _ in backers}
    best = [(i, means, max(len(backers[c]) for c in counts if c[0] == means)) for i, counts in told for means, _ in counts]
    return frozenset(index for index, means, held in best if held < most[means])


@kept
def announced(dossier: Dossier) -> frozenset[int]:
    """Numbers of the passages that look ahead to a day which a later report of the story has seen: what was to come has come."""
    newest = max((voice.article.day for voice in dossier.voices if voice.article.day), default="")
    return frozenset(index for index, passage in enumerate(dossier.passages) if _is_over(passage, newest))


@kept
def of_another_week(dossier: Dossier) -> frozenset[int]:
    """Numbers of the passages that name a weekday in a report older than the newest by a week: it would be read as this week's.

    An undated report is as old as its dateline says (`days_behind`).
    """
    behind = days_behind(dossier)
    old = (index for index, passage in enumerate(dossier.passages) if behind.get(passage.article.article.id, 0) >= WEEK)
    return frozenset(index for index in old if WEEKDAY.search(dossier.passages[index].text))


@kept
def bygone(dossier: Dossier) -> frozenset[int]:
    """Numbers of the passages that go on with a past year without saying so: alone, their old event would read as news.

    "In 2011 the bridge was without lamps. The mayor was in town to light them": the second sentence is of 2011 too.
    """
    found: set[int] = set()
    for index, (above, passage) in enumerate(pairwise(dossier.passages), start=1):
        goes_on = above.article is passage.article and above.sentence.paragraph == passage.sentence.paragraph
        past = index - 1 in found or _opens_in_a_past_year(above)
        if goes_on and past and not passage.times and passage.sentence.tense in ("past", "pluperfect"):
            found.add(index)
    return frozenset(found)


@kept
def long_past(dossier: Dossier) -> frozenset[int]:
    """Numbers of the passages that open in a year before the last and tell in the past tense: context, and no news.

    What the year before the report brought may be told anew, as a yearly count is. Of a report without a day any year counts:
    who tells the news does not begin with its year.
    """
    return frozenset(index for index, passage in enumerate(dossier.passages) if _is_long_past(passage))


def _is_long_past(passage: Passage) -> bool:
    told, day = _THAT_YEAR.match(passage.text), passage.article.article.day
    before = told is not None and (day is None or int(told[1]) < int(day[:4]) - 1)
    return before and passage.sentence.tense in ("past", "pluperfect")


def _opens_in_a_past_year(passage: Passage) -> bool:
    told = _PAST_YEAR.match(passage.text)
    return told is not None and told[1] in past_years(passage)


def _is_over(passage: Passage, newest: str) -> bool:
    """Whether the passage tells in the present or future of days to come for its own article, all before the newest report's."""
    day = passage.article.article.day
    days = [when.value for when in passage.times if when.precision == "day"]
    ahead = day is not None and passage.sentence.tense in ("present", "future") and bool(days)
    return ahead and all((day or "") < value < newest for value in days)


def _tallies(passage: Passage, figures: tuple[Figure, ...]) -> dict[str, float]:
    """What the passage counts that goes on growing → its highest count, if it speaks of the present event."""
    tallies: dict[str, float] = {}
    for means, value in _counts(passage, figures):
        tallies[means] = max(tallies.get(means, 0.0), value)
    return tallies


def _counts(passage: Passage, figures: tuple[Figure, ...]) -> frozenset[tuple[str, float]]:
    """What the passage counts that goes on growing, with each of its counts, if it speaks of the present event."""
    found = set()
    for figure in () if past_years(passage) else figures:
        means = meaning(passage, figure)
        counted = is_count(passage, figure) or _TOLL.search(passage.text[: figure.extent.start - passage.extent.start])
        if means in GROWS and counted and not is_part(passage, figure):
            found.add((means, figure.value))
    return frozenset(found)


def _raised(means: str, value: float, later: float) -> bool:
    changed = later != value if means == "missing" else later > value
    return changed and max(value, later) <= MOST_APART * min(value, later)


def _is_later(one: Passage, other: Passage) -> bool:
    """Whether the first article came out after the second for certain: on a later day, or at a later time of one day."""
    a, b = one.article.article, other.article.article
    if not a.day or not b.day or a.day < b.day:
        return False
    timed = len(a.published or "") > len(a.day) and len(b.published or "") > len(b.day)
    return a.day > b.day or (timed and chronology(a)[1] > chronology(b)[1])
