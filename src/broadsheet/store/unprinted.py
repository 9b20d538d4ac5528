"""Stories that make no page. What came of a look at one is remembered while the store is open, and not kept."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.steps import Dropped
from broadsheet.store.revisions import Hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a story was looked at with and how long that holds, and why it has no page."""

    hold: Hold
    dropped: Dropped


class Unprinted:
    """The last looks, by the digest of what they were taken from, in which the story's id is.

    Args:
        most: looks that are held before all are let go.
    """

    def __init__(self, most: int = 1 << 14) -> None:
        self._most = most
        self._looks: dict[str, Look] = {}

    def get(self, inputs_sha256: str) -> Look | None:
        """The look that was taken from these inputs last."""
        return self._looks.get(inputs_sha256)

    def keep(self, look: Look) -> None:
        """Remember a look."""
        if len(self._looks) >= self._most:
            self._looks.clear()
        self._looks[look.hold.inputs_sha256] = look
