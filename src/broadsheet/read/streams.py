"""From the bytes of one file, or of standard input, to pages."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from broadsheet.read.archive import START, pages_in
from broadsheet.read.contents import guarded, page_of, whole
from broadsheet.read.feeds import looks_like_feed, pages_of_feed
from broadsheet.read.kinds import ARCHIVES, KNOWN, LETTERS, LINES, LISTS, MARKUP, PACKED, PAGES, READ_NOW, SAVED, TARRED, ending
from broadsheet.read.letters import START as SAVED_START
from broadsheet.read.letters import letters_in, page_of_letter
from broadsheet.read.limits import Allowance, Limits
from broadsheet.read.metered import counted
from broadsheet.read.packed import ZIP_START, Member, members_of
from broadsheet.read.reasons import dropped
from broadsheet.read.records import pages_of, parse
from broadsheet.records.page import Page
from broadsheet.steps import Dropped

Outcome = Iterator[Page | Dropped]
_OBJECT = re.compile(rb'\{\s*(?:"|$)')
_WEB_ARCHIVES = "archive/"
"""Where a WACZ keeps them; beside them lie lists of the same pages."""


def refused(name: str) -> Dropped | None:
    """Why a file of that name is not opened, if it is not."""
    suffix = ending(name)
    if suffix in LISTS:
        return dropped(name, "not supported", "a list of feeds is followed if it is named itself, not among other files")
    if suffix and suffix not in KNOWN:
        return dropped(name, "unknown kind", f"{suffix} is not read; read so far: {READ_NOW}")
    return None


def pages_of_stream(stream: BinaryIO, name: str, limits: Limits, allowance: Allowance) -> Outcome:
    """The pages of a file; trouble with it ends in a drop, and so does a file that holds none.

    Args:
        stream: its bytes, with `peek`.
        name: what to call it; its ending tells the kind, else its beginning does.
        limits: bounds on a page.
        allowance: how many bytes it may give.
    """
    told = False
    for each in guarded(_opened(stream, name, limits, allowance), name):
        told = True
        yield each
    if not told:
        yield dropped(name, "empty", "it holds no page")


def _opened(stream: BinaryIO, name: str, limits: Limits, allowance: Allowance) -> Outcome:
    suffix = ending(name)
    if suffix in LINES:
        yield from pages_of(unzipped(stream), name, limits, allowance)
    elif suffix in ARCHIVES:
        yield from pages_in(unzipped(stream), name, limits, allowance)
    elif suffix in PACKED:
        yield from _packed(stream, name, limits, allowance)
    elif suffix == ".mbox":
        yield from letters_in(counted(unzipped(stream), allowance), name, limits)
    elif suffix in (*PAGES, *MARKUP, *SAVED, *LETTERS):
        yield from _whole(stream, name, limits, allowance)
    else:
        yield from _told_by_its_beginning(stream, name, limits, allowance)


def _whole(stream: BinaryIO, name: str, limits: Limits, allowance: Allowance) -> Outcome:
    """What is held as a whole: a page, a feed, a letter."""
    content, suffix = whole(stream, name, limits, allowance), ending(name)
    if isinstance(content, Dropped):
        yield content
    elif suffix in MARKUP or (suffix not in KNOWN and looks_like_feed(content[:4096])):
        yield from pages_of_feed(content, name)
    elif suffix in (*SAVED, *LETTERS) or (suffix not in KNOWN and SAVED_START.match(content.lstrip())):
        yield page_of_letter(content, name)
    else:
        yield page_of(content, name, PAGES.get(suffix))


def _packed(stream: BinaryIO, name: str, limits: Limits, allowance: Allowance) -> Outcome:
    """The pages of a packed folder's files."""
    web = ending(name) == ".wacz"
    opened = unzipped(stream) if ending(name) in TARRED else stream
    for member in members_of(opened, name, limits, allowance):
        if isinstance(member, Dropped):
            yield member
        elif not web or member.name.startswith(_WEB_ARCHIVES):
            yield from _member(member, f"{name}/{member.name}", limits, allowance)


def _member(member: Member, name: str, limits: Limits, allowance: Allowance) -> Outcome:
    refusal = refused(name)
    if refusal:
        yield refusal
    elif ending(name) in PACKED:
        yield dropped(name, "too deep", "a packed folder within another")
    else:
        yield from pages_of_stream(member.stream, name, limits, allowance)


def _told_by_its_beginning(stream: BinaryIO, name: str, limits: Limits, allowance: Allowance) -> Outcome:
    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(cast("io.RawIOBase", stream), 65_536)
    opened = unzipped(buffered)
    first = opened.peek(4096).lstrip()  # type: ignore[attr-defined]
    if first.startswith(START):
        yield from pages_in(opened, name, limits, allowance)
    elif first.startswith(b"{") and not looks_like_feed(first) and _looks_like_lines(first):
        yield from pages_of(opened, name, limits, allowance)
    elif first.startswith(ZIP_START):
        content = whole(opened, name, limits, allowance)
        yield from [content] if isinstance(content, Dropped) else _packed(io.BytesIO(content), f"{name}.zip", limits, allowance)
    else:
        yield from _whole(opened, name, limits, allowance)


def _looks_like_lines(first: bytes) -> bool:
    """Whether the first bytes are an object, or the beginning of a long one."""
    line, feed, _ = first.partition(b"\n")
    try:
        return isinstance(parse(line), dict) if feed else bool(_OBJECT.match(first))
    except ValueError:
        return False


def unzipped(stream: BinaryIO) -> BinaryIO:
    """The stream itself, or what it decompresses to if it begins as gzip does."""
    start = stream.peek(2)[:2] if hasattr(stream, "peek") else b""
    return cast("BinaryIO", gzip.GzipFile(fileobj=stream)) if start == b"\x1f\x8b" else stream
