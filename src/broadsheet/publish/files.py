"""The one place that writes into a site's folder: whole files or none, nothing outside, nothing of anyone else's removed."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from stat import S_ISREG

from broadsheet.errors import UsageError

MANIFEST = ".broadsheet/published.json"
_PART = re.compile(r"\.[0-9a-f]{16}\.part")
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # `json.dumps` makes a new one each time
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a publisher did.

    Attributes:
        publisher: its name.
        written: paths below the folder, in the order of writing, new or unchanged.
        removed: files of an earlier edition that were taken away.
        total_bytes: bytes of all written files together.
    """

    publisher: str
    written: tuple[str, ...]
    removed: tuple[str, ...]
    total_bytes: int


@dataclass(slots=True)
class Shelf:
    """A publisher's files in a folder.

    Call `put` or `keep` for every file and `close` once: it removes what the same publisher wrote for an earlier edition
    and did not write again, unless somebody has changed it since.
    """

    folder: Path
    publisher: str
    digests: dict[str, str] = field(default_factory=dict)
    total_bytes: int = 0
    _earlier: dict[str, str] | None = None
    _folders: dict[PurePosixPath, Path] = field(default_factory=dict)

    def put(self, path: str, content: bytes) -> str:
        """Write one file below the folder; the mark of the file that is there now, for `keep`.

        Raises:
            UsageError: the path leads out of the folder (by a symbolic link, say), or the folder cannot be written.
        """
        mark = _write(self._target(path), content)
        self.digests[path] = sha256(content).hexdigest()
        self.total_bytes += len(content)
        return mark

    def _target(self, path: str) -> Path:
        """Where a file lies. Whether its folder is one of the site's is looked at once."""
        pure = PurePosixPath(path)
        if pure.parent not in self._folders or pure.name in ("", ".."):
            self._folders[pure.parent] = _inside(self.folder, path).parent
        return self._folders[pure.parent] / pure.name

    def keep(self, path: str, mark: str) -> bool:
        """Leave a file as it is, if it is the very one that `put` gave this mark for; whether it is."""
        if self._earlier is None:
            self._earlier = _read_manifest(self.folder).get(self.publisher, {})
        try:
            found = os.lstat(os.path.join(self.folder, path))  # noqa: PTH118  thousands of times in an edition
        except OSError:
            return False
        if path not in self._earlier or not S_ISREG(found.st_mode) or _mark(found) != mark:
            return False
        self.digests[path] = self._earlier[path]
        self.total_bytes += found.st_size
        return True

    def close(self) -> Report:
        """Remove what is stale, remember what was written, and report."""
        known = _read_manifest(self.folder)
        stale = {path: digest for path, digest in known.get(self.publisher, {}).items() if path not in self.digests}
        kept_by_others = {path for name, paths in known.items() if name != self.publisher for path in paths}
        removed = tuple(path for path in sorted(stale) if path not in kept_by_others and _remove(self.folder, path, stale[path]))
        known[self.publisher] = dict(sorted(self.digests.items()))
        _write(_inside(self.folder, MANIFEST), _dump({name: known[name] for name in sorted(known)}))
        return Report(publisher=self.publisher, written=tuple(self.digests), removed=removed, total_bytes=self.total_bytes)


def put_all(folder: Path, publisher: str, files: Iterable[tuple[str, bytes]]) -> Report:
    """Write all files of one publisher, then close its shelf."""
    shelf = Shelf(folder, publisher)
    for path, content in files:
        shelf.put(path, content)
    return shelf.close()


def write_file(folder: Path, path: str, content: bytes) -> None:
    """Write one file that no manifest lists."""
    _write(_inside(folder, path), content)


def read_file(folder: Path, path: str) -> bytes:
    """A file that `write_file` wrote, nothing if it is not there or cannot be read."""
    try:
        return _inside(folder, path).read_bytes()
    except (OSError, UsageError):
        return b""


def leftovers(folder: Path) -> tuple[Path, ...]:
    """What a process that was killed while it wrote a site left in its folder. One that still writes may own them."""
    return tuple(sorted(path for path in folder.rglob(".*.part") if _PART.fullmatch(path.name) and path.is_file()))


def encode(text: str) -> bytes:
    """UTF-8 for people: lone surrogates become question marks."""
    return text.encode("utf-8", "replace")


def encode_json(plain: object, indent: int | None = 1) -> bytes:
    """JSON for programs: keys as given, lone surrogates escaped, so that every string comes back as it was."""
    text = json.dumps(plain, ensure_ascii=False, indent=indent) if indent else _compact(plain)
    try:
        return text.encode() + b"\n"
    except UnicodeEncodeError:
        return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode() + b"\n"


def _inside(folder: Path, path: str) -> Path:
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts:
        raise UsageError(f"{path}: leads out of the site's folder")
    root = folder.resolve()
    target = root.joinpath(*parts)
    if not target.parent.resolve().is_relative_to(root):
        raise UsageError(f"{target.parent}: leads out of the site's folder", hint="remove the symbolic link")
    return target


def _mark(found: os.stat_result) -> str:
    """What tells a file from another that took its place, and from itself before somebody wrote into it."""
    return f"{found.st_size}-{found.st_mtime_ns}-{found.st_ino}"


def _write(target: Path, content: bytes) -> str:
    """Put a file in place, or leave the one that holds the same; its mark."""
    try:
        return _same(target, content) or _replaced(target, content)
    except OSError as error:
        raise UsageError(f"{target}: {error.strerror or error}", hint="choose another folder for the site") from error


def _same(target: Path, content: bytes) -> str:
    """The mark of a file that holds these bytes, nothing if it does not."""
    if not target.is_file() or target.is_symlink():
        return ""
    with target.open("rb") as file:
        mark = _mark(os.fstat(file.fileno()))
        return mark if file.read() == content else ""


def _replaced(target: Path, content: bytes) -> str:
    """Put a whole file in place, by way of one that is always called the same: what a killed process left of it goes now."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{sha256(target.name.encode()).hexdigest()[:16]}.part")
    part.unlink(missing_ok=True)
    try:
        with part.open("xb") as file:
            file.write(content)
        part.chmod(0o644)
        mark = _mark(part.stat())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return mark


def _remove(folder: Path, path: str, digest: str) -> bool:
    try:
        target = _inside(folder, path)
        if target.is_symlink() or not target.is_file() or sha256(target.read_bytes()).hexdigest() != digest:
            return False
        target.unlink()
    except (OSError, UsageError):
        return False
    return True


def _read_manifest(folder: Path) -> dict[str, dict[str, str]]:
    try:
        known = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(known, Mapping):
        return {}
    lists = {str(name): paths for name, paths in known.items() if isinstance(paths, Mapping)}
    return {name: {str(path): str(digest) for path, digest in paths.items()} for name, paths in lists.items()}


def _dump(plain: object) -> bytes:
    return json.dumps(plain, ensure_ascii=True, indent=1).encode() + b"\n"
