"""What processes that were killed leave beside a database, and removing it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

STILL = 3_600.0
"""Seconds without a change after which nobody is at work on a file any more."""
_FOLDERS = (".backup-*", ".restore-*")


def left(path: Path) -> tuple[Path, ...]:
    """Folders in which a backup of the database was made, or unpacked, and not ended."""
    return tuple(sorted(found for pattern in _FOLDERS for found in path.parent.glob(pattern) if found.is_dir()))


def still(found: Iterable[Path], now: float) -> Iterator[Path]:
    """Those that nothing changed in for a while, at a moment in seconds since 1970."""
    for path in found:
        inside = [path, *path.rglob("*")] if path.is_dir() else [path]
        if max((each.stat().st_mtime for each in inside if each.exists()), default=now) < now - STILL:
            yield path


def remove(path: Path) -> None:
    """Take it away, whatever it is."""
    shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
