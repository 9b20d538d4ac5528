"""The store behind the web app, for what no edition holds: one thread at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from broadsheet.store import Store


class Archive:
    """A store with a connection of its own, so that nobody waits while an edition is loaded."""

    def __init__(self, store: Store) -> None:
        self._store, self._lock = store, threading.Lock()

    @contextmanager
    def opened(self) -> Iterator[Store]:
        """The store, while nobody else has it."""
        with self._lock:
            yield self._store
