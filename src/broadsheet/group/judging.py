"""How likely stories are one, by all that speaks for it and against it: wording, days, look-alike events, readers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from broadsheet.group.conflict import conflict
from broadsheet.group.constraints import Constraints
from broadsheet.group.evidence import Look, Matrix, Model, days_penalty, evidence_of
from broadsheet.group.splitting import SPLIT


def judged(looks: Sequence[Look], model: Model, constraints: Constraints) -> list[Matrix]:
    """For every look, the log-odds that the one and each of the others are one story, shape (n,)."""
    if not looks:
        return []
    pairs = [(event, other) for event, others in looks for other in others]
    odds = model.log_odds(evidence_of(looks)) - np.array([days_penalty(*pair) for pair in pairs])
    for number in np.flatnonzero(odds >= SPLIT):  # the others are apart without it
        odds[number] -= conflict(*pairs[number])
    if constraints:
        odds[[constraints.apart(event.members, other.members) for event, other in pairs]] = -np.inf
    ends = np.cumsum([len(others) for _, others in looks])
    return np.split(odds, ends[:-1])


def kept_apart(looks: Sequence[Look], odds: Sequence[Matrix]) -> list[Matrix]:
    """The same log-odds, with the dated and the undated kept apart."""
    alike = ([other.dated == event.dated for other in others] for event, others in looks)
    return [np.where(same, each, -np.inf) for same, each in zip(alike, odds, strict=True)]
