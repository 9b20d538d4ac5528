"""Mail leaves: from the outbox to the one server of the settings, so that no mail is sent twice wherever this is interrupted.

A mail is `queued` while we say who it is from and whom it is for. Only then it is noted as `sending`, and the server is given the
words; what it answers is noted at once. Ended before that note, no server has seen the words, and the mail is sent by whoever comes
next. Ended after it, nobody can say whether the server took it: it is `unsure`, counts as sent and is not sent again. An issue less
is better than the same twice, and the paper has it all.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from broadsheet.errors import MissingExtra
from broadsheet.records.mail import Mail, MailState
from broadsheet.records.moments import in_utc
from broadsheet.store import Store

if TYPE_CHECKING:
    from aiosmtplib import SMTP

ATTEMPTS = 10
"""A mail that failed so often is given up."""
FIRST, LONGEST = timedelta(minutes=5), timedelta(hours=2)
"""How long is waited after the first failure, and at most; each time twice as long as before."""
BATCH = 200
"""Mails over one connection."""
REFUSALS = 3
"""Issues in a row that an address's server refuses, after which it gets no more."""
LOST = timedelta(minutes=30)
"""After so long without a word of it, whoever was sending a mail is not there any more. No server is waited for as long."""
NO_SUCH = "5.1."
"""How servers begin that say that an address is not there (RFC 3463)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """The server that takes our mail, and how it is spoken to.

    Attributes:
        host: its name; nothing else is ever connected to.
        port: its port.
        security: `starttls` and `tls` refuse to go on without; `none` speaks in the clear.
        user: the name to log in with, empty to send without.
        password: for it; shown nowhere.
        sender: the address that mail comes from.
        per_minute: mails at most.
        seconds: how long is waited for an answer.
    """

    host: str
    port: int
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str
    per_minute: int = 60
    seconds: float = 60.0


class Post:
    """Sends what is due.

    Args:
        store: keeps the outbox.
        server: takes the mail.
        clock: the present moment.
        sleep: waits for so many seconds.
        stopped: whether to begin no other mail.
    """

    def __init__(
        self,
        store: Store,
        server: Server,
        *,
        clock: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._store, self._server, self._clock, self._sleep, self._stopped = store, server, clock, sleep, stopped
        self.problem = ""

    async def send(self) -> Counter[str]:
        """Send what is due, over one connection; how many mails came into which state. `problem` says why none could leave."""
        self.problem, counted = "", self._give_up_lost()
        due = self._store.outbox.due(in_utc(self._clock()), BATCH)
        if not due:
            return counted
        client = self._client()
        try:
            await client.connect()
        except self._errors() as problem:
            self.problem = _told(problem)
            return counted + self._none_leaves()
        try:
            counted += await self._all(client, due)
        finally:
            await self._hang_up(client)
        return counted

    async def _all(self, client: SMTP, due: list[Mail]) -> Counter[str]:
        counted = Counter[str]()
        for number, mail in enumerate(due):
            if self._stopped():
                break
            if number:
                await self._sleep(60 / self._server.per_minute)
            counted[await self._one(client, mail)] += 1
            if not client.is_connected:
                break
        return counted

    async def _one(self, client: SMTP, mail: Mail) -> str:
        """Send a mail; the state that it came into."""
        from aiosmtplib import SMTPResponseException

        try:
            await client.mail(self._server.sender)
            await client.rcpt(mail.address)
        except SMTPResponseException as refusal:
            return await self._refused(client, mail, refusal)
        except self._errors() as problem:
            client.close()
            return self._later(mail, _told(problem))
        content = self._store.outbox.content(mail.id)
        if content is None or not self._store.outbox.begin(mail.id, in_utc(self._clock())):
            await client.rset()
            return "gone"
        return await self._give(client, replace(mail, state="sending"), content)

    async def _give(self, client: SMTP, mail: Mail, content: bytes) -> str:
        """Give the server the words. What it answers is certain; no answer is neither yes nor no."""
        from aiosmtplib import SMTPResponseException

        try:
            code, answer = await client.data(content)
        except SMTPResponseException as refusal:
            return await self._refused(client, mail, refusal)
        except self._errors() as problem:
            client.close()
            return self._ended(mail, "unsure", _told(problem))
        return self._ended(mail, "sent", f"{code} {answer}")

    async def _refused(self, client: SMTP, mail: Mail, refusal: Exception) -> str:
        """What a server refused: for now, or for good."""
        code, answer = int(getattr(refusal, "code", 0)), str(getattr(refusal, "message", refusal))
        try:
            await client.rset()
        except self._errors():
            client.close()
        if not 500 <= code < 600:
            return self._later(mail, f"{code} {answer}")
        with self._store.transaction():
            self._store.outbox.end(mail.id, "failed", in_utc(self._clock()), f"{code} {answer}")
            if mail.kind == "issue":
                self._count_refusal(mail, answer)
        return "failed"

    def _count_refusal(self, mail: Mail, answer: str) -> None:
        who = self._store.subscribers.get(mail.subscriber)
        if who is None:
            return
        self._store.subscribers.given(who.number, who.issue, failures=who.failures + 1)
        if answer.lstrip().startswith(NO_SUCH) or who.failures + 1 >= REFUSALS:
            self._store.subscribers.bounce(who.number, in_utc(self._clock()))

    def _ended(self, mail: Mail, state: MailState, answer: str) -> str:
        """The reader has it, or may have it: the next issue goes on from there."""
        with self._store.transaction():
            self._store.outbox.end(mail.id, state, in_utc(self._clock()), answer)
            if mail.issue:
                self._store.subscribers.given(mail.subscriber, mail.issue)
        return state

    def _later(self, mail: Mail, answer: str) -> str:
        """Try again, unless it was tried often enough."""
        now, attempts = self._clock(), mail.attempts + 1
        if attempts >= ATTEMPTS:
            self._store.outbox.end(mail.id, "failed", in_utc(now), f"given up after {attempts} attempts: {answer}")
            return "failed"
        pause = min(FIRST * 2 ** (attempts - 1), LONGEST)
        self._store.outbox.defer(replace(mail, attempts=attempts), in_utc(now + pause), in_utc(now), answer)
        return "deferred"

    def _none_leaves(self) -> Counter[str]:
        """Nothing that is due can leave now."""
        due = self._store.outbox.due(in_utc(self._clock()), 1_000_000)
        with self._store.transaction():
            return Counter(self._later(mail, self.problem) for mail in due)

    def _give_up_lost(self) -> Counter[str]:
        """What somebody was sending who is not there any more."""
        lost = self._store.outbox.abandoned(in_utc(self._clock() - LOST))
        return Counter(self._ended(mail, "unsure", "whoever sent it ended before the server had answered") for mail in lost)

    async def _hang_up(self, client: SMTP) -> None:
        try:
            if client.is_connected:
                await client.quit()
        except self._errors():
            client.close()

    def _client(self) -> SMTP:
        try:
            from aiosmtplib import SMTP
        except ImportError as error:
            raise MissingExtra("aiosmtplib", "mail") from error
        server = self._server
        return SMTP(
            hostname=server.host, port=server.port, timeout=server.seconds, use_tls=server.security == "tls",
            start_tls=server.security == "starttls", username=server.user or None, password=server.password or None,
            local_hostname=server.sender.rpartition("@")[2],
        )  # fmt: skip

    @staticmethod
    def _errors() -> tuple[type[Exception], ...]:
        from aiosmtplib import SMTPException

        return SMTPException, OSError, EOFError


def _told(problem: Exception) -> str:
    code, message = getattr(problem, "code", ""), getattr(problem, "message", "") or str(problem) or type(problem).__name__
    return f"{code} {message}".strip()
