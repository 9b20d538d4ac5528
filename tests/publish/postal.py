"""A mail server on loopback that takes, refuses, waits or hangs up, in the loop of the test; and a store with mail in it."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from broadsheet.publish.newsletter import Post, Server
from broadsheet.records.mail import Mail
from broadsheet.records.moments import in_utc
from broadsheet.records.subscriber import Wish
from broadsheet.store import Store

MORNING = datetime(2031, 5, 8, 6, 30, tzinfo=UTC)
SENDER = "paper@lantern.example"


@dataclass
class Clock:
    """A clock that stands still until it is put forward."""

    at: datetime = MORNING

    def __call__(self) -> datetime:
        return self.at

    def on(self, **more: float) -> None:
        self.at += timedelta(**more)


Rule = Callable[[str], str | Awaitable[str] | None]


@dataclass
class Office:
    """What arrives, and what is said to it: a rule is given the recipient and returns an answer, None for yes, or `HANG UP`."""

    rcpt: Rule = lambda _address: None
    data: Rule = lambda _address: None
    arrived: list[tuple[str, bytes]] = field(default_factory=list)

    async def handle_RCPT(self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any) -> str:  # noqa: N802
        answer = await _asked(self.rcpt, address)
        if answer == "HANG UP":
            server.transport.abort()
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 2.1.5 go on"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = await _asked(self.data, envelope.rcpt_tos[0])
        if answer is None or answer.startswith("TAKEN"):
            self.arrived.append((envelope.rcpt_tos[0], envelope.content))
        if answer and answer.endswith("HANG UP"):
            server.transport.abort()
        return answer or "250 2.0.0 taken"

    def counts(self) -> Counter[str]:
        return Counter(address for address, _ in self.arrived)


async def _asked(rule: Rule, address: str) -> str | None:
    answer = rule(address)
    return answer if answer is None or isinstance(answer, str) else await answer


async def listening(office: Office, at: socket.socket | None = None, **more: Any) -> asyncio.Server:
    """The server, on a free port of loopback, or where a socket listens."""
    loop = asyncio.get_running_loop()
    made = at or socket.create_server(("127.0.0.1", 0))
    return await loop.create_server(lambda: _Quiet(office, hostname="mail.example", loop=loop, **more), sock=made)


class _Quiet(SMTP):
    """A connection that is closed when its server is."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.loop.create_task(self._with_server(transport))

    async def _with_server(self, transport: asyncio.BaseTransport) -> None:
        try:
            await asyncio.sleep(60)
        finally:
            transport.abort()


def port_of(server: asyncio.Server) -> int:
    return int(server.sockets[0].getsockname()[1])


def server_at(port: int, **more: Any) -> Server:
    return Server(**{"host": "127.0.0.1", "port": port, "security": "none", "sender": SENDER, "seconds": 5.0} | more)


@contextmanager
def outbox(*names: str, url: str = "sqlite://") -> Iterator[Store]:
    """A store with an issue waiting for each of some confirmed readers."""
    with Store.open(url) as store:
        for name in names:
            issue_for(store, name)
        yield store


def issue_for(store: Store, name: str, issue: str = "i1", at: datetime = MORNING) -> Mail:
    """An issue put down for a reader, who is there then."""
    now = in_utc(at)
    who = store.subscribers.ask(f"{name}@readers.example", Wish(), now)
    store.subscribers.confirm(who.number, Wish(), now)
    mail = Mail(
        id=f"{issue}-{name}", subscriber=who.number, address=who.address, kind="issue", issue=issue, due=now, put=now, changed=now
    )
    store.outbox.put(mail, f"Subject: {issue}\r\n\r\nfor {name}\r\n.\r\nend\r\n".encode())
    return mail


def sent(store: Store, office: Office, clock: Clock, *, passes: int = 1, **more: Any) -> tuple[Counter[str], str]:
    """What some passes of the post over the outbox do, and the last problem."""
    served = {name: more.pop(name) for name in ("auth_required", "auth_require_tls", "authenticator") if name in more}

    async def all_of_it() -> tuple[Counter[str], str]:
        server = await listening(office, **served)
        post = Post(store, server_at(port_of(server), **more), clock=clock, sleep=_at_once)
        counted = Counter[str]()
        async with server:
            for _ in range(passes):
                counted += await post.send()
        return counted, post.problem

    return asyncio.run(all_of_it())


async def _at_once(_seconds: float) -> None:
    """Waits for nothing."""


def states(store: Store) -> dict[str, str]:
    return {mail.id: mail.state for mail in store.outbox.all()}
