"""Two accounts that cannot both be right, and the general reasons why most that look so can."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from broadsheet.language.words import STOP_WORDS, words
from broadsheet.records.pool import ContradictionKind
from broadsheet.records.text import Extent
from broadsheet.write.dossier import Dossier, Passage

State = Literal["open", "newer_supersedes", "different_scope", "rounding", "resolved"]

LONGEST_CLAUSE = 200
"""Code points of a side's own words."""

_EARLIER = re.compile(
    r"\b(?:first reports?|initial(?:ly)?|at first|earlier|previous(?:ly)?|formerly|original(?:ly)?|revised|corrected|contrary to"
    r"|last (?:year|month|week|spring|summer|autumn|fall|winter)|had (?:said|been|put|reported|expected|forecast)|was still|risen"
    r"|rose to|up from|down from|updated|no longer)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:will|would|plan(?:s|ned|ning)?|want(?:s|ed)?|aim(?:s|ed)?|expect(?:s|ed)?|hop(?:e|es|ed)|target(?:s|ed)?|goal"
    r"|forecasts?|predict(?:s|ed)?|could|may|might|intend(?:s|ed)?|propos(?:e|es|ed|al)|promis(?:e|es|ed)|meant to|set to"
    r"|due to be|scheduled)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:than|compared|since|against|versus|year-on-year|month-on-month|annual(?:ly)?|a year earlier)\b", re.IGNORECASE
)
_ZONED = re.compile(r"\b(?:local time|universal time|GMT|UTC|[ECMP][SD]?T|CES?T|BST|time zones?)\b")
_OPPOSED = """
primary secondary
north south east west northern southern eastern western
men women
boys girls
upper lower
first second third
home away
morning afternoon evening night
senior junior
members students
import imports export exports
domestic foreign
monthly annual weekly daily
indoor outdoor
inner outer
public private
"""
_CONTRASTS = [frozenset(line.split()) for line in _OPPOSED.strip().splitlines()]
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|of|from|outside|off|to|into|on|around|across|over|through|inside|between)\s+(?:the\s+)?$", re.IGNORECASE
)
_MORE = re.compile(r"\b(?:more|another|other|others|further|additional|extra|remaining|also)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One side: what an article says, where, and in which clause.

    Attributes:
        text: the value in the article's words, short.
        clause: the words that hold it.
        value: the value as a number, if it is one.
    """

    passage: Passage
    text: str
    clause: Extent
    value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two accounts of one thing. `confidence` is 0 to 1."""

    kind: ContradictionKind
    issue: str
    sides: tuple[Account, Account]
    confidence: float
    state: State = "open"
    why: str = ""


def clause_of(passage: Passage, focus: Extent) -> Extent:
    """The clause around a place: to the nearest comma, semicolon, dash or sentence end on either side that leaves it some words."""
    text = passage.article.article.text
    left = _edge(text[passage.extent.start : focus.start][::-1])
    right = _edge(text[focus.end : passage.extent.end])
    start, end = focus.start - left, focus.end + right
    start, end = (
        max(start, focus.end - LONGEST_CLAUSE, passage.extent.start),
        min(end, focus.start + LONGEST_CLAUSE, passage.extent.end),
    )
    while start < focus.start and not text[start].isalnum():
        start += 1
    while end > focus.end and text[end - 1] in " ,;:.–—":
        end -= 1
    return Extent(start, end)


def _edge(beside: str) -> int:
    """How far the clause reaches into what stands beside its focus."""
    marks = [found.start() for found in re.finditer(r"[,;:](?=\s|$)|(?<=\s)[,;:]|\s[–—-]\s", beside)]
    return next((at for at in marks if at >= 12), len(beside)) if marks else len(beside)


def about_other_things(one: Passage, other: Passage) -> bool:
    """Whether the two sentences speak of different referents, times, places or bases, so that they cannot contradict each other."""
    pair = (one, other)
    return (
        _uneven(_PLANNED, pair)
        or _uneven(_COMPARED, pair)
        or _uneven(_MORE, pair)
        or _contrasted(pair)
        or _elsewhere(pair)
        or _other_time(pair)
    )


def _uneven(pattern: re.Pattern[str], pair: tuple[Passage, Passage]) -> bool:
    return len({bool(pattern.search(passage.text)) for passage in pair}) == 2


def says_it_is_older(passage: Passage) -> bool:
    """Whether the sentence itself says that its figure or date is not the latest."""
    return bool(_EARLIER.search(passage.text))


def names_a_time_zone(passage: Passage) -> bool:
    """Whether the sentence counts time by a named clock."""
    return bool(_ZONED.search(passage.text))


def _contrasted(pair: tuple[Passage, Passage]) -> bool:
    """Whether each sentence has another member of a set whose members exclude one another."""
    mine, theirs = (set(words(passage.text)) for passage in pair)
    for group in _CONTRASTS:
        a, b = mine & group, theirs & group
        if a and b and not a & b:
            return True
    return False


def _elsewhere(pair: tuple[Passage, Passage]) -> bool:
    """Whether one sentence is set in a place that the other article never names."""
    return any(
        place not in other.article.article.text and place not in other.article.article.title
        for one, other in (pair, pair[::-1])
        for place in places_in(one)
    ) and all(places_in(passage) or _article_places(passage) for passage in pair)


def places_in(passage: Passage) -> list[str]:
    """The names of places in a sentence that a preposition shows to be places."""
    text = passage.article.article.text
    held = [m.extent for m in passage.article.mentions if m.kind == "place" and passage.extent.holds(m.extent)]
    return [
        extent.of(text) for extent in held if _LOCATIVE.search(text[max(passage.extent.start, extent.start - 16) : extent.start])
    ]


def _article_places(passage: Passage) -> bool:
    return any(m.kind == "place" for m in passage.article.mentions)


def _other_time(pair: tuple[Passage, Passage]) -> bool:
    """Whether both sentences name days, months or years, and no two of them can be the same."""
    mine, theirs = (_days(passage) for passage in pair)
    return bool(mine and theirs) and not any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs)


def _days(passage: Passage) -> list[str]:
    return [w.value[:10] for w in passage.times if w.kind == "date" and w.value[:4].isdigit() and "W" not in w.value]


def content(passage: Passage) -> set[str]:
    """The sentence's content words."""
    return {word for word in words(passage.text) if word not in STOP_WORDS and not word[0].isdigit()}


def later(one: Passage, other: Passage) -> int:
    """1 if the first article is of a later day, -1 if of an earlier one, 0 if of the same or if a day is unknown."""
    a, b = one.article.article.day, other.article.article.day
    return 0 if a is None or b is None or a == b else 1 if a > b else -1


def pairs(dossier: Dossier, wanted: Sequence[int]) -> list[tuple[int, int]]:
    """All pairs of those passages that stem from different origins."""
    passages = dossier.passages
    return [(i, j) for n, i in enumerate(wanted) for j in wanted[n + 1 :] if passages[i].origin != passages[j].origin]
