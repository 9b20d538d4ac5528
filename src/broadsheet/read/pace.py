"""How fast one host is asked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from hashlib import blake2b

import anyio

from broadsheet.read.manners import Manners
from broadsheet.read.refusal import Refusal

Clock = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]

_PAUSE = 60.0
"""Seconds that a host is left alone when it asks for fewer requests and does not say for how long."""
_LONGEST_PAUSE = 86_400.0


class Host:
    """One host's turns: few at a time, each a while after the one before.

    Args:
        name: what the host is called.
        manners: how we behave.
        clock: seconds, from any beginning.
        sleep: waits for that many seconds of the same clock.
    """

    def __init__(self, name: str, manners: Manners, clock: Clock, sleep: Sleep) -> None:
        self._name = name
        self._manners = manners
        self._clock, self._sleep = clock, sleep
        self._slots = anyio.Semaphore(manners.connections_per_host)
        self._delay = manners.delay
        self._next = float("-inf")
        self._silent_until = float("-inf")
        self._turns = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Held while a request is under way.

        Raises:
            Refusal: "asked to wait" while the host wants none.
        """
        self._refuse_while_silent()
        async with self._slots:
            start = max(self._clock(), self._next)
            self._next = start + self._delay * (1 + self._jitter() / 4)
            if (wait := start - self._clock()) > 0:
                await self._sleep(wait)
            self._refuse_while_silent()
            yield

    def slow_down(self, delay: float) -> None:
        """Keep to the pace that the host's robots.txt asks for, where it is slower than ours."""
        self._delay = max(self._manners.delay, min(delay, self._manners.longest_delay))

    def pause(self, seconds: float | None) -> float:
        """Leave the host alone for a while, as it asked; how long it will be."""
        pause = min(_PAUSE if seconds is None else seconds, _LONGEST_PAUSE)
        self._silent_until = max(self._silent_until, self._clock() + pause)
        return pause

    def _refuse_while_silent(self) -> None:
        left = self._silent_until - self._clock()
        if left > 0:
            raise Refusal("asked to wait", f"{self._name} wants no request for {left:.0f} s", retry_after=left)

    def _jitter(self) -> float:
        """From 0 to 1, another for every host and turn, the same in every run: nothing here rolls dice."""
        self._turns += 1
        digest = blake2b(f"{self._name} {self._turns}".encode(), digest_size=4).digest()
        return int.from_bytes(digest, "big") / 0xFFFFFFFF
