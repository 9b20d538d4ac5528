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
