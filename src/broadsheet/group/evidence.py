"""What speaks for two stories' being one, and how much all of it together weighs. An article counts as a story of one."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.group.event import Event

Matrix = NDArray[np.float64]

FEATURES = (
    "terms", "vectors", "names", "headlines", "figures", "named", "figured", "shorter", "longer", "weekday_same", "weekday_other",
    "fewer", "more", "terms_apart", "vectors_apart", "cohesive",
    "terms_by_shorter", "vectors_by_shorter", "terms_by_longer", "vectors_by_longer", "names_by_shorter", "headlines_by_shorter",
    "vectors_by_fewer", "terms_by_fewer", "vectors_by_more", "terms_by_more", "fewer_by_shorter", "more_by_shorter",
)  # fmt: skip
"""Columns of the evidence. Mean cosines over all pairs of an article here and an article there: of words, of sentence vectors,
of the words of names, of headlines, of figures; share of pairs that both have names, or figures; mean log length of the articles;
whether the leads name the same or only other days of the week; log number of articles; how far the pairs across fall short of
the pairs within; how sure that is; products of these. All of it is symmetrical, and none of it depends on how many other
stories there are."""

DAY = 0.9  # what a day between takes from the log-odds: no development set teaches it
UNDATED = 3.0  # the same where one has a date and the other none: their days agree once in twenty times, say
FEW_PAIRS = 2.0  # pairs within a story that its likeness within must be known from to count half


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Model:
    """A logistic regression over `FEATURES`, learned by `tools/learn_grouping.py`."""

    weight: Matrix
    bias: float

    def log_odds(self, evidence: Matrix) -> Matrix:
        """Log-odds of being one, shape (n,), of evidence of shape (n, features)."""
        result: Matrix = evidence @ self.weight + self.bias
        return result


def model_of(plain: Mapping[str, Any]) -> Model:
    """The model that the JSON of `tools/learn_grouping.py` describes."""
    if tuple(plain["weights"]) != FEATURES:
        raise ValueError("the learned weights are of other features")
    return Model(weight=np.array(list(plain["weights"].values()), dtype=np.float64), bias=float(plain["bias"]))


@cache
def shipped() -> Model:
    """The packaged weights."""
    return model_of(json.loads(files("broadsheet.group").joinpath("weights.json").read_text(encoding="utf-8")))


def evidence(event: Event, others: Sequence[Event]) -> Matrix:
    """One row of `FEATURES` for every other story, shape (n, 28)."""
    across = np.array([_across(event, other) for other in others], dtype=np.float64).T
    terms, vectors, names, headlines, figures = across
    mine, theirs = _alone(event), np.array([_alone(other) for other in others], dtype=np.float64).T
    shorter, longer = np.minimum(mine[0], theirs[0]), np.maximum(mine[0], theirs[0])
    fewer, more = np.minimum(mine[1], theirs[1]), np.maximum(mine[1], theirs[1])
    terms_apart = (terms - mine[4]) * mine[6] + (terms - theirs[4]) * theirs[6]
    vectors_apart = (vectors - mine[5]) * mine[6] + (vectors - theirs[5]) * theirs[6]
    columns = [
        terms, vectors, names, headlines, figures, mine[2] * theirs[2], mine[3] * theirs[3], shorter, longer,
        *_weekdays(event, others), fewer, more, terms_apart, vectors_apart, mine[6] + theirs[6],
        terms * shorter, vectors * shorter, terms * longer, vectors * longer, names * shorter, headlines * shorter,
        vectors * fewer, terms * fewer, vectors * more, terms * more, fewer * shorter, more * shorter,
    ]  # fmt: skip
    return np.stack(columns, axis=1)


def _across(event: Event, other: Event) -> tuple[float, ...]:
    """Mean cosines of the pairs across: words, vectors, words of names, headlines, figures."""
    pairs = event.articles * other.articles
    return (
        event.terms.dot(other.terms) / pairs,
        float(np.dot(event.vector, other.vector)) / pairs,
        event.name_words.dot(other.name_words) / pairs,
        event.title_words.dot(other.title_words) / pairs,
        event.figures.dot(other.figures) / pairs,
    )


def _alone(event: Event) -> tuple[float, ...]:
    """Mean log length, log number, shares with names and figures, likeness within by words and vectors, how sure that is."""
    number = event.articles
    pairs = number * (number - 1) / 2
    within = (event.terms.cohesion(number), event.vector_cohesion()) if number > 1 else (0.0, 0.0)
    return (
        event.size / number,
        math.log(number),
        event.named / number,
        event.figured / number,
        *within,
        pairs / (pairs + FEW_PAIRS),
    )


def _weekdays(event: Event, others: Sequence[Event]) -> tuple[Matrix, Matrix]:
    """Columns: same weekday named, only other weekdays named."""
    same = [bool(event.weekdays & other.weekdays) for other in others]
    differ = [bool(event.weekdays and other.weekdays) and not one for one, other in zip(same, others, strict=True)]
    return np.array(same, dtype=np.float64), np.array(differ, dtype=np.float64)


def days_penalty(event: Event, other: Event) -> float:
    """What the time between takes from the log-odds."""
    guessed = UNDATED if event.dated != other.dated else 0.0
    return guessed + DAY * (event.gap(other) or 0)
