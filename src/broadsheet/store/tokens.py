"""Tokens: keys for programs, kept by their digest."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, insert, select, update

from broadsheet.records.account import Account, Token
from broadsheet.records.moments import in_utc
from broadsheet.store.accounts_schema import accounts, tokens
from broadsheet.store.database import Database

USED = timedelta(hours=1)
"""How exactly it is noted when a token was used."""
PREFIX = "bs_"
"""How every token begins, so that one that was written down somewhere can be found."""
_FIELDS = ("id", "digest", "account", "label", "scope", "made", "expires", "used")


def digest_of(secret: str) -> str:
    """What is kept of a secret of 256 bits of chance: nobody can go through all of them, so that a fast digest is enough."""
    return sha256(secret.encode()).hexdigest()


class Tokens:
    """Tokens and whose they are."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, token: Token) -> None:
        """Keep a new token."""
        self._database.run(insert(tokens), [{name: getattr(token, name) for name in _FIELDS}])

    def all(self, account: str | None = None) -> tuple[Token, ...]:
        """Every token, or an account's, in the order in which they were made."""
        query = select(tokens).order_by(tokens.c.made, tokens.c.id)
        rows = self._database.rows(query if account is None else query.where(tokens.c.account == account))
        return tuple(Token(**row._mapping) for row in rows)  # noqa: SLF001  as in accounts

    def whose(self, digest: str, now: datetime) -> tuple[Account, Token] | None:
        """A token that is still good, and whose it is, noting that it was used."""
        row = self._database.row(select(tokens).where(tokens.c.digest == digest))
        if row is None or (row.expires is not None and row.expires <= in_utc(now)):
            return None
        if row.used is None or row.used <= in_utc(now - USED):
            self._database.run(update(tokens).where(tokens.c.digest == digest).values(used=in_utc(now)))
        owner = self._database.row(select(accounts).where(accounts.c.name == row.account))
        return (Account(**owner._mapping), Token(**row._mapping)) if owner else None  # noqa: SLF001  as in accounts

    def revoke(self, name: str, account: str | None = None) -> bool:
        """Take a token no more, if it is the account's; whether there was one."""
        own = tokens.c.id == name
        return bool(self._database.run(delete(tokens).where(own if account is None else own & (tokens.c.account == account))))
