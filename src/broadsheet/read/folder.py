"""The files below a folder, in an order that no file system changes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from broadsheet.read.limits import Limits
from broadsheet.read.reasons import dropped
from broadsheet.steps import Dropped

Place = tuple[int, int]


def files_below(folder: Path, limits: Limits) -> Iterator[Path | Dropped]:
    """Every file below the folder, depth first, by name. Hidden ones are passed over; a folder is entered once.

    Links are followed. A folder that is its own ancestor, or is linked twice, is read the first time only.
    """
    yield from _walk(folder, set(), limits.max_depth)


def _walk(folder: Path, seen: set[Place], depth: int) -> Iterator[Path | Dropped]:
    try:
        place = folder.stat()
        if (place.st_dev, place.st_ino) in seen:
            return
        seen.add((place.st_dev, place.st_ino))
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208
    except OSError as problem:
        yield dropped(shown(folder), "unreadable", problem.strerror or "")
        return
    if depth == 0:
        yield dropped(shown(folder), "too deep")
        return
    for name in names:
        below = folder / name
        if below.is_dir():
            yield from _walk(below, seen, depth - 1)
        else:
            yield below


def shown(path: Path, folder: Path | None = None) -> str:
    """The path as people call it, below `folder` if given, with what is no Unicode in it replaced."""
    name = path.relative_to(folder).as_posix() if folder else path.as_posix()
    return os.fsencode(name).decode("utf-8", "replace")
