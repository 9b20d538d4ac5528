"""Matrix products by numpy's library, each word the same in whatever company it is multiplied.

Words stand side by side, one a column, as the library likes them best: its inner loops run over columns, so that with blocks of
one shape all columns are summed alike. Only at the ends of a block some processors round in another way: they stay unused.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps

WIDTH = 256
"""Columns that are multiplied at once, whatever there is of them: a product of another shape would take another path."""

END = 8
"""Columns at either end of a block that are not used."""

WORDS = WIDTH - 2 * END
"""Columns of a block that are used."""

Matrix = NDArray[np.float32]


class BlockOps(NumpyOps):  # type: ignore[misc]
    """The operations of a pipeline's layers, with products by numpy block by block.

    The library that thinc brings is built for any processor; the one that numpy brings is about three times as fast here.
    """

    def gemm(self, x: Matrix, y: Matrix, *, out: Matrix | None = None, trans1: bool = False, trans2: bool = False) -> Matrix:
        """`x @ y`, either turned round on demand, into `out` if there is one."""
        if trans1:
            return np.asarray(super().gemm(x, y, out=out, trans1=trans1, trans2=trans2))
        return product(x, y.T if trans2 else y, out)


def product(x: Matrix, y: Matrix, out: Matrix | None = None) -> Matrix:
    """`x @ y`, a row a word: (n, k) by (k, m) gives (n, m)."""
    result = np.empty((len(x), y.shape[1]), np.float32) if out is None else out
    for words, made in blocks(y.T, x.T):
        result[words] = used(made, words).T
    return result


def blocks(weights: Matrix, x: Matrix) -> Iterator[tuple[slice, Matrix]]:
    """`weights @ x`, (m, k) by (k, n), block by block: the places of its words in `x`, and the block, (m, `WIDTH`).

    The k numbers of a word may be an array themselves. A block holds its words where `used` finds them, and lasts until the next.
    """
    room, made = np.zeros((*x.shape[:-1], WIDTH), np.float32), np.empty((len(weights), WIDTH), np.float32)
    for first in range(0, x.shape[-1], WORDS):
        words = slice(first, min(first + WORDS, x.shape[-1]))
        used(room, words)[...] = x[..., words]
        yield words, np.matmul(weights, room.reshape(-1, WIDTH), out=made)


def used(block: Matrix, words: slice) -> Matrix:
    """The columns of a block that hold its words."""
    return block[..., END : END + words.stop - words.start]


def is_single() -> bool:
    """Whether numpy's library was told to use one thread. With more, processes that share a machine spend it on waiting."""
    return os.environ.get("OPENBLAS_NUM_THREADS") == "1"  # noqa: TID251  numpy itself cannot be asked


@cache
def is_steady() -> bool:
    """Whether on this machine a word's product does not depend on its place in the block. Some processors round by place."""
    return all(_is_steady(width, depth) for width, depth in ((288, 288), (288, 576), (1024, 96), (74, 64)))


def _is_steady(width: int, depth: int) -> bool:
    """Whether one word that stands in all places is the same in all."""
    word = np.repeat(_uneven(depth, 1), WORDS, axis=1)
    _, made = next(blocks(_uneven(width, depth), word))
    found = used(made, slice(0, WORDS))
    return bool((found == found[:, :1]).all())


def _uneven(rows: int, columns: int) -> Any:
    """Numbers of every size, the same each time, so that a sum in another order is another sum."""
    return np.sin(np.arange(1, rows * columns + 1, dtype=np.float64) ** 1.3).reshape(rows, columns).astype(np.float32)
