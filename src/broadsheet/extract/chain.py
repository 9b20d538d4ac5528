"""Labels a page's lines with a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001).

A state is a line kind, with `+` where an article begins at the line. The weights are learned by `tools/learn_lines.py` and
stored as numbers by feature name; here is only the search for the best path.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

#: The states: kinds, and kinds at which an article begins.
STATES = ("headline", "byline", "caption", "body", "teaser", "junk", "headline+", "byline+", "caption+", "body+")
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chain:
    """The learned weights.

    Attributes:
        index: feature name → row of `weights`.
        weights: shape (features, states).
        moves: shape (states, states), from row to column.
        first: shape (states,), for the first line of a page.
    """

    index: dict[str, int]
    weights: Matrix
    moves: Matrix
    first: Matrix

    def scores(self, named: Sequence[Sequence[str]]) -> Matrix:
        """What each line's features say of each state; shape (lines, states)."""
        get = self.index.get
        out = np.zeros((len(named), len(STATES)))
        for at, names in enumerate(named):
            if rows := [row for row in map(get, names) if row is not None]:
                np.add.reduce(self.weights.take(rows, axis=0), axis=0, out=out[at])
        return out

    def best_path(self, scores: Matrix) -> list[int]:
        """The likeliest sequence of states (Viterbi); ties go to the state listed first."""
        if not len(scores):
            return []
        total = self.first + scores[0]
        back = np.zeros((len(scores), len(STATES)), dtype=np.intp)
        for at in range(1, len(scores)):
            ways = total[:, None] + self.moves
            back[at] = ways.argmax(axis=0)
            total = ways.max(axis=0) + scores[at]
        path = [int(total.argmax())]
        for at in range(len(scores) - 1, 0, -1):
            path.append(int(back[at, path[-1]]))
        return path[::-1]

    def odds(self, scores: Matrix) -> Matrix:
        """How likely each line is in each state, over all paths (forward–backward); shape (lines, states), rows sum to one."""
        ways = np.exp(self.moves)
        own = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
        ahead, behind = np.empty_like(own), np.ones_like(own)
        for at in range(len(own)):
            reached = (ahead[at - 1] @ ways if at else np.exp(self.first)) * own[at]
            ahead[at] = reached / reached.sum()
        for at in range(len(own) - 2, -1, -1):
            reached = ways @ (own[at + 1] * behind[at + 1])
            behind[at] = reached / reached.sum()
        both = ahead * behind
        return np.asarray(both / both.sum(axis=1, keepdims=True))


def from_plain(plain: dict[str, object]) -> Chain:
    """The chain that `tools/learn_lines.py` wrote."""
    if tuple(plain["states"]) != STATES:  # type: ignore[arg-type]
        raise ValueError("the weights are of other states than the code: learn them again")
    rows: dict[str, list[float]] = plain["features"]  # type: ignore[assignment]
    return Chain(
        {name: row for row, name in enumerate(rows)},
        np.array(list(rows.values())) / 100,
        np.array(plain["moves"]) / 100,
        np.array(plain["first"]) / 100,
    )


@cache
def packaged() -> Chain:
    """The chain that comes with the package."""
    return from_plain(json.loads(files("broadsheet.extract").joinpath("line_weights.json").read_text("utf-8")))
