"""Boosted decision trees (Friedman 2001) that come as plain numbers: the second look at a page's lines.

`tools/learn_trees.py` grows them; here they are only asked. All trees are walked at once, a level a step.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from broadsheet.extract.surroundings import COLUMNS

Matrix = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees whose leaves are summed.

    Attributes:
        roots: node of every tree's root; shape (classes, trees).
        column: which column a node asks for; shape (nodes,).
        bound: the largest value that goes to the left child; infinite at a leaf.
        left: a node's left child, the right one is the next node; a leaf names itself.
        value: what a leaf adds, 0 at other nodes.
        depth: questions on the longest way to a leaf.
    """

    roots: Places
    column: Places
    bound: Matrix
    left: Places
    value: Matrix
    depth: int

    def scores(self, rows: Matrix) -> Matrix:
        """The sums of every class's leaves; `rows` has shape (lines, columns), the result (lines, classes)."""
        line = np.arange(len(rows))[:, None]
        at = np.broadcast_to(self.roots.ravel(), (len(rows), self.roots.size))
        for _ in range(self.depth):
            at = self.left[at] + (rows[line, self.column[at]] > self.bound[at])
        return np.asarray(self.value[at].reshape(len(rows), *self.roots.shape).sum(axis=2))


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
    return Judgement(_forest(plain["kinds"]), _forest(plain["starts"]), Thresholds(*plain["thresholds"]))


def _forest(classes: Sequence[Sequence[dict[Literal["column", "bound", "left", "value"], list[Any]]]]) -> Forest:
    """Join the nodes of all trees; children's places are counted within their tree and come before by the root's."""
    trees = [tree for trees in classes for tree in trees]
    sizes = [len(tree["left"]) for tree in trees]
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp)
    left = np.concatenate([np.array(tree["left"], dtype=np.intp) + root for tree, root in zip(trees, first, strict=True)])
    column = np.concatenate([np.array(tree["column"], dtype=np.intp) for tree in trees])
    value = np.concatenate([np.array(tree["value"], dtype=np.float64) for tree in trees])
    bound = np.concatenate([np.array([np.inf if at is None else at for at in tree["bound"]]) for tree in trees])
    return Forest(first.reshape(len(classes), -1), column, bound, left, value, _depth(first, left))


def _depth(roots: Places, left: Places) -> int:
    """Questions on the longest way from a root to a leaf."""
    level, depth = roots, -1
    while len(level):
        depth += 1
        inner = level[left[level] != level]
        level = np.concatenate([left[inner], left[inner] + 1])
    return depth


@cache
def packaged() -> Judgement:
    """The trees that come with the package."""
    return from_plain(json.loads(files("broadsheet.extract").joinpath("tree_weights.json").read_text("utf-8")))
