"""Files that swell when they are read, in a process whose memory is bounded: each is told, and its neighbours come in."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.pipeline.pages import PAGES, write_pages

MEGABYTES = 2_000
"""Of address space: less than a bomb takes once it is unpacked."""
SWOLLEN = 3_000
"""Megabytes of a bomb once unpacked."""
BOUNDED = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEGABYTES}_000_000,) * 2)
from broadsheet.cli import main
sys.exit(main(sys.argv[1:]))
"""
HEAD = b"\r\n".join(
    (
        b"WARC/1.0",
        b"WARC-Type: response",
        b"WARC-Target-URI: https://halm.example/a",
        b"Content-Length: %d",
        b"",
        b"HTTP/1.1 200 OK",
        b"",
        b"",
    )
)


def swollen(start: bytes = b"") -> bytes:
    """A small gzip file of very many words, its parts one after another."""
    part = gzip.compress(b"word " * 2_000_000, 9, mtime=0)
    return gzip.compress(start, mtime=0) + part * (SWOLLEN // 10)


def packed(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("page.txt.gz", swollen())


def one_large_file() -> bytes:
    header = tarfile.TarInfo("page.txt")
    header.size = SWOLLEN * 1_000_000
    return swollen(header.tobuf())


def entities() -> str:
    made = ['<!ENTITY e0 "laugh">', *(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))]
    feed = "<rss><channel><title>Halm</title><item><title>&e9;</title></item></channel></rss>"
    return f"<?xml version='1.0'?><!DOCTYPE rss [{''.join(made)}]>{feed}"


BOMBS: Mapping[str, Callable[[Path], object]] = {
    "page.txt.gz": lambda path: path.write_bytes(swollen()),
    "crawl.warc.gz": lambda path: path.write_bytes(swollen(HEAD % (SWOLLEN * 1_000_000))),
    "folder.zip": packed,
    "folder.tar.gz": lambda path: path.write_bytes(one_large_file()),
    "feed.xml": lambda path: path.write_text(entities()),
    "deep.html": lambda path: path.write_text("<div>" * 200_000),
    "deep.jsonl": lambda path: path.write_text('{"id":' * 900_000),
}


@pytest.mark.timeout(300)
def test_bombs_are_told_and_their_neighbours_read(tmp_path: Path):
    pytest.importorskip("resource", reason="this system bounds no memory")
    pages, site = write_pages(tmp_path / "pages"), tmp_path / "site"
    for name, make in BOMBS.items():
        make(pages / name)
    one_thread = {
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }  # every thread takes address space, however many cores there are
    command = [sys.executable, "-c", BOUNDED, "build", str(pages), "--site", str(site), "--workers", "0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False, env=os.environ | one_thread)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert json.loads((site / "build.json").read_text())["counts"]["articles"] == len(PAGES)
    for name in BOMBS:
        assert f"not used: {name}" in done.stderr, done.stderr
