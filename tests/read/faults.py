"""What a server can do wrong: each a few lines that hold one connection, after its request was read."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Awaitable, Callable, Mapping

import anyio
from anyio.abc import SocketAttribute, SocketStream

from tests.read.recorder import answer

Serve = Callable[[SocketStream], Awaitable[None]]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
ZEROS = gzip.compress(b"\0" * 40_000_000, 9)


def says(*parts: bytes, pause: float = 0.0) -> Serve:
    """Sends these and closes."""

    async def serve(line: SocketStream) -> None:
        for part in parts:
            await line.send(part)
            await anyio.sleep(pause)

    return serve


def for_ever(start: bytes, part: bytes, *, pause: float = 0.0) -> Serve:
    """Sends the start, and then the part again and again, for as long as anybody listens."""

    async def serve(line: SocketStream) -> None:
        await line.send(start)
        while True:
            await line.send(part)
            await anyio.sleep(pause)

    return serve


def resets(start: bytes) -> Serve:
    """Sends the start and slams the door."""

    async def serve(line: SocketStream) -> None:
        import socket
        import struct

        if start:
            await line.send(start)
            await anyio.sleep(0.05)
        line.extra(SocketAttribute.raw_socket).setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return serve


def packed(body: bytes, coding: str) -> Serve:
    """A body under a `Content-Encoding`."""
    return says(answer(body, Content_Type="text/html", Content_Encoding=coding))


def leads(target: str, status: str = "302 Found") -> Serve:
    """A redirect."""
    return says(answer(b"", status=status, Location=target))


async def mute(line: SocketStream) -> None:
    """Reads, and never says a word."""
    await anyio.sleep(60)


FAULTS: Mapping[str, tuple[Serve, str]] = {
    "silence": (mute, "too slow"),
    "slow-loris in the headers": (for_ever(b"HTTP/1.1 200 OK\r\nX-A: ", b"b", pause=0.05), "too slow"),
    "slow-loris in the body": (for_ever(HEAD + b"Content-Length: 500000\r\n\r\n", b"b", pause=0.05), "too slow"),
    "slow-loris in chunks": (for_ever(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nb\r\n", pause=0.05), "too slow"),
    "interim answers without end": (for_ever(b"", b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.001), "too slow"),
    "endless body": (for_ever(HEAD + b"\r\n", b"b" * 65_536), "too large"),
    "endless chunks": (for_ever(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"8000\r\n" + b"b" * 0x8000 + b"\r\n"), "too large"),
    "endless headers": (for_ever(b"HTTP/1.1 200 OK\r\n", b"X-Header: " + b"b" * 4_000 + b"\r\n"), "broken answer"),
    "endless header": (for_ever(b"HTTP/1.1 200 OK\r\nX-Header: ", b"b" * 4_000), "broken answer"),
    "endless trailers": (
        for_ever(HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\nb\r\n0\r\n", b"X-Header: " + b"b" * 4_000 + b"\r\n"),
        "broken answer",
    ),
    "endless chunk extension": (for_ever(HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;", b"b" * 4_000), "broken answer"),
    "redirect to itself": (leads("/"), "too many redirects"),
    "redirects without end": (leads("x/"), "too many redirects"),
    "redirect to a file": (leads("file:///etc/passwd"), "forbidden address"),
    "redirect to ftp": (leads("ftp://vexmoor.example/"), "forbidden address"),
    "redirect inside": (leads("http://169.254.169.254/latest/"), "forbidden address"),
    "redirect nowhere": (leads("http://[::1"), "bad address"),
    "redirect without an address": (says(answer(b"", status="302 Found")), "bad status"),
    "gzip bomb": (packed(ZEROS, "gzip"), "too large"),
    "deflate bomb": (packed(zlib.compress(b"\0" * 40_000_000, 9), "deflate"), "too large"),
    "nested bomb": (packed(gzip.compress(ZEROS, 9), "gzip, gzip"), "too large"),
    "too many codings": (packed(b"x", ", ".join(["gzip"] * 9)), "broken answer"),
    "packed as nothing it is": (packed(b"<html><p>plain words</p></html>", "gzip"), "broken answer"),
    "states too large a body": (says(HEAD + b"Content-Length: 99999999999\r\n\r\n"), "too large"),
    "states more than it sends": (says(HEAD + b"Content-Length: 500\r\n\r\n<html>"), "broken answer"),
    "states a length that is none": (says(HEAD + b"Content-Length: -5\r\n\r\n<html>"), "broken answer"),
    "states two lengths": (says(HEAD + b"Content-Length: 6\r\nContent-Length: 60\r\n\r\n<html>"), "broken answer"),
    "closes at once": (says(), "broken answer"),
    "resets before a word": (resets(b""), "broken answer"),
    "resets in the headers": (resets(b"HTTP/1.1 200 OK\r\nX-A"), "broken answer"),
    "resets in the body": (resets(HEAD + b"Content-Length: 500\r\n\r\n<html>"), "broken answer"),
    "chunk sizes that are none": (says(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nwords\r\n0\r\n\r\n"), "broken answer"),
    "chunk sizes that are wrong": (says(HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nwords\r\n0\r\n\r\n"), "broken answer"),
    "chunks that break off": (says(HEAD + b"Transfer-Encoding: chunked\r\n\r\n50\r\nwords\r\n"), "broken answer"),
    "HTTP/0.9": (says(b"<html><p>words</p></html>"), "broken answer"),
    "another protocol": (says(b"220 vexmoor ESMTP\r\n"), "broken answer"),
    "HTTP/2 unasked": (says(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), "broken answer"),
    "a switch of protocols": (says(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nwords"), "broken answer"),
    "zero bytes in a header": (says(b"HTTP/1.1 200 OK\r\nX-A: a\0b\r\nContent-Length: 1\r\n\r\nx"), "broken answer"),
    "a status that is none": (says(b"HTTP/1.1 2000 OK\r\n\r\n"), "broken answer"),
    "nothing": (says(answer(b"")), "empty"),
    "white space": (says(answer(b" \r\n\t" * 100)), "empty"),
    "204": (says(b"HTTP/1.1 204 No Content\r\n\r\n"), "bad status"),
    "206 that nobody asked for": (says(answer(status="206 Partial Content", Content_Range="bytes 0-4/9")), "bad status"),
    "304 that nobody asked for": (says(b"HTTP/1.1 304 Not Modified\r\n\r\n"), "bad status"),
    "404": (says(answer(status="404 Not Found")), "gone"),
    "410": (says(answer(status="410 Gone")), "gone"),
    "403": (says(answer(status="403 Forbidden")), "bad status"),
    "500": (says(answer(status="500 Internal Server Error")), "bad status"),
    "429 for days": (says(answer(status="429 Too Many Requests", Retry_After="864000")), "asked to wait"),
    "503 until a date": (
        says(answer(status="503 Busy", Date="Sun, 06 Nov 1994 08:49:37 GMT", Retry_After="Sun, 06 Nov 1994 09:49:37 GMT")),
        "asked to wait",
    ),
    "a picture": (says(answer(b"\x89PNG\r\n", Content_Type="image/png")), "not a page"),
}  # fmt: skip
"""What goes wrong, and the reason it must end with."""

ROBOTS: Mapping[str, tuple[Serve, str | None]] = {
    "robots.txt never comes": (mute, "too slow"),
    "robots.txt resets": (resets(b""), "refused by robots"),
    "robots.txt is an error": (says(answer(status="500 Internal Server Error")), "refused by robots"),
    "robots.txt is too busy": (says(answer(status="429 Too Many Requests")), "refused by robots"),
    "robots.txt leads in circles": (leads("/robots.txt"), "refused by robots"),
    "robots.txt leads inside": (leads("http://10.0.0.1/robots.txt"), "forbidden address"),
    "robots.txt is a bomb": (packed(ZEROS, "gzip"), None),
    "robots.txt is endless": (for_ever(b"HTTP/1.1 200 OK\r\n\r\n", b"User-agent: x\nDisallow: /*a*b*c$\n" * 2_000), None),
    "robots.txt is full of names": (
        says(answer(b"".join(b"User-agent: a%d\n" % n for n in range(15_000)) + b"Disallow: /\n" * 18_000)),
        None,
    ),
    "robots.txt is full of us": (
        says(answer(b"".join(b"User-agent: broadsheet%s\n" % (b"*" * n) for n in range(300)) + b"Disallow: /b\n" * 18_000)),
        None,
    ),
    "robots.txt is binary": (says(answer(bytes(range(256)) * 100)), None),
    "robots.txt is not there": (says(answer(status="404 Not Found")), None),
    "robots.txt is not for us": (says(answer(status="403 Forbidden")), None),
}
"""What goes wrong with a robots.txt alone, and the reason the page is not read for; None if it is."""
