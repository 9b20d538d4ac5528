"""Facts about many things as arrays: names as small numbers, and a column that grows."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import DTypeLike, NDArray

T = TypeVar("T", bound=Hashable)
NONE = -1
"""The code of nothing."""


class Codes(dict[T, int]):
    """Names, each with a number of its own from 0 on, in the order in which they were asked for. A new one gets the next number.

    >>> codes = Codes[str]()
    >>> codes["a"], codes["b"], codes["a"], codes.get("c", NONE), codes.names
    (0, 1, 0, -1, ['a', 'b'])

    Attributes:
        names: by number.
    """

    def __init__(self) -> None:
        super().__init__()
        self.names: list[T] = []

    def __missing__(self, name: T) -> int:
        number = self[name] = len(self.names)
        self.names.append(name)
        return number


class Column:
    """A value for every number from 0 on; where none was put, a value that says so.

    >>> column = Column(np.int32, NONE)
    >>> column.put([2, 5], [7, 8])
    >>> column.upto(5).tolist()
    [-1, -1, 7, -1, -1, 8]
    """

    def __init__(self, kind: DTypeLike, nothing: object) -> None:
        self._nothing = nothing
        self._held: NDArray[Any] = np.full(0, nothing, kind)

    def put(self, at: Sequence[int] | NDArray[np.integer], values: Sequence[object]) -> None:
        """Set the values of some numbers."""
        if len(at):
            self._reach(int(max(at)) + 1)
            self._held[np.asarray(at)] = values

    def upto(self, last: int) -> NDArray[Any]:
        """The values of the numbers up to one, shape (last + 1,). Not to be changed."""
        self._reach(last + 1)
        return self._held[: last + 1]

    def _reach(self, size: int) -> None:
        if size > len(self._held):
            more = np.full(size - len(self._held) + size // 8, self._nothing, self._held.dtype)
            self._held = np.concatenate([self._held, more])
