"""Logins that failed, as the store counts them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from broadsheet.store import Store, attempts
from broadsheet.store.accounts_schema import attempts as table
from broadsheet.store.attempts import FREE_OF_ACCOUNT, LONGEST, REMEMBERED, wait_after

NOW = datetime(2031, 5, 8, 7, tzinfo=UTC)


def kept(store: Store) -> list[tuple]:
    return [tuple(row) for row in store._database.rows(select(table))]


def fail(store: Store, account: str, times: int = 1, now: datetime = NOW, address: str = "192.0.2.7") -> timedelta:
    return [store.attempts.take(account, address, now) for _ in range(times)][-1]


def test_waits_grow_and_end():
    waits = [wait_after(failures, 5) for failures in range(60)]
    assert waits == sorted(waits)
    assert waits[5] == timedelta()
    assert max(waits) == LONGEST


def test_failures_are_forgotten_after_a_day():
    with Store.open("sqlite://") as store:
        fail(store, "ada", FREE_OF_ACCOUNT + 1)
        assert fail(store, "ada") > timedelta()
        later = NOW + REMEMBERED
        assert fail(store, "ada", FREE_OF_ACCOUNT, now=later) == timedelta()


def test_nobody_can_read_who_failed(monkeypatch):
    with Store.open("sqlite://") as store:
        fail(store, "ada")
        assert "ada" not in repr(kept(store))
        assert "192.0.2.7" not in repr(kept(store))


def test_strangers_cannot_grow_the_table(monkeypatch):
    monkeypatch.setattr(attempts, "MOST", 6)
    with Store.open("sqlite://") as store:
        for number in range(20):
            fail(store, f"stranger{number}", address=f"192.0.2.{number}", now=NOW + timedelta(seconds=number))
        assert len(kept(store)) == 6
