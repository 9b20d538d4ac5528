"""Subscribers, issues and the outbox: nobody twice, nothing sent twice, nothing kept that is not needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet.records.mail import Mail
from broadsheet.records.subscriber import Wish
from broadsheet.store import Store

MORNING, NOON, EVENING = (f"2031-05-08T{hour}:00:00+00:00" for hour in ("06", "12", "20"))
WEEKLY = Wish(frequency="weekly", desks=("Sea",))


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        yield opened


def put(store: Store, name: str = "m1", address: str = "ana@paper.example", **more: object) -> Mail:
    who = store.subscribers.ask(address, Wish(), MORNING)
    told = {"kind": "issue", "issue": "i1", "due": MORNING, "put": MORNING, "changed": MORNING, **more}
    mail = Mail(id=name, subscriber=who.number, address=who.address, **told)  # type: ignore[arg-type]
    store.outbox.put(mail, b"words of " + name.encode())
    return mail


def test_an_address_is_one_subscriber_however_it_is_written(store: Store):
    first = store.subscribers.ask("Ana@paper.example", Wish(), MORNING)
    assert store.subscribers.ask("ana@paper.example", WEEKLY, NOON) == first
    assert (first.state, first.wish) == ("pending", Wish())
    store.subscribers.confirm(first.number, WEEKLY, NOON)
    assert store.subscribers.of("ANA@paper.example") == replace(first, state="confirmed", wish=WEEKLY, since=NOON)
    assert [one.number for one in store.subscribers.all("confirmed")] == [first.number]
    assert store.subscribers.all("left") == []


def test_a_number_is_never_somebody_elses(store: Store):
    gone = store.subscribers.ask("ana@paper.example", Wish(), MORNING)
    store.subscribers.remove(gone.number)
    assert store.subscribers.ask("ben@paper.example", Wish(), MORNING).number > gone.number


def test_who_leaves_twice_has_left_once(store: Store):
    number = store.subscribers.ask("ana@paper.example", Wish(), MORNING).number
    store.subscribers.confirm(number, Wish(), MORNING)
    store.subscribers.leave(number, NOON)
    store.subscribers.leave(number, EVENING)
    store.subscribers.bounce(number, EVENING)
    left = store.subscribers.get(number)
    assert left is not None
    assert (left.state, left.since, left.round) == ("left", NOON, 1)


def test_only_those_who_never_confirmed_are_swept(store: Store):
    numbers = [store.subscribers.ask(f"{name}@paper.example", Wish(), MORNING).number for name in ("ana", "ben")]
    store.subscribers.confirm(numbers[0], Wish(), MORNING)
    late = store.subscribers.ask("cat@paper.example", Wish(), EVENING).number
    assert store.subscribers.sweep(NOON) == 1
    assert [one.number for one in store.subscribers.all()] == [numbers[0], late]


def test_a_key_is_made_once_and_kept(tmp_path: Path):
    path = str(tmp_path / "paper.db")
    with Store.open(path) as store:
        assert store.subscribers.key("letters", lambda: b"first") == b"first"
    with Store.open(path) as store:
        assert store.subscribers.key("letters", lambda: b"second") == b"first"
        assert store.subscribers.key("other", lambda: b"second") == b"second"


def test_a_mail_is_begun_by_one_alone(store: Store):
    mail = put(store)
    assert store.outbox.due(MORNING, 9) == [mail]
    assert store.outbox.begin(mail.id, NOON)
    assert not store.outbox.begin(mail.id, NOON)
    assert store.outbox.due(EVENING, 9) == []
    assert store.outbox.abandoned(NOON) == []
    assert [one.id for one in store.outbox.abandoned(EVENING)] == ["m1"]
    store.outbox.end(mail.id, "sent", EVENING, "250  taken\r\n")
    (told,) = store.outbox.all()
    assert (told.state, told.attempts, told.answer) == ("sent", 1, "250 taken")
    assert store.outbox.content(mail.id) is None


def test_what_is_deferred_waits_with_its_words(store: Store):
    mail = put(store)
    store.outbox.defer(replace(mail, attempts=1), EVENING, NOON, "451 later")
    assert store.outbox.due(NOON, 9) == []
    assert store.outbox.next_due() == EVENING
    (again,) = store.outbox.due(EVENING, 9)
    assert (again.state, again.attempts, store.outbox.content("m1")) == ("deferred", 1, b"words of m1")
    store.outbox.begin("m1", EVENING)
    store.outbox.defer(again, EVENING, EVENING, "too late to say")
    assert [one.state for one in store.outbox.all()] == ["sending"]


def test_a_new_issue_takes_the_place_of_one_that_waits(store: Store):
    put(store, "m1")
    put(store, "m2", "ben@paper.example")
    put(store, "ask", kind="confirmation", issue=None)
    begun = put(store, "m3", "cat@paper.example")
    assert store.outbox.begin(begun.id, NOON)
    put(store, "m4", issue="i2", put=NOON)
    put(store, "m5", "cat@paper.example", issue="i2", put=NOON)
    states = {one.id: one.state for one in store.outbox.all()}
    assert states == {"m1": "replaced", "m2": "queued", "ask": "queued", "m3": "sending", "m4": "queued", "m5": "queued"}
    assert store.outbox.due(NOON, 1)[0].id == "ask"
    assert store.outbox.counts() == {"queued": 4, "replaced": 1, "sending": 1}


def test_mail_put_down_is_counted_by_kind_and_reader(store: Store):
    mail = put(store, "a1", kind="confirmation", issue=None)
    put(store, "a2", kind="confirmation", issue=None, put=NOON)
    put(store, "b1", "ben@paper.example", kind="confirmation", issue=None, put=NOON)
    put(store, "m1", put=NOON)
    assert store.outbox.put_since("confirmation", "2031-05-08T00") == 3
    assert store.outbox.put_since("confirmation", MORNING) == 2
    assert store.outbox.put_since("confirmation", "2031-05-08T00", mail.subscriber) == 2


def test_who_is_removed_takes_their_mail_along(store: Store):
    mail = put(store)
    store.subscribers.remove(mail.subscriber)
    assert store.outbox.all() == []
    assert store.outbox.content(mail.id) is None


def test_issues_stay_while_somebody_was_sent_them_last(store: Store):
    mail = put(store, issue="i2")
    for issue in ("i1", "i2", "i3"):
        store.issues.keep(issue, MORNING, {"st_1": 2})
    store.issues.keep("i1", NOON, {"st_1": 9})
    store.subscribers.given(mail.subscriber, "i1")
    assert store.issues.stories("i1") == {"st_1": 2}
    assert store.issues.sweep() == 1
    assert [bool(store.issues.stories(issue)) for issue in ("i1", "i2", "i3")] == [True, True, False]
    store.outbox.end("m1", "sent", MORNING, "")
    assert store.outbox.sweep(NOON) == 1
    assert store.issues.sweep() == 1
