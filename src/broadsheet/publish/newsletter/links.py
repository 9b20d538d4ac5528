"""Links in mail: each names what it is for, and is signed with the store's key, so that nobody can make or change one."""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from broadsheet.records.moments import in_utc, moment_of
from broadsheet.records.subscriber import Subscriber, Wish

HOLDS = timedelta(days=3)
"""How long one may confirm what one was asked."""
LONGEST = 2_000
"""Characters of a token."""
_SIGNED = 16
"""Bytes of a signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What a link to confirm with stands for: whom it was mailed to, in which round of theirs, and what they agree to."""

    number: int
    round: int
    wish: Wish


@dataclass(frozen=True, slots=True)
class Links:
    """Makes links and reads them.

    Attributes:
        key: what they are signed with.
        address: where the site stands, with a slash at its end.
    """

    key: bytes
    address: str

    def confirming(self, who: Subscriber, wish: Wish, now: datetime) -> str:
        """Where somebody confirms a wish, for `HOLDS`."""
        told = ["confirm", who.number, who.round, in_utc(now + HOLDS), wish.frequency, list(wish.desks)]
        return f"{self.address}subscribe/confirm?token={self._signed(told)}"

    def leaving(self, number: int) -> str:
        """Where a subscriber leaves, for ever."""
        return f"{self.address}unsubscribe?token={self._signed(['leave', number])}"

    def agreement(self, token: str, now: datetime) -> Agreement | None:
        """What a token agrees to; None if it is none of ours, or too old."""
        match self._read(token):
            case ["confirm", int(number), int(turn), str(until), ("daily" | "weekly") as frequency, list(desks)]:
                wish = Wish(frequency=frequency, desks=tuple(map(str, desks)))
                return Agreement(number=number, round=turn, wish=wish) if now < moment_of(until) else None
        return None

    def leaver(self, token: str) -> int | None:
        """Who leaves with a token; None if it is none of ours."""
        match self._read(token):
            case ["leave", int(number)]:
                return number
        return None

    def _signed(self, told: list[object]) -> str:
        body = _letters(json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode())
        return f"{body}.{_letters(self._signature(body))}"

    def _signature(self, body: str) -> bytes:
        return hmac.new(self.key, body.encode(), sha256).digest()[:_SIGNED]

    def _read(self, token: str) -> object:
        body, _, signature = token.partition(".")
        sound = token.isascii() and len(token) <= LONGEST
        if not sound or not hmac.compare_digest(_letters(self._signature(body)), signature):
            return None
        return json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))


def _letters(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")
