"""Two accounts that cannot both be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, Protocol, TypeVar

from broadsheet.language.words import STOP_WORDS, words
from broadsheet.records.pool import ContradictionKind
from broadsheet.records.text import Extent
from broadsheet.write.differ_scope import says_it_is_older
from broadsheet.write.dossier import Dossier, Passage

State = Literal["open", "newer_supersedes", "different_scope", "rounding", "resolved"]

LONGEST_CLAUSE = 200
"""Code points of a side's own words."""

_INITIALS = re.compile(r"\b[^\W\d_]\.[^\W\d_]\.$")
"""Letters whose last point is theirs: "at 6 p.m."."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One side: what an article says, where, and in which clause.

    Attributes:
        text: the value in the article's words, short.
        clause: the words that hold it.
        value: the value as a number, if it is one; the lower end of a range, whose upper end is `high`.
    """

    passage: Passage
    text: str
    clause: Extent
    value: float | None = None
    high: float | None = None


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
    while end > focus.end and text[end - 1] in " ,;:.–—" and not _INITIALS.search(text, passage.extent.start, end):
        end -= 1
    return Extent(start, end)


def _edge(beside: str) -> int:
    """How far the clause reaches into what stands beside its focus."""
    marks = [found.start() for found in re.finditer(r"[,;:](?=\s|$)|(?<=\s)[,;:]|\s[–—-]\s", beside)]
    return next((at for at in marks if at >= 12), len(beside)) if marks else len(beside)


def content(passage: Passage) -> set[str]:
    """The sentence's content words."""
    return {word for word in words(passage.text) if word not in STOP_WORDS and not word[0].isdigit()}


def later(one: Passage, other: Passage) -> int:
    """1 if the first article is of a later day, -1 if of an earlier one, 0 if of the same or if a day is unknown."""
    a, b = one.article.article.day, other.article.article.day
    return 0 if a is None or b is None or a == b else 1 if a > b else -1


def state_between(one: Passage, other: Passage) -> State:
    """Superseded where the articles are of two days or a sentence says that it is not the latest, else open."""
    older = says_it_is_older(one) or says_it_is_older(other)
    return "newer_supersedes" if older or later(one, other) else "open"


class OnIssue(Protocol):
    """What a passage tells on a point: where something is, who got it."""

    @property
    def passage(self) -> Passage:
        """Where it is told."""

    @property
    def issue(self) -> str:
        """The point in question."""


Told = TypeVar("Told", bound=OnIssue)


def on_one_issue(told: Iterable[Told]) -> Iterator[tuple[Told, Told]]:
    """Every two that tell on one point and stem from different origins."""
    for one, other in combinations(told, 2):
        if one.issue == other.issue and one.passage.origin != other.passage.origin:
            yield one, other


def pairs(dossier: Dossier, wanted: Sequence[int]) -> list[tuple[int, int]]:
    """All pairs of those passages that stem from different origins."""
    passages = dossier.passages
    return [(i, j) for n, i in enumerate(wanted) for j in wanted[n + 1 :] if passages[i].origin != passages[j].origin]
