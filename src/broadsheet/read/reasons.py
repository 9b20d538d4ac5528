"""Why reading sets something aside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from broadsheet.steps import Dropped

STEP: Final = "read"

REASONS: Mapping[str, str] = {
    "missing": "There is no such file or folder.",
    "unreadable": "The file or folder could not be opened, mostly for want of permission.",
    "not supported": "A web address, feed, OPML list or web archive, which are not read yet.",
    "empty": "The file holds nothing but white space, or the folder no file that could be read.",
    "too large": "The page has more bytes, after decompression, than `read.max_bytes` allows.",
    "binary": "The file is not text.",
    "damaged": "A compressed file breaks off or does not decompress.",
    "undecodable": "No character set makes text of the bytes.",
    "unknown kind": "The name ends in something that is not read: see the list of endings.",
    "bad json": "A line of a JSON lines file is not JSON.",
    "not a page": "A JSON record is not an object with `html` or `text`.",
    "too deep": "The folder lies deeper than folders are followed.",
}

UNUSABLE_ARGUMENT: Final = frozenset({"missing", "unreadable", "not supported"})
"""Reasons that, given of every source named on the command line, make the command line unusable (status 2)."""


def dropped(record: str, reason: str, detail: str = "") -> Dropped:
    """A drop of this step. A reason that is not listed is a bug and raises `KeyError`."""
    assert REASONS[reason]
    return Dropped(record=record, step=STEP, reason=reason, detail=detail)
