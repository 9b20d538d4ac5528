"""The second look at a page's lines, by trees that `tools/learn_trees.py` has grown."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from broadsheet.extract.surroundings import COLUMNS
from broadsheet.models.forest import Forest, Matrix, forest_of


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Odds of a start, summed over the lines between two paragraphs and the one below, at which an article begins there.

    Attributes:
        headed: where a headline, a byline, a caption or a dateline stands there: something begins in any case.
        bare: where nothing of the kind does.
    """

    headed: float
    bare: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two forests: what a line is, and whether an article begins at it.

    Attributes:
        kinds: a class for each of `surroundings.KINDS`.
        starts: one class.
        thresholds: what those odds must come to.
    """

    kinds: Forest
    starts: Forest
    thresholds: Thresholds

    def kind_odds(self, rows: Matrix) -> Matrix:
        """How likely each line is of each kind; shape (lines, kinds), rows sum to one."""
        scores = self.kinds.scores(rows)
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(shares / shares.sum(axis=1, keepdims=True))

    def start_odds(self, rows: Matrix) -> Matrix:
        """How likely an article begins at each line; shape (lines,)."""
        return np.asarray(1 / (1 + np.exp(-self.starts.scores(rows)[:, 0])))


def from_plain(plain: dict[str, Any]) -> Judgement:
    """The trees that `tools/learn_trees.py` wrote.

    Raises:
        ValueError: if they ask for other columns than the code has.
    """
    if tuple(plain["columns"]) != COLUMNS:
        raise ValueError("the trees ask for other columns than the code has: learn them again")
    return Judgement(forest_of(plain["kinds"]), forest_of(plain["starts"]), Thresholds(*plain["thresholds"]))


@cache
def packaged() -> Judgement:
    """The trees that come with the package."""
    return from_plain(json.loads(files("broadsheet.extract").joinpath("tree_weights.json").read_text("utf-8")))
