"""robots.txt: who may read what, and how fast (RFC 9309)."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import anyio
import anyio.to_thread
from protego import Protego

from broadsheet.read.address import WebAddress, address_of
from broadsheet.read.exchange import Reply
from broadsheet.read.freshness import seconds_until
from broadsheet.read.manners import Manners
from broadsheet.read.pace import Clock
from broadsheet.read.refusal import Refusal

PATH = "/robots.txt"
_AS_IF_DOWN = (429,)
"""Errors of ours that mean: not now."""
_MOST = 2_000
"""Origins whose rules are kept at a time; the longest known are forgotten first."""
_HEAVY = 20_000
"""Bytes of a robots.txt from which on its rules are looked through aside."""
_AGENT = re.compile(r"\s*user[ -]?agent\s*:?\s*([^#]*)", re.IGNORECASE)
_OWN_REASONS = frozenset({"forbidden address", "bad address", "unreachable", "too slow", "asked to wait"})
"""What hinders the robots.txt hinders the page as well, and is told as what it is."""

Fetch = Callable[[WebAddress], Awaitable[Reply]]
"""Follows redirects; raises `Refusal`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What one origin asks of us.

    Attributes:
        until: when they are to be read again, by the clock of the client.
        crawl_delay: seconds between requests, if stated.
        sitemaps: addresses of sitemaps, as stated.
        agent: whom they were read for.
        parsed: the rules; None if there are none.
        refusal: why nothing may be read at all, if the rules could not be had.
        heavy: whether they are so many that nobody else should wait while they are looked through.
    """

    until: float
    crawl_delay: float | None = None
    sitemaps: tuple[str, ...] = ()
    agent: str = ""
    parsed: Protego | None = None
    refusal: Refusal | None = None
    heavy: bool = False

    async def check(self, address: WebAddress) -> None:
        """Raise `Refusal` if the address must not be read."""
        if self.refusal is not None:
            one = self.refusal
            raise Refusal(one.reason, one.detail, status=one.status, retry_after=one.retry_after)
        if not (await anyio.to_thread.run_sync(self.allow, address.url) if self.heavy else self.allow(address.url)):
            raise Refusal("refused by robots", f"{address.origin}{PATH} asks {self.agent} not to read it")

    def allow(self, url: str) -> bool:
        """Whether the rules let us read the address."""
        return self.parsed is None or self.parsed.can_fetch(url, self.agent)


@dataclass(slots=True)
class _Kept:
    rules: Rules | None = None
    lock: anyio.Lock = field(default_factory=anyio.Lock)


class Robots:
    """The rules of every origin met, each read once a day at most.

    Args:
        fetch: reads a robots.txt.
        manners: whom we are, and how long rules are remembered.
        clock: seconds.
    """

    def __init__(self, fetch: Fetch, manners: Manners, clock: Clock) -> None:
        self._fetch, self._manners, self._clock = fetch, manners, clock
        self._kept: dict[str, _Kept] = {}

    async def rules(self, address: WebAddress) -> Rules:
        """The rules of the address's origin; those who ask while they are being read wait for them."""
        if address.origin not in self._kept and len(self._kept) >= _MOST:
            del self._kept[next(iter(self._kept))]
        kept = self._kept.setdefault(address.origin, _Kept())
        async with kept.lock:
            if kept.rules is None or kept.rules.until <= self._clock():
                kept.rules = await self._read(address)
            return kept.rules

    async def _read(self, address: WebAddress) -> Rules:
        try:
            reply = await self._fetch(address_of(address.origin + PATH))
        except Refusal as refusal:
            return self._without(refusal)
        if reply.status >= 500 or reply.status in _AS_IF_DOWN:
            wait = seconds_until(reply.headers, "retry-after")
            return self._without(
                Refusal("refused by robots", f"{PATH} answers {reply.status}", status=reply.status, retry_after=wait)
            )
        until = self._clock() + self._manners.robots_age
        if reply.status != 200:
            return Rules(until=until)
        return await anyio.to_thread.run_sync(self._parsed, reply.body, until)

    def _parsed(self, body: bytes, until: float) -> Rules:
        agent = self._manners.agent
        parsed = Protego.parse(_of_concern(body.decode("utf-8", "replace").removeprefix("\ufeff"), agent))
        return Rules(
            until=until,
            crawl_delay=parsed.crawl_delay(agent),
            sitemaps=tuple(parsed.sitemaps),
            agent=agent,
            parsed=parsed,
            heavy=len(body) > _HEAVY,
        )

    def _without(self, refusal: Refusal) -> Rules:
        """Nothing is read while nobody can say what may be: for as long as the server asks, else a while."""
        seconds = self._manners.robots_retry if refusal.retry_after is None else refusal.retry_after
        reason = refusal.reason if refusal.reason in _OWN_REASONS else "refused by robots"
        detail = refusal.detail if refusal.reason == reason else f"{PATH}: {refusal.reason}, {refusal.detail}"
        kept = Refusal(reason, detail, status=refusal.status, retry_after=seconds)
        return Rules(until=self._clock() + seconds, refusal=kept)


def _of_concern(text: str, agent: str) -> str:
    """The text with all agents but us and everybody under one name.

    Rules are kept once for every agent they are for: some thousand agents with some thousand rules would fill the memory.

    >>> _of_concern("User-agent: Broadsheet/2 # us", "broadsheet"), _of_concern("user agent other", "broadsheet")
    ('User-agent: broadsheet', 'User-agent: others')
    """
    return "\n".join(_concerned(line, agent) for line in text.replace("\0", "").splitlines())


def _concerned(line: str, agent: str) -> str:
    named = _AGENT.match(line)
    if named is None:
        return line
    name = named[1].partition("/")[0].strip().lower()
    if name == "*":
        return line
    return f"User-agent: {agent}" if name.replace("*", "") == agent.lower() else "User-agent: others"
