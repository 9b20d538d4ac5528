"""Files ready to be sent: with their digest, packed once, kept while there is room."""

from __future__ import annotations

import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import blake2b

ROOM = 96_000_000
"""Bytes of ready copies that are kept."""
SHORT = 512
"""A shorter body is not worth packing (bytes)."""
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/atom+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".eml": "message/rfc822",
    ".md": "text/markdown; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Copy:
    """A body with its type, plain and packed (gzip, RFC 1952), and the quoted tags of both."""

    body: bytes
    packed: bytes | None
    kind: str
    tag: str

    @property
    def packed_tag(self) -> str:
        """The tag of the packed body: other bytes, another tag."""
        return f'{self.tag[:-1]}-gz"'


def ready(body: bytes, kind: str) -> Copy:
    """A body made ready; packing notes no time, so that the same body gives the same bytes."""
    packed = gzip.compress(body, 6, mtime=0) if len(body) > SHORT else None
    tag = f'"{blake2b(body, digest_size=16).hexdigest()}"'
    return Copy(body=body, packed=packed if packed and len(packed) < len(body) else None, kind=kind, tag=tag)


def type_of(path: str) -> str:
    """The media type of a file by its name's ending."""
    return TYPES.get(path[path.rfind(".") :], "application/octet-stream")


class Copies:
    """Ready copies by key, those longest unused let go first."""

    def __init__(self, room: int = ROOM) -> None:
        self._kept: OrderedDict[Hashable, Copy] = OrderedDict()
        self._lock, self._room, self._held = threading.Lock(), room, 0

    def get(self, key: Hashable) -> Copy | None:
        """The copy, if it is here."""
        with self._lock:
            found = self._kept.get(key)
            if found:
                self._kept.move_to_end(key)
            return found

    def made(self, key: Hashable, make: Callable[[], Copy]) -> Copy:
        """The copy, made if it is not here. What cannot be made is not kept."""
        found = self.get(key) or make()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = found
                self._held += _size(found)
            while self._held > self._room and len(self._kept) > 1:
                self._held -= _size(self._kept.popitem(last=False)[1])
        return found


def _size(copy: Copy) -> int:
    return len(copy.body) + len(copy.packed or b"")
