"""An article with what is found in it and its sentence vector: what is made of it in a worker process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadsheet.annotate import Annotate
from broadsheet.group import vector_text
from broadsheet.models import embedders
from broadsheet.models.embedders import Embedder
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article
from broadsheet.steps import Dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """An article with its annotations and its vector, as the store keeps it: 16-bit floats, as many as its embedder gives."""

    annotated: Annotated
    vector: bytes


class Describe:
    """`annotate`, and the sentence vector that `group` expects.

    Args:
        names: a finder of names other than the grammar's, as `models.namers.load` takes it.
        embedder: one of the user's own, as `models.embedders.load` takes it.
    """

    name = "annotate"

    def __init__(self, names: str | None = None, embedder: str | None = None) -> None:
        self._annotate = Annotate(names=names)
        self._embedder = embedder
        self.reasons: Mapping[str, str] = self._annotate.reasons

    def __call__(self, articles: Iterable[Article], /) -> Iterator[Described | Dropped]:
        """An article's description, or why there is none."""
        for found in self._annotate(articles):
            yield found if isinstance(found, Dropped) else described(found, self._embedder)


def described(annotated: Annotated, embedder: str | None = None) -> Described:
    """An annotated article with its vector, by an embedder of the user's own if one is named."""
    return Described(annotated=annotated, vector=vector_of(annotated, embedders.load(embedder)))


def vector_of(annotated: Annotated, encoder: Embedder) -> bytes:
    """The article's vector as it is kept."""
    vector: NDArray[np.float32] = encoder.encode([vector_text(annotated)])[0]
    return vector.astype(np.float16).tobytes()


def numbers(vector: bytes) -> NDArray[np.float32]:
    """The vector as it is kept, shape (dimensions,): grouping sees the rounded numbers from the first, to see the same later."""
    return np.frombuffer(vector, dtype=np.float16).astype(np.float32)
