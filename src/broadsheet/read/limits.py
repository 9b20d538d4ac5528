"""How much a source may hold before it is set aside."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on one page. None of them depends on the machine, so the same input gives the same pages everywhere.

    Attributes:
        max_bytes: largest page in bytes after decompression.
        max_ratio: largest ratio of decompressed to compressed size of a file that is larger than one page may be.
        max_depth: deepest folder below the one given.
    """

    max_bytes: int = 10_000_000
    max_ratio: int = 100
    max_depth: int = 64
