"""One event on two days: the same happening, dated differently by two origins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations

from broadsheet.language.words import listed, words
from broadsheet.records.annotation import Annotated, When
from broadsheet.write.differ import Account, Difference, clause_of, content, later, pairs, state_between
from broadsheet.write.differ_parallel import are_parallel
from broadsheet.write.differ_scope import (
    about_other_people,
    about_other_things,
    contrasted,
    is_of_speech,
    names_a_time_zone,
    names_another_place,
    says_it_is_older,
)
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.figure_clauses import clause_around

_EVENTS = """
trial hearing proceedings lawsuit inquest tribunal
launch launched lifted liftoff lift-off blasted rocket rose
election elections vote poll polls ballot referendum
funeral burial buried
summit conference congress talks
strike strikes walkout
wedding married marries
crash crashed collided collision derailed
explosion exploded blast blew
quake earthquake tremor
fire blaze burned
opening reopening reopen reopens opens
premiere concert festival
inauguration inaugurated sworn
ceasefire truce
deadline
landing landed
match final kick-off
"""
_NAMES = [line.split()[0] for line in _EVENTS.strip().splitlines()]
_HAPPENINGS = [frozenset(line.split()) for line in _EVENTS.strip().splitlines()]
_DEEDS = """
died dies death dead killed passed
arrested arrest seized caught detained took pounced handcuffed
stolen stole burglars burgled robbed robbers thieves broke burglary theft
fell smashed knocked toppled dropped collapsed
found discovered rescued saved upon
evacuated cleared
"""
_DONE = [*_HAPPENINGS, *(frozenset(line.split()) for line in _DEEDS.strip().splitlines())]
_WRITTEN_OUT = re.compile(r"\d.*[^\W\d]{3}|[^\W\d]{3}.*\d")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_DATED_AROUND = "announced announce anniversary eve ahead before after registration campaign deadline until since reported said"
_AROUND = frozenset(_DATED_AROUND.split())
_STARTING = listed("open opens opened begin begins began start starts started commence commences commenced")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T|$)")
_CALENDAR = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?:T|$)")
_BESIDE_ANOTHER = re.compile(
    r"\b(?:(?:later|longer|earlier|sooner) than|ahead of|extend\w*|postpone\w*|put (?:back|off)|brought forward"
    r"|delayed|rescheduled|instead)\b",
    re.IGNORECASE,
)
"""Where the sentence itself tells of two days."""

MONTH = len("2030-01")
WEEK = 7
"""Days apart up to which two papers may put one happening on two days."""

SHARED, SHARED_CALLED = 0.3, 3
"""Share of the shorter sentence's content words, and their least number, that both sentences must have."""


def date_differences(dossier: Dossier) -> Iterator[Difference]:
    """Two sentences about one kind of event with much in common and different days, both written out."""
    dated = {i: day for i, passage in enumerate(dossier.passages) if (day := _day(passage))}
    told = {i: _happening(dossier.passages[i], day) for i, day in dated.items()}
    often = Counter((dossier.passages[i].origin, event) for i, events in told.items() for event in events)
    for i, j in pairs(dossier, list(dated)):
        one, other = dossier.passages[i], dossier.passages[j]
        alike = told[i] & told[j]
        if not alike or _excluded(dated[i], dated[j], one, other):
            continue
        alone = all(often[passage.origin, event] == 1 for passage in (one, other) for event in alike)
        confidence = _confidence(one, other, alone=alone and _starts(one, dated[i]) and _starts(other, dated[j]))
        if confidence:
            yield Difference(
                kind="date",
                issue=f"The day of the {_NAMES[min(alike)]}",
                sides=(_account(one, dated[i]), _account(other, dated[j])),
                confidence=confidence,
                why="both name a day for the same event",
            )


def coming_differences(dossier: Dossier) -> Iterator[Difference]:
    """The one coming day that each of two origins names and the other does not, if their sentences tell of one thing."""
    coming = {voice.article.id: _coming(dossier, voice) for voice in dossier.voices}
    for one, other in combinations(dossier.voices, 2):
        mine, theirs = (
            [day for day in coming[a.article.id] if not any(_may_be_one(day[1], w) for w in b.times)]
            for a, b in ((one, other), (other, one))
        )
        parallel = bool(mine and theirs) and are_parallel(dossier, mine[0][0], theirs[0][0])
        if len(mine) == len(theirs) == 1 and _of_one_plan(mine[0], theirs[0], parallel=parallel):
            yield Difference(
                kind="date",
                issue="When it is to happen",
                sides=(_account(*mine[0]), _account(*theirs[0])),
                confidence=0.75,
                why="each names another day for it, and neither names the other's",
            )


def past_differences(dossier: Dossier) -> Iterator[Difference]:
    """The one day of the last weeks that each of two parallel accounts names and the other does not."""
    for one, other in combinations(dossier.voices, 2):
        mine, theirs = (
            [day for day in _past(dossier, a) if not any(_may_be_one(day[1], w) for w in b.times)]
            for a, b in ((one, other), (other, one))
        )
        if len(mine) == len(theirs) == 1 and _of_one_happening(dossier, mine[0], theirs[0]):
            yield Difference(
                kind="date",
                issue="When it happened",
                sides=(_account(*mine[0]), _account(*theirs[0])),
                confidence=0.72,
                why="two accounts of the same steps name another day each, and neither names the other's",
            )


