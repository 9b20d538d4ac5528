"""What the processes that a benchmark has started hold together."""

from __future__ import annotations

from contextlib import suppress
from threading import Event

import psutil


def most_held(over: Event, *, shared_once: bool = False) -> int:
    """Bytes that all processes started from this one hold together at most, looked at five times a second until it is over.

    Args:
        over: set when there is nothing more to look at.
        shared_once: count what processes share once and not as often as they share it; slower.
    """
    most = 0
    while not over.wait(0.2):
        held = 0
        for process in psutil.Process().children(recursive=True):
            with suppress(psutil.Error):  # it has ended
                held += process.memory_full_info().pss if shared_once else process.memory_info().rss
        most = max(most, held)
    return most
