"""Mail leaves over SMTP: to a server that takes it, refuses it, is slow, hangs up or is not there, and never twice."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
import socket
from collections import Counter
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult

from broadsheet.publish.newsletter import Post
from broadsheet.publish.newsletter.post import ATTEMPTS
from broadsheet.store import Store

from .postal import Clock, Office, issue_for, listening, outbox, port_of, sent, server_at, states


def test_a_mail_arrives_once_and_word_for_word():
    office, clock = Office(), Clock()
    with outbox("ana") as store:
        assert sent(store, office, clock, passes=2) == (Counter(sent=1), "")
        assert office.arrived == [("ana@readers.example", b"Subject: i1\r\n\r\nfor ana\r\n.\r\nend\r\n")]
        (mail,) = store.outbox.all()
        assert (mail.state, mail.answer, store.outbox.content(mail.id)) == ("sent", "250 2.0.0 taken", None)
        assert store.subscribers.all()[0].issue == "i1"


def test_a_server_that_says_later_is_asked_later():
    greylisted = [True]
    office, clock = Office(rcpt=lambda _: "451 4.7.1 come back" if greylisted.pop() else None), Clock()
    greylisted.insert(0, False)
    with outbox("ana") as store:
        assert sent(store, office, clock)[0] == Counter(deferred=1)
        assert store.outbox.all()[0].answer == "451 4.7.1 come back"
        clock.on(minutes=4)
        assert sent(store, office, clock)[0] == Counter()
        clock.on(minutes=2)
        assert sent(store, office, clock)[0] == Counter(sent=1)
        assert office.counts() == {"ana@readers.example": 1}


def test_an_address_that_is_not_there_gets_no_more():
    office = Office(rcpt=lambda address: "550 5.1.1 no such reader" if address.startswith("ana") else None)
    with outbox("ana", "ben") as store:
        assert sent(store, office, Clock())[0] == Counter(failed=1, sent=1)
        assert [(who.state, who.issue) for who in store.subscribers.all()] == [("bounced", None), ("confirmed", "i1")]
        assert store.outbox.content("i1-ana") is None


@pytest.mark.parametrize("stage", ["rcpt", "data"])
def test_a_reader_is_given_up_after_three_refusals(stage: str):
    office, clock = Office(**{stage: lambda _: "554 5.7.1 not from you"}), Clock()
    with outbox() as store:
        for number, expected in enumerate(["confirmed", "confirmed", "bounced"], 1):
            issue_for(store, "ana", f"i{number}")
            if number > 1:
                store.subscribers.given(1, None, failures=number - 1)
            assert sent(store, office, clock)[0] == Counter(failed=1)
            assert (store.subscribers.all()[0].state, store.subscribers.all()[0].failures) == (expected, number)
            clock.on(days=1)


@pytest.mark.parametrize(
    ("rule", "state", "arrived"),
    [
        ({"rcpt": lambda _: "HANG UP"}, "deferred", 0),
        ({"data": lambda _: "451 4.3.0 not now"}, "deferred", 0),
        ({"data": lambda _: "HANG UP"}, "unsure", 0),
        ({"data": lambda _: "TAKEN, HANG UP"}, "unsure", 1),
        ({"rcpt": lambda _: asyncio.sleep(9)}, "deferred", 0),
        ({"data": lambda _: asyncio.sleep(9)}, "unsure", 0),
    ],
)
def test_only_what_was_certainly_not_taken_is_sent_again(rule: dict, state: str, arrived: int):
    bad, good, clock = Office(**rule), Office(), Clock()
    with outbox("ana") as store:
        sent(store, bad, clock, seconds=0.3)
        assert states(store) == {"i1-ana": state}
        clock.on(hours=3)
        sent(store, good, clock)
        assert len(bad.arrived) == arrived
        assert len(good.arrived) == (state == "deferred")
        assert store.subscribers.all()[0].issue == "i1"


def test_a_server_that_is_not_there_is_tried_until_it_is_enough():
    clock = Clock()
    with outbox("ana", "ben") as store:
        post = Post(store, server_at(9), clock=clock)  # nobody listens at the port called discard
        for _ in range(ATTEMPTS - 1):
            assert asyncio.run(post.send()) == Counter(deferred=2)
            assert post.problem
            clock.on(hours=2)
        assert asyncio.run(post.send()) == Counter(failed=2)
        assert "given up after 10 attempts" in store.outbox.all()[0].answer
        assert [who.state for who in store.subscribers.all()] == ["confirmed", "confirmed"]


def test_nothing_is_said_in_the_clear_where_it_must_not_be():
    office = Office()
    with outbox("ana") as store:
        counted, problem = sent(store, office, Clock(), security="starttls", user="paper", password="a-secret")
        assert (counted, office.arrived) == (Counter(deferred=1), [])
        assert "STARTTLS" in problem
        assert "a-secret" not in repr(server_at(25, password="a-secret"))


@pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning", "ignore:Session.login_data:DeprecationWarning")
@pytest.mark.parametrize(("password", "expected"), [("right", "sent"), ("wrong", "deferred")])
def test_the_server_is_told_who_sends(password: str, expected: str):
    def known(_server, _session, _envelope, _mechanism, told) -> AuthResult:
        return AuthResult(success=(told.login, told.password) == (b"paper", b"right"), handled=False)

    served = {"auth_required": True, "auth_require_tls": False, "authenticator": known}
    with outbox("ana") as store:
        counted, problem = sent(store, Office(), Clock(), user="paper", password=password, **served)
        assert counted == Counter({expected: 1})
        assert bool(problem) == (expected == "deferred")
        assert password not in problem + store.outbox.all()[0].answer


def test_no_more_leave_in_a_minute_than_may():
    async def three() -> list[float]:
        waited: list[float] = []

        async def wait(seconds: float) -> None:
            waited.append(seconds)

        server = await listening(Office())
        async with server:
            await Post(store, server_at(port_of(server), per_minute=20), clock=Clock(), sleep=wait).send()
        return waited

    with outbox("ana", "ben", "cat") as store:
        assert asyncio.run(three()) == [3.0, 3.0]


def test_of_two_who_send_one_sends_each_mail(tmp_path: Path):
    names, office, url = [f"reader{n}" for n in range(6)], Office(), str(tmp_path / "paper.db")

    async def both(one: Store, other: Store) -> None:
        server = await listening(office)
        async with server:
            posts = [Post(store, server_at(port_of(server), per_minute=6_000), clock=Clock()) for store in (one, other)]
            await asyncio.gather(*(post.send() for post in posts))

    with outbox(*names, url=url) as one, Store.open(url, writes=False) as other:
        asyncio.run(both(one, other))
        assert office.counts() == {f"{name}@readers.example": 1 for name in names}
        assert set(states(one).values()) == {"sent"}


def _send(url: str, port: int) -> None:
    with Store.open(url, writes=False) as store:
        asyncio.run(Post(store, server_at(port, per_minute=6_000), clock=Clock()).send())


@pytest.mark.parametrize(("stage", "kept"), [("rcpt", "sent"), ("data", "unsure")])
def test_a_killed_sender_leaves_nothing_that_is_sent_twice(tmp_path: Path, stage: str, kept: str):
    url, names, killed = str(tmp_path / "paper.db"), ["ana", "ben", "cat"], []

    def kill(address: str) -> str | None:
        if address.startswith("ben") and not killed:
            killed.append(address)
            sender.kill()
            return "TAKEN, HANG UP" if stage == "data" else "HANG UP"
        return None

    async def until_killed(office: Office) -> None:
        server = await listening(office, at=at)
        async with server:
            assert await asyncio.to_thread(sender.join, 60) is None

    with outbox(*names, url=url):
        pass
    office, clock, at = Office(**{stage: kill}), Clock(), socket.create_server(("127.0.0.1", 0))
    sender = multiprocessing.get_context("fork").Process(target=_send, args=(url, at.getsockname()[1]))
    sender.start()
    asyncio.run(until_killed(office))
    assert sender.exitcode == -signal.SIGKILL
    with Store.open(url, writes=False) as store:
        assert states(store)["i1-ben"] == ("sending" if stage == "data" else "queued")
        clock.on(hours=1)
        sent(store, office, clock)
        assert states(store) == {"i1-ana": "sent", "i1-ben": kept, "i1-cat": "sent"}
    assert office.counts() == {f"{name}@readers.example": 1 for name in names}
