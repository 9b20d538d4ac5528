"""Carries the web app over HTTP/1.1: loopback unless told otherwise, patient with nobody for ever."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from broadsheet.errors import UsageError
from broadsheet.publish.web.guard import HEADERS, SECURITY

PATIENCE = 10.0
"""Seconds that a reader who is slow to ask is waited for."""
IDLE = 5
"""Seconds that an idle connection is kept."""
GRACE = 2
"""Seconds that answers in the making are given when the server ends."""
MOST = 512
"""Connections at a time."""
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address.

    >>> is_loopback("localhost"), is_loopback("127.0.0.2"), is_loopback("0.0.0.0"), is_loopback("::1")
    (True, True, False, True)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def hosts_of(host: str) -> frozenset[str] | None:
    """The names under which a server that listens there may be asked; None, any, where other machines reach it."""
    return LOOPBACK_NAMES | {f"[{host}]" if ":" in host else host} if is_loopback(host) else None


def listen(host: str = "127.0.0.1", port: int = 8000, *, allow_remote: bool = False) -> socket.socket:
    """A socket that listens.

    Args:
        host: where to listen.
        port: 0 for any free one.
        allow_remote: listen on an address that other machines can reach.

    Raises:
        UsageError: the address is not loopback and `allow_remote` is not set, or it cannot be listened on.
    """
    if not is_loopback(host) and not allow_remote:
        raise UsageError(f"{host}: other machines could read the paper there", hint="listen on 127.0.0.1, or allow it explicitly")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen(256)
    except (OSError, OverflowError) as error:
        opened.close()
        raise UsageError(f"{host}:{port}: {getattr(error, 'strerror', None) or error}", hint="choose another port") from error
    return opened


def address_of(opened: socket.socket) -> str:
    """The address of the front page on a listening socket."""
    host, port = opened.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


class Server(uvicorn.Server):
    """A server that SIGTERM and SIGINT end, and that then ends as one that did its work.

    Attributes:
        ready: called once it answers.
    """

    ready: Callable[[], None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and say so."""
        await super().startup(sockets)
        if self.ready:
            self.ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 (the library's signature)
        """Stop listening, finish what was asked."""
        self.should_exit = True


def server(app: ASGIApp) -> Server:
    """A server for the app; run it with a socket that listens."""
    return Server(
        uvicorn.Config(
            app, loop="asyncio", http=Connection, ws="none", lifespan="on", log_config=None, log_level="critical", access_log=False,
            proxy_headers=False, server_header=False, h11_max_incomplete_event_size=HEADERS, limit_concurrency=MOST,
            timeout_keep_alive=IDLE, timeout_graceful_shutdown=GRACE,
        )
    )  # fmt: skip


def serve(
    app: ASGIApp,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    allow_remote: bool = False,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the app until SIGTERM or SIGINT.

    Args:
        app: what answers.
        host: where to listen, loopback by default.
        port: 0 for any free one.
        allow_remote: listen on an address that other machines can reach.
        ready: called with the address once the server answers.

    Raises:
        UsageError: the address may not or cannot be listened on.
    """
    with listen(host, port, allow_remote=allow_remote) as opened:
        running, address = server(app), address_of(opened)
        running.ready = (lambda: ready(address)) if ready else None
        running.run(sockets=[opened])


@contextmanager
def serving(app: ASGIApp, host: str = "127.0.0.1", port: int = 8000, *, allow_remote: bool = False) -> Iterator[str]:
    """Serve the app from a thread of its own while inside; the address of its front page.

    Raises:
        UsageError: as `serve`.
    """
    with listen(host, port, allow_remote=allow_remote) as opened:
        running = server(app)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [opened]}, name="broadsheet-web", daemon=True)
        thread.start()
        try:
            yield address_of(opened)
        finally:
            running.should_exit = True
            thread.join(GRACE + 1)


class Connection(H11Protocol):
    """A connection whose reader must come to the point, and whose broken requests are refused in our words."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request, not for ever."""
        super().connection_made(transport)
        self._wait()

    def handle_events(self) -> None:
        """Take what came; a request that is not whole yet must be so in time."""
        super().handle_events()
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._wait(over=True)
        super().connection_lost(exc)

    def _wait(self, *, over: bool = False) -> None:
        asked = self.conn.their_state not in (h11.IDLE, h11.SEND_BODY) or (self.conn.trailing_data[0] == b"" and self.cycle)
        if self._deadline is not None and (over or asked):
            self._deadline.cancel()
            self._deadline = None
        elif self._deadline is None and not over and not asked:
            self._deadline = self.loop.call_later(PATIENCE, self.transport.close)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request: too long a head, or not HTTP."""
        problem = sys.exc_info()[1]
        status = problem.error_status_hint if isinstance(problem, h11.RemoteProtocolError) else 400
        title = "Request Header Fields Too Large" if status == 431 else msg.rstrip(".")
        body = json.dumps({"type": "about:blank", "title": title, "status": status}).encode() + b"\n"
        told = SECURITY | {"content-type": "application/problem+json", "content-length": str(len(body)), "connection": "close"}
        try:
            for event in (h11.Response(status_code=status, headers=list(told.items())), h11.Data(data=body), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        except h11.LocalProtocolError:  # in mid-answer nothing more can be said
            pass
        self.transport.close()
