"""The web: one polite client, which alone asks servers for anything."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Self

import anyio
from anyio.from_thread import start_blocking_portal

from broadsheet.read.address import WebAddress, address_of, joined
from broadsheet.read.exchange import Budget, Reply, Wish, exchange
from broadsheet.read.freshness import fresh_for, seconds_until
from broadsheet.read.guard import Guard
from broadsheet.read.manners import Manners
from broadsheet.read.pace import Clock, Host, Sleep
from broadsheet.read.refusal import Refusal
from broadsheet.read.robots import Robots, Rules
from broadsheet.read.transport import Connector, GuardedNetwork, Resolver, Transport, connect, resolve
from broadsheet.steps import Dropped

_PAGES = "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8,*/*;q=0.1"
_FEEDS = "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.1"
_ACCEPT = {"page": _PAGES, "feed": _FEEDS, "any": "*/*"}
_PICTURES = ("image/", "audio/", "video/", "font/")
_UNWANTED = {
    "page": (*_PICTURES, "application/pdf", "application/zip", "application/msword", "application/vnd."),
    "feed": _PICTURES,
    "any": (),
}
_PERMANENT = frozenset({301, 308})
_REDIRECTS = _PERMANENT | {302, 303, 307}
_BUSY = frozenset({429, 503})
_GONE = frozenset({404, 410})
_AHEAD = 64
_MOST_HOSTS = 10_000
"""Hosts whose pace is remembered at a time; whoever is given a new name for every page must not fill the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is wanted of the web.

    Attributes:
        url: its address, in any spelling.
        etag: the `ETag` of what we have.
        modified: its `Last-Modified`.
        accept: what it is hoped to be.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    accept: Literal["page", "feed", "any"] = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the web gave.

    Attributes:
        asked: the address of the request, as it was spelled.
        url: the address that answered, after all redirects.
        status: 200; or 304 if we have it already.
        body: the bytes, unpacked; none at 304.
        media_type: as the server says, in lower case.
        charset: as the server says.
        etag: to be sent with the next request.
        modified: the same.
        moved_to: the address to ask from now on, if every redirect on the way was a permanent one.
        expires: seconds for which the server calls it fresh.
        retry_after: seconds that the server wants to pass before the next request.
    """

    asked: str
    url: str
    status: int
    body: bytes
    media_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    moved_to: str | None = None
    expires: float | None = None
    retry_after: float | None = None


Fetch = Callable[[Iterable[Request]], Iterator[Answer | Dropped]]
"""What every address gives, in the order they are named in."""


class Web:
    """The client, open while it is used as a context. Every address it is given, or led to, passes the guard.

    Args:
        manners: how it behaves.
        clock: seconds, from any beginning, by which it keeps its pace and remembers robots.txt files.
        sleep: waits for that many seconds of the same clock.
        resolver: from names to addresses.
        connector: from addresses to connections.
    """

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        clock: Clock = anyio.current_time,
        sleep: Sleep = anyio.sleep,
        resolver: Resolver = resolve,
        connector: Connector = connect,
    ) -> None:
        self._manners = manners or Manners()
        self._guard = Guard(self._manners.allow)
        self._network = GuardedNetwork(self._guard, resolver, connector)
        self._clock, self._sleep = clock, sleep
        self._hosts: dict[str, Host] = {}
        self._robots = Robots(self._robots_txt, self._manners, clock)

    async def __aenter__(self) -> Self:
        self._transport = Transport(self._network)
        self._connections = anyio.CapacityLimiter(self._manners.connections)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        with anyio.CancelScope(shield=True):
            await self._transport.aclose()

    async def get(self, request: Request) -> Answer | Dropped:
        """What the address gives, or why it gives nothing; never an exception for what a server does.

        A drop that has more to tell (the status, when to come again) is an `Unanswered`.
        """
        try:
            return await self._answer(request)
        except Refusal as refusal:
            return refusal.dropped(request.url)

    async def rules(self, url: str) -> Rules | Dropped:
        """What the robots.txt at the address's origin says: its sitemaps, and what it asks of us."""
        try:
            address = address_of(url)
            self._guard.admit(address)
            return await self._robots.rules(address)
        except Refusal as refusal:
            return refusal.dropped(url)

    async def _answer(self, request: Request) -> Answer:
        headers = {"Accept": _ACCEPT[request.accept]}
        if request.etag:
            headers["If-None-Match"] = _one_line(request.etag)
        if request.modified:
            headers["If-Modified-Since"] = _one_line(request.modified)
        wish = Wish(headers=headers, max_bytes=self._manners.max_bytes, unwanted=_UNWANTED[request.accept])
        reply, address, permanent = await self._follow(address_of(request.url), wish, obey=True)
        if not (reply.status == 200 or (reply.status == 304 and len(headers) > 1)):
            raise self._failure(reply, address)
        if reply.status == 200 and not reply.body.strip():
            raise Refusal("empty", "no words", status=200)
        return _made(request, reply, address, moved=permanent)

    async def _robots_txt(self, address: WebAddress) -> Reply:
        wish = Wish(headers={"Accept": "text/plain,*/*;q=0.1"}, max_bytes=self._manners.robots_bytes, cut=True)
        reply, _, _ = await self._follow(address, wish, obey=False)
        return reply

    async def _follow(self, address: WebAddress, wish: Wish, *, obey: bool) -> tuple[Reply, WebAddress, bool]:
        """The first answer that leads nowhere else, its address, and whether we were led there for good.

        Args:
            address: where to begin.
            wish: what is asked.
            obey: whether robots.txt files are heeded; not while they are read themselves.
        """
        budget, seen, permanent = Budget(self._manners.total), {address.url}, True
        while True:
            reply = await self._hop(address, wish, budget, obey=obey)
            location = reply.headers.get("location", "")
            if reply.status not in _REDIRECTS or not location:
                return reply, address, permanent and len(seen) > 1
            target = joined(address, location)
            if target.url in seen or len(seen) > self._manners.redirects:
                raise Refusal("too many redirects", f"at {target.url[:200]}", status=reply.status)
            permanent &= reply.status in _PERMANENT and (address.scheme, target.scheme) != ("https", "http")
            seen.add(target.url)
            address = target

    async def _hop(self, address: WebAddress, wish: Wish, budget: Budget, *, obey: bool) -> Reply:
        self._guard.admit(address)
        host = self._host(address)
        if obey:
            rules = await self._robots.rules(address)
            await rules.check(address)
            host.slow_down(rules.crawl_delay or 0)
        async with host.turn(), self._connections:
            return await exchange(self._transport, address, wish, self._manners, budget)

    def _host(self, address: WebAddress) -> Host:
        if address.site not in self._hosts:
            if len(self._hosts) >= _MOST_HOSTS:
                del self._hosts[next(iter(self._hosts))]
            self._hosts[address.site] = Host(address.site, self._manners, self._clock, self._sleep)
        return self._hosts[address.site]

    def _failure(self, reply: Reply, address: WebAddress) -> Refusal:
        """What an answer that brings nothing means; a host that asks for peace gets it."""
        status, retry_after = reply.status, seconds_until(reply.headers, "retry-after")
        if status in _BUSY:
            self._host(address).pause(retry_after)
            return Refusal("asked to wait", f"answers {status}", status=status, retry_after=retry_after)
        return Refusal("gone" if status in _GONE else "bad status", f"answers {status}", status=status, retry_after=retry_after)


