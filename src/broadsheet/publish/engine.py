"""Which program sets the pages: another one may set the same edition otherwise."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from broadsheet import __version__

LIBRARIES = ("icalendar", "jinja2", "markupsafe", "tzdata")
"""Whose work stands in a page."""
KINDS = (".py", ".html", ".txt", ".css", ".js", ".svg", ".json")


@cache
def engine() -> str:
    """A name of this program: of its version, its sources, templates and styles, of Python, and of what it prints with."""
    name = blake2b(digest_size=16)
    for part in (__version__, sys.version, *map(_version, LIBRARIES)):
        name.update(f"{part}\0".encode())
    for path, file in _files(resources.files("broadsheet"), ""):
        content = file.read_bytes()
        name.update(f"{path}\0{len(content)}\0".encode() + content)
    return name.hexdigest()


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "none"


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    """All files that pages may depend on, in the order of their names; not the examples and models, which pages do not read."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        below = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from () if below in ("/examples", "/models", "/evaluate") else _files(entry, below)
        elif entry.name.endswith(KINDS):
            yield below, entry
