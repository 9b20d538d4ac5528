"""A bound on the time of a stage in the process that it runs in."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from broadsheet.executor.job import TooSlow


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raise `TooSlow` after so many seconds, where the system has alarms and we are in the main thread."""
    import threading

    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, seconds)  # again: Python swallows what is raised while it clears memory
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise TooSlow
