"""A resolver and a connector that open no socket: they write down what they are asked, and answer from a script.

A test of the guard looks at what *would* have been connected to. No test may lean on the guard to keep it from connecting.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import httpcore2

from broadsheet.read.manners import Manners
from broadsheet.read.web import Web

PUBLIC = "93.184.215.14"
"""Where every name lies that the script does not place elsewhere."""

Script = Callable[[str], bytes]
"""From the first line and headers of a request to a whole answer of a server."""


def answer(body: bytes = b"<html><p>words</p></html>", *, status: str = "200 OK", **headers: str) -> bytes:
    """An answer as it goes over the wire."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class _Line(httpcore2.AsyncNetworkStream):
    """A server that exists on paper."""

    def __init__(self, script: Script, vouched: list[str | None]) -> None:
        self._script, self._asked, self._ready = script, b"", b""
        self._vouched = vouched

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._asked += buffer
        while b"\r\n\r\n" in self._asked:
            head, self._asked = self._asked.split(b"\r\n\r\n", 1)
            self._ready += self._script(head.decode("latin-1"))

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        part, self._ready = self._ready[:max_bytes], self._ready[max_bytes:]
        return part

    async def aclose(self) -> None:
        self._ready = b""

    async def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> _Line:
        assert ssl_context.check_hostname
        assert ssl_context.verify_mode is ssl.CERT_REQUIRED
        self._vouched.append(server_hostname)
        return self

    def get_extra_info(self, info: str) -> Any:
        return False if info == "is_readable" else None


class Recorder:
    """What the client would have done.

    Args:
        script: what the public servers answer; robots.txt is not there unless it says so.
        names: addresses of names that do not lie at `PUBLIC`; a list of lists is one answer for each time it is asked.

    Attributes:
        asked: names that were to be resolved, in order.
        connected: addresses and ports that would have been connected to.
        vouched: names that certificates would have had to be for.
        requests: the heads of the requests that were sent.
    """

    def __init__(self, script: Script | None = None, names: Mapping[str, Sequence[str]] | None = None) -> None:
        self._script, self._names = script or (lambda head: answer()), dict(names or {})
        self.asked: list[str] = []
        self.connected: list[tuple[str, int]] = []
        self.vouched: list[str | None] = []
        self.requests: list[str] = []

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        """A resolver."""
        self.asked.append(host)
        return self._names.get(host, [PUBLIC])

    async def connect(self, address: str, port: int, timeout: float | None) -> httpcore2.AsyncNetworkStream:
        """A connector."""
        self.connected.append((address, port))
        if address != PUBLIC:
            raise httpcore2.ConnectError("on paper only")
        return _Line(self._scripted, self.vouched)

    def web(self, **manners: Any) -> Web:
        """A client that would use them, in a hurry."""
        return Web(Manners(**{"delay": 0, **manners}), resolver=self.resolve, connector=self.connect)

    @property
    def strayed(self) -> list[tuple[str, int]]:
        """Would-be connections to anywhere but the public servers."""
        return [place for place in self.connected if place[0] != PUBLIC]

    def _scripted(self, head: str) -> bytes:
        self.requests.append(head)
        return self._script(head)


def path_of(head: str) -> str:
    """The path that a request's head asks for."""
    return head.split(" ", 2)[1]


def host_of(head: str) -> str:
    """The host that a request's head names."""
    return next(line.partition(":")[2].strip() for line in head.split("\r\n") if line.lower().startswith("host:"))
