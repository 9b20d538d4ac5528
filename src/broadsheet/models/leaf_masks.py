"""Small trees asked by bit masks, all of them and many rows at once.

"QuickScorer" (Lucchese et al. 2015): a question that is answered with no rules out the leaves to its left, and the leftmost of
those that remain is the one. Here the questions about a column are put in the order of their bounds, and what the first so many
of them rule out, in all trees, is a row of a table: a column's value is looked up once, whatever the number of trees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Places = NDArray[np.intp]

LEAVES = 8  # of a tree at most: a bit each
MOST = 1 << 20  # bytes that the table may take
BLOCK = 32  # rows asked at once, so that what is between stays in the cache
ALL = (1 << LEAVES) - 1
_LOWEST = np.array([0, *((byte & -byte).bit_length() - 1 for byte in range(1, ALL + 1))], dtype=np.intp)

#: A question: column, bound, tree, and the leaves to the left of it, a bit each.
Question = tuple[int, float, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class LeafMasks:
    """Trees of at most eight leaves.

    Attributes:
        columns: those that are asked for, shape (columns,).
        bounds: of all questions, as complex numbers of column's place and bound, which sort by both; shape (questions,).
        left: what leaves are left once the first so many questions about a column are answered with no, a bit a leaf; shape
            (questions + columns, trees): for every column a row for none, for one, for two ...
        leaves: what a leaf adds, shape (trees * 8,).
    """

    columns: Places
    bounds: NDArray[np.complex128]
    left: NDArray[np.uint8]
    leaves: Matrix

    def values(self, rows: Matrix) -> Matrix:
        """What every tree adds to each row: `rows` has shape (n, columns of the data), the result (n, trees)."""
        asked = np.empty((len(rows), len(self.columns)), dtype=np.complex128)
        asked.real, asked.imag = np.arange(len(self.columns)), rows[:, self.columns]
        noes = self.bounds.searchsorted(asked.ravel()).reshape(asked.shape) + np.arange(len(self.columns))
        blocks = [
            np.bitwise_and.reduce(self.left[noes[start : start + BLOCK]], axis=1) for start in range(0, max(1, len(rows)), BLOCK)
        ]
        left = np.concatenate(blocks) if len(blocks) != 1 else blocks[0]
        result: Matrix = self.leaves[_LOWEST[left] + np.arange(0, len(self.leaves), LEAVES)]
        return result


def masks_of(roots: Places, column: Places, bound: Matrix, left: Places, value: Matrix) -> LeafMasks | None:
    """The masks of trees given as in `Forest`, `roots` in one row; None if a tree is too large, or the table would be."""
    questions: list[Question] = []
    leaves = np.zeros((len(roots), LEAVES))
    for tree, root in enumerate(roots.tolist()):
        ends = list(_leaves(root, left))
        if len(ends) > LEAVES:
            return None
        leaves[tree, : len(ends)] = value[ends]
        place = {leaf: number for number, leaf in enumerate(ends)}
        questions += [(int(column[node]), float(bound[node]), tree, gone) for node, gone in _inner(root, left, place)]
    columns = sorted({question[0] for question in questions})
    if not columns or (len(questions) + len(columns)) * len(roots) > MOST:
        return None
    questions.sort()
    bounds = np.array([complex(columns.index(question[0]), question[1]) for question in questions])
    return LeafMasks(np.array(columns, dtype=np.intp), bounds, _table(questions, len(roots)), leaves.ravel())


def _leaves(node: int, left: Places) -> Iterator[int]:
    """The leaves under a node, from left to right."""
    if left[node] == node:
        yield node
        return
    yield from _leaves(int(left[node]), left)
    yield from _leaves(int(left[node]) + 1, left)


def _inner(node: int, left: Places, place: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The questions under a node, each with the leaves to its left."""
    if left[node] != node:
        yield node, sum(1 << place[leaf] for leaf in _leaves(int(left[node]), left))
        yield from _inner(int(left[node]), left, place)
        yield from _inner(int(left[node]) + 1, left, place)


def _table(questions: list[Question], trees: int) -> NDArray[np.uint8]:
    """What is left after every question, in their order, beginning anew with every column."""
    rows: list[NDArray[np.uint8]] = []
    last: int | None = None
    for column, _, tree, gone in questions:
        if column != last:
            rows.append(np.full(trees, ALL, dtype=np.uint8))
        rows.append(rows[-1].copy())
        rows[-1][tree] &= ALL ^ gone
        last = column
    return np.stack(rows)
