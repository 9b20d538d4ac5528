"""How much anybody may ask for: a bucket of tokens for each, filled evenly, in memory and of a bounded number."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from datetime import datetime

MOST = 10_000
"""Buckets that are kept, those longest unused let go first. Whoever is let go starts with a full one."""


class Allowance:
    """Buckets that hold what may be asked for in a minute.

    Args:
        rates: requests a minute by what is asked for; 0 for as many as one likes.
        most: buckets at a time.
    """

    def __init__(self, rates: dict[str, int], most: int = MOST) -> None:
        self._rates, self._most = rates, most
        self._held: OrderedDict[tuple[str, str], tuple[float, datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, what: str, who: str, now: datetime) -> int:
        """Take one request out of somebody's bucket; seconds until there is one again, 0 if it was taken."""
        rate = self._rates.get(what, 0)
        if not rate:
            return 0
        with self._lock:
            left, last = self._held.pop((what, who), (float(rate), now))
            left = min(float(rate), left + max(0.0, (now - last).total_seconds()) * rate / 60)
            wait = math.ceil((1 - left) * 60 / rate) if left < 1 else 0
            self._held[what, who] = (left if wait else left - 1, now)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return wait
