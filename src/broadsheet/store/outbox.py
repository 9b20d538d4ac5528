"""Mail that waits to be sent, and what became of mail that was. Each step is written down before and after it is taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, select, update

from broadsheet.records.mail import WAITING, Mail, MailKind, MailState
from broadsheet.store.blobs import words
from broadsheet.store.database import Database
from broadsheet.store.schema import outbox, subscribers

ANSWER = 300
"""Characters that are kept of an answer."""


class Outbox:
    """The mails by id. The words of a mail are kept until nobody will send them any more."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, mail: Mail, content: bytes) -> None:
        """Put a mail down. Issues that wait for the same reader are replaced by a new one."""
        with self._database.transaction():
            if mail.kind == "issue":
                older = (outbox.c.subscriber == mail.subscriber) & (outbox.c.kind == "issue") & outbox.c.state.in_(WAITING)
                self._database.run(update(outbox).where(older).values(state="replaced", changed=mail.put, content=None))
            row = {
                "id": mail.id, "subscriber": mail.subscriber, "kind": mail.kind, "issue": mail.issue, "stories": mail.stories,
                "state": mail.state, "due": mail.due, "attempts": mail.attempts, "put": mail.put, "changed": mail.changed,
                "answer": mail.answer, "content": content,
            }  # fmt: skip
            self._database.run(insert(outbox), [row])

    def due(self, now: str, most: int) -> list[Mail]:
        """What is to be sent by a moment: confirmations first, whoever asked waits for them; then what waits longest."""
        query = _mails().where(outbox.c.state.in_(WAITING), outbox.c.due <= now)
        return [_mail(row) for row in self._database.rows(query.order_by(outbox.c.kind, outbox.c.due, outbox.c.id).limit(most))]

    def content(self, mail: str) -> bytes | None:
        """The words of a mail, None if they are gone."""
        found = self._database.value(select(outbox.c.content).where(outbox.c.id == mail))
        return bytes(found) if found is not None else None

    def begin(self, mail: str, now: str) -> bool:
        """Note that the server is given the words from now on. False if somebody else did so, or the mail waits no longer."""
        mine = (outbox.c.id == mail) & outbox.c.state.in_(WAITING)
        begun = update(outbox).where(mine).values(state="sending", changed=now, attempts=outbox.c.attempts + 1)
        return self._database.run(begun) == 1

    def end(self, mail: str, state: MailState, now: str, answer: str) -> None:
        """Note what became of it. The words go, but for one that waits."""
        told = {"state": state, "changed": now, "answer": _answer(answer)}
        self._database.run(update(outbox).where(outbox.c.id == mail).values(told | ({} if state in WAITING else {"content": None})))

    def defer(self, mail: Mail, due: str, now: str, answer: str) -> None:
        """It is to be tried again, unless somebody has begun or ended it meanwhile.

        Args:
            mail: as it is known here, with the number of attempts that it has after this one.
            due: when, at the earliest.
            now: the moment.
            answer: why.
        """
        told = {"state": "deferred", "due": due, "attempts": mail.attempts, "changed": now, "answer": _answer(answer)}
        mine = (outbox.c.id == mail.id) & (outbox.c.state == mail.state)
        self._database.run(update(outbox).where(mine).values(told))

    def drop(self, subscriber: int, now: str) -> None:
        """Send nothing more of what waits for a subscriber."""
        mine = (outbox.c.subscriber == subscriber) & outbox.c.state.in_(WAITING)
        self._database.run(update(outbox).where(mine).values(state="replaced", changed=now, content=None))

    def abandoned(self, before: str) -> list[Mail]:
        """What a server was being given before a moment and nobody has heard of since."""
        query = _mails().where(outbox.c.state == "sending", outbox.c.changed < before)
        return [_mail(row) for row in self._database.rows(query.order_by(outbox.c.id))]

    def put_since(self, kind: MailKind, moment: str, subscriber: int | None = None) -> int:
        """How many mails of a kind were put down since a moment, for anybody or for one subscriber."""
        query = select(func.count()).select_from(outbox).where(outbox.c.kind == kind, outbox.c.put > moment)
        return int(self._database.value(query.where(outbox.c.subscriber == subscriber) if subscriber is not None else query))

    def next_due(self) -> str | None:
        """When the next mail is to be sent."""
        due: str | None = self._database.value(select(func.min(outbox.c.due)).where(outbox.c.state.in_(WAITING)))
        return due

    def counts(self) -> dict[str, int]:
        """How many mails are in each state."""
        query = select(outbox.c.state, func.count().label("n")).group_by(outbox.c.state).order_by(outbox.c.state)
        return {row.state: row.n for row in self._database.rows(query)}

    def all(self, states: Sequence[MailState] = ()) -> list[Mail]:
        """All mails, or those in some states, the newest first."""
        query = _mails().order_by(outbox.c.put.desc(), outbox.c.id)
        return [_mail(row) for row in self._database.rows(query.where(outbox.c.state.in_(states)) if states else query)]

    def sweep(self, before: str) -> int:
        """Forget what came to its end before a moment; how many."""
        old = (outbox.c.changed < before) & outbox.c.state.not_in((*WAITING, "sending"))
        return self._database.run(delete(outbox).where(old))


def _mails() -> Select[Any]:
    named = [column for column in outbox.c if column.name != "content"]
    return select(*named, subscribers.c.address).join(subscribers, subscribers.c.number == outbox.c.subscriber)


def _answer(answer: str) -> str:
    return words(" ".join(answer.split()))[:ANSWER]


def _mail(row: Row[Any]) -> Mail:
    return Mail(
        id=row.id, subscriber=row.subscriber, address=row.address, kind=row.kind, issue=row.issue, stories=row.stories,
        state=row.state, due=row.due, attempts=row.attempts, put=row.put, changed=row.changed, answer=row.answer,
    )  # fmt: skip
