"""What `doctor` looks at around the store: the disk, the clock, the writer, the log, what is installed, and what is left behind."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.cli.upkeep import kept, megabytes

if TYPE_CHECKING:
    from broadsheet.config import Settings

LEAST_FREE = 256_000_000
"""Bytes that should be free where the store lies."""
SKEW = 300.0
"""Seconds by which clocks may differ."""

Finding = tuple[bool, str]


def file_of(url: str) -> Path | None:
    """The database's file, if it has one and is there, as far as we may look."""
    from broadsheet.store.connection import place_of

    path = place_of(url).path
    with suppress(OSError):
        return path if path is not None and path.is_file() else None
    return None


def extras() -> Finding:
    """Which optional packages are not installed, and how they are."""
    asked: dict[str, set[str]] = {}
    for requirement in metadata.requires("broadsheet") or ():
        if found := re.match(r"([\w.-]+).*;\s*extra\s*==\s*['\"]([\w-]+)", requirement):
            asked.setdefault(found[2], set()).add(found[1])
    missing = sorted(extra for extra, packages in asked.items() if not all(map(_is_installed, packages)))
    there = ", ".join(sorted(asked.keys() - missing)) or "none"
    lacking = "".join(f"; not {extra}: pip install 'broadsheet[{extra}]'" for extra in missing)
    return True, f"installed: {there}{lacking}"


def _is_installed(package: str) -> bool:
    try:
        metadata.distribution(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def clock(settings: Settings, url: str, now: float) -> Finding:
    """Whether the clock is behind what was written before, or differs from the server's.

    Args:
        settings: the settings in effect.
        url: of the store.
        now: seconds since 1970.
    """
    from datetime import UTC, datetime

    known = _known_moment(url)
    told = f"{datetime.fromtimestamp(now, UTC):%Y-%m-%d %H:%M} UTC; the paper's zone is {settings.paper.timezone}"
    if known is None:
        return True, told
    moment, whose, is_clock = known
    if now < moment - SKEW or (is_clock and now > moment + SKEW):
        return (
            False,
            f"{told}; {whose} {datetime.fromtimestamp(moment, UTC):%Y-%m-%d %H:%M}: set the clock, or editions come at wrong hours",
        )
    return True, told


def _known_moment(url: str) -> tuple[float, str, bool] | None:
    """A moment that has been, whose it is, and whether it is now."""
    from broadsheet.store import Store
    from broadsheet.store.server import server_of

    if path := file_of(url):
        return path.stat().st_mtime, "the store was written at", False
    if not server_of(url):
        return None
    with Store.open(url, writes=False) as held:
        return held.now(), "the server's clock says", True


def disk(path: Path) -> Finding:
    """Whether there is room where the store lies."""
    free, whole = shutil.disk_usage(path.parent).free, path.stat().st_size
    told = f"{megabytes(free)} free in {path.parent}"
    if free < LEAST_FREE:
        return False, f"{told}: make room; `broadsheet store expire` lets old pages go, `broadsheet store size` tells what takes it"
    return True, told + (f"; too little for a backup beside the store of {megabytes(whole)}" if free < whole else "")


def writer(path: Path) -> Finding:
    """Who writes now."""
    from broadsheet.store.connection import WriterLock

    holder = WriterLock(path).holder()
    return True, f"process {holder} writes" if holder else "nobody writes now"


def log(path: Path) -> Finding:
    """Whether the log ahead of the database keeps its bound."""
    from broadsheet.store.log import LOG_BYTES, log_bytes

    size = log_bytes(path)
    told = f"{megabytes(size)} of at most {megabytes(LOG_BYTES)} while nobody reads an older state"
    if size <= LOG_BYTES:
        return True, told
    return False, f"{told}: end what reads for long, then `broadsheet doctor --mend`"


def leftovers(path: Path, site: Path | None, now: float) -> Finding:
    """What processes that were killed left beside the store, in the site and among temporary files."""
    found = orphans(path, site, now)
    if not found:
        return True, "nothing of ended processes lies about"
    named = ", ".join(str(each) for each in found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")
    return False, f"{named}: left by ended processes; `broadsheet doctor --mend` removes it"


def orphans(path: Path, site: Path | None, now: float) -> list[Path]:
    """What ended processes left, and nothing changed in for an hour."""
    from broadsheet.executor.folders import abandoned
    from broadsheet.publish.files import leftovers as in_site
    from broadsheet.store.leftovers import left, still

    return list(still([*left(path), *abandoned(), *(in_site(site) if site and site.is_dir() else ())], now))


def keeping(settings: Settings) -> Finding:
    """How long raw pages are kept."""
    keep = kept(settings)
    if not keep.lets_go:
        return True, "raw pages are kept for ever; `store.keep_days` and `store.keep_mb` bound them"
    bounds = [f"{keep.days} days" * (keep.days is not None), f"{keep.megabytes} MB" * (keep.megabytes is not None)]
    cited = "those of cited articles for ever" if keep.cited else "those of cited articles too"
    return True, f"raw pages are kept for {' and '.join(filter(None, bounds))}, {cited}"
