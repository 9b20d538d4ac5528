"""The layers of a pipeline in which every word sees its neighbours, reckoned with the words side by side.

A layer as spaCy has it ("maxout window encoder"): a word's vector and those of the words beside it, times weights, the largest of
the pieces of each number, brought to mean 0 and variance 1, and added to what the word was before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from thinc.api import Model

from broadsheet.models.products import blocks, used

Floats = NDArray[np.float32]
SEEN = 3
"""Words that a word sees: the one before, itself, the one after."""
PARTS = ["expand_window", "maxout", "layernorm", "dropout"]
_LEAST = 1e-8
"""What is added to a variance, as thinc does."""


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One layer of `width` numbers a word.

    Attributes:
        weights: of all pieces, one below the other, (pieces * width, width * 3).
        bias: (pieces * width, 1).
        gain, shift: after the normalisation, (width, 1).
    """

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    @classmethod
    def of(cls, layer: Any) -> Layer:
        """From a layer of thinc's, whose parts are those of `PARTS`."""
        _, maxout, norm, _ = _parts(layer)
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        width, pieces, _ = weights.shape
        turned = weights.reshape(width, pieces, SEEN, width).transpose(1, 0, 3, 2)
        return cls(
            np.ascontiguousarray(turned).reshape(pieces * width, width * SEEN),
            bias.T.reshape(-1, 1).copy(),
            norm.get_param("G").reshape(-1, 1),
            norm.get_param("b").reshape(-1, 1),
        )

    def seen(self, words: Floats) -> Floats:
        """Words in columns, (width, n), each as it is after a look at its neighbours; the first and the last stand for nothing."""
        made = np.zeros_like(words)
        old, new = words[:, 1:-1], made[:, 1:-1]
        for places, block in blocks(self.weights, sliding_window_view(words, old.shape[1], axis=1)):
            largest = np.add(block, self.bias, out=block).reshape(-1, len(words), block.shape[1]).max(axis=0)
            np.add(used(self._normal(largest), places), old[:, places], out=new[:, places])
        return made

    def _normal(self, words: Floats) -> Floats:
        words -= words.mean(axis=0)
        words *= self.gain / np.sqrt((words * words).mean(axis=0) + _LEAST)
        words += self.shift
        return words


def quick(encode: Any) -> Model[list[Floats], list[Floats]]:
    """The layers `encode`, for reading only: takes an array (words, width) for each document and gives one of the same shape."""
    layers, gap = [Layer.of(layer) for layer in encode.layers[0].layers], encode.attrs["pad"]

    def forward(_: Any, documents: list[Floats], is_train: bool) -> tuple[list[Floats], Any]:  # noqa: ARG001  thinc names it
        words = _side_by_side(documents, gap)
        for layer in layers:
            words = layer.seen(words)
        rows = np.ascontiguousarray(words.T)
        return [rows[place] for place in _places(documents, gap)], _no_way_back

    return Model("window encoder", forward)


def fits(encode: Any) -> bool:
    """Whether the layers are those known here, with so much room between documents that none sees another."""
    if not (encode.name.startswith("with_array") and encode.layers):
        return False
    layers = encode.layers[0].layers
    return len(layers) <= encode.attrs["pad"] and all(layer.name.startswith("residual") and _is_known(layer) for layer in layers)


def _is_known(layer: Any) -> bool:
    parts = list(_parts(layer))
    if [part.name for part in parts] != PARTS:
        return False
    width, _, seen = parts[1].get_param("W").shape
    return bool(seen == SEEN * width)


def _parts(layer: Any) -> Iterator[Any]:
    return (node for node in layer.walk(order="dfs_pre") if not node.layers)


def _side_by_side(documents: list[Floats], gap: int) -> Floats:
    """All words in columns, with noughts before, between and behind the documents, and one more at either end."""
    places = list(_places(documents, gap))
    words = np.zeros((documents[0].shape[1], places[-1].stop + gap + 1), np.float32)
    for place, document in zip(places, documents, strict=True):
        words[:, place] = document.T
    return words


def _places(documents: list[Floats], gap: int) -> Iterator[slice]:
    starts = accumulate((len(document) + gap for document in documents), initial=gap + 1)
    return (slice(start, end - gap) for start, end in pairwise(starts))


def _no_way_back(_: Any) -> Any:
    raise TypeError("this encoder is not trained")
