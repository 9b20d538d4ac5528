"""Who reads a page in the web app, and what is remembered of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A reader of the web app, as the pages speak of them; nobody in particular without an id.

    Attributes:
        id: what their cookie holds, empty for somebody who has not said anything yet.
        edition: version of the edition that they read, so that a page can ask whether there is a newer one.
        read: story → the revision that they read last.
        followed: stories that they follow.
        hidden: outlets that they do not want to see, by name.
    """

    id: str = ""
    edition: str = ""
    read: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    followed: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
