"""What speaks for an article's belonging to a story, and how much all of it together weighs."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadsheet.group.stories import Candidates, Event
from broadsheet.group.terms import Item

Matrix = NDArray[np.float64]

FEATURES = (
    "terms", "vector", "nearest", "terms_ahead", "vector_ahead", "names", "articles", "length", "length_other",
    "terms_squared", "vector_squared", "terms_by_length", "vector_by_length", "nearest_by_length", "vector_by_articles",
    "terms_by_articles", "names_by_vector", "weekday_same", "weekday_other", "figures",
)  # fmt: skip
"""Columns of the evidence: cosines of terms and of vectors with the story, of the vector with its nearest article; how far the
cosines are ahead of stories that rank behind the candidates; share of the article's name weight that the story holds;
logarithms of sizes; products of these; whether the leads name the same or only other days of the week; share of the
article's numbers that the story holds."""

DAY = 0.8  # what the logarithm of the days between takes from the log-odds: no development set teaches it
UNDATED = 1.0  # the same where one of the two has a date and the other none: that their days agree is a guess


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Model:
    """A logistic regression over `FEATURES`, learned by `tools/learn_grouping.py`."""

    mean: Matrix
    scale: Matrix
    weight: Matrix
    bias: float

    def log_odds(self, evidence: Matrix) -> Matrix:
        """Log-odds of belonging, shape (n,), of evidence of shape (n, features)."""
        result: Matrix = ((evidence - self.mean) / self.scale) @ self.weight + self.bias
        return result


def model_of(plain: Mapping[str, Any]) -> Model:
    """The model that the JSON of `tools/learn_grouping.py` describes."""
    if tuple(plain["features"]) != FEATURES:
        raise ValueError("the learned weights are of other features")
    arrays = {name: np.array(plain[name], dtype=np.float64) for name in ("mean", "scale", "weight")}
    return Model(bias=float(plain["bias"]), **arrays)


@cache
def shipped() -> Model:
    """The packaged weights."""
    return model_of(json.loads(files("broadsheet.group").joinpath("weights.json").read_text(encoding="utf-8")))


def evidence(item: Item, terms: dict[str, float], candidates: Candidates) -> Matrix:
    """One row of `FEATURES` for every candidate, shape (n, 20)."""
    events = candidates.events
    nearest = np.array([float(np.max(event.vectors @ item.vector)) for event in events], dtype=np.float64)
    names = np.array([_shared(item.name_stems, terms, event) for event in events], dtype=np.float64)
    articles = np.array([math.log(event.articles) for event in events], dtype=np.float64)
    own = np.full(len(events), math.log1p(item.size), dtype=np.float64)
    other = np.array([math.log1p(event.size / event.articles) for event in events], dtype=np.float64)
    t, v, least = candidates.by_terms, candidates.by_vector, np.minimum(own, other)
    columns = [
        t, v, nearest, t - candidates.far_terms, v - candidates.far_vector, names, articles, own, other,
        t * t, v * v, t * least, v * least, nearest * least, v * articles, t * articles, names * v, *_particulars(item, events),
    ]  # fmt: skip
    return np.stack(columns, axis=1)


def _particulars(item: Item, events: list[Event]) -> list[Matrix]:
    """Columns: same weekday named, only other weekdays named, share of figures held."""
    same = [bool(item.weekdays & event.weekdays) for event in events]
    other = [bool(item.weekdays and event.weekdays and not item.weekdays & event.weekdays) for event in events]
    figures = [len(item.figures & event.figures) / (len(item.figures) + 2) for event in events]
    return [np.array(column, dtype=np.float64) for column in (same, other, figures)]


def days_penalty(event: Event, item: Item) -> float:
    """What the time between takes from the log-odds."""
    guessed = UNDATED if item.dated != (event.first is not None) else 0.0
    return guessed + DAY * math.log1p(event.gap(item) or 0)


def _shared(words: tuple[str, ...], terms: dict[str, float], event: Event) -> float:
    """Share of the article's name weight that the story's words hold; shrunk where the article has few names."""
    held = [(terms[word] ** 2, word in event.terms) for word in words if word in terms]
    total = math.fsum(weight for weight, _ in held)
    return math.fsum(weight for weight, known in held if known) / (total + 0.05)
