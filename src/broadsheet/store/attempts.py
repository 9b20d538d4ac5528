"""Logins that failed: how long the next one has to wait. Kept in the store, so that several web processes count together."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, func, insert, select, update

from broadsheet.records.moments import in_utc, moment_of
from broadsheet.store.accounts_schema import attempts
from broadsheet.store.database import Database

FREE_OF_ACCOUNT, FREE_OF_ADDRESS = 5, 20
"""Logins that may fail before the next one has to wait: a whole office stands behind one address."""
LONGEST = timedelta(minutes=15)
"""The longest wait."""
REMEMBERED = timedelta(hours=24)
"""How long after the last one failures are forgotten."""
MOST = 10_000
"""Rows that are kept; the oldest go first."""


def wait_after(failures: int, free: int) -> timedelta:
    """How long nothing is taken after so many failures: nothing for the first ones, then a second, two, four and so on.

    >>> [wait_after(failures, 5).total_seconds() for failures in (5, 6, 7, 10, 40)]
    [0.0, 1.0, 2.0, 16.0, 900.0]
    """
    over = failures - free
    return min(LONGEST, timedelta(seconds=2 ** (over - 1))) if 0 < over < 20 else LONGEST if over > 0 else timedelta()


class Attempts:
    """Failures by what they have in common, an account's name or an address."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, account: str, address: str, now: datetime) -> timedelta:
        """Count a login as failed before it is looked at, so that many at once gain nothing; how long it has to wait.

        Args:
            account: the name that was given, whether anybody has it or not.
            address: where it came from.
            now: the time.

        Returns:
            Nothing if it may be looked at. One that has to wait is not counted.
        """
        names = {_of_account(account): FREE_OF_ACCOUNT, _of_address(address): FREE_OF_ADDRESS}
        with self._database.transaction():
            rows = {row.key: row for row in self._database.rows(select(attempts).where(attempts.c.key.in_(list(names))))}
            waits = max((moment_of(row.until) - now for row in rows.values()), default=timedelta())
            if waits > timedelta():
                return waits
            for name, free in names.items():
                known = rows.get(name)
                before = known.failures if known and known.last > in_utc(now - REMEMBERED) else 0
                self._note(name, before + 1, free, now)
            self._bound(now)
        return timedelta()

    def forgive(self, account: str, address: str) -> None:
        """Take back what was counted of a login that was right: all of its account, and itself of its address."""
        with self._database.transaction():
            self.pardon(account)
            own = (attempts.c.key == _of_address(address)) & (attempts.c.failures > 0)
            self._database.run(update(attempts).where(own).values(failures=attempts.c.failures - 1, until=attempts.c.last))

    def pardon(self, account: str) -> None:
        """Forget what failed for an account."""
        self._database.run(delete(attempts).where(attempts.c.key == _of_account(account)))

    def _note(self, name: str, failures: int, free: int, now: datetime) -> None:
        told = {"failures": failures, "last": in_utc(now), "until": in_utc(now + wait_after(failures, free))}
        if not self._database.run(update(attempts).where(attempts.c.key == name).values(**told)):
            self._database.run(insert(attempts), [{"key": name, **told}])

    def _bound(self, now: datetime) -> None:
        self._database.run(delete(attempts).where(attempts.c.last <= in_utc(now - REMEMBERED)))
        over = (self._database.value(select(func.count()).select_from(attempts)) or 0) - MOST
        if over > 0:
            oldest = self._database.rows(select(attempts.c.key).order_by(attempts.c.last, attempts.c.failures).limit(over))
            self._database.run(delete(attempts).where(attempts.c.key.in_([row.key for row in oldest])))


def _of_account(name: str) -> str:
    return _digest(f"account {name.lower()}")


def _of_address(address: str) -> str:
    return _digest(f"address {address}")


def _digest(key: str) -> str:
    """A key as it is kept: no list of who failed where."""
    return sha256(key.encode("utf-8", "replace")).hexdigest()
