"""Accounts: who may log in, as what, and with which password."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update

from broadsheet.records.account import Account, Role
from broadsheet.store.accounts_schema import accounts, sessions
from broadsheet.store.database import Database
from broadsheet.store.schema import readers


class Accounts:
    """Accounts by name, whatever the case of its letters."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def exist(self) -> bool:
        """Whether there is any account."""
        return self._database.value(select(accounts.c.name).limit(1)) is not None

    def all(self) -> tuple[Account, ...]:
        """Every account, by name."""
        return tuple(_account(row) for row in self._database.rows(select(accounts).order_by(accounts.c.name)))

    def get(self, name: str) -> Account | None:
        """The account of that name, None if there is none."""
        row = self._database.row(select(accounts).where(_called(name)))
        return _account(row) if row else None

    def add(self, account: Account) -> bool:
        """Keep a new account; whether its name was free."""
        with self._database.transaction():
            if self.get(account.name):
                return False
            row = {name: getattr(account, name) for name in ("name", "role", "secret", "reader", "made")}
            self._database.run(insert(accounts), [row])
        return True

    def give_role(self, name: str, role: Role) -> None:
        """Let somebody do what a role may, from now on."""
        self._database.run(update(accounts).where(_called(name)).values(role=role))

    def give_password(self, name: str, secret: str) -> None:
        """Keep another password, and end every session that the one before began."""
        with self._database.transaction():
            self.rehash(name, secret)
            self._database.run(delete(sessions).where(func.lower(sessions.c.account) == name.lower()))

    def rehash(self, name: str, secret: str) -> None:
        """Keep the same password at another cost."""
        self._database.run(update(accounts).where(_called(name)).values(secret=secret))

    def remove(self, name: str) -> bool:
        """Forget an account with its sessions, its tokens and what it read, followed and hid; whether there was one."""
        with self._database.transaction():
            known = self.get(name)
            if known is None:
                return False
            self._database.run(delete(readers).where(readers.c.id == known.reader))
            self._database.run(delete(accounts).where(accounts.c.name == known.name))
        return True


def _called(name: str) -> ColumnElement[bool]:
    return func.lower(accounts.c.name) == name.lower()


def _account(row: Row[tuple[object, ...]]) -> Account:
    return Account(**row._mapping)  # noqa: SLF001  the public way to a row's columns by name