def _past(dossier: Dossier, voice: Annotated) -> list[tuple[Passage, When]]:
    """The days before its own that an article names for more than what somebody said, each once, with their sentences."""
    today = voice.article.day
    found: dict[str, tuple[Passage, When]] = {}
    for when in voice.times if today else ():
        index = dossier.passage_at(voice.article.id, when.extent)
        value = when.value[:10]
        dated = index is not None and when.kind in ("date", "time") and _DAY.match(when.value) and value < str(today)
        if dated and not is_of_speech(voice.article.text, when):
            found.setdefault(value, (dossier.passages[index or 0], when))
    return list(found.values())


def _of_one_happening(dossier: Dossier, mine: tuple[Passage, When], theirs: tuple[Passage, When]) -> bool:
    """Whether both accounts are of one day and run parallel, and the two days lie near one another."""
    (one, a), (other, b) = mine, theirs
    if later(one, other) or not are_parallel(dossier, one, other) or about_other_people(one, other) or contrasted(one, other):
        return False
    zoned = names_a_time_zone(one) or names_a_time_zone(other)
    if zoned or not _done(one, a) & _done(other, b):
        return False
    days = [date.fromisoformat(when.value[:10]) for when in (a, b)]
    return abs((days[0] - days[1]).days) <= WEEK


def _done(passage: Passage, day: When) -> set[int]:
    """The kinds of happening that the day's own clause tells."""
    told = set(words(clause_of(passage, day.extent).of(passage.article.article.text)))
    return {kind for kind, event in enumerate(_DONE) if event & told}


def _coming(dossier: Dossier, voice: Annotated) -> list[tuple[Passage, When]]:
    """The days and months to come that an article names, each value once, with their sentences."""
    today = voice.article.day
    found: dict[str, tuple[Passage, When]] = {}
    for when in voice.times if today else ():
        index = dossier.passage_at(voice.article.id, when.extent)
        value = when.value[:10]
        dated = index is not None and when.kind in ("date", "time") and _CALENDAR.match(when.value)
        if dated and value[:7] >= str(today)[:7] and value > str(today)[: len(value)]:
            found.setdefault(value, (dossier.passages[index or 0], when))
    return list(found.values())


def _may_be_one(one: When, other: When) -> bool:
    """Whether two times can be one: the same, or one within the other, be it only in the year that was inferred for them."""
    a, b = one.value[:10], other.value[:10]
    a_month = len(a) == len(b) == MONTH and a[5:] == b[5:]
    return a_month or a.startswith(b) or b.startswith(a)


def _of_one_plan(mine: tuple[Passage, When], theirs: tuple[Passage, When], *, parallel: bool) -> bool:
    """Whether nothing sets the two sentences apart. Two reports of one day that look ahead to one day each mean one event.

    Where the accounts run parallel, a place that one alone names is no other place.
    """
    (one, a), (other, b) = mine, theirs
    if len(a.value[:10]) != len(b.value[:10]) or state_between(one, other) != "open":
        return False
    if _BESIDE_ANOTHER.search(one.text) or _BESIDE_ANOTHER.search(other.text):
        return False
    zoned = names_a_time_zone(one) or names_a_time_zone(other)
    if zoned or about_other_people(one, other):
        return False
    certain = parallel and len(a.value[:10]) > MONTH
    return certain or not (names_another_place(one, other) or contrasted(one, other))


def _day(passage: Passage) -> When | None:
    """The only calendar day in a sentence, written out with its month."""
    text = passage.article.article.text
    days = [w for w in passage.times if w.kind == "date" and len(w.value) == 10 and _WRITTEN_OUT.search(w.extent.of(text))]
    return days[0] if len(days) == 1 else None


def _excluded(one: When, other: When, a: Passage, b: Passage) -> bool:
    if one.value == other.value or _same_day_of_a_year(one, other, a, b) or says_it_is_older(a) or says_it_is_older(b):
        return True
    if names_a_time_zone(a) or names_a_time_zone(b):
        return True
    ahead = all(day.value > (passage.article.article.day or "9999") for day, passage in ((one, a), (other, b)))
    return about_other_things(_undated(a), _undated(b), scheduled=ahead)


def _same_day_of_a_year(one: When, other: When, a: Passage, b: Passage) -> bool:
    """Whether day and month agree and at least one year was only inferred."""
    written = [bool(_YEAR.search(w.extent.of(p.article.article.text))) for w, p in ((one, a), (other, b))]
    return one.value[5:] == other.value[5:] and not all(written)


def _undated(passage: Passage) -> Passage:
    """The passage itself: its days are what is compared, so that they are taken out before scopes are."""
    times = tuple(w for w in passage.article.times if w.sentence != passage.index)
    return replace(passage, article=replace(passage.article, times=times))


def _confidence(one: Passage, other: Passage, *, alone: bool) -> float:
    """Much in common, or the one beginning of such an event that each article dates; 0 where the events may be two."""
    a, b = content(one), content(other)
    shared = a & b
    share = len(shared) / max(1, min(len(a), len(b)))
    if len(shared) >= SHARED_CALLED and share >= SHARED:
        return round(min(0.9, 0.7 + 0.3 * share), 2)
    return 0.7 if alone else 0.0


def _starts(passage: Passage, day: When) -> bool:
    """Whether the day's own clause says that something starts on it."""
    return bool(_STARTING & set(words(clause_around(passage, day.extent).of(passage.article.article.text))))


def _happening(passage: Passage, day: When) -> set[int]:
    """The kinds of event in the day's own clause; none where the clause dates something around the event."""
    tokens = set(words(clause_around(passage, day.extent).of(passage.article.article.text)))
    if tokens & _AROUND:
        return set()
    return {number for number, event in enumerate(_HAPPENINGS) if tokens & event}


def _account(passage: Passage, day: When) -> Account:
    return Account(passage=passage, text=day.extent.of(passage.article.article.text), clause=clause_of(passage, day.extent))
