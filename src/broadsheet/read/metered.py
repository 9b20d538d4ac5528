"""Streams that are counted while they are read."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

from broadsheet.read.limits import Allowance, Swollen

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PIECE = 65_536


class Metered(io.RawIOBase):
    """A stream that ends where the one below fails or has given too much, and remembers why.

    Args:
        stream: decompressed bytes.
        allowance: how many bytes it may give.

    Attributes:
        problem: reason and detail, once it has ended before its time.
    """

    def __init__(self, stream: BinaryIO, allowance: Allowance) -> None:
        self._read = getattr(stream, "read1", stream.read)
        self._allowance = allowance
        self._taken = 0
        self.problem: tuple[str, str] | None = None

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, none at the end."""
        part = b"" if self.problem else self._next(size if size > 0 else PIECE)
        self._taken += len(part)
        return part

    def tell(self) -> int:
        """How many bytes were given."""
        return self._taken

    def _next(self, size: int) -> bytes:
        try:
            part = bytes(self._read(size))
            self._allowance.take(len(part))
        except Swollen as problem:
            self.problem = ("too large", str(problem))
        except (EOFError, zlib.error) as problem:
            self.problem = ("damaged", str(problem))
        except OSError as problem:  # a bad gzip header has no number
            self.problem = ("unreadable" if problem.errno else "damaged", problem.strerror or str(problem))
        else:
            return part
        return b""


class Counted(io.RawIOBase):
    """A stream that fails with `Swollen` when it has given too much, and with `EOFError` when a packed folder ends in it.

    For what is read by libraries that let exceptions through.

    Args:
        stream: decompressed bytes.
        allowance: how many bytes it may give.
    """

    def __init__(self, stream: BinaryIO, allowance: Allowance) -> None:
        self._stream = stream
        self._allowance = allowance

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer with the next bytes."""
        room = memoryview(buffer).cast("B")
        try:
            part = self._stream.read(min(len(room), PIECE))
        except (tarfile.TarError, zipfile.BadZipFile) as problem:
            raise EOFError(str(problem)) from problem
        self._allowance.take(len(part))
        room[: len(part)] = part
        return len(part)


def counted(stream: BinaryIO, allowance: Allowance) -> io.BufferedReader:
    """The stream, counted, with `peek`."""
    return io.BufferedReader(Counted(stream, allowance), PIECE)
