"""Figures of two origins that count one thing and cannot both be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from broadsheet.language.words import words
from broadsheet.records.annotation import Figure
from broadsheet.write.differ import Account, Difference, State, clause_of, content, later
from broadsheet.write.differ_scope import about_other_things, people_in, says_it_is_older
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.figure_clauses import counts, noun_of
from broadsheet.write.grounding_tokens import stem
from broadsheet.write.measure_meanings import figures_in, is_count, is_part, meaning
from broadsheet.write.measures import agree, printed, scale_of

GROWS = frozenset({"dead", "injured", "arrested", "missing"})
"""What is counted while it goes on: a later figure is an update."""

_ISSUES = {
    "dead": "How many people died",
    "injured": "How many people were hurt",
    "arrested": "How many people were arrested",
    "missing": "How many people are missing",
    "crowd": "How many people came",
    "prison": "How long the prison sentence is",
    "magnitude": "The magnitude",
}
_OF = re.compile(r" of (?:the )?[^\W\d]+")
_GENERIC = frozenset({"", "people", "person", "percent", "percentage point", "one", "other", "thing", "time", "part", "member"})
MOST_APART = 20.0
"""Figures further apart than this factor count different things more likely than one is wrong."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure in its passage with what it measures."""

    passage: Passage
    figure: Figure
    means: str

    @property
    def key(self) -> tuple[str, str]:
        """What must be the same for two figures to be compared."""
        return scale_of(self.figure.unit)[0] if not counts(self.figure) else "count", self.means


def number_differences(dossier: Dossier) -> Iterator[Difference]:
    """Every two figures of different origins that count the same and disagree."""
    measured: dict[tuple[str, str], list[Counted]] = {}
    for passage in dossier.passages:
        for figure in figures_in(passage):
            counted = Counted(passage, figure, meaning(passage, figure))
            if counted.means and is_count(passage, figure) and not is_part(passage, figure):
                measured.setdefault(counted.key, []).append(counted)
    for found in measured.values():
        by_origin: dict[str, list[Counted]] = {}
        for counted in found:
            by_origin.setdefault(counted.passage.origin, []).append(counted)
        for one, other in combinations(by_origin.values(), 2):
            yield from _between(one, other)


def _between(ours: list[Counted], theirs: list[Counted]) -> Iterator[Difference]:
    """The disagreement of two origins about one measure, if there is one: figures that agree somewhere settle it."""
    if any(agree(a.figure, b.figure) for a in ours for b in theirs):
        return
    candidates = [(confidence, a, b) for a in ours for b in theirs if (confidence := _confidence(a, b, len(ours), len(theirs)))]
    if not candidates:
        return
    confidence, one, other = max(candidates, key=lambda found: found[0])
    yield Difference(
        kind="number",
        issue=_issue(one),
        sides=(_account(one), _account(other)),
        confidence=round(confidence, 2),
        state=_state(one, other),
        why="both count the same thing and no rounding or wording makes the figures one",
    )


def _confidence(one: Counted, other: Counted, ours: int, theirs: int) -> float:
    """How sure it is that both figures count one thing, 0 where something says they do not."""
    if (
        about_other_things(one.passage, other.passage)
        or _far_apart(one.figure, other.figure)
        or _of_others(one, other)
        or _done_otherwise(one, other)
    ):
        return 0.0
    if one.means == "prison" and not people_in(one.passage) & people_in(other.passage):
        return 0.0
    shared, share = _shared(one, other)
    alone, known = ours == theirs == 1, one.means in _ISSUES
    if one.means in _GENERIC and (share < 0.5 or not alone):
        return 0.0
    if (not alone and share < 0.35) or (not known and (shared < 2 or share < 0.2)):
        return 0.0
    return min(0.95, 0.5 + 0.2 * alone + 0.1 * known + 0.3 * share)


def _of_others(one: Counted, other: Counted) -> bool:
    """Whether each says of what it counts, and of what differs: "gallons of petrol", "gallons of water"."""
    mine, theirs = (_OF.match(c.passage.article.article.text[c.figure.extent.end : c.passage.extent.end]) for c in (one, other))
    return bool(mine and theirs) and mine[0].split()[-1].lower() != theirs[0].split()[-1].lower()  # type: ignore[index]


def _done_otherwise(one: Counted, other: Counted) -> bool:
    """Whether each says what was done with the things counted, and not the same: "houses damaged", "houses rebuilt"."""
    if one.means in _ISSUES:
        return False
    mine, theirs = ({stem(word) for word in words(c.figure.label)} - {stem(c.figure.noun)} for c in (one, other))
    return bool(mine and theirs) and not mine & theirs


def _far_apart(one: Figure, other: Figure) -> bool:
    low, high = sorted((abs(one.value), abs(other.value)))
    return low <= 0 or high / low > MOST_APART


def _shared(one: Counted, other: Counted) -> tuple[int, float]:
    """How many content words both sentences have, the measure's own left out, and which share of the shorter that is."""
    own = set(words(f"{one.means} {one.figure.label} {other.figure.label}"))
    a, b = content(one.passage) - own, content(other.passage) - own
    return len(a & b), len(a & b) / max(1, min(len(a), len(b)))


def _issue(counted: Counted) -> str:
    """What is in question, in the words of the first account."""
    if counted.means in _ISSUES:
        return _ISSUES[counted.means]
    passage, figure = counted.passage, counted.figure
    if figure.unit.isupper() and len(figure.unit) == 3:
        return "How much money it is"
    if figure.unit in ("percent", "percentage point"):
        return "The percentage"
    noun = noun_of(passage.article.article.text, figure)
    follows = _OF.match(passage.article.article.text[figure.extent.end : passage.extent.end])
    said = " ".join(noun.of(passage.article.article.text).split()) if noun else f"{counted.means}s"
    return f"How many {said}{follows[0] if follows else ''}"


def _account(counted: Counted) -> Account:
    passage, figure = counted.passage, counted.figure
    extent = printed(passage, figure)
    text = " ".join(extent.of(passage.article.article.text).split())
    return Account(passage=passage, text=text, clause=clause_of(passage, extent), value=figure.value)


def _state(one: Counted, other: Counted) -> State:
    """Figures of different days, or one that is said to be old, are an update and no disagreement."""
    if later(one.passage, other.passage) or says_it_is_older(one.passage) or says_it_is_older(other.passage):
        return "newer_supersedes"
    return "open"
