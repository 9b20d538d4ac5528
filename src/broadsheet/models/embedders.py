"""Which embedder makes the sentence vectors: the packaged one, or one of the user's own, always from a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from broadsheet.errors import BroadsheetError, MissingPath, ModelError
from broadsheet.models import embedder
from broadsheet.models.own import Kind, Setting, digest_of, folder_of, name_of, settled
from broadsheet.records.model import Embedding, ModelUse

Pooled = Callable[[str], NDArray[np.floating]]
"""One text as one vector, of any length but always as many numbers."""
PACKAGED = Embedding(name=embedder.NAME, sha256=embedder.MODEL_SHA256, dimensions=embedder.DIMENSIONS)


class Embedder(Protocol):
    """Turns texts into vectors of length 1."""

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""

    def encode(self, texts: Sequence[str], /) -> NDArray[np.float32]:
        """Vectors, shape (n, dimensions), float32, rows of length 1; a row of zeros for a text without words."""


class OwnEmbedder:
    """One of the user's own. Texts are run one at a time, so that a vector does not depend on its company.

    Args:
        pooled: runs the model.
        name: what it is called, for errors.

    Raises:
        ModelError: what it makes of a word is no vector.
    """

    def __init__(self, pooled: Pooled, name: str) -> None:
        self._pooled, self._name = pooled, name
        self.dimensions = len(self._numbers("words"))

    def encode(self, texts: Sequence[str], /) -> NDArray[np.float32]:
        """See `Embedder`. Only the first 4,000 characters of a text count, and of them what the model reads at once."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            clean = text[: embedder.MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
            if any(map(str.isalnum, clean)):
                vectors[row] = self._numbers(clean)
        return vectors

    def _numbers(self, text: str) -> NDArray[np.float32]:
        vector = np.asarray(self._pooled(text), dtype=np.float32)
        length = float(np.linalg.norm(vector))
        if vector.ndim != 1 or not len(vector) or not np.isfinite(length):
            raise ModelError(f"{self._name} gives no vectors of numbers", hint="name a model for sentences")
        return vector / np.float32(length or 1.0)


def _onnx(folder: Path) -> OwnEmbedder:
    from broadsheet.models.onnx_folder import pooled

    return OwnEmbedder(pooled(folder), name_of(f"onnx:{folder}"))


def _fastembed(folder: Path) -> OwnEmbedder:
    from broadsheet.models.fastembed_folder import pooled

    return OwnEmbedder(pooled(folder), name_of(f"fastembed:{folder}"))


def _sentence_transformers(folder: Path) -> OwnEmbedder:
    from broadsheet.models.sentence_transformers_folder import pooled

    return OwnEmbedder(pooled(folder), name_of(f"sentence-transformers:{folder}"))


ONNX_FILES = ("model.onnx", "onnx/model.onnx")
SETTING = Setting(
    key="models.embedder",
    noun="embedder",
    kinds=MappingProxyType({
        "onnx": Kind(make=_onnx, files=ONNX_FILES, made_by="export the model to ONNX, with its tokenizer.json beside it"),
        "fastembed": Kind(
            make=_fastembed, files=ONNX_FILES, made_by="export the model to ONNX, with its tokenizer files beside it",
            module="fastembed", extra="fastembed",
        ),
        "sentence-transformers": Kind(
            make=_sentence_transformers, files=("modules.json",), made_by="name the folder that `SentenceTransformer.save` wrote",
            module="sentence_transformers", extra="sentence-transformers",
        ),
    }),
)  # fmt: skip


def refuse_unusable(asked: str | None) -> None:
    """See that an embedder can be had, without loading it; None is the packaged one.

    Raises:
        ConfigError, MissingExtra, MissingPath, ModelError: as `broadsheet.models.own.Setting.refuse_unusable`.
    """
    if asked is not None:
        SETTING.refuse_unusable(asked)


@lru_cache(maxsize=4)
def load(asked: str | None = None) -> Embedder:
    """The embedder that is asked for, loaded once a process; None is the packaged one.

    Raises:
        ConfigError, MissingExtra, MissingPath, ModelError: as `refuse_unusable`; or it is damaged.
    """
    if asked is None:
        return embedder.load()
    try:
        made: Embedder = SETTING.make(asked)
    except BroadsheetError:
        raise
    except Exception as problem:
        told = f"the model in {folder_of(asked)} cannot be loaded: {type(problem).__name__}: {problem}"
        raise ModelError(told[:400], hint="load it with the library it was made with, and save it anew") from problem
    return made


def told(asked: str | None, known: Embedding | None = None) -> Embedding:
    """What an embedder is.

    Args:
        asked: kind and folder, or None.
        known: one that it may be; if its files are the same, it is not loaded to count its dimensions.

    Raises:
        ConfigError, MissingExtra, MissingPath, ModelError: as `load`.
    """
    if asked is None:
        return PACKAGED
    refuse_unusable(asked)
    digest, place = _digest(settled(asked)), settled(asked)
    if known is not None and known.sha256 == digest:
        return replace(known, place=place)
    return Embedding(name=name_of(asked), sha256=digest, dimensions=load(place).dimensions, place=place)


def refuse_gone(made: Embedding | None) -> None:
    """See that the embedder that made a store's vectors can be had, without loading it; None for the packaged one.

    Raises:
        MissingExtra: what runs it is not installed.
        ModelError: it is not where it was, or is another by now.
    """
    if made is None or made.place is None:
        return
    try:
        refuse_unusable(made.place)
    except MissingPath as problem:
        hint = "set models.embedder to where it lies now and run `broadsheet reembed`: the same files cost nothing"
        raise ModelError(
            f"this store's vectors are of {made.name}, which is not at {folder_of(made.place)}", hint=hint
        ) from problem
    if _digest(made.place) != made.sha256:
        hint = "put its files back, or make all vectors anew with `broadsheet reembed`"
        raise ModelError(f"the embedder in {folder_of(made.place)} is not the one that made this store's vectors", hint=hint)


def load_for(made: Embedding | None) -> Embedder:
    """The embedder that made a store's vectors; None for the packaged one.

    Raises:
        MissingExtra, ModelError: as `refuse_gone`; or it is damaged.
    """
    refuse_gone(made)
    return load(made.place if made else None)


def use_of(made: Embedding | None) -> ModelUse:
    """An embedder for the record of how a page was made."""
    if made is None or made.sha256 == PACKAGED.sha256:
        return embedder.identity()
    return ModelUse(name=made.name, version="unknown", sha256=made.sha256)


_digest = lru_cache(maxsize=8)(digest_of)
"""A folder's digest, taken once a process: its files may be large."""
