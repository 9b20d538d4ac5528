"""Packed folders: the files within a zip or tar, one after another. Nothing of them is written anywhere."""

from __future__ import annotations

import errno
import io
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from broadsheet.read.kinds import TARRED, ending
from broadsheet.read.limits import Allowance, Limits
from broadsheet.read.metered import counted
from broadsheet.read.reasons import dropped
from broadsheet.steps import Dropped

ZIP_START = b"PK\x03\x04"
_DIRECTORY = 64_000_000
"""A zip's list of contents may be so long, in bytes; zipfile reads it whole."""
_HEADER = 1_000_000
"""The same for the header of a file in a tar, which may hold long names and remarks."""
_LEADS_OUT = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|^[A-Za-z]:|[\x00-\x1f\x7f\\]")
_SOLID = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
_OUTSIDE = "it names a place outside itself"
_UNPACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a packed folder.

    Attributes:
        name: its path below the folder's top.
        stream: its bytes, to be read before the next member is asked for.
    """

    name: str
    stream: io.BufferedReader


def members_of(stream: BinaryIO, name: str, limits: Limits, allowance: Allowance) -> Iterator[Member | Dropped]:
    """The files of a packed folder: of a zip by name, of a tar in their order. Hidden ones are passed over.

    Args:
        stream: its bytes; those of a zip must be seekable, those of a tar decompressed.
        name: what to call it, with its ending.
        limits: how many files it may hold.
        allowance: how many bytes they may give.

    Raises:
        Swollen: they give more.
    """
    members = _of_tar if ending(name) in TARRED else _of_zip
    try:
        for number, member in enumerate(members(stream, name, allowance)):
            if number >= limits.max_files:
                yield dropped(name, "too large", f"more than {limits.max_files} files (read.max_files); the rest is left")
                return
            yield member
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, zlib.error, ValueError) as problem:
        yield dropped(name, "damaged", str(problem))
    except OSError as problem:
        if problem.errno != errno.EINVAL:
            raise
        yield dropped(name, "damaged", _OUTSIDE)


class _Directory(io.RawIOBase):
    """A seekable stream that is never read in one piece beyond what a list of contents may take."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek, self.tell = stream.seek, stream.tell  # type: ignore[method-assign]

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if size > _DIRECTORY:
            raise zipfile.BadZipFile("its list of contents is too long")
        return self._stream.read(size)


def _of_zip(stream: BinaryIO, name: str, allowance: Allowance) -> Iterator[Member | Dropped]:
    with zipfile.ZipFile(cast("BinaryIO", _Directory(stream))) as packed:
        for entry in sorted(packed.infolist(), key=lambda entry: entry.filename):
            if entry.is_dir() or _hidden(entry.filename):
                continue
            why = _unusable(entry)
            try:
                yield dropped(f"{name}/{_shown(entry.filename)}", *why) if why else _opened(packed, entry, allowance)
            except (zipfile.BadZipFile, RuntimeError) as problem:  # the second of what zipfile has not learnt
                yield dropped(f"{name}/{_shown(entry.filename)}", "damaged", str(problem))


def _opened(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, allowance: Allowance) -> Member:
    try:
        return Member(entry.filename, counted(cast("BinaryIO", packed.open(entry)), allowance))
    except OSError as problem:
        if problem.errno != errno.EINVAL:
            raise
        raise zipfile.BadZipFile(_OUTSIDE) from problem


def _unusable(entry: zipfile.ZipInfo) -> tuple[str, str] | None:
    if entry.flag_bits & 0x1:
        return "encrypted", "it is locked with a password"
    if _LEADS_OUT.search(entry.orig_filename):
        return "unsafe", "its name leads out of the folder"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "unsafe", "a link"
    return None if entry.compress_type in _UNPACKED else ("unknown kind", "packed by a method that is not read")


class _Header(tarfile.TarInfo):
    """The header of a file in a tar. One that is damaged or overlong is told, where tarfile would end or read on without a word."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Header:
        try:
            header = super().frombuf(buf, encoding, errors)
        except (tarfile.InvalidHeaderError, tarfile.TruncatedHeaderError) as problem:  # type: ignore[attr-defined]
            raise tarfile.SubsequentHeaderError(str(problem)) from problem  # type: ignore[attr-defined]
        if header.type in _SOLID and header.size > _HEADER:
            raise tarfile.SubsequentHeaderError("a header is too long")  # type: ignore[attr-defined]
        return header


def _of_tar(stream: BinaryIO, name: str, allowance: Allowance) -> Iterator[Member | Dropped]:
    with tarfile.open(fileobj=counted(stream, allowance), mode="r|", tarinfo=_Header) as packed:
        for entry in packed:
            packed.members = []  # type: ignore[attr-defined] # it would keep them all
            if entry.isdir() or _hidden(entry.name):
                continue
            if _LEADS_OUT.search(entry.name):
                yield dropped(f"{name}/{_shown(entry.name)}", "unsafe", "its name leads out of the folder")
            elif not entry.isreg() or entry.issparse():  # tarfile may seek for ever in a file with holes
                yield dropped(f"{name}/{_shown(entry.name)}", "unsafe", "a link, a device or a file with holes")
            elif opened := packed.extractfile(entry):
                yield Member(entry.name.removeprefix("./"), counted(cast("BinaryIO", opened), Allowance()))


def _hidden(name: str) -> bool:
    return any(part.startswith(".") and part not in (".", "..") for part in name.split("/"))


def _shown(name: str) -> str:
    """A name that may be a trick, for a report."""
    return re.sub(r"[\x00-\x1f\x7f]", "\ufffd", name)[:200]
