"""Issues, subscribers and mails as `broadsheet newsletter` shows them."""

from __future__ import annotations

from collections.abc import Iterable
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

from broadsheet.records.mail import Mail
from broadsheet.records.subscriber import Subscriber

if TYPE_CHECKING:
    from broadsheet.config import Settings
    from broadsheet.store import Store

SUBSCRIBERS = ("address", "state", "since", "how often", "desks", "failures")
MAILS = ("address", "kind", "state", "since", "answer")


def issue_for(store: Store, settings: Settings, address: str | None) -> bytes:
    """The issue for everybody, or for a subscriber, as a mail.

    Raises:
        NotFound: nobody has the address, or nothing is new to them.
        ConfigError: no mail can be sent, so there is none to a subscriber.
    """
    from broadsheet.cli import letters, work
    from broadsheet.errors import NotFound
    from broadsheet.publish import newsletter

    edition = work.edition_of(store, settings)
    if address is None:
        made = dict(newsletter.offered(edition, settings.paper.address, settings.mail.sender or newsletter.SENDER))
        return made["newsletter.eml"](None)
    letters.required(settings)
    who = store.subscribers.of(address.strip())
    if who is None:
        raise NotFound(f"{address}: nobody of that address", hint="`broadsheet newsletter subscribers` lists all")
    composer = letters.composer(store, settings, edition)
    found = composer.letter_for(who)
    if found is None:
        raise NotFound(f"nothing is new to {who.address} since their last issue")
    return composer.mail_for(who, found, "preview", edition.built)


def forms(mail: bytes) -> dict[str, bytes]:
    """A mail as its text, its HTML and itself."""
    text, page = (part.get_content() for part in message_from_bytes(mail, policy=default).iter_parts())
    return {"text": text.replace("\r\n", "\n").encode(), "html": page.replace("\r\n", "\n").encode(), "eml": mail}


def subscriber_rows(listed: Iterable[Subscriber]) -> list[list[str]]:
    """Subscribers for a table under `SUBSCRIBERS`."""
    return [
        [who.address, who.state, who.since[:10], who.wish.frequency, ", ".join(who.wish.desks) or "all", str(who.failures)]
        for who in listed
    ]


def mail_rows(listed: Iterable[Mail]) -> list[list[str]]:
    """Mails for a table under `MAILS`."""
    return [[mail.address, mail.kind, mail.state, mail.changed[:10], mail.answer] for mail in listed]
