"""What the commands of accounts share: names and passwords as they are typed, and how an account is told."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.errors import MissingPath, NotFound, UsageError

if TYPE_CHECKING:
    from broadsheet.records.account import Account, Role, Token
    from broadsheet.store import Store

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}")


def name_of(typed: str) -> str:
    """A name that somebody can log in with.

    Raises:
        UsageError: it is none.
    """
    if not _NAME.fullmatch(typed):
        raise UsageError(
            f"{typed!r}: no name for an account", hint="letters, digits and . _ @ + -, at most 64, a letter or digit first"
        )
    return typed


def role_of(typed: str) -> Role:
    """A role by its name.

    Raises:
        UsageError: there is none of that name.
    """
    from broadsheet.records.account import ROLES

    if typed not in ROLES:
        raise UsageError(f"{typed}: no such role", hint=f"one of {', '.join(ROLES)}")
    return typed


def found(held: Store, name: str) -> Account:
    """The account of that name.

    Raises:
        NotFound: there is none.
    """
    account = held.accounts.get(name)
    if account is None:
        raise NotFound(f"{name}: nobody has that account", hint="`broadsheet accounts list` names all")
    return account


def password_for(name: str, file: str | None) -> str:
    """A new password: out of a file, out of standard input, or asked for twice without an echo.

    Args:
        name: of the account.
        file: a path, `-` for standard input, None to ask.

    Raises:
        MissingPath: the file cannot be read.
        UsageError: it is weak, not typed twice alike, or there is nobody to ask.
    """
    from broadsheet.store.passwords import refuse_weak

    password = _asked(name) if file is None else _first_line(file)
    refuse_weak(password, name)
    return password


def _asked(name: str) -> str:
    import getpass

    if not sys.stdin.isatty():
        raise UsageError(
            "there is nobody to ask for the password", hint="--password-file FILE, or --password-file - for standard input"
        )
    password = getpass.getpass(f"Password for {name}: ")
    if getpass.getpass("The same again: ") != password:
        raise UsageError("the two are not the same", hint="try again")
    return password


def _first_line(file: str) -> str:
    try:
        told = sys.stdin.buffer.readline() if file == "-" else Path(file).read_bytes().partition(b"\n")[0]
        return told.decode().rstrip("\r\n")
    except OSError as problem:
        raise MissingPath(file, problem.strerror or str(problem)) from problem
    except UnicodeDecodeError as problem:
        raise UsageError(f"{file}: is no text in UTF-8", hint="its first line is the password") from problem


def plain(account: Account) -> dict[str, Any]:
    """An account for a program, without its secret."""
    return {"name": account.name, "role": account.role, "made": account.made}


def plain_token(token: Token) -> dict[str, Any]:
    """A token for a program, without its secret."""
    return {name: getattr(token, name) for name in ("id", "account", "label", "scope", "made", "expires", "used")}
