"""Boosted decision trees (Friedman 2001) that come as plain numbers: where likeness means something else than elsewhere.

`tools/learn_grouping.py` grows them; here they are only asked. All trees are walked at once, a level a step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees whose leaves are summed.

    Attributes:
        roots: node of every tree's root, shape (trees,).
        column: which column of the evidence a node asks for, shape (nodes,).
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
        """The sum of the leaves, shape (n,), of evidence of shape (n, features)."""
        row = np.arange(len(rows))[:, None]
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            at = self.left[at] + (rows[row, self.column[at]] > self.bound[at])
        return np.asarray(self.value[at].sum(axis=1))

    def plain(self) -> list[list[list[float]]]:
        """What `forest_of` makes a forest of."""
        bounds = [*self.roots.tolist(), len(self.column)]
        return [[self._node(node, first) for node in range(first, end)] for first, end in pairwise(bounds)]

    def _node(self, node: int, first: int) -> list[float]:
        if self.left[node] == node:
            return [float(self.value[node])]
        return [int(self.column[node]), float(self.bound[node]), int(self.left[node]) - first]


def forest_of(trees: Sequence[Sequence[Sequence[float]]]) -> Forest:
    """A forest from its trees, each a list of nodes: [column, bound, left child within the tree] or, of a leaf, [value]."""
    roots, column, left = list[int](), list[int](), list[int]()
    bound, value = list[float](), list[float]()
    for tree in trees:
        first = len(column)
        roots.append(first)
        for number, node in enumerate(tree):
            leaf = len(node) == 1
            column.append(0 if leaf else int(node[0]))
            bound.append(np.inf if leaf else node[1])
            left.append(first + (number if leaf else int(node[2])))
            value.append(node[0] if leaf else 0.0)
    places = [np.array(part, dtype=np.intp) for part in (roots, column, left)]
    return Forest(places[0], places[1], np.array(bound), places[2], np.array(value), max(map(_depth, trees), default=0))


def _depth(tree: Sequence[Sequence[float]], node: int = 0) -> int:
    if len(tree[node]) == 1:
        return 0
    left = int(tree[node][2])
    return 1 + max(_depth(tree, left), _depth(tree, left + 1))
