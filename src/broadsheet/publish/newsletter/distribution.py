"""An issue of the newsletter: for everybody who gets one now, what is news to them, put down in the outbox."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from broadsheet.publish.newsletter.links import Links
from broadsheet.publish.newsletter.message import Envelope, fitted, message
from broadsheet.publish.newsletter.news import News, issue_of, news
from broadsheet.publish.newsletter.plain import Frame
from broadsheet.publish.views.letter import Letter, letter
from broadsheet.publish.views.library import Library
from broadsheet.records.codec import digest
from broadsheet.records.edition import Edition
from broadsheet.records.mail import Mail
from broadsheet.records.moments import in_utc, moment_of
from broadsheet.records.subscriber import Subscriber, Wish
from broadsheet.store import Store

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
END = "You have read what is new."
_REMEMBERED = timedelta(days=30)
"""How long it is remembered what became of a mail."""
_UNCONFIRMED = timedelta(days=7)
"""How long an address is kept that nobody confirms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """What all mail of a paper has in common.

    Attributes:
        title: of the paper.
        sender: the address that mail comes from.
        links: makes the links; they know where the site stands.
        saved: the paper's own desks, name → query.
    """

    title: str
    sender: str
    links: Links
    saved: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Composer:
    """Makes the issues of one edition. Readers who know the same and want the same get the same letter.

    Args:
        store: what readers were sent is in it.
        edition: today's.
        head: of the letters.
    """

    store: Store
    edition: Edition
    head: Letterhead
    _told: dict[str | None, dict[str, int]] = field(default_factory=dict)
    _letters: dict[tuple[str | None, tuple[str, ...]], Letter | None] = field(default_factory=dict)

    def letter_for(self, who: Subscriber) -> Letter | None:
        """What is news to a subscriber, small enough to be mailed; None if nothing is."""
        place = (who.issue, who.wish.desks)
        if place not in self._letters:
            found = self._news(who)
            self._letters[place] = self._fitted(found, who) if found.edition.stories else None
        return self._letters[place]

    def mail_for(self, who: Subscriber, found: Letter, identity: str, now: str) -> bytes:
        """The mail that brings a letter to a subscriber."""
        leave, home = self.head.links.leaving(who.number), self.head.links.address
        envelope = Envelope(sender=self.head.sender, sent=now, recipient=who.address, identity=identity, leave=leave, home=home)
        why = f"{who.address} gets {self.head.title} {who.wish.frequency}, because that was asked for and confirmed."
        return message(found, envelope, Frame(home=home, end=END, why=why, leave=leave))

    def _news(self, who: Subscriber) -> News:
        if who.issue not in self._told:
            self._told[who.issue] = self.store.issues.stories(who.issue) if who.issue else {}
        return news(self.edition, self._told[who.issue], who.wish.desks, self.head.saved)

    def _fitted(self, found: News, who: Subscriber) -> Letter:
        library = Library(found.edition, self.head.links.address)
        longest = Subscriber(number=10**12, address="x" * 254, since=who.since, wish=Wish(frequency="weekly"))
        now = in_utc(moment_of(who.since))
        return fitted(lambda bounds: letter(library, found.updates, bounds), lambda one: self.mail_for(longest, one, "0" * 32, now))


def put_down(store: Store, composer: Composer, now: datetime, *, zone: str, weekday: str) -> Counter[str]:
    """Put down the issue of everybody to whom one is due. Whoever is told of in it is not due again today.

    Whoever this is interrupted at goes on with the others: each mail is one transaction.

    Args:
        store: keeps the outbox.
        composer: makes the issue.
        now: the moment.
        zone: the paper's, whose days count.
        weekday: when weekly readers get theirs.

    Returns:
        How many issues were `put`, for how many readers `nothing` is new, and how many are `not due`.
    """
    counted, today, stamp = Counter[str](), now.astimezone(ZoneInfo(zone)).date(), in_utc(now)
    told = issue_of(composer.edition)
    issue = digest([stamp, told])[:32]
    for who in store.subscribers.all("confirmed"):
        if not is_due(who, today, zone=zone, weekday=weekday):
            counted["not due"] += 1
            continue
        found = composer.letter_for(who)
        counted["put" if found else "nothing"] += 1
        with store.transaction():
            store.subscribers.look(who.number, today.isoformat())
            if found:
                store.issues.keep(issue, stamp, told)
                _put(store, composer, who, found, (issue, stamp))
    return counted


def _put(store: Store, composer: Composer, who: Subscriber, found: Letter, made: tuple[str, str]) -> None:
    issue, stamp = made
    identity = digest(["issue", who.number, issue])[:32]
    stories = bool(found.lead) + len(found.stories)
    mail = Mail(
        id=identity, subscriber=who.number, address=who.address, kind="issue", issue=issue, stories=stories, due=stamp, put=stamp,
        changed=stamp,
    )  # fmt: skip
    store.outbox.put(mail, composer.mail_for(who, found, identity, stamp))


def is_due(who: Subscriber, today: date, *, zone: str, weekday: str) -> bool:
    """Whether it is to be decided today what a subscriber gets; a weekly issue that was missed is made up for."""
    if who.wish.frequency == "daily":
        return who.looked is None or who.looked < today.isoformat()
    last = today - timedelta(days=(today.weekday() - WEEKDAYS.index(weekday)) % 7)
    joined = moment_of(who.since).astimezone(ZoneInfo(zone)).date() - timedelta(days=1)
    return (who.looked or joined.isoformat()) < last.isoformat()


def sweep(store: Store, now: datetime) -> None:
    """Forget addresses that nobody confirmed, what became of old mail, and issues that nobody has."""
    with store.transaction():
        store.subscribers.sweep(in_utc(now - _UNCONFIRMED))
        store.outbox.sweep(in_utc(now - _REMEMBERED))
        store.issues.sweep()
