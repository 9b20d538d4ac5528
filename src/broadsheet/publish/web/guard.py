"""What every request passes and every answer carries: limits, hosts, methods, safe headers, a count, and no traceback."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from broadsheet.publish.web.addresses import host_name
from broadsheet.publish.web.answers import BROKEN, refusal
from broadsheet.publish.web.measures import Measures

PATH = 8_192
"""A longer path is refused (bytes)."""
QUERY = 4_096
"""A longer query is refused (bytes)."""
HEADERS = 65_536
"""More bytes of headers are refused."""
SECURITY = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    # with "no-referrer" a browser would hide the origin of our own forms as well (Fetch, "append a request Origin header")
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-frame-options": "DENY",
}
_RAW = [(name.encode(), value.encode()) for name, value in SECURITY.items()]
_log = logging.getLogger("broadsheet.web")

Methods = Callable[[str], tuple[tuple[str, ...], int]]
Check = Callable[[Scope, Headers], Response | None]


class Guard:
    """The outermost layer of the web app.

    Args:
        app: what answers.
        hosts: names under which this server may be asked, None for any.
        methods: how a path may be asked for, and how many bytes may be posted to it.
        measures: counts every request.
    """

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str] | None, methods: Methods, measures: Measures) -> None:
        self._app, self._hosts, self._methods, self._measures = app, hosts, methods, measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = perf_counter(), 0

        async def send_safely(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", []), *_RAW]
            await send(message)

        refused = self._refused(scope)
        try:
            await (refused or self._app)(scope, receive, send_safely)
        except Exception:  # noqa: BLE001 (whatever it is, nobody sees a traceback, and the log has it)
            _log.exception("a request could not be answered")
            if not status:
                await broken(scope)(scope, receive, send_safely)
        finally:
            self._measures.count(scope, status, perf_counter() - began)

    def _refused(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        checks: tuple[Check, ...] = (_unreadable, self._foreign, self._unsafe)
        return next((answer for check in checks if (answer := check(scope, headers))), None)

    def _foreign(self, scope: Scope, headers: Headers) -> Response | None:
        if self._hosts is not None and host_name(headers.get("host", "")) not in self._hosts:
            return refusal(scope, 421, "This server does not answer for that host.")
        return None

    def _unsafe(self, scope: Scope, headers: Headers) -> Response | None:
        method, (allowed, most) = scope["method"], self._methods(scope["path"])
        if method not in allowed:
            return refusal(scope, 405, "That cannot be done with this address.", allow=", ".join(allowed), connection="close")
        length = headers.get("content-length", "0")
        if method != "POST":
            odd = length != "0" or "transfer-encoding" in headers
            return refusal(scope, 400, "Reading takes no body.", connection="close") if odd else None
        if not length.isdecimal() or "content-length" not in headers:
            return refusal(scope, 411, "Say how long the body is.", connection="close")
        return refusal(scope, 413, "The body is too long.", connection="close") if int(length) > most else None


def broken(scope: Scope) -> Response:
    """The answer where we failed; what failed is in the log."""
    return refusal(scope, 500, BROKEN)


def _unreadable(scope: Scope, headers: Headers) -> Response | None:
    if scope["http_version"] not in ("1.0", "1.1", "2", "3"):
        return refusal(scope, 505, "This server speaks HTTP/1.1.", connection="close")
    if len(scope.get("raw_path") or scope["path"].encode()) > PATH:
        return refusal(scope, 414, "The address is too long.")
    if len(scope["query_string"]) > QUERY:
        return refusal(scope, 414, "The query is too long.")
    if sum(len(name) + len(value) + 4 for name, value in headers.raw) > HEADERS:
        return refusal(scope, 431, "The headers are too long.")
    return None
