"""Somebody who gets the newsletter by mail."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Frequency = Literal["daily", "weekly"]
SubscriberState = Literal["pending", "confirmed", "left", "bounced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to be sent.

    Attributes:
        frequency: how often at most.
        desks: the desks whose stories they want, by name; none means all.
    """

    frequency: Frequency = "daily"
    desks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """An address, what was agreed with whoever reads there, and what they were sent last.

    Attributes:
        number: of the subscriber; never used again for another.
        address: where mail goes, in ASCII.
        wish: what they confirmed that they want.
        state: `pending` until they confirm, `left` when they took themselves out, `bounced` when their server refuses the address.
        since: the moment from which the state holds.
        round: how often they left; what was mailed for an earlier round confirms nothing any more.
        looked: the day on which it was last decided whether there is something for them, in the paper's zone; None for never.
        issue: the issue that they were sent last, None for none.
        failures: issues in a row that could not be delivered.
    """

    number: int
    address: str
    wish: Wish = field(default_factory=Wish)
    state: SubscriberState = "pending"
    since: str
    round: int = 0
    looked: str | None = None
    issue: str | None = None
    failures: int = 0
