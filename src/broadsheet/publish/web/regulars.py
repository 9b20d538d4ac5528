"""Readers who come back: known by a cookie that holds nothing but a random id."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import Scope

from broadsheet.publish.web.archive import Archive
from broadsheet.publish.web.who import who_of
from broadsheet.records.reader import Remembered, Visit

COOKIE = "reader"
YEAR = 31_536_000
"""Seconds that the cookie lasts."""
KEPT = 256
"""Readers whose state is held ready."""
_ID = re.compile(rf"(?:^|;\s*){COOKIE}=([0-9a-f]{{32}})(?:;|$)")


class Regulars:
    """What is remembered of readers, held ready between their requests.

    Args:
        archive: where it is kept.
        fresh: makes the id of a new reader, 32 hexadecimal digits that nobody can guess.
    """

    def __init__(self, archive: Archive, fresh: Callable[[], str]) -> None:
        self.archive, self.fresh = archive, fresh
        self._held: OrderedDict[str, Remembered] = OrderedDict()
        self._lock = threading.Lock()

    def held(self, reader: str) -> Remembered | None:
        """What is held ready of a reader."""
        with self._lock:
            return self._held.get(reader)

    def remembered(self, reader: str) -> Remembered:
        """What is remembered of a reader, out of the store if need be."""
        known = self.held(reader)
        if known is None:
            with self.archive.opened() as store:
                known = store.readers.remembered(reader)
            with self._lock:
                self._held[reader] = known
                while len(self._held) > KEPT:
                    self._held.popitem(last=False)
        return known

    def saw(self, reader: str, story: str, revision: int) -> Remembered:
        """Note that a reader saw a revision; what is remembered then."""
        last = self.remembered(reader).read.get(story)
        if last is None or last.revision < revision:
            visit = Visit(revision=revision, before=last.revision if last else revision)
            with self.archive.opened() as store:
                store.readers.saw(reader, story, visit)
            self.forget(reader)
        return self.remembered(reader)

    def forget(self, reader: str) -> None:
        """Ask the store again next time."""
        with self._lock:
            self._held.pop(reader, None)


def reader_of(scope: Scope) -> str:
    """The id that a reader's words are kept under: that of their account, else, at a machine of their own, that in the cookie.

    Empty for whoever has none, or none yet.
    """
    who = who_of(scope)
    return cookied(Headers(scope=scope)) if who.kind == "owner" else who.reader


def cookied(headers: Headers) -> str:
    """The id in the cookie, empty if there is none.

    >>> cookied(Headers({"cookie": f"a=b; reader={'0' * 32}"})) == "0" * 32
    True
    >>> cookied(Headers({"cookie": "reader=' OR 1=1"}))
    ''
    """
    found = _ID.search(headers.get("cookie", ""))
    return found[1] if found else ""


def cookie(reader: str) -> tuple[bytes, bytes]:
    """The header that gives a reader their id, or takes it away if that is empty: for this server only, out of scripts' reach."""
    return b"set-cookie", f"{COOKIE}={reader}; Max-Age={YEAR if reader else 0}; Path=/; HttpOnly; SameSite=Lax".encode()
