"""On what terms a figure holds: per what, of what part, and as of when."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from broadsheet.annotate.naming import Name
from broadsheet.annotate.reading import Clause
from broadsheet.language.units import DURATIONS
from broadsheet.language.words import listed
from broadsheet.records.annotation import Figure, When
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

_TIME = "second|minute|hour|day|night|week|month|quarter|year"
_ONE = "person|head|household|family|child|student|pupil|resident|share|barrel|gallon|lit(?:re|er)|tonne?|kilo(?:gram)?|pound|ounce"
_SPACE = "acre|hectare|mile|kilomet(?:re|er)|km|square (?:foot|met(?:re|er)|mile)"
_UNIT = f"(?:{_TIME}|{_ONE}|{_SPACE})"
_EVERY = r"per (?:capita|[\d,]+(?: (?:people|residents|inhabitants|births|women))?)"
_NO_RATE = r"(?! (?:ago|earlier|later|before|after|old|from|or|in which|when)\b)"
_RATE = re.compile(rf"^[ -](?:{_EVERY}|(?:per|an?|each|every)[ -]{_UNIT})\b{_NO_RATE}")
_ALONE = r"(?:in|on|at|near|outside|around|within|across) (?:the )?[\w’' -]{2,30}? alone"
_SCOPED = re.compile(
    rf"^[^,.;:()“”\"]{{0,40}}?\b({_ALONE}|nationwide|worldwide|statewide|citywide|countrywide|in total|in all|altogether|so far)\b"
)
_LED = re.compile(rf"\b({_ALONE}),? [^,.;:()“”\"]{{0,40}}$", re.IGNORECASE)
_TOTAL = re.compile(r"\b((?:combined )?total) of (?:[\w-]+ ){0,2}$")
_PLACED = re.compile(r"^(?: (?:dead|hurt|killed|injured|wounded|missing|arrested))? (?P<where>(?:in|at|near|outside) (?:the )?)$")
_TALLYING = listed("""
rise fall climb grow increase drop jump shrink decline decrease soar surge double swell reach hit stand total number slip dip
employ hold own
""")
"""Verbs that tell how many there are at a time, not what happened then."""
_KEEPING = listed("have be count")
"""Those that tell so of a month or a year, or with "at" and "by": "it had 40 boats in 2029"."""
_STOCK = re.compile(r"\b(?:as of|as at|at|by)(?: the)?(?: late| early)? $", re.IGNORECASE)
_FLAT = re.compile(r"\b(?:as of|as at)(?: the)?(?: late| early)? $", re.IGNORECASE)
_OTHER_END = re.compile(
    r"\b(?:from|since|than|until|till|after|before|to|against|through|for)(?: the)?(?: late| early)? $", re.IGNORECASE
)
_COMPARED = re.compile(r"\b(?:ago|before|earlier|later|after)\b", re.IGNORECASE)
_NUMERAL = re.compile(r"\d")
_BESIDE = re.compile(r"^ (?:(?:as of|as at|at|by|in|during)(?: the)? )$|^ $")
_DATED = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_STEPS = 8
"""Steps of the grammar from a word to the verb that governs it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a figure: the names and times of its article, and the day of publication."""

    names: Sequence[Name]
    times: Sequence[When]
    published: str | None


def on_terms(figure: Figure, clause: Clause, text: str, setting: Setting) -> Figure:
    """The figure with its rate ("7 litres a minute"), its scope ("in the port alone") and the date it has of its own."""
    rate = None if figure.unit in DURATIONS or figure.label == "age" else _RATE.match(text[figure.extent.end :][:40])
    per = Extent(figure.extent.end + 1, figure.extent.end + rate.end()) if rate else None
    times = [when for when in setting.times if when.sentence == clause.index and not (per and per.overlaps(when.extent))]
    after = per.end if per else figure.extent.end
    return replace(
        figure,
        per=per,
        scope=_scope(Extent(figure.extent.start, after), clause, text, setting.names),
        as_of=_as_of(Extent(figure.extent.start, after), clause, text, replace(setting, times=times)),
    )


def _scope(place: Extent, clause: Clause, text: str, names: Sequence[Name]) -> Extent | None:
    """The words that say of what part a figure holds."""
    before, after = text[clause.extent.start : place.start], text[place.end : clause.extent.end]
    if found := _SCOPED.match(after[:80]):
        return Extent(place.end + found.start(1), place.end + found.end(1))
    if found := _LED.search(before) or _TOTAL.search(before):
        return Extent(clause.extent.start + found.start(1), clause.extent.start + found.end(1))
    for name in names:
        if name.kind == "place" and place.end < name.extent.start < clause.extent.end:
            lead = _PLACED.match(text[place.end : name.extent.start])
            return Extent(place.end + lead.start("where"), name.extent.end) if lead else None
    return None


def _as_of(place: Extent, clause: Clause, text: str, setting: Setting) -> str | None:
    """The date that the sentence gives the figure, no day to come: beside it, or for all it tells, or by the verb of a tally."""
    dated = [when for when in setting.times if when.kind in ("date", "time") and _DATED.match(when.value)]
    found = [when for when in dated if _is_beside(place, when, text)]
    found = found or [when for when in dated if _FLAT.search(text[clause.extent.start : when.extent.start])]
    found = found or [when for when in dated if _is_tallied(place, when, clause, text)]
    days = {_last_day(when, text) for when in found}
    day = days.pop() if len(days) == 1 else None
    return day if day is not None and (setting.published is None or day[:10] <= setting.published[: len(day)]) else None


def _is_beside(place: Extent, when: When, text: str) -> bool:
    """Whether a date follows the figure at once; a day only as that of a stock ("40 at June 30"): else it dates the deed."""
    between = text[place.end : when.extent.start] if when.extent.start > place.end else ""
    return _BESIDE.match(between) is not None and (when.precision != "day" or _STOCK.search(between) is not None)


def _is_tallied(place: Extent, when: When, clause: Clause, text: str) -> bool:
    """Whether the verb of a tally has both the figure and the date: "in 2024 exports rose to 4 million"."""
    lead, words = text[clause.extent.start : when.extent.start], when.extent.of(text)
    if (_OTHER_END.search(lead) and not _STOCK.search(lead)) or _COMPARED.search(words):
        return False
    if when.extent.start > place.end and _NUMERAL.search(text[place.end : when.extent.start]):
        return False  # it is the date of the figure in between
    one, other = (_verb(clause, extent) for extent in (place, when.extent))
    if one is None or other is None or one.i != other.i:
        return False
    stock = _STOCK.search(lead) is not None
    done = stock and any(child.lower_ in ("had", "have", "has") and child.dep_ in ("aux", "auxpass") for child in one.children)
    kept = one.lemma_.lower() in _KEEPING and (stock or when.precision != "day")
    return done or kept or one.lemma_.lower() in _TALLYING


def _verb(clause: Clause, place: Extent) -> Token | None:
    tokens = clause.tokens(place)
    token = tokens[-1] if tokens else None
    for _ in range(_STEPS):
        if token is None or token.pos_ in ("VERB", "AUX") or token.head is token:
            break
        token = token.head
    return token if token is not None and token.pos_ in ("VERB", "AUX") else None


def _last_day(when: When, text: str) -> str:
    """The date as exact as it is told: "the end of March" is its last day."""
    found = _DATED.match(when.value)
    value = found[0] if found else when.value
    if not re.match(r"(?:the )?end\b", when.extent.of(text), re.IGNORECASE):
        return value
    if len(value) == 4:
        return f"{value}-12-31"
    return f"{value}-{monthrange(int(value[:4]), int(value[5:7]))[1]:02d}" if len(value) == 7 else value
