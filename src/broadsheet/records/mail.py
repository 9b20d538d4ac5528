"""A mail in the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MailKind = Literal["issue", "confirmation"]
MailState = Literal["queued", "deferred", "sending", "sent", "failed", "unsure", "replaced"]
WAITING: tuple[MailState, ...] = ("queued", "deferred")
"""States of a mail that no server has seen the words of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail that is to be sent or was. Moments as `records.moments` writes them.

    Attributes:
        id: of the mail, and the left half of its Message-ID.
        subscriber: the number of whom it is for.
        address: where it goes.
        kind: an issue of the newsletter, or the question whether somebody asked for it.
        issue: the issue that it is, None for a confirmation.
        stories: how many stories it tells.
        state: `queued` until it is sent; `deferred` after a failure that may pass; `sending` while the server is given the words;
            `unsure` if it ended there and nobody can say whether the server took it, so that it is not sent again; `replaced` by a
            later issue before it was sent.
        due: when it is to be sent, at the earliest.
        attempts: how often it was tried.
        put: when it was put down.
        changed: since when it is in its state.
        answer: what the server, or the way to it, said last.
    """

    id: str
    subscriber: int
    address: str
    kind: MailKind
    issue: str | None = None
    stories: int = 0
    state: MailState = "queued"
    due: str
    attempts: int = 0
    put: str
    changed: str
    answer: str = ""
