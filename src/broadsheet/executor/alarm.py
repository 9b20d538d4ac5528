"""A bound on the time of a stage in the process that it runs in."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from broadsheet.errors import BroadsheetError
from broadsheet.executor.job import Bounds, Named, TooSlow
from broadsheet.steps import Dropped

Made = TypeVar("Made")


def attempt(named: Named, act: Callable[[], Made], bounds: Bounds) -> Made | Dropped:
    """Do something for one record in this process; what comes of it, or why nothing does.

    For stages too that know what came before. One whose record was dropped half way must be made anew: nobody knows what it holds.

    Args:
        named: the record, and the stage.
        act: what is done.
        bounds: of which the time holds.

    Raises:
        BroadsheetError: what it raises for bad set-up.
    """
    try:
        with alarm(bounds.seconds):
            return act()
    except BroadsheetError:
        raise
    except (Exception, TooSlow) as problem:  # noqa: BLE001  one record must not stop the rest, whatever is wrong with it
        return named.dropped(problem, bounds)


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
