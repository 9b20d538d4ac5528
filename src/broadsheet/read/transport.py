"""Connections: a name is resolved once, what it resolves to is judged, and the judged address is what is connected to."""

from __future__ import annotations

import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from functools import cache
from typing import Any

import anyio
import httpcore2
import httpx2

from broadsheet.read.guard import Guard

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""From a host's name and port to its addresses; raises `OSError` if it has none."""
Connector = Callable[[str, int, float | None], Awaitable[httpcore2.AsyncNetworkStream]]
"""From a literal address, a port and seconds to a stream; raises as httpcore2's backends do."""

_FEW = 4
"""How many of a host's addresses are tried."""
_BROKEN_OFF = (httpcore2.RemoteProtocolError, httpcore2.ReadError, httpcore2.WriteError)


async def resolve(host: str, port: int) -> list[str]:
    """The addresses that the system's resolver knows, in the order it prefers."""
    found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


async def connect(address: str, port: int, timeout: float | None) -> httpcore2.AsyncNetworkStream:
    """A connection to a literal address."""
    return await httpcore2.AnyIOBackend().connect_tcp(address, port, timeout=timeout)


class GuardedNetwork(httpcore2.AsyncNetworkBackend):
    """All of the client's connections are made here and nowhere else.

    Args:
        guard: judges every address.
        resolver: asked once for every connection.
        connector: given only literal addresses that the guard let pass.
    """

    def __init__(self, guard: Guard, resolver: Resolver, connector: Connector) -> None:
        self._guard, self._resolver, self._connector = guard, resolver, connector

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to the host, at an address that may be reached.

        Raises:
            Refusal: "forbidden address".
            httpcore2.ConnectError, httpcore2.ConnectTimeout: it cannot be reached, or not in time.
        """
        try:
            with anyio.fail_after(timeout):
                return await self._connected(host, port, timeout)
        except TimeoutError as problem:
            raise httpcore2.ConnectTimeout(f"{host} does not answer") from problem

    async def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore2.AsyncNetworkStream:
        """Never."""
        raise httpcore2.ConnectError("not of the web")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await anyio.sleep(seconds)

    async def _connected(self, host: str, port: int, timeout: float | None) -> httpcore2.AsyncNetworkStream:
        last: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in self._guard.judge(host, port, await self._found(host, port))[:_FEW]:
            try:
                return await self._connector(address, port, timeout)
            except (OSError, httpcore2.ConnectError, httpcore2.ConnectTimeout) as problem:
                last = problem
        raise httpcore2.ConnectError(str(last)) from last

    async def _found(self, host: str, port: int) -> Sequence[str]:
        try:
            socket.inet_pton(socket.AF_INET6 if ":" in host else socket.AF_INET, host)
        except OSError:
            pass
        else:
            return [host]
        try:
            return await self._resolver(host, port)
        except (OSError, UnicodeError) as problem:
            raise httpcore2.ConnectError(f"{host} is not known") from problem


@cache
def _trust() -> ssl.SSLContext:
    """The authorities that the system trusts, read once; no variable of the environment adds any."""
    return httpx2.create_ssl_context(trust_env=False)


class _Body(httpx2.AsyncByteStream):
    """A response's body, with httpcore2's errors."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._stream:
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()


class _Connection:
    """Told by httpcore2 of every step of a request: whether its connection was made for it, or kept from another."""

    def __init__(self) -> None:
        self.made = False

    async def __call__(self, step: str, _: object) -> None:
        self.made |= step == "connection.connect_tcp.started"


def _wired(request: httpx2.Request, connection: _Connection) -> httpcore2.Request:
    url = request.url
    return httpcore2.Request(
        method=request.method,
        url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        headers=request.headers.raw,
        content=request.stream,
        extensions={**request.extensions, "trace": connection},
    )


class Transport(httpx2.AsyncBaseTransport):
    """HTTP/1.1 over guarded connections, which are kept for a while; no proxies, no cookies, no redirects.

    Args:
        network: makes the connections.
        idle: seconds for which an unused connection is kept.
    """

    def __init__(self, network: GuardedNetwork, *, idle: float = 15.0) -> None:
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=_trust(),
            max_connections=None,
            max_keepalive_connections=64,
            keepalive_expiry=idle,
            network_backend=network,
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request, which must be one that may be sent twice; the body is still to be read.

        A server may close a connection that was kept just as it is used again (RFC 9112, 9.3.1): that says nothing of
        the page, so it is asked for once more. On a connection made for the request, what goes wrong is the answer.
        """
        while True:
            connection = _Connection()
            try:
                answer = await self._pool.handle_async_request(_wired(request, connection))
            except _BROKEN_OFF:
                if connection.made:
                    raise
            else:
                return httpx2.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream), request=request)

    async def aclose(self) -> None:
        """Close what is open."""
        await self._pool.aclose()
