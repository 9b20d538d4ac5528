"""How somebody comes to get the newsletter by mail, and how they leave: nobody without a word of their own, each by one link."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadsheet.publish.newsletter.addresses import checked, hinted
from broadsheet.publish.newsletter.distribution import Letterhead
from broadsheet.publish.newsletter.message import Envelope, packed
from broadsheet.publish.newsletter.plain import wrapped
from broadsheet.publish.templating import render_text
from broadsheet.publish.views.wording import plain_label
from broadsheet.records.codec import digest
from broadsheet.records.mail import Mail
from broadsheet.records.moments import in_utc
from broadsheet.records.subscriber import Subscriber, Wish
from broadsheet.store import Store

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody is asked to confirm: a wish, for an address that only who knows it recognises."""

    address: str
    wish: Wish


class Signup:
    """Takes people in and lets them go.

    Args:
        opened: the store, while nobody else of this process has it.
        head: of the mail that is sent.
        clock: the time.
        per_address: mails to one address in a day that ask it to confirm, at most.
        per_hour: such mails to anybody in an hour, at most.
    """

    def __init__(
        self,
        opened: Callable[[], AbstractContextManager[Store]],
        head: Letterhead,
        clock: Callable[[], datetime],
        *,
        per_address: int = 2,
        per_hour: int = 60,
    ) -> None:
        self._opened, self._head, self._clock = opened, head, clock
        self._per_address, self._per_hour = per_address, per_hour

    def ask(self, address: str, wish: Wish) -> None:
        """Mail to an address the question whether it wants the newsletter, unless it was asked too often.

        Whoever is subscribed is asked the same: nobody learns from here who is.

        Raises:
            UsageError: it is no address that can be sent to.
        """
        sound, now = checked(address), self._clock()
        with self._opened() as store, store.transaction():
            if store.outbox.put_since("confirmation", in_utc(now - HOUR)) >= self._per_hour:
                return
            who = store.subscribers.ask(sound, wish, in_utc(now))
            asked = store.outbox.put_since("confirmation", in_utc(now - DAY), who.number)
            if asked < self._per_address:
                self._put(store, who, wish, asked)

    def asked(self, token: str) -> Asked | None:
        """What a link asks one to confirm; None if it asks nothing, or nothing any more."""
        with self._opened() as store:
            found = self._agreed(store, token)
        return Asked(address=hinted(found[0].address), wish=found[1]) if found else None

    def confirm(self, token: str) -> bool:
        """Take somebody in, as their link says; False if it asks nothing any more."""
        with self._opened() as store, store.transaction():
            found = self._agreed(store, token)
            if found:
                who, wish = found
                store.subscribers.confirm(who.number, wish, in_utc(self._clock()))
        return found is not None

    def leaver(self, token: str) -> str | None:
        """Who leaves with a link, as they recognise themselves; None if it is none of ours or they are forgotten."""
        with self._opened() as store:
            number = self._head.links.leaver(token)
            who = store.subscribers.get(number) if number is not None else None
        return hinted(who.address) if who else None

    def leave(self, token: str) -> bool:
        """Let somebody go; nothing that waits is sent to them. False if the link is none of ours."""
        number, now = self._head.links.leaver(token), in_utc(self._clock())
        if number is None:
            return False
        with self._opened() as store, store.transaction():
            store.subscribers.leave(number, now)
            store.outbox.drop(number, now)
        return True

    def _agreed(self, store: Store, token: str) -> tuple[Subscriber, Wish] | None:
        agreement = self._head.links.agreement(token, self._clock())
        who = store.subscribers.get(agreement.number) if agreement else None
        return (who, agreement.wish) if agreement and who and who.round == agreement.round else None

    def _put(self, store: Store, who: Subscriber, wish: Wish, asked: int) -> None:
        now = in_utc(self._clock())
        identity = digest(["confirmation", who.number, now, asked])[:32]
        mail = Mail(id=identity, subscriber=who.number, address=who.address, kind="confirmation", due=now, put=now, changed=now)
        store.outbox.put(mail, self._question(who, wish, identity))

    def _question(self, who: Subscriber, wish: Wish, identity: str) -> bytes:
        now, head = self._clock(), self._head
        link = head.links.confirming(who, wish, now)
        told = {"title": plain_label(head.title), "desks": [plain_label(desk) for desk in wish.desks]}
        text = render_text("confirm.txt", wish=wish, home=head.links.address, **told)
        paragraphs = [wrapped(" ".join(paragraph.split())) for paragraph in text.split("\n\n")]
        html = render_text("mail_confirm.html", paragraphs=[" ".join(one.split()) for one in text.split("\n\n")], link=link)
        envelope = Envelope(sender=head.sender, sent=in_utc(now), recipient=who.address, identity=identity, home=head.links.address)
        words = "\n\n".join([paragraphs[0], link, *paragraphs[1:]])
        return packed(head.title, f"Do you want {head.title} by mail?", f"{words}\n", html, envelope)
