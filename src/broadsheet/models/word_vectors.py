"""The first layer of a pipeline's word vectors, which depends on the word alone: reckoned once for each word and remembered."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model, chain

MOST_WORDS = 30_000
"""Words that are remembered before all are forgotten: about 12 MB for 96 numbers each."""

Floats = NDArray[np.float32]
Vectors = list[Floats]


class Memory:
    """Vectors by the features of a word, reckoned by `layer` where they are not known yet."""

    def __init__(self, layer: Model[Vectors, Vectors]) -> None:
        self._layer = layer
        self._places: dict[bytes, int] = {}
        self._vectors: Floats | None = None

    def of(self, documents: list[NDArray[np.uint64]]) -> Vectors:
        """Features (tokens, columns) of some documents → vectors (tokens, width) of each."""
        keys = [features.view(f"V{features.shape[1] * features.itemsize}").ravel().tolist() for features in documents]
        held = {key: features[i] for features, found in zip(documents, keys, strict=True) for i, key in enumerate(found)}
        new = {key: features for key, features in held.items() if key not in self._places}
        if len(self._places) + len(new) > MOST_WORDS:
            self._places, new = {}, held
        if new:
            self._learn(new)
        vectors = self._vectors
        return [] if vectors is None else [vectors[[self._places[key] for key in found]] for found in keys]

    def _learn(self, new: dict[bytes, NDArray[np.uint64]]) -> None:
        made: Floats = self._layer.predict([np.stack(list(new.values()))])[0]
        start, end = len(self._places), len(self._places) + len(new)
        if self._vectors is None or end > len(self._vectors):
            self._vectors = np.empty((max(MOST_WORDS, end), made.shape[1]), np.float32)
        self._vectors[start:end] = made
        self._places.update({key: start + i for i, key in enumerate(new)})


def remembered(embed: Model[list[Doc], Vectors]) -> Model[list[Doc], Vectors]:
    """The layer `embed`, for reading only: takes documents and gives an array (tokens, width) for each."""
    features, *rest = embed.layers
    memory = Memory(chain(*rest))
    columns = features.attrs["columns"]

    def forward(_: Any, docs: list[Doc], is_train: bool) -> tuple[Vectors, Any]:  # noqa: ARG001  thinc names it
        return memory.of([np.ascontiguousarray(doc.to_array(columns)) for doc in docs]), _no_way_back

    return Model("remembered", forward)


def fits(embed: Any) -> bool:
    """Whether the layer is a chain from features of words to vectors."""
    return bool(len(embed.layers) > 2 and embed.layers[0].name == "extract_features")


def _no_way_back(_: Any) -> Any:
    raise TypeError("remembered vectors are not trained")
