"""Who may come into the paper: accounts, the sessions in which people use them, the tokens with which programs do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["reader", "editor"]
Scope = Literal["read", "edit"]
ROLES: tuple[Role, ...] = ("reader", "editor")
SCOPES: tuple[Scope, ...] = ("read", "edit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may come in.

    Attributes:
        name: what they log in with; no two accounts have the same, whatever the case of its letters.
        role: what they may do.
        secret: their password as `store.passwords` keeps it, never the password.
        reader: the id that what they read, follow and hide is kept under.
        made: when the account was made, ISO 8601.
    """

    name: str
    role: Role
    secret: str
    reader: str
    made: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A browser that somebody logged in with.

    Attributes:
        digest: of the secret that its cookie holds.
        account: whose it is.
        made: when they logged in, ISO 8601.
        seen: when it was used last, to a few minutes.
    """

    digest: str
    account: str
    made: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A key for a program, in the name of an account.

    Attributes:
        id: what it is called in lists; says nothing of its secret.
        digest: of its secret.
        account: whose it is; it can do no more than they.
        label: what it is for.
        scope: `read`, or `edit` which reads too.
        made: when, ISO 8601.
        expires: from when on it is not taken any more; None for never.
        used: when it was used last, to the hour; None for never.
    """

    id: str
    digest: str
    account: str
    label: str
    scope: Scope
    made: str
    expires: str | None = None
    used: str | None = None
