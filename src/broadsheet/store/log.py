"""The log ahead of a SQLite file (WAL), and its bound.

SQLite writes the log into the file whenever 1,000 pages of it are full, and then begins it anew, but only if nobody reads an older
state at that moment: under readers that come and go it may grow for ever. So once it passes `LOG_BYTES` the writer waits for a
moment until no older state is read, and cuts it off. Where it waits in vain it goes on, and tries again `PAUSE` transactions
later.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

LOG_BYTES = 64_000_000
"""What the log may take, but while an older state is read."""
PATIENCE_MILLISECONDS = 250
PAUSE = 100
"""Transactions that are let pass after it was waited for in vain."""


def log_bytes(path: Path) -> int:
    """What the log of a database takes, 0 if there is none."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size
    except OSError:
        return 0


def cut_off(driver: Any) -> bool:
    """Write the log into the file and cut it off; whether nobody's reading stood in the way.

    Args:
        driver: a connection of `sqlite3` that is in no transaction.
    """
    usual = driver.execute("PRAGMA busy_timeout").fetchone()[0]
    driver.execute(f"PRAGMA busy_timeout={PATIENCE_MILLISECONDS}")
    try:
        return not driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        driver.execute(f"PRAGMA busy_timeout={usual}")


class Log:
    """Keeps the log of a database bounded.

    Args:
        path: the database; None for one without a file, where nothing is to be done.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._pause = 0

    def bound(self, driver: Any) -> None:
        """Cut the log off if it is too long. Asked after every transaction that wrote."""
        if self._pause:
            self._pause -= 1
        elif self._path is not None and log_bytes(self._path) > LOG_BYTES:
            self._pause = 0 if cut_off(driver) else PAUSE
