"""Which accounts of a story run parallel: most of what the one names and counts stands in the other too.

Two such accounts tell one happening step by step, so that what is left over on either side answers the same question.
Reports that go their own ways have much left over, of which little belongs together.
"""

from __future__ import annotations

from itertools import combinations

from broadsheet.language.words import fold
from broadsheet.records.annotation import Annotated
from broadsheet.write.dossier import Dossier, Passage, kept

SHARED, FEWEST = 0.5, 2
"""Share of the facts of the account that has fewer, and their least number, that parallel accounts have in common."""

SMALL = 2
"""Counts up to this are of things that any report may speak of."""


def are_parallel(dossier: Dossier, one: Passage, other: Passage) -> bool:
    """Whether the accounts of two origins that those passages stand in run parallel."""
    return frozenset((one.origin, other.origin)) in _parallels(dossier)


@kept
def _parallels(dossier: Dossier) -> frozenset[frozenset[str]]:
    """The pairs of origins whose accounts run parallel."""
    facts = {dossier.origin(voice.article.id): facts_of(voice) for voice in dossier.voices}
    return frozenset(frozenset(pair) for pair in combinations(facts, 2) if _is_parallel(*(facts[origin] for origin in pair)))


def _is_parallel(mine: frozenset[str | float], theirs: frozenset[str | float]) -> bool:
    shared = len(mine & theirs)
    return shared >= FEWEST and shared >= SHARED * min(len(mine), len(theirs))


def facts_of(voice: Annotated) -> frozenset[str | float]:
    """The last words of the names in an article and the values of its counts."""
    names = (fold(entity.name).lower().split() for entity in voice.entities)
    return frozenset([*(name[-1] for name in names if name), *(figure.value for figure in voice.figures if figure.value > SMALL)])
