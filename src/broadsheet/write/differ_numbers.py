"""Figures of two origins that count one thing and cannot both be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from broadsheet.language.words import words
from broadsheet.records.annotation import Figure
from broadsheet.write.differ import Account, Difference, State, about_other_things, clause_of, content, later, says_it_is_older
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.measure_meanings import figures_in, meaning
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
_COUNTED = "one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion trillion"
_NUMBERS = frozenset(_COUNTED.split())
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
        return scale_of(self.figure.unit)[0] if not _counts(self.figure) else "count", self.means


def number_differences(dossier: Dossier) -> Iterator[Difference]:
    """Every two figures of different origins that count the same and disagree."""
    measured: dict[tuple[str, str], list[Counted]] = {}
    for passage in dossier.passages:
        for figure in figures_in(passage):
            counted = Counted(passage, figure, meaning(passage, figure))
            if counted.means:
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
    if about_other_things(one.passage, other.passage) or _far_apart(one.figure, other.figure):
        return 0.0
    shared = _shared(one, other)
    alone = ours == theirs == 1
    specific = one.means in _ISSUES or one.means not in _GENERIC
    if not specific and (shared < 0.5 or not alone):
        return 0.0
    if not alone and shared < 0.35:
        return 0.0
    return min(0.95, 0.5 + 0.2 * alone + 0.1 * (one.means in _ISSUES) + 0.3 * shared)


def _far_apart(one: Figure, other: Figure) -> bool:
    low, high = sorted((abs(one.value), abs(other.value)))
    return low <= 0 or high / low > MOST_APART


def _shared(one: Counted, other: Counted) -> float:
    """Share of the shorter sentence's content words, the measure's own left out, that the other sentence has too."""
    own = set(words(f"{one.means} {one.figure.label} {other.figure.label}"))
    a, b = content(one.passage) - own, content(other.passage) - own
    return len(a & b) / max(1, min(len(a), len(b)))


def _counts(figure: Figure) -> bool:
    return figure.unit in ("", "people", "count", "number") or figure.unit == figure.noun


def _issue(counted: Counted) -> str:
    """What is in question, in the words of the first account."""
    if counted.means in _ISSUES:
        return _ISSUES[counted.means]
    passage, figure = counted.passage, counted.figure
    if figure.unit.isupper() and len(figure.unit) == 3:
        return "How much money it is"
    if figure.unit in ("percent", "percentage point"):
        return "The percentage"
    said = figure.extent.of(passage.article.article.text).split()
    follows = _OF.match(passage.article.article.text[figure.extent.end : passage.extent.end])
    noun = [word for word in said if word[0].isalpha() and word.lower() not in _NUMBERS] or [f"{counted.means}s"]
    return f"How many {' '.join(noun)}{follows[0] if follows else ''}"


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
