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
        max_files: most files in one packed folder.
        max_pages: most pages that are fetched for one feed or sitemap.
        max_feeds: most feeds of one list that are followed.
        max_sitemaps: most sitemaps of one index that are followed.
    """

    max_bytes: int = 10_000_000
    max_ratio: int = 100
    max_depth: int = 64
    max_files: int = 100_000
    max_pages: int = 100
    max_feeds: int = 1_000
    max_sitemaps: int = 50


class Swollen(Exception):
    """A file has given more bytes than its size allows for."""


class Allowance:
    """How many bytes a file may still give when it is decompressed, whatever lies in it and in what lies in that.

    Args:
        left: how many; None if it is counted elsewhere, or cannot be known.
    """

    def __init__(self, left: int | None = None) -> None:
        self._left = left

    @classmethod
    def of(cls, size: int, limits: Limits) -> Allowance:
        """That of a file of so many bytes as it is: the size of one page at least."""
        return cls(max(limits.max_bytes, size * limits.max_ratio))

    def take(self, count: int) -> None:
        """Count bytes that were given.

        Raises:
            Swollen: they are too many.
        """
        if self._left is None:
            return
        self._left -= count
        if self._left < 0:
            raise Swollen("swells to many times its size (read.max_ratio); the rest is left")
