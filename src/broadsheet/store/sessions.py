"""Sessions: browsers that somebody logged in with, kept by the digest of what their cookie holds."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from broadsheet.records.account import Account, Session
from broadsheet.records.moments import in_utc
from broadsheet.store.accounts_schema import accounts, sessions
from broadsheet.store.database import Database

SEEN = timedelta(minutes=5)
"""How exactly it is noted when a session was used."""
MOST = 50
"""Sessions of an account; the oldest go first."""


class Sessions:
    """Sessions and whose they are."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, session: Session) -> None:
        """Keep a new session, and no more than `MOST` of its account."""
        own = sessions.c.account == session.account
        with self._database.transaction():
            row = {name: getattr(session, name) for name in ("digest", "account", "made", "seen")}
            self._database.run(insert(sessions), [row])
            held = self._database.rows(
                select(sessions.c.digest).where(own).order_by(sessions.c.made.desc()).offset(MOST).limit(MOST)
            )
            self._database.run(delete(sessions).where(sessions.c.digest.in_([old.digest for old in held])))

    def of(self, account: str) -> tuple[Session, ...]:
        """The sessions of an account, the newest first."""
        query = select(sessions).where(sessions.c.account == account).order_by(sessions.c.made.desc(), sessions.c.digest)
        return tuple(Session(**row._mapping) for row in self._database.rows(query))  # noqa: SLF001  as in accounts

    def whose(self, digest: str, now: datetime, *, idle: timedelta, longest: timedelta) -> Account | None:
        """The account of a session that is still good, noting that it was used; a session that is over is forgotten.

        Args:
            digest: of the secret in the cookie.
            now: the time.
            idle: how long a session may lie unused.
            longest: how long it lasts at all.
        """
        joined = select(accounts, sessions.c.made.label("began"), sessions.c.seen).join_from(accounts, sessions)
        row = self._database.row(joined.where(sessions.c.digest == digest))
        if row is None:
            return None
        if row.seen <= in_utc(now - idle) or row.began <= in_utc(now - longest):
            self.end(digest)
            return None
        if row.seen <= in_utc(now - min(SEEN, idle / 2)):
            self._database.run(update(sessions).where(sessions.c.digest == digest).values(seen=in_utc(now)))
        return Account(name=row.name, role=row.role, secret=row.secret, reader=row.reader, made=row.made)

    def end(self, digest: str) -> None:
        """Forget a session."""
        self._database.run(delete(sessions).where(sessions.c.digest == digest))

    def end_others(self, account: str, digest: str) -> int:
        """Forget every session of an account but one; how many."""
        return self._database.run(delete(sessions).where((sessions.c.account == account) & (sessions.c.digest != digest)))

    def sweep(self, now: datetime, *, idle: timedelta, longest: timedelta) -> None:
        """Forget the sessions that are over."""
        over = (sessions.c.seen <= in_utc(now - idle)) | (sessions.c.made <= in_utc(now - longest))
        self._database.run(delete(sessions).where(over))
