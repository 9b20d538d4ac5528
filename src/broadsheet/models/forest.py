"""Boosted decision trees (Friedman 2001) that come as plain numbers. The tools grow them; here they are only asked.

All trees are walked at once, a level a step; small ones over few columns are asked by bit masks instead (`leaf_masks`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from broadsheet.models.leaf_masks import LeafMasks, masks_of

Matrix = NDArray[np.float64]
Places = NDArray[np.intp]


class Tree(TypedDict):
    """A tree as it is stored: for every node its column, its bound (null at a leaf), its left child within the tree, its value."""

    column: list[int]
    bound: list[float | None]
    left: list[int]
    value: list[float]


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees whose leaves are summed.

    Attributes:
        roots: node of every tree's root; shape (classes, trees).
        column: which column a node asks for; shape (nodes,).
        bound: the largest value that goes to the left child; infinite at a leaf.
        left: a node's left child, the right one is the next node; a leaf names itself.
        value: what a leaf adds, 0 at other nodes.
        depth: questions on the longest way to a leaf.
        masks: the same trees as bit masks, if they are small.
    """

    roots: Places
    column: Places
    bound: Matrix
    left: Places
    value: Matrix
    depth: int
    masks: LeafMasks | None

    def scores(self, rows: Matrix) -> Matrix:
        """The sums of every class's leaves; `rows` has shape (n, columns), the result (n, classes)."""
        if self.masks is not None:
            return np.asarray(self.masks.values(rows).reshape(len(rows), *self.roots.shape).sum(axis=2))
        row = np.arange(len(rows))[:, None]
        at = np.broadcast_to(self.roots.ravel(), (len(rows), self.roots.size))
        for _ in range(self.depth):
            at = self.left[at] + (rows[row, self.column[at]] > self.bound[at])
        return np.asarray(self.value[at].reshape(len(rows), *self.roots.shape).sum(axis=2))

    def plain(self) -> list[list[Tree]]:
        """What `forest_of` makes a forest of."""
        ends = dict(pairwise([*sorted(self.roots.ravel().tolist()), len(self.left)]))
        return [[self._tree(first, ends[first]) for first in of_class] for of_class in self.roots.tolist()]

    def _tree(self, first: int, end: int) -> Tree:
        bound = [None if np.isinf(at) else float(at) for at in self.bound[first:end]]
        left = (self.left[first:end] - first).tolist()
        return Tree(column=self.column[first:end].tolist(), bound=bound, left=left, value=self.value[first:end].tolist())


def forest_of(classes: Sequence[Sequence[Tree]]) -> Forest:
    """Join the nodes of all trees of every class; there are equally many of each."""
    trees = [tree for of_class in classes for tree in of_class]
    first = np.cumsum([0, *(len(tree["left"]) for tree in trees)], dtype=np.intp)[:-1]
    left = np.array([at + root for tree, root in zip(trees, first, strict=True) for at in tree["left"]], dtype=np.intp)
    column = np.array([at for tree in trees for at in tree["column"]], dtype=np.intp)
    value = np.array([at for tree in trees for at in tree["value"]], dtype=np.float64)
    bound = np.array([np.inf if at is None else at for tree in trees for at in tree["bound"]], dtype=np.float64)
    masks = masks_of(first, column, bound, left, value)
    return Forest(first.reshape(len(classes), -1), column, bound, left, value, _depth(first, left), masks)


def _depth(roots: Places, left: Places) -> int:
    """Questions on the longest way from a root to a leaf; 0 without trees."""
    level, depth = roots, -1
    while len(level):
        depth += 1
        inner = level[left[level] != level]
        level = np.concatenate([left[inner], left[inner] + 1])
    return max(depth, 0)
