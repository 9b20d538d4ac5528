"""One event on two days: the same happening, dated differently by two origins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from broadsheet.language.words import words
from broadsheet.records.annotation import When
from broadsheet.write.differ import Account, Difference, clause_of, content, pairs
from broadsheet.write.differ_scope import about_other_things, names_a_time_zone, says_it_is_older
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
_WRITTEN_OUT = re.compile(r"\d.*[^\W\d]{3}|[^\W\d]{3}.*\d")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_DATED_AROUND = "announced announce anniversary eve ahead before after registration campaign deadline until since reported said"
_AROUND = frozenset(_DATED_AROUND.split())
SHARED, SHARED_CALLED = 0.3, 3
"""Share of the shorter sentence's content words, and their least number, that both sentences must have."""


def date_differences(dossier: Dossier) -> Iterator[Difference]:
    """Two sentences about one kind of event with much in common and different days, both written out."""
    dated = {i: day for i, passage in enumerate(dossier.passages) if (day := _day(passage))}
    for i, j in pairs(dossier, list(dated)):
        one, other = dossier.passages[i], dossier.passages[j]
        if _excluded(dated[i], dated[j], one, other):
            continue
        alike = _happening(one, dated[i]) & _happening(other, dated[j])
        confidence = _confidence(one, other, alike)
        if confidence:
            yield Difference(
                kind="date",
                issue=f"The day of the {_NAMES[min(alike)]}",
                sides=(_account(one, dated[i]), _account(other, dated[j])),
                confidence=confidence,
                why="both name a day for the same event",
            )


def _day(passage: Passage) -> When | None:
    """The only calendar day in a sentence, written out with its month."""
    text = passage.article.article.text
    days = [w for w in passage.times if w.kind == "date" and len(w.value) == 10 and _WRITTEN_OUT.search(w.extent.of(text))]
    return days[0] if len(days) == 1 else None


def _excluded(one: When, other: When, a: Passage, b: Passage) -> bool:
    if one.value == other.value or _same_day_of_a_year(one, other, a, b) or says_it_is_older(a) or says_it_is_older(b):
        return True
    return names_a_time_zone(a) or names_a_time_zone(b) or about_other_things(_undated(a), _undated(b))


def _same_day_of_a_year(one: When, other: When, a: Passage, b: Passage) -> bool:
    """Whether day and month agree and at least one year was only inferred."""
    written = [bool(_YEAR.search(w.extent.of(p.article.article.text))) for w, p in ((one, a), (other, b))]
    return one.value[5:] == other.value[5:] and not all(written)


def _undated(passage: Passage) -> Passage:
    """The passage itself: its days are what is compared, so that they are taken out before scopes are."""
    times = tuple(w for w in passage.article.times if w.sentence != passage.index)
    return replace(passage, article=replace(passage.article, times=times))


def _confidence(one: Passage, other: Passage, alike: set[int]) -> float:
    """Named alike and much in common; 0 where the events may be two."""
    a, b = content(one), content(other)
    shared = a & b
    share = len(shared) / max(1, min(len(a), len(b)))
    if alike and len(shared) >= SHARED_CALLED and share >= SHARED:
        return round(min(0.9, 0.7 + 0.3 * share), 2)
    return 0.0


def _happening(passage: Passage, day: When) -> set[int]:
    """The kinds of event in the day's own clause; none where the clause dates something around the event."""
    tokens = set(words(clause_around(passage, day.extent).of(passage.article.article.text)))
    if tokens & _AROUND:
        return set()
    return {number for number, event in enumerate(_HAPPENINGS) if tokens & event}


def _account(passage: Passage, day: When) -> Account:
    return Account(passage=passage, text=day.extent.of(passage.article.article.text), clause=clause_of(passage, day.extent))
