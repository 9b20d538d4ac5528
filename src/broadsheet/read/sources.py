"""From what the user names to pages."""

from __future__ import annotations

import glob
import gzip
import os
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import BinaryIO, cast

from broadsheet.errors import MissingPath, UsageError
from broadsheet.read.archive import START, pages_in
from broadsheet.read.contents import guarded, page_of, whole
from broadsheet.read.feeds import looks_like_feed, pages_of_feed
from broadsheet.read.folder import files_below, shown
from broadsheet.read.limits import Limits
from broadsheet.read.manners import Manners
from broadsheet.read.reasons import dropped
from broadsheet.read.records import pages_of, parse
from broadsheet.records.page import Page, PageKind
from broadsheet.steps import Dropped

KINDS: dict[str, PageKind] = {".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".xhtml": "html"}
LINES = (".jsonl", ".ndjson")
FEEDS = (".xml", ".rss", ".atom", ".rdf", ".json")
ARCHIVES = (".warc",)
LATER = (".opml", ".mbox", ".eml", ".zip", ".tar", ".tgz")
"""Endings of lists of feeds, mailboxes and packed folders."""
READ_NOW = (
    "http and https addresses, files and folders of"
    " .txt .html .htm .xhtml, JSON lines (.jsonl), feeds (.xml .rss .atom .rdf .json) and web archives (.warc),"
    " each also .gz, and - for standard input"
)
_OBJECT = re.compile(rb'\{\s*(?:"|$)')
WEB = re.compile(r"https?:", re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def read_sources(paths: Sequence[str], *, limits: Limits | None = None, manners: Manners | None = None) -> Iterator[Page | Dropped]:
    """The pages of every source, in the order given and by name within a folder.

    Args:
        paths: files, folders (read recursively), glob patterns, addresses on the web, or `-` for standard input.
        limits: bounds on a page.
        manners: how the web is asked.

    Yields:
        A page, or why there is none: see `REASONS`.
    """
    from broadsheet.read.visits import pages_at

    bounds = limits or Limits()
    for on_the_web, run in groupby(paths, key=lambda path: bool(WEB.match(path))):
        if on_the_web:
            yield from pages_at(run, bounds, manners)
        else:
            yield from chain.from_iterable(_source(path, bounds) for path in run)


def refuse_unusable(paths: Sequence[str]) -> None:
    """Say before anything is made that not one of the sources can be read.

    Raises:
        MissingPath: the first of them is not there.
        UsageError: there is none, or they are of a kind that is not read.
    """
    if not paths:
        raise UsageError("no source was named", hint=f"read so far: {READ_NOW}")
    if any(_may_be_read(path) for path in paths):
        return
    if _ADDRESS.match(paths[0]):
        raise UsageError(f"{paths[0]}: only http and https addresses are read", hint=f"read so far: {READ_NOW}")
    if Path(paths[0]).exists():
        raise UsageError(f"{paths[0]}: {ending(paths[0])} is not read yet", hint=f"read so far: {READ_NOW}")
    raise MissingPath(paths[0])


def _may_be_read(path: str) -> bool:
    if path == "-" or _ADDRESS.match(path):
        return path == "-" or bool(WEB.match(path))
    try:
        if Path(path).exists():
            return Path(path).is_dir() or ending(path) not in LATER
    except (OSError, ValueError):
        return False
    return bool(_matching(path))


def _source(path: str, limits: Limits) -> Iterator[Page | Dropped]:
    if path == "-":
        yield from guarded(_stream(sys.stdin.buffer, "stdin", limits), "stdin")
    elif _ADDRESS.match(path):
        yield dropped(path, "not supported", f"read so far: {READ_NOW}")
    else:
        yield from _path(Path(path), limits)


def _path(path: Path, limits: Limits) -> Iterator[Page | Dropped]:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        yield from _pattern(path, limits)
    except OSError as problem:
        yield dropped(shown(path), "unreadable", problem.strerror or "")
    else:
        yield from _folder(path, limits) if path.is_dir() else _file(path, Path(path.name), limits)


def _pattern(path: Path, limits: Limits) -> Iterator[Page | Dropped]:
    found = _matching(str(path))
    if not found:
        yield dropped(shown(path), "missing", "no such file or folder")
    for each in found:
        yield from _path(Path(each), limits)


def _matching(pattern: str) -> list[str]:
    return sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else []  # noqa: PTH207


def _folder(folder: Path, limits: Limits) -> Iterator[Page | Dropped]:
    found = False
    for path in files_below(folder, limits):
        found = True
        if isinstance(path, Dropped):
            yield path
        elif path.exists() and not path.is_file():
            yield dropped(shown(path, folder), "unknown kind", "neither file nor folder")
        else:
            yield from _file(path, path.relative_to(folder), limits)
    if not found:
        yield dropped(shown(folder), "empty", "the folder holds no file")


def _file(path: Path, called: Path, limits: Limits) -> Iterator[Page | Dropped]:
    """`called` is what the page is named after: the path below the folder that was given."""
    name, suffix = shown(called), ending(path.name)
    if suffix in LATER:
        yield dropped(name, "not supported", f"read so far: {READ_NOW}")
        return
    if suffix and suffix not in (*KINDS, *LINES, *FEEDS, *ARCHIVES):
        yield dropped(name, "unknown kind", f"{suffix} is not read; read so far: {READ_NOW}")
        return
    try:
        with path.open("rb") as stream:
            yield from guarded(_opened(stream, name, suffix, limits), name)
    except OSError as problem:
        yield dropped(name, "unreadable", problem.strerror or str(problem))


def _opened(stream: BinaryIO, name: str, suffix: str, limits: Limits) -> Iterator[Page | Dropped]:
    if suffix in LINES or suffix in ARCHIVES:
        reader = pages_of if suffix in LINES else pages_in
        yield from reader(unzipped(stream), name, limits, size=os.fstat(stream.fileno()).st_size)
    elif suffix in FEEDS:
        yield from _feed(stream, name, limits)
    elif suffix in KINDS:
        content = whole(stream, name, limits)
        yield content if isinstance(content, Dropped) else page_of(content, name, KINDS[suffix])
    else:
        yield from _stream(stream, name, limits)


def _feed(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Page | Dropped]:
    content = whole(stream, name, limits)
    if isinstance(content, Dropped):
        yield content
    else:
        yield from pages_of_feed(content, name)


def _stream(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Page | Dropped]:
    """A file without an ending, or standard input, told by how it begins: an archive, a feed, JSON lines, else one page."""
    import io

    buffered = io.BufferedReader(cast("io.RawIOBase", stream), 65_536) if not hasattr(stream, "peek") else stream
    opened = unzipped(buffered)
    first = opened.peek(4096).lstrip()  # type: ignore[attr-defined]
    if first.startswith(START):
        yield from pages_in(opened, name, limits)
    elif looks_like_feed(first):
        yield from _feed(opened, name, limits)
    elif first.startswith(b"{") and _looks_like_lines(first):
        yield from pages_of(opened, name, limits)
    else:
        content = whole(opened, name, limits)
        yield content if isinstance(content, Dropped) else page_of(content, name, None)


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


def ending(name: str) -> str:
    """The ending that tells the kind, lower case, without `.gz`.

    >>> ending("Page.HTML.gz"), ending("page"), ending("a.warc.gz"), ending("x.gz")
    ('.html', '', '.warc', '')
    """
    lowered = name.lower().removesuffix(".gz")
    return Path(lowered).suffix
