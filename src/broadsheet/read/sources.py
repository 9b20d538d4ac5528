"""From what the user names to pages."""

from __future__ import annotations

import glob
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.errors import MissingPath, UsageError
from broadsheet.read.contents import whole
from broadsheet.read.folder import files_below, shown
from broadsheet.read.kinds import LISTS, READ_NOW, ending
from broadsheet.read.limits import Allowance, Limits
from broadsheet.read.manners import Manners
from broadsheet.read.reasons import dropped
from broadsheet.read.sitemaps import leads_on
from broadsheet.read.streams import pages_of_stream, refused, unzipped
from broadsheet.records.page import Page
from broadsheet.steps import Dropped

if TYPE_CHECKING:
    from broadsheet.read.visits import Document

FileReader = Callable[[str, bytes], Iterator[Page | Dropped]]
"""Makes pages of a file's name and bytes."""
Readers = Mapping[str, FileReader]
"""Ending → what reads such files, where that is none of our kinds."""
WEB = re.compile(r"https?:", re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def read_sources(
    paths: Sequence[str], *, limits: Limits | None = None, manners: Manners | None = None, readers: Readers | None = None
) -> Iterator[Page | Dropped]:
    """The pages of every source, in the order given and by name within a folder.

    Args:
        paths: files, folders (read recursively), glob patterns, addresses on the web, or `-` for standard input.
        limits: bounds on a page.
        manners: how the web is asked.
        readers: of further kinds of files.

    Yields:
        A page, or why there is none: see `REASONS`.
    """
    bounds = limits or Limits()
    for on_the_web, run in groupby(paths, key=lambda path: bool(WEB.match(path)) or _is_list(path)):
        if on_the_web:
            yield from _fetched(run, bounds, manners)
        else:
            yield from chain.from_iterable(_source(path, bounds, readers or {}) for path in run)


def _fetched(places: Iterable[str], limits: Limits, manners: Manners | None) -> Iterator[Page | Dropped]:
    """The pages at addresses, and those that lists of addresses lead to."""
    from broadsheet.read.visits import Document, pages_at

    found = [place if WEB.match(place) else _list(Path(place), limits) for place in places]
    yield from (each for each in found if isinstance(each, Dropped))
    yield from pages_at([each for each in found if isinstance(each, str | Document)], limits, manners)


def _is_list(path: str) -> bool:
    """Whether the file, named itself, is a list of feeds or a sitemap: that is, whether it leads to the web."""
    suffix = ending(path)
    try:
        if (suffix and suffix not in (*LISTS, ".xml")) or not Path(path).is_file():
            return False
        with Path(path).open("rb") as stream:
            return suffix in LISTS or leads_on(unzipped(stream).read(4096))
    except (OSError, EOFError, ValueError, zlib.error):
        return False


def _list(path: Path, limits: Limits) -> Document | Dropped:
    from broadsheet.read.visits import Document

    try:
        with path.open("rb") as stream:
            content = whole(stream, shown(path), limits)
    except (EOFError, zlib.error) as problem:
        return dropped(shown(path), "damaged", str(problem))
    except OSError as problem:
        return dropped(shown(path), "unreadable", problem.strerror or str(problem))
    return content if isinstance(content, Dropped) else Document(body=content, name=path.name)


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
    raise MissingPath(paths[0])


def _may_be_read(path: str) -> bool:
    if path == "-" or _ADDRESS.match(path):
        return path == "-" or bool(WEB.match(path))
    try:
        if Path(path).exists():
            return True
    except (OSError, ValueError):
        return False
    return bool(_matching(path))


def _source(path: str, limits: Limits, readers: Readers) -> Iterator[Page | Dropped]:
    if path == "-":
        yield from pages_of_stream(sys.stdin.buffer, "stdin", limits, Allowance())
    elif _ADDRESS.match(path):
        yield dropped(path, "not supported", f"read so far: {READ_NOW}")
    else:
        yield from _path(Path(path), limits, readers)


def _path(path: Path, limits: Limits, readers: Readers) -> Iterator[Page | Dropped]:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        yield from _pattern(path, limits, readers)
    except OSError as problem:
        yield dropped(shown(path), "unreadable", problem.strerror or "")
    else:
        yield from _folder(path, limits, readers) if path.is_dir() else _file(path, Path(path.name), limits, readers)


def _pattern(path: Path, limits: Limits, readers: Readers) -> Iterator[Page | Dropped]:
    found = _matching(str(path))
    if not found:
        yield dropped(shown(path), "missing", "no such file or folder")
    for each in found:
        yield from _path(Path(each), limits, readers)


def _matching(pattern: str) -> list[str]:
    return sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else []  # noqa: PTH207


def _folder(folder: Path, limits: Limits, readers: Readers) -> Iterator[Page | Dropped]:
    found = False
    for path in files_below(folder, limits):
        found = True
        if isinstance(path, Dropped):
            yield path
        elif path.exists() and not path.is_file():
            yield dropped(shown(path, folder), "unknown kind", "neither file nor folder")
        else:
            yield from _file(path, path.relative_to(folder), limits, readers)
    if not found:
        yield dropped(shown(folder), "empty", "the folder holds no file")


def _file(path: Path, called: Path, limits: Limits, readers: Readers) -> Iterator[Page | Dropped]:
    """`called` is what the page is named after: the path below the folder that was given."""
    name = shown(called)
    foreign = readers.get(ending(name))
    refusal = None if foreign else refused(name)
    if refusal:
        yield refusal
        return
    try:
        with path.open("rb") as stream:
            if foreign:
                content = whole(stream, name, limits)
                yield from [content] if isinstance(content, Dropped) else foreign(name, content)
                return
            size = os.fstat(stream.fileno()).st_size
            yield from pages_of_stream(stream, name, limits, Allowance.of(size, limits))
    except (EOFError, zlib.error) as problem:
        yield dropped(name, "damaged", str(problem))
    except OSError as problem:
        yield dropped(name, "unreadable", problem.strerror or str(problem))
