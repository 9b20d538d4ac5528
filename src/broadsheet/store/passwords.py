"""How a password is kept and compared: argon2id (RFC 9106), at the same cost whether there is such an account or not."""

from __future__ import annotations

import unicodedata
from functools import cache, cached_property
from importlib import resources

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from broadsheet.errors import UsageError

SHORTEST, LONGEST = 12, 1_024
"""Characters of a password."""
PASSES, KIBIBYTES, LANES = 3, 65_536, 4
"""The cost of a comparison: the second choice that RFC 9106 (section 4) recommends, 64 MiB, for machines without much memory."""
FEWEST = 5
"""Different characters that a password has at least."""


def refuse_weak(password: str, name: str) -> None:
    """Say why a password is none.

    Args:
        password: as it was typed.
        name: of its account.

    Raises:
        UsageError: it is too short, too long, known to everyone, or little more than the name.
    """
    hint = "several words that do not belong together make a good one"
    told = _folded(password).casefold()
    if len(password) < SHORTEST:
        raise UsageError(f"a password has at least {SHORTEST} characters", hint=hint)
    if len(password) > LONGEST:
        raise UsageError(f"a password has at most {LONGEST} characters", hint=hint)
    if told in _guessed() or len(set(told)) < FEWEST or len(told.replace(name.casefold(), "")) < FEWEST:
        raise UsageError("that password is guessed at once", hint=hint)


@cache
def _guessed() -> frozenset[str]:
    """What is guessed first among passwords that are long enough."""
    return frozenset(resources.files("broadsheet.store").joinpath("guessed.txt").read_text("utf-8").split())


def _folded(password: str) -> str:
    """One form for all ways of typing the same (NFKC, as NIST SP 800-63B, 5.1.1.2, asks)."""
    return unicodedata.normalize("NFKC", password)


class Passwords:
    """Makes and compares what is kept of passwords.

    Args:
        hasher: the cost; by default the one stated above.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher(PASSES, KIBIBYTES, LANES, type=Type.ID)

    def kept(self, password: str) -> str:
        """What is kept of a password: a hash with its parameters and a salt of its own."""
        return self._hasher.hash(_folded(password))

    def matches(self, secret: str | None, password: str) -> bool:
        """Whether a password is the one that was kept; where none is, as much work for nothing."""
        try:
            self._hasher.verify(self._nobodys if secret is None else secret, _folded(password))
        except (VerificationError, InvalidHashError):
            return False
        return secret is not None

    def is_stale(self, secret: str) -> bool:
        """Whether it was kept at another cost than today's, so that it should be made anew."""
        return self._hasher.check_needs_rehash(secret)

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash("nobody's password")
