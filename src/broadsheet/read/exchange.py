"""One request and its answer, within bounds of time and size. What a server does wrong ends as a `Refusal`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import anyio
import httpcore2
import httpx2

from broadsheet.read.address import WebAddress
from broadsheet.read.contents import megabytes
from broadsheet.read.manners import Manners
from broadsheet.read.refusal import Refusal

_FLOOR = 1_000_000
"""Bytes below which a body may swell as it likes: a small page of white space is no bomb."""
_FAULTS = (httpx2.HTTPError, httpx2.InvalidURL, OSError, UnicodeError, anyio.BrokenResourceError, anyio.ClosedResourceError)
_UNREACHED = (httpcore2.ConnectError, httpcore2.ConnectTimeout)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server answered.

    Attributes:
        status: its status.
        headers: by lower-case name; the first where one is sent twice.
        body: unpacked; empty unless the status is 200.
        charset: the character set that `Content-Type` states.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    charset: str | None = None

    @property
    def media_type(self) -> str | None:
        """The media type in lower case, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower() or None


@dataclass(slots=True)
class Budget:
    """Seconds that an exchange has left, over all its requests."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked of one address.

    Attributes:
        headers: sent beside those that every request has.
        max_bytes: largest body after decompression.
        cut: whether a longer body is cut off there instead of refused.
        unwanted: beginnings of media types whose bodies are not worth reading.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int
    cut: bool = False
    unwanted: tuple[str, ...] = ()


async def exchange(
    transport: httpx2.AsyncBaseTransport, address: WebAddress, wish: Wish, manners: Manners, budget: Budget
) -> Reply:
    """Ask once; redirects are answers like any other.

    Raises:
        Refusal: what went wrong.
    """
    started = anyio.current_time()
    try:
        with anyio.fail_after(max(budget.seconds, 0)):
            return await _exchanged(transport, address, wish, manners)
    except TimeoutError as problem:
        raise Refusal("too slow", f"no whole answer within {manners.total:g} s") from problem
    except _UNREACHED as problem:
        raise Refusal("unreachable", _told(problem)) from problem
    except (*_FAULTS, httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException) as problem:
        raise Refusal("broken answer", _told(problem)) from problem
    finally:
        budget.seconds -= anyio.current_time() - started


async def _exchanged(transport: httpx2.AsyncBaseTransport, address: WebAddress, wish: Wish, manners: Manners) -> Reply:
    request = httpx2.Request(
        "GET",
        address.url,
        headers={"User-Agent": manners.user_agent, "Accept-Encoding": "gzip, deflate, br", **wish.headers},
        extensions={"timeout": {"connect": manners.connect}},
    )
    response = await transport.handle_async_request(request)
    try:
        headers = {name.lower(): value for name, value in reversed(response.headers.multi_items())}
        reply = Reply(status=response.status_code, headers=headers, charset=response.charset_encoding)
        if reply.status != 200:
            return reply
        _refuse_unwanted(reply, wish)
        return Reply(status=200, headers=headers, body=await _body(response, wish, manners), charset=reply.charset)
    finally:
        await response.aclose()


def _refuse_unwanted(reply: Reply, wish: Wish) -> None:
    if (reply.media_type or "").startswith(wish.unwanted or ("\0",)):
        raise Refusal("not a page", reply.media_type or "", status=200)
    stated = reply.headers.get("content-length", "")
    if not wish.cut and stated.isdecimal() and int(stated[:18]) > wish.max_bytes:
        raise _too_large(wish)


async def _body(response: httpx2.Response, wish: Wish, manners: Manners) -> bytes:
    body = bytearray()
    async for piece in response.aiter_bytes():
        body += piece
        if len(body) > wish.max_bytes:
            if wish.cut:
                break
            raise _too_large(wish)
        if len(body) > max(_FLOOR, manners.ratio * response.num_bytes_downloaded):
            raise Refusal("too large", f"swells to more than {manners.ratio} times its size")
    return bytes(body[: wish.max_bytes])


def _too_large(wish: Wish) -> Refusal:
    return Refusal("too large", f"more than {megabytes(wish.max_bytes)}", status=200)


def _told(problem: Exception) -> str:
    return (str(problem) or type(problem).__name__)[:200]
