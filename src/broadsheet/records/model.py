"""A statistical model that took part in something."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelUse:
    """A statistical model that took part.

    Attributes:
        name: what it calls itself.
        version: its own, `unknown` if it tells none.
        sha256: digest of the files that decide what it says.
    """

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """The embedder that made a store's sentence vectors.

    Attributes:
        name: what it is called.
        sha256: digest of the files that decide what it says.
        dimensions: how many numbers a vector has.
        place: kind and folder of one of the user's own, as `onnx:/srv/models/ours`; None for the packaged one.
    """

    name: str
    sha256: str
    dimensions: int
    place: str | None = None
