"""Why reading sets something aside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from broadsheet.steps import Dropped

STEP: Final = "read"

REASONS: Mapping[str, str] = {
    "missing": "There is no such file or folder.",
    "unreadable": "The file or folder could not be opened, mostly for want of permission.",
    "not supported": "A web address, OPML list, mailbox or packed folder, which are not read yet.",
    "empty": "The file holds nothing but white space, or the folder no file that could be read.",
    "too large": "The page has more bytes, after decompression, than `read.max_bytes` allows.",
    "binary": "The file is not text.",
    "damaged": "A compressed file, feed or web archive, or a record of one, breaks off or is not what it says.",
    "undecodable": "No character set makes text of the bytes.",
    "unknown kind": "The name ends in something that is not read (see the list of endings), or a server called it no HTML.",
    "bad json": "A line of a JSON lines file is not JSON.",
    "not a page": "A JSON record is not an object with `html` or `text`.",
    "not a feed": "An XML or JSON file that is neither RSS nor Atom nor JSON Feed.",
    "unsafe": "An XML file that declares entities of its own or refers to a definition elsewhere.",
    "no full text": "An entry of a feed that only announces its article; pages are not fetched yet.",
    "bad status": "An answer in a web archive that is a redirect or an error.",
    "too deep": "The folder lies deeper than folders are followed.",
}

UNUSABLE_ARGUMENT: Final = frozenset({"missing", "unreadable", "not supported"})
"""Reasons that, given of every source named on the command line, make the command line unusable (status 2)."""


def dropped(record: str, reason: str, detail: str = "") -> Dropped:
    """A drop of this step. A reason that is not listed is a bug and raises `KeyError`."""
    assert REASONS[reason]
    return Dropped(record=record, step=STEP, reason=reason, detail=detail)
