"""Who gets the newsletter by mail, and the key that signs what is mailed to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from broadsheet.records.subscriber import Subscriber, SubscriberState, Wish
from broadsheet.store.blobs import pack, unpack
from broadsheet.store.database import Database
from broadsheet.store.schema import keys, subscribers


class Subscribers:
    """Subscribers by their number, and by their address however it is capitalised."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, number: int) -> Subscriber | None:
        """The subscriber of a number."""
        row = self._database.row(select(subscribers).where(subscribers.c.number == number))
        return _subscriber(row) if row else None

    def of(self, address: str) -> Subscriber | None:
        """The subscriber of an address."""
        row = self._database.row(select(subscribers).where(subscribers.c.folded == address.casefold()))
        return _subscriber(row) if row else None

    def all(self, state: SubscriberState | None = None) -> list[Subscriber]:
        """All subscribers, or those in a state, by number."""
        query = select(subscribers).order_by(subscribers.c.number)
        return [_subscriber(row) for row in self._database.rows(query.where(subscribers.c.state == state) if state else query)]

    def ask(self, address: str, wish: Wish, now: str) -> Subscriber:
        """Whoever has the address; somebody new is pending. Nothing changes for one who is there already."""
        with self._database.transaction():
            known = self.of(address)
            if known is None:
                row = {
                    "address": address,
                    "folded": address.casefold(),
                    "state": "pending",
                    "since": now,
                    "round": 0,
                    "failures": 0,
                }
                self._database.run(insert(subscribers), [row | _wish(wish)])
                known = self.of(address)
            assert known is not None
            return known

    def confirm(self, number: int, wish: Wish, now: str) -> None:
        """They get the newsletter as they wish. What they were sent before counts on."""
        self._change(number, state="confirmed", since=now, failures=0, **_wish(wish))

    def leave(self, number: int, now: str) -> None:
        """They get no more mail; one who left or never came in stays as they are."""
        mine = (subscribers.c.number == number) & (subscribers.c.state != "left")
        self._database.run(update(subscribers).where(mine).values(state="left", since=now, round=subscribers.c.round + 1))

    def bounce(self, number: int, now: str) -> None:
        """Their server refuses the address; one who left meanwhile has left."""
        mine = (subscribers.c.number == number) & (subscribers.c.state == "confirmed")
        self._database.run(update(subscribers).where(mine).values(state="bounced", since=now))

    def look(self, number: int, day: str) -> None:
        """Note the day on which it was decided whether there is something for them."""
        self._change(number, looked=day)

    def given(self, number: int, issue: str | None, *, failures: int = 0) -> None:
        """Note the issue that they have now, and how many in a row they did not get."""
        self._change(number, issue=issue, failures=failures)

    def remove(self, number: int) -> None:
        """Forget them, with all mail to them."""
        self._database.run(delete(subscribers).where(subscribers.c.number == number))

    def sweep(self, before: str) -> int:
        """Forget whoever was asked before a moment and never confirmed; how many."""
        old = (subscribers.c.state == "pending") & (subscribers.c.since < before)
        return self._database.run(delete(subscribers).where(old))

    def key(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The key of that name, made if there is none yet."""
        with self._database.transaction():
            found = self._database.value(select(keys.c.value).where(keys.c.name == name))
            if found is None:
                found = make()
                self._database.run(insert(keys), [{"name": name, "value": found}])
            return bytes(found)

    def _change(self, number: int, **values: object) -> None:
        self._database.run(update(subscribers).where(subscribers.c.number == number).values(values))


def _wish(wish: Wish) -> dict[str, Any]:
    return {"frequency": wish.frequency, "desks": pack(list(wish.desks))}


def _subscriber(row: Row[Any]) -> Subscriber:
    return Subscriber(
        number=row.number, address=row.address, wish=Wish(frequency=row.frequency, desks=tuple(unpack(row.desks))),
        state=row.state, since=row.since, round=row.round, looked=row.looked, issue=row.issue, failures=row.failures,
    )  # fmt: skip
