"""Matrix products by numpy's library, each row the same in whatever company it is multiplied."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps

ROWS = 128
"""Rows that are multiplied at once. What is left over is filled up with noughts: a product of another shape would take another
path through the library and might round otherwise."""

Matrix = NDArray[np.float32]


class BlockOps(NumpyOps):  # type: ignore[misc]
    """The operations of a pipeline's layers, with products by numpy in blocks of `ROWS`.

    The library that thinc brings is built for any processor; the one that numpy brings is about three times as fast here.
    """

    def gemm(self, x: Matrix, y: Matrix, *, out: Matrix | None = None, trans1: bool = False, trans2: bool = False) -> Matrix:
        """`x @ y`, either turned round on demand, into `out` if there is one."""
        if trans1:
            return np.asarray(super().gemm(x, y, out=out, trans1=trans1, trans2=trans2))
        return product(x, y.T if trans2 else y, out)


def product(x: Matrix, y: Matrix, out: Matrix | None = None) -> Matrix:
    """`x @ y`, block by block: (n, k) by (k, m) gives (n, m)."""
    result = np.empty((len(x), y.shape[1]), np.float32) if out is None else out
    whole = len(x) - len(x) % ROWS
    for first in range(0, whole, ROWS):
        np.matmul(x[first : first + ROWS], y, out=result[first : first + ROWS])
    if whole < len(x):
        filled = np.zeros((ROWS, x.shape[1]), np.float32)
        filled[: len(x) - whole] = x[whole:]
        result[whole:] = np.matmul(filled, y)[: len(x) - whole]
    return result


def is_single() -> bool:
    """Whether numpy's library was told to use one thread. With more, processes that share a machine spend it on waiting."""
    return os.environ.get("OPENBLAS_NUM_THREADS") == "1"  # noqa: TID251  numpy itself cannot be asked


@cache
def is_steady() -> bool:
    """Whether on this machine a row's product does not depend on its place in the block. Some processors round by place."""
    return all(_is_steady(width, depth) for width, depth in ((288, 288), (288, 576), (1024, 96), (74, 64)))


def _is_steady(width: int, depth: int) -> bool:
    x, y = _uneven(ROWS, depth), _uneven(width, depth).T
    straight, reverse = np.matmul(x, y), np.matmul(np.ascontiguousarray(x[::-1]), y)[::-1]
    moved = np.matmul(np.roll(x, 7, axis=0), y)
    return bool((straight == reverse).all() and (straight == np.roll(moved, -7, axis=0)).all())


def _uneven(rows: int, columns: int) -> Any:
    """Numbers of every size, the same each time, so that a sum in another order is another sum."""
    return np.sin(np.arange(rows * columns, dtype=np.float64) ** 1.3).reshape(rows, columns).astype(np.float32)
