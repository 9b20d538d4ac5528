"""What the system lets a process do, for as long as a test needs: root kept from what others may not, files bounded."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_VERSION = 0x20080522
_OVERRIDES = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: by these root opens what the modes of a file forbid (capabilities(7))."""


@contextmanager
def modes_hold() -> Iterator[None]:
    """The modes of files and folders hold for us, root or not; the test is skipped where root cannot be kept from them."""
    if os.geteuid():
        yield
        return
    if sys.platform != "linux":
        pytest.skip("root opens every file here")
    system, header = ctypes.CDLL(None, use_errno=True), (ctypes.c_uint32 * 2)(_VERSION, 0)
    had, left = ((ctypes.c_uint32 * 6)() for _ in range(2))
    for sets in (had, left):
        assert system.capget(header, sets) == 0, ctypes.get_errno()
    left[0] &= ~_OVERRIDES  # of the effective ones only, so that they can be had back
    assert system.capset(header, left) == 0, ctypes.get_errno()
    try:
        yield
    finally:
        assert system.capset(header, had) == 0, ctypes.get_errno()


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """No file of this process grows past so many bytes: what writes beyond is told, as by a quota."""
    resource = pytest.importorskip("resource", reason="this system bounds no files")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
