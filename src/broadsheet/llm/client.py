"""One question to an endpoint and its answer, within bounds of time and size. No redirects, no proxies, no cookies, no tools."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import anyio
import httpcore2
import httpx2
from anyio.from_thread import start_blocking_portal

from broadsheet.llm.endpoint import Endpoint

MOST_BYTES = 1_000_000
"""Largest answer that is read, in bytes."""

MOST_TOKENS = 10_000_000
"""What an endpoint says it used is believed up to here."""

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 20.0
"""Seconds before a request is sent again; each pause is twice the one before."""

_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_REFUSED = {
    400: "the endpoint does not understand the request",
    401: "the endpoint does not accept the key",
    403: "the endpoint does not accept the key",
    404: "the endpoint does not know the address or the model",
    422: "the endpoint does not understand the request",
}

Message = Mapping[str, str]
Connect = Callable[[], httpx2.AsyncBaseTransport]
"""Makes a guarded transport, used for one request and closed."""


class Unanswered(Exception):
    """No usable answer came.

    Attributes:
        lasting: whether asking again in the same run is of no use.
    """

    def __init__(self, reason: str, *, lasting: bool = False) -> None:
        super().__init__(reason)
        self.lasting = lasting


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the model wrote, and what it took.

    Attributes:
        text: the words of its message.
        tokens_in: tokens read, as the endpoint counts them, else estimated.
        tokens_out: tokens written, likewise.
    """

    text: str
    tokens_in: int
    tokens_out: int


class Client:
    """Asks one endpoint.

    Args:
        endpoint: where, and with what.
        connect: makes the transport; every connection goes through its guard.
        sleep: waits between two attempts.
        refusal: what the transport raises where its guard lets nothing through.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        connect: Connect,
        sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
        *,
        refusal: type[Exception] = PermissionError,
    ) -> None:
        self.endpoint, self._connect, self._sleep, self._refusal = endpoint, connect, sleep, refusal

    def body(self, messages: Sequence[Message]) -> dict[str, Any]:
        """What is sent for a conversation, in full."""
        bound = {"max_tokens": self.endpoint.answer_tokens} if self.endpoint.answer_tokens else {}
        fixed = {"model": self.endpoint.model, "messages": [dict(one) for one in messages], "stream": False}
        return {**fixed, **bound, "temperature": self.endpoint.temperature, **self.endpoint.extra}

    def ask(self, messages: Sequence[Message]) -> Reply:
        """The model's answer.

        Raises:
            Unanswered: none came, or none that has the protocol's shape.
        """
        body = self.body(messages)
        answer = self._outside("POST", self.endpoint.at("chat/completions"), body)
        return _reply(answer, body)

    def models(self) -> tuple[str, ...]:
        """The names of the models that the endpoint offers. Nothing of any article is sent.

        Raises:
            Unanswered: it does not answer, or tells none.
        """
        answer = self._outside("GET", self.endpoint.at("models"), None)
        listed = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(listed, list):
            raise Unanswered("the endpoint answers, and does not list its models")
        return tuple(sorted(one["id"] for one in listed if isinstance(one, dict) and isinstance(one.get("id"), str)))

    def _outside(self, *request: Any) -> Any:
        """Ask in a loop of its own: the caller may have one already."""
        with start_blocking_portal() as portal:
            return portal.call(self._tried, *request)

    async def _tried(self, method: str, url: str, body: Mapping[str, Any] | None) -> Any:
        pause = FIRST_PAUSE
        for _ in range(self.endpoint.retries):
            try:
                return await self._within(method, url, body)
            except _Passing as problem:
                await self._sleep(min(max(pause, problem.wait), LONGEST_PAUSE))
                pause *= 2
        try:
            return await self._within(method, url, body)
        except _Passing as problem:
            raise Unanswered(str(problem)) from None

    async def _within(self, method: str, url: str, body: Mapping[str, Any] | None) -> Any:
        try:
            with anyio.fail_after(self.endpoint.seconds):
                return await self._exchanged(method, url, body)
        except TimeoutError:
            raise Unanswered(f"no whole answer within {self.endpoint.seconds:g} s") from None
        except self._refusal:
            raise Unanswered("the endpoint's address may not be reached", lasting=True) from None
        except (httpcore2.ConnectError, httpcore2.ConnectTimeout, OSError):
            raise _Passing("the endpoint cannot be reached") from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException, httpx2.HTTPError):
            raise _Passing("the endpoint's answer broke off") from None

    async def _exchanged(self, method: str, url: str, body: Mapping[str, Any] | None) -> Any:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        if self.endpoint.key:
            headers["Authorization"] = f"Bearer {self.endpoint.key}"
        content = None if body is None else json.dumps(body, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
        transport = self._connect()
        try:
            request = httpx2.Request(method, url, headers=headers, content=content)
            response = await transport.handle_async_request(request)
            _refuse_status(response)
            return await _read(response)
        finally:
            with anyio.CancelScope(shield=True):
                await transport.aclose()


class _Passing(Exception):
    """What another attempt may mend. `wait` is what the endpoint asked for, in seconds."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


def _refuse_status(response: httpx2.Response) -> None:
    status = response.status_code
    if status in _PASSING:
        asked = response.headers.get("retry-after", "")
        raise _Passing(f"the endpoint is busy or broken (status {status})", float(asked) if asked.isdecimal() else 0.0)
    if status != 200:
        reason = _REFUSED.get(status, "the endpoint answers otherwise than the protocol says")
        raise Unanswered(f"{reason} (status {status})", lasting=True)


async def _read(response: httpx2.Response) -> Any:
    body = bytearray()
    async for piece in response.aiter_raw():
        body += piece
        if len(body) > MOST_BYTES:
            raise Unanswered(f"an answer of more than {MOST_BYTES:,} bytes")
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise Unanswered("an answer that is no JSON") from None


def _reply(answer: Any, body: Mapping[str, Any]) -> Reply:
    try:
        text = answer["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError):
        text = None
    if not isinstance(text, str):
        raise Unanswered("an answer without words")
    usage = answer.get("usage")
    used = usage if isinstance(usage, dict) else {}
    return Reply(
        text=text,
        tokens_in=_counted(used.get("prompt_tokens"), sum(len(one["content"]) for one in body["messages"])),
        tokens_out=_counted(used.get("completion_tokens"), len(text)),
    )


def _counted(told: Any, characters: int) -> int:
    """Tokens as told, else one for every three characters, which is rather too many."""
    sound = isinstance(told, int) and not isinstance(told, bool) and 0 <= told <= MOST_TOKENS
    return told if sound else characters // 3 + 1