def fetch_all(requests: Iterable[Request], manners: Manners | None = None, *, web: Web | None = None) -> Iterator[Answer | Dropped]:
    """What every address gives, in the order they are named in; many hosts are asked at once, each at its own pace.

    Args:
        requests: what is wanted; taken as it is needed.
        manners: how the client behaves.
        web: a client of the caller's making, not yet open, instead of one with these manners.
    """
    with asking(manners, web=web) as fetch:
        yield from fetch(requests)


@contextmanager
def asking(manners: Manners | None = None, *, web: Web | None = None) -> Iterator[Fetch]:
    """The same for as many rounds of requests as are needed, by one client that remembers hosts and their robots.txt files.

    Args:
        manners: how the client behaves.
        web: a client of the caller's making, not yet open, instead of one with these manners.
    """
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(web or Web(manners)) as client:
        yield lambda requests: _in_order(portal.start_task_soon(client.get, request) for request in requests)


def _in_order(given: Iterable[Future[Answer | Dropped]]) -> Iterator[Answer | Dropped]:
    """The results in the order in which they were begun, a bounded number of them ahead of time."""
    waiting: deque[Future[Answer | Dropped]] = deque()
    try:
        for each in given:
            waiting.append(each)
            if len(waiting) >= _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for each in waiting:
            each.cancel()


def _made(request: Request, reply: Reply, address: WebAddress, *, moved: bool) -> Answer:
    headers = reply.headers
    return Answer(
        asked=request.url,
        url=address.url,
        status=reply.status,
        body=reply.body,
        media_type=reply.media_type,
        charset=reply.charset,
        etag=headers.get("etag") or (request.etag if reply.status == 304 else None),
        modified=headers.get("last-modified") or (request.modified if reply.status == 304 else None),
        moved_to=address.url if moved else None,
        expires=fresh_for(headers),
        retry_after=seconds_until(headers, "retry-after"),
    )


def _one_line(text: str) -> str:
    """A validator as it may be sent back: what a server said once must not become a header of its own."""
    return "".join(character for character in text if " " <= character <= "~")[:1_000]
