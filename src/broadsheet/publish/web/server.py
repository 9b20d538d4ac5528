"""A plain file server over a site's folder: reads only, loopback unless told otherwise."""

from __future__ import annotations

import ipaddress
import signal
import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from broadsheet.errors import MissingPath, UsageError
from broadsheet.publish.web.answers import HEADERS, Answer, Asked, answer, refusal

PATIENCE = 10.0
"""Seconds that a slow reader or writer is waited for."""
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


class Desk(BaseHTTPRequestHandler):
    """One connection. Every answer closes it, so that no body of a request is ever taken for the next one."""

    protocol_version = "HTTP/1.1"
    server_version = "broadsheet"
    sys_version = ""
    timeout = PATIENCE
    folder: Path
    hosts: frozenset[str] | None

    def parse_request(self) -> bool:
        """Read request line and headers; refuse too many bytes of them."""
        if not super().parse_request():
            return False
        self.close_connection = True
        if sum(len(name) + len(value) + 4 for name, value in self.headers.items()) > HEADERS:
            self._send(refusal(431, "The headers are too long."))
            return False
        if len(self.headers.get_all("Host", [])) != 1 and self.request_version != "HTTP/1.0":
            self._send(refusal(400, "A request names one host."))
            return False
        return True

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Every method, known or not, is answered in one place."""
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def _answer(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(method=self.command, target=self.path, headers=headers)
        try:
            found = answer(self.folder, asked, self.hosts)
        except OSError:
            found = refusal(503, "The page cannot be read just now.")
        self._send(found)

    def _send(self, found: Answer) -> None:
        self.send_response(found.status)
        for name, value in {**found.headers, "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found.body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the standard library refuses is refused in our words and with our headers."""
        self.close_connection = True
        self.command = self.command or ""
        self.request_version = "HTTP/1.1"
        self._send(refusal(code, message or explain or "The request cannot be understood."))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the standard library's name)
        """The log is the caller's business."""


class Server(ThreadingHTTPServer):
    """The listening socket. A reader who hangs holds up nobody, the end included."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who goes away in mid-sentence is no error of ours."""


class Server6(Server):
    """The same on IPv6."""

    address_family = socket.AF_INET6


def open_server(folder: Path, host: str = "127.0.0.1", port: int = 8000, *, allow_remote: bool = False) -> Server:
    """A server that listens but does not yet answer; call `serve_forever`.

    Args:
        folder: the site.
        host: where to listen.
        port: 0 for any free one.
        allow_remote: listen on an address that other machines can reach.

    Raises:
        MissingPath: there is no site in the folder.
        UsageError: the address is not loopback and `allow_remote` is not set, or it cannot be listened on.
    """
    if not (folder / "index.html").is_file():
        raise MissingPath(str(folder), "holds no paper (no index.html)")
    local = is_loopback(host)
    if not local and not allow_remote:
        raise UsageError(f"{host}: other machines could read the paper there", hint="listen on 127.0.0.1, or allow it explicitly")
    hosts = LOOPBACK_NAMES | {f"[{host}]" if ":" in host else host} if local else None
    desk = type("BoundDesk", (Desk,), {"folder": folder.resolve(), "hosts": hosts})
    try:
        return (Server6 if ":" in host else Server)((host, port), desk)
    except (OSError, OverflowError) as error:
        raise UsageError(f"{host}:{port}: {getattr(error, 'strerror', None) or error}", hint="choose another port") from error


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


def serve(
    folder: Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    allow_remote: bool = False,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve a site until SIGTERM or SIGINT.

    Args:
        folder: the site.
        host: where to listen, loopback by default.
        port: 0 for any free one.
        allow_remote: listen on an address that other machines can reach.
        ready: called with the address once the server listens.

    Raises:
        MissingPath: there is no site in the folder.
        UsageError: the address may not or cannot be listened on.
    """
    with open_server(folder, host, port, allow_remote=allow_remote) as server:

        def end(_signal: int, _frame: object) -> None:
            threading.Thread(target=server.shutdown, daemon=True).start()

        before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            if ready:
                shown = f"[{host}]" if ":" in host else host
                ready(f"http://{shown}:{server.server_port}/")
            server.serve_forever(poll_interval=0.2)
        finally:
            for number, earlier in before.items():
                signal.signal(number, earlier)
