"""What results depend on beside the records: the same program on every machine, or none of its results."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from importlib.resources.abc import Traversable

_NAME = re.compile(r"[A-Za-z0-9._-]+")
SOURCES = "broadsheet's own files"
DIGEST = 8


@cache
def program() -> Mapping[str, str]:
    """Python, every package of the base install and our own files → version, or a digest."""
    told = {"Python": "{}.{}".format(*sys.version_info), SOURCES: _sources()}
    return told | {name: version(name) for name in _packages()}


def unlike(theirs: Mapping[str, str]) -> list[str]:
    """What another machine has otherwise, in words.

    >>> unlike({**program(), "numpy": "0.1"})[0].startswith("numpy 0.1 there, ")
    True
    """
    ours = program()
    names = [name for name in sorted({*ours, *theirs}) if ours.get(name) != theirs.get(name)]
    return [f"{name} {theirs.get(name, 'not')} there, {ours.get(name, 'not')} here" for name in names]


def _packages() -> Iterator[str]:
    try:
        wanted = requires("broadsheet") or []
    except PackageNotFoundError:  # run from its sources: the files alone tell
        return
    for line in wanted:
        name = _NAME.match(line)
        if name and "extra ==" not in line:
            yield name[0].lower()


def _sources() -> str:
    """A digest of the program's files. Sites, notebooks and caches beside them do not count."""
    whole = blake2b(digest_size=DIGEST)
    for path, file in sorted(_files(files("broadsheet"), "")):
        whole.update(path.encode())
        whole.update(blake2b(file.read_bytes(), digest_size=DIGEST).digest())
    return whole.hexdigest()


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for one in folder.iterdir():
        if one.is_dir() and one.name not in {"__pycache__", "examples"}:
            yield from _files(one, f"{path}{one.name}/")
        elif one.name.endswith((".py", ".json", ".npz", ".txt")):
            yield path + one.name, one
