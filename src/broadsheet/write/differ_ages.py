"""Two ages of one person, further apart than a birthday between two reports makes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from broadsheet.language.words import fold
from broadsheet.records.annotation import Mention
from broadsheet.records.text import Extent
from broadsheet.write.differ import Account, Difference, clause_of
from broadsheet.write.dossier import Dossier, Passage

BIRTHDAY = 1
"""Years by which two right ages can differ: one paper has asked before the birthday, or reckons by the year alone."""

YOUNGEST, OLDEST = 2, 115

_BEHIND = re.compile(
    r"(?:, (?:who (?:is|was|turned) |aged |now )?| \((?:aged )?| (?:is|was) | (?:died|dies|passed away) (?:[^.,;]{0,40} )?aged )"
    r"(?P<years>\d{1,3})(?=,|;|\.(?:\s|$)|\)| when\b| years? (?:old|of age)\b)"
)
"""What tells the age of somebody just named: "Emil Strand, 61," or "Emil Strand, who is 61"."""

_BEFORE = re.compile(r"\b(?P<years>\d{1,3})-year-old(?: [^\W\d_][\w'’-]*){0,4} $")
"""The same in front: "the 61-year-old former harbour director Emil Strand"."""

_NO_MORE = re.compile(r"\b(?:at the time|then|back then|in (?:1[89]|20)\d\d|years? (?:ago|earlier|before))\b", re.IGNORECASE)
"""A sentence that goes back to when somebody was younger."""


class Aged(NamedTuple):
    """Somebody's age as an article tells it. `issue` is the person's full name."""

    passage: Passage
    issue: str
    years: int
    place: Extent


def age_differences(dossier: Dossier) -> Iterator[Difference]:
    """Every two ages of one full name, of two origins, more than a birthday apart."""
    told = [aged for passage in dossier.passages for aged in _ages_in(passage)]
    for one, other in combinations(told, 2):
        of_two = one.issue == other.issue and one.passage.origin != other.passage.origin
        if of_two and _cannot_be_one(one, other) and not (_also(one, told, other) or _also(other, told, one)):
            yield Difference(
                kind="number",
                issue=f"How old {one.issue} is",
                sides=(_account(one), _account(other)),
                confidence=0.9,
                why="no birthday lies between the two ages",
            )


def _ages_in(passage: Passage) -> Iterator[Aged]:
    """The ages of those whom a sentence names or who are known by their surname."""
    names = {entity.id: entity.name for entity in passage.article.entities if entity.kind == "person" and " " in entity.name}
    if _NO_MORE.search(passage.text):
        return
    for mention in passage.mentions:
        found = _beside(passage, mention) if mention.entity in names and not mention.pronoun else None
        if found and YOUNGEST <= int(found["years"]) <= OLDEST:
            start, end = found.span("years")
            yield Aged(passage, fold(names[mention.entity]), int(found["years"]), Extent(start, end))


def _beside(passage: Passage, mention: Mention) -> re.Match[str] | None:
    text = passage.article.article.text
    behind = _BEHIND.match(text, mention.extent.end, passage.extent.end)
    return behind or _BEFORE.search(text, passage.extent.start, mention.extent.start)


def _cannot_be_one(one: Aged, other: Aged) -> bool:
    """Whether the ages are further apart than a birthday and the calendar years of the two articles make them."""
    days = [aged.passage.article.article.day for aged in (one, other)]
    grown = abs(int(days[0][:4]) - int(days[1][:4])) if days[0] and days[1] else 0
    return abs(one.years - other.years) > BIRTHDAY + grown


def _also(one: Aged, told: list[Aged], other: Aged) -> bool:
    """Whether the one's origin has the other's age of that person as well, and so knows better or means another."""
    same = (aged for aged in told if aged.issue == one.issue and aged.passage.origin == one.passage.origin)
    return any(abs(aged.years - other.years) <= BIRTHDAY for aged in same)


def _account(aged: Aged) -> Account:
    clause = clause_of(aged.passage, aged.place)
    return Account(passage=aged.passage, text=str(aged.years), clause=clause, value=float(aged.years))
