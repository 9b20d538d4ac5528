"""The folder in which a job's processes keep their sockets and parcels, and those of jobs that were killed."""

from __future__ import annotations

import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

_OWNED = re.compile(r"broadsheet-(\d+)-\w+")


def folder() -> TemporaryDirectory[str]:
    """A folder that bears the number of this process, and goes with it unless it is killed."""
    return TemporaryDirectory(prefix=f"broadsheet-{os.getpid()}-")


def abandoned() -> tuple[Path, ...]:
    """Those of this user whose process is gone."""
    found = sorted(Path(gettempdir()).glob("broadsheet-*-*"))
    return tuple(path for path in found if path.is_dir() and not path.is_symlink() and _is_ours(path) and not _is_owned(path))


def _is_ours(path: Path) -> bool:
    """Whether it belongs to this user; where nobody can tell, it is left alone."""
    try:
        return hasattr(os, "getuid") and path.stat().st_uid == os.getuid()
    except OSError:
        return False


def _is_owned(path: Path) -> bool:
    """Whether the process in its name lives; what bears no number is somebody else's."""
    named = _OWNED.fullmatch(path.name)
    if named is None:
        return True
    try:
        os.kill(int(named[1]), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
