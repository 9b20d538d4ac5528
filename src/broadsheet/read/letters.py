"""Web pages saved as MHTML, and newsletters: what mail programs pack is taken apart by the mail parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from typing import BinaryIO
from urllib.parse import urlsplit

from broadsheet.read.contents import page_of, too_large
from broadsheet.read.dates import stamp
from broadsheet.read.limits import Limits
from broadsheet.read.reasons import dropped
from broadsheet.records.page import Page, PageKind
from broadsheet.steps import Dropped

START = re.compile(rb"(?:(?:from|snapshot-content-location|mime-version)[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2}", re.IGNORECASE)
"""How browsers begin a page that they save as MHTML."""
_DECLARES = re.compile(rb"^content-(?:type|disposition)[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_LONGEST = 4_000
_NESTED = 64
"""Bounds on what the mail parser takes time over that grows with the square: a header's parameters, parts within parts."""
_DIVIDES = re.compile(rb"From \S+.*\d\d:\d\d")


def page_of_letter(content: bytes, name: str) -> Page | Dropped:
    """The page that a saved web page or letter holds: its root, else its first HTML, else its first plain text.

    Args:
        content: the bytes of the `.mhtml` or `.eml` file.
        name: what to call it.
    """
    if not content.strip():
        return dropped(name, "empty", "no words")
    declared = _DECLARES.findall(content)
    if any(len(header) > _LONGEST for header in declared) or sum(b"boundary" in header.lower() for header in declared) > _NESTED:
        return dropped(name, "unsafe", "its headers are overlong or its parts too many")
    try:
        letter = message_from_bytes(content)
        root = _root(letter)
        if root is None:
            return dropped(name, "not a page", "no part of it is HTML or plain text")
        return _page(letter, root, name)
    except (MessageError, ValueError, LookupError, RecursionError) as problem:
        return dropped(name, "damaged", str(problem))


def letters_in(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Page | Dropped]:
    """The letters of a mailbox (mbox), called by their places.

    Args:
        stream: decompressed bytes.
        name: what to call the mailbox.
        limits: bounds on a letter.
    """
    for number, letter in enumerate(_split(stream, limits), 1):
        where = f"{name}:{number}"
        yield too_large(where, limits) if len(letter) > limits.max_bytes else page_of_letter(letter, where)


def _split(stream: BinaryIO, limits: Limits) -> Iterator[bytes]:
    """The bytes of every letter, without the line that divides it from the one before; of an overlong one no more than shows it."""
    held, after_blank = bytearray(), True
    while line := stream.readline(limits.max_bytes + 1):
        if after_blank and _DIVIDES.match(line):
            if held.strip():
                yield bytes(held)
            held.clear()
        elif len(held) <= limits.max_bytes:
            held += line.removeprefix(b">") if line.startswith(b">From ") else line
        after_blank = not line.strip()
    if held.strip():
        yield bytes(held)


def _root(letter: Message) -> Message | None:
    """The part that is the page: the one named as the start, else the first HTML, else the first plain text."""
    parts = [part for part in letter.walk() if not part.is_multipart() and part.get_content_disposition() != "attachment"]
    start = letter.get_param("start")
    readable = ("text/html", "application/xhtml+xml", "text/plain")
    named = [part for part in parts if start and part.get("Content-ID") == start and part.get_content_type() in readable]
    return next(iter(named + [part for kind in readable for part in parts if part.get_content_type() == kind]), None)


def _page(letter: Message, root: Message, name: str) -> Page | Dropped:
    address = root.get("Content-Location") or letter.get("Snapshot-Content-Location") or letter.get("Content-Location")
    content = root.get_payload(decode=True)
    if not isinstance(content, bytes):
        return dropped(name, "damaged", "its root cannot be unpacked")
    kind: PageKind = "text" if root.get_content_type() == "text/plain" else "html"
    page = page_of(content, name, kind, url=_address(address), charset=root.get_content_charset())
    if isinstance(page, Dropped) or page.url is not None:
        return page
    return Page(
        name=name, kind=kind, body=page.body, title=_words(letter.get("Subject")), published=stamp(_words(letter.get("Date")))
    )


def _address(stated: object) -> str | None:
    """The address, if it is one of the web: pages saved from a file or a letter's parts have others."""
    address = "".join(str(stated or "").split())
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def _words(header: object) -> str | None:
    """A header's words, unpacked."""
    stated = str(header or "")[:_LONGEST]
    try:
        return " ".join(str(make_header(decode_header(stated))).split()) or None
    except (MessageError, ValueError, LookupError):
        return " ".join(stated.split()) or None
