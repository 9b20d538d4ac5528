"""Where passwords are compared: a few at a time beside the loop, and not at once again after failures."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from anyio import CapacityLimiter, to_thread
from starlette.concurrency import run_in_threadpool

from broadsheet.errors import BroadsheetError
from broadsheet.publish.web.reception import Reception
from broadsheet.records.account import Account

AT_A_TIME, WAITING = 2, 16
"""Passwords that are compared at a time, each in 64 MiB, and logins that wait for their turn at most."""
WRONG = "That name and that password do not go together."
_log = logging.getLogger("broadsheet.web")


@dataclass(frozen=True, slots=True)
class Denial:
    """Why somebody is not let in.

    Attributes:
        status: of the answer.
        sentence: for whoever asked.
        wait: seconds after which to try again, 0 if that does not matter.
    """

    status: int
    sentence: str
    wait: int = 0


class Turnstile:
    """Compares names and passwords.

    Args:
        reception: knows people.
        clock: the time.
    """

    def __init__(self, reception: Reception, clock: Callable[[], datetime]) -> None:
        self._reception, self._clock = reception, clock
        self._turns = CapacityLimiter(AT_A_TIME)

    async def compared(self, name: str, password: str, address: str) -> Account | Denial:
        """The account whose name and password these are, or why it is not told.

        Args:
            name: as it was typed.
            password: as it was typed.
            address: where they came from.
        """
        if self._turns.statistics().tasks_waiting >= WAITING:
            return Denial(503, "Many log in just now. Try again in a moment.", 5)
        try:
            wait = math.ceil(await run_in_threadpool(self._reception.admit, name, address, self._clock()))
            if wait:
                return Denial(429, f"Too many tries. The next one is looked at in {_spoken(wait)}.", wait)
            found = await to_thread.run_sync(self._reception.verified, name, password, limiter=self._turns)
        except BroadsheetError as problem:
            _log.error("a login could not be looked at: %s", problem)
            return Denial(503, "Nobody can log in just now.", 5)
        return found or Denial(403, WRONG)

    async def kept(self, password: str) -> str:
        """What is kept of a password."""
        return await to_thread.run_sync(self._reception.passwords.kept, password, limiter=self._turns)


def _spoken(seconds: int) -> str:
    number, unit = (seconds, "second") if seconds < 120 else (math.ceil(seconds / 60), "minute")
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
