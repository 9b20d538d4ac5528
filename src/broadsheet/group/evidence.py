"""What speaks for two stories' being one, and how much all of it together weighs. An article counts as a story of one."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.group.bag import dots
from broadsheet.group.event import Event
from broadsheet.models.forest import Forest, forest_of

Matrix = NDArray[np.float64]
#: A story and those that it is compared with.
Look = tuple[Event, Sequence[Event]]

FEATURES = (
    "terms", "vectors", "names", "headlines", "figures", "leads", "named", "figured", "led", "shorter", "longer",
    "weekday_same", "weekday_other", "fewer", "more", "terms_apart", "vectors_apart", "cohesive",
    "terms_by_shorter", "vectors_by_shorter", "terms_by_longer", "vectors_by_longer", "names_by_shorter", "headlines_by_shorter",
    "vectors_by_fewer", "terms_by_fewer", "vectors_by_more", "terms_by_more", "fewer_by_shorter", "more_by_shorter",
)  # fmt: skip
"""Columns of the evidence. Mean cosines over all pairs of an article here and an article there: of words, of sentence vectors,
of the words of names, of headlines, of figures, of names at the top; share of pairs that both have names, or figures, or names at
the top; mean log length of the articles; whether the leads name the same or only other days of the week; log number of articles;
how far the pairs across fall short of the pairs within; how sure that is; products of these. All of it is symmetrical, and none of
it depends on how many other stories there are."""

SINGLE = len([name for name in FEATURES if "_by_" not in name])
"""So many of the columns are no products; they come first."""
_LEFT, _RIGHT = (
    [FEATURES.index(name.split("_by_")[side]) for name in FEATURES if "_by_" in name] for side in (0, 1)
)  # the products' factors

ACROSS = [FEATURES.index(name) for name in ("terms", "names", "headlines", "figures", "leads", "vectors")]
BOTH, ALIKE, DAYS, APART = slice(6, 9), slice(0, 2), slice(11, 13), slice(15, 17)
LOW, HIGH, COHESIVE = slice(9, 15, 4), slice(10, 16, 4), 17
"""Columns of the evidence: what compares the articles of the two, in the order in which it is found, what both have, ..."""
SIZES, SHARES, WITHIN, SURE = slice(0, 2), slice(2, 5), slice(5, 7), slice(7, 8)
"""Columns of a story's `profile`."""

DAY = 0.9  # what a day between takes from the log-odds: no development set teaches it
AT_ONCE = 2  # days within which an event is reported; a day beyond counts twice, for then the next chapter is what is told
UNDATED = 2.0  # the same where one has a date and the other none: enough to stay out of the next chapter, mostly
TIMELESS = 0.7  # the same where neither has one: what is told on the same days is likelier one event than what is told at any time


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Model:
    """A logistic regression over `FEATURES` and trees that correct it, learned by `tools/learn_grouping.py`."""

    weight: Matrix
    bias: float
    trees: Forest = field(default_factory=lambda: forest_of([[]]))

    def log_odds(self, evidence: Matrix) -> Matrix:
        """Log-odds of being one, shape (n,), of evidence of shape (n, features)."""
        result: Matrix = evidence @ self.weight + self.bias + self.trees.scores(evidence)[:, 0]
        return result


def model_of(plain: Mapping[str, Any]) -> Model:
    """The model that the JSON of `tools/learn_grouping.py` describes."""
    if tuple(plain["weights"]) != FEATURES:
        raise ValueError("the learned weights are of other features")
    weight = np.array(list(plain["weights"].values()), dtype=np.float64)
    return Model(weight=weight, bias=float(plain["bias"]), trees=forest_of([plain["trees"]]))


@cache
def shipped() -> Model:
    """The packaged weights."""
    return model_of(json.loads(files("broadsheet.group").joinpath("weights.json").read_text(encoding="utf-8")))


def evidence(event: Event, others: Sequence[Event]) -> Matrix:
    """One row of `FEATURES` for every other story, shape (n, 30)."""
    return evidence_of([(event, others)])


def evidence_of(looks: Sequence[Look]) -> Matrix:
    """The same for many looks at once, one below the other: how many array operations there are is what is paid for."""
    others = [other for _, some in looks for other in some]
    mine = np.repeat(np.array([event.profile() for event, _ in looks]), [len(some) for _, some in looks], axis=0)
    theirs = np.array([other.profile() for other in others])
    rows = np.empty((len(others), len(FEATURES)))
    rows[:, ACROSS] = np.concatenate([_across(event, some) for event, some in looks])
    rows[:, BOTH] = mine[:, SHARES] * theirs[:, SHARES]
    rows[:, LOW], rows[:, HIGH] = np.minimum(mine[:, SIZES], theirs[:, SIZES]), np.maximum(mine[:, SIZES], theirs[:, SIZES])
    rows[:, DAYS] = [_weekdays(event, other) for event, some in looks for other in some]
    alike = rows[:, ALIKE]
    rows[:, APART] = (alike - mine[:, WITHIN]) * mine[:, SURE] + (alike - theirs[:, WITHIN]) * theirs[:, SURE]
    rows[:, [COHESIVE]] = mine[:, SURE] + theirs[:, SURE]
    rows[:, SINGLE:] = rows[:, _LEFT] * rows[:, _RIGHT]
    return rows


def _across(event: Event, others: Sequence[Event]) -> Matrix:
    """Columns: mean cosines of the pairs across by words, names, headlines, figures, names at the top, and vectors."""
    rows = np.empty((len(others), len(ACROSS)))
    rows[:, :-1] = dots(event.bag, [other.bag for other in others])
    rows[:, -1] = np.array([other.vector for other in others]) @ event.vector
    rows /= event.articles * np.array([other.articles for other in others])[:, None]
    return rows


def _weekdays(event: Event, other: Event) -> tuple[bool, bool]:
    """Whether they name the same weekday, and whether only other ones."""
    same = bool(event.weekdays & other.weekdays)
    return same, bool(event.weekdays and other.weekdays) and not same


def days_penalty(event: Event, other: Event) -> float:
    """What the time between takes from the log-odds."""
    guessed = UNDATED if event.dated != other.dated else 0.0 if event.dated else TIMELESS
    gap = event.gap(other) or 0
    return guessed + DAY * (gap + max(0, gap - AT_ONCE))


def probability(odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(min(-odds, 700.0)))
