"""Why reading sets something aside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from broadsheet.steps import Dropped

STEP: Final = "read"

REASONS: Mapping[str, str] = {
    "missing": "There is no such file or folder.",
    "unreadable": "The file or folder could not be opened, mostly for want of permission.",
    "not supported": "An address that is not of the web, or a list of feeds among other files.",
    "empty": "The file holds nothing but white space, or the folder no file that could be read.",
    "too large": "The page has more bytes, decompressed, than `read.max_bytes` allows, or a file more of them than are read.",
    "binary": "The file is not text.",
    "damaged": "A compressed or packed file, feed, letter or web archive, or a record of one, breaks off or is not what it says.",
    "undecodable": "No character set makes text of the bytes.",
    "unknown kind": "The name ends in something that is not read (see the list of endings), or a server called it no HTML.",
    "bad json": "A line of a JSON lines file is not JSON.",
    "not a page": "A JSON record or letter has neither HTML nor text, or an address gives a picture, sound, film or document.",
    "not a feed": "An XML or JSON file that is neither RSS nor Atom nor JSON Feed.",
    "unsafe": "An XML file that declares entities of its own or refers elsewhere, a packed file that is a link or whose name leads"
    " out of its folder, or a letter that is made to take long.",
    "encrypted": "A packed file that is locked with a password.",
    "no full text": "An entry of a feed that only announces its article, and whose page is not fetched: the feed is a file.",
    "bad status": "A web server answered with an error, or an answer in a web archive is a redirect or an error.",
    "bad address": "The text is no address of the web.",
    "forbidden address": "The address leads inside (this machine, its network), to no web server's port, or is not of the web.",
    "refused by robots": "The site's robots.txt asks not to read it, or could not be had and so forbids all for a while.",
    "unreachable": "No connection: the name is unknown, or the server refuses, or its certificate is not in order.",
    "too slow": "The server did not answer in full within `web.seconds`.",
    "too many redirects": "The address leads on and on, or back to itself.",
    "broken answer": "What the server sent is not HTTP, or breaks off, or is not packed as it says.",
    "asked to wait": "The server asked for fewer requests; it is left alone for as long as it says.",
    "gone": "The server says that the page was there and is no more (410) or is not there (404).",
    "plugin failed": "The plugin that reads such files failed on it; the detail names it.",
    "too deep": "The folder lies deeper than folders are followed, or is packed within a packed folder.",
}

UNUSABLE_ARGUMENT: Final = frozenset({"missing", "unreadable", "not supported"})
"""Reasons that, given of every source named on the command line, make the command line unusable (status 2)."""


def dropped(record: str, reason: str, detail: str = "") -> Dropped:
    """A drop of this step. A reason that is not listed is a bug and raises `KeyError`."""
    assert REASONS[reason]
    return Dropped(record=record, step=STEP, reason=reason, detail=detail)
