"""Python's collector of cycles, while records are worked on.

Asked as often as it is by itself, it looks at all that models hold again and again, and finds next to nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

RARELY = (20_000, 10, 10)
"""New things after which the youngest are looked at, and so many such looks for one at those that are older (Python's own: 700)."""


def collect_rarely() -> None:
    """From now on, in this process."""
    gc.set_threshold(*RARELY)


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """As long as it lasts; after that as before."""
    before = gc.get_threshold()
    collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*before)
