"""An article with what is found in it and its sentence vector: what is made of it in a worker process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.annotate import Annotate
from broadsheet.group import vector_text
from broadsheet.models import embedder
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article
from broadsheet.steps import Dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """An article with its annotations and its vector, as the store keeps it: 384 16-bit floats."""

    annotated: Annotated
    vector: bytes


class Describe:
    """`annotate`, and the sentence vector that `group` expects.

    Args:
        names: a finder of names other than the grammar's, as `models.namers.load` takes it.
    """

    name = "annotate"

    def __init__(self, names: str | None = None) -> None:
        self._annotate = Annotate(names=names)
        self.reasons: Mapping[str, str] = self._annotate.reasons

    def __call__(self, articles: Iterable[Article], /) -> Iterator[Described | Dropped]:
        """An article's description, or why there is none."""
        for found in self._annotate(articles):
            yield found if isinstance(found, Dropped) else described(found)


def described(annotated: Annotated) -> Described:
    """An annotated article with its vector."""
    vector = embedder.load().encode([vector_text(annotated)])[0]
    return Described(annotated=annotated, vector=vector.astype(np.float16).tobytes())


def numbers(vector: bytes) -> NDArray[np.float32]:
    """The vector as it is kept, shape (384,): grouping sees the rounded numbers from the first, to see the same later."""
    return np.frombuffer(vector, dtype=np.float16).astype(np.float32)
