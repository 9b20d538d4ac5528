"""What a large web archive costs: records a second and the most memory held, over an archive of made-up answers.

    python benchmarks/warc.py [--records 100000] [--seed 7] [--packed]

The archive is written to a temporary folder by a seeded generator: pages of made-up words between requests, redirects, pictures and
answers that break off, as crawlers leave them. It is read in a process of its own, whose peak is that of reading alone.
"""

from __future__ import annotations

import argparse
import gzip
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from broadsheet.read import read_sources
from broadsheet.records.page import Page

_SOUNDS = ["ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we", "xi", "yo", "zu"]
_HEAD = (
    "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\nWARC-Date: 2031-03-14T11:10:00Z\r\n"
    "WARC-Target-URI: https://vexmoor.example/{number}\r\nContent-Type: application/http; msgtype={kind}\r\n"
    "Content-Length: {length}\r\n\r\n"
)


def records(count: int, seed: int) -> Iterator[bytes]:
    """So many answers, each behind its request."""
    dice = random.Random(seed)
    vocabulary = ["".join(dice.choices(_SOUNDS, k=dice.randint(1, 4))) for _ in range(5_000)]
    for number in range(count):
        yield _record(b"GET / HTTP/1.1\r\nHost: vexmoor.example\r\n\r\n", "request", number)
        yield _record(_answer(dice, vocabulary), "response", number)


def _record(block: bytes, kind: str, number: int) -> bytes:
    return _HEAD.format(kind=kind, number=number, length=len(block)).encode() + block + b"\r\n\r\n"


def _answer(dice: random.Random, vocabulary: list[str]) -> bytes:
    """Nine pages in ten; else a redirect, a picture, or chunks that break off."""
    sort = dice.random()
    if sort < 0.04:
        return b"HTTP/1.1 301 Moved\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n"
    if sort < 0.08:
        return b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 4\r\n\r\n\x89PNG"
    if sort < 0.1:
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"torn", mtime=0)[:-6]
        )
    paragraphs = "".join(f"<p>{' '.join(dice.choices(vocabulary, k=60))}.</p>" for _ in range(dice.randint(2, 20)))
    body = f"<!doctype html><html><head><title>{dice.choice(vocabulary)}</title></head><body>{paragraphs}</body></html>".encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


def write(path: Path, count: int, seed: int) -> None:
    """The archive; packed, every record is a member of its own, as crawlers write them."""
    with path.open("wb") as archive:
        for record in records(count, seed):
            archive.write(gzip.compress(record, 1, mtime=0) if path.suffix == ".gz" else record)


def read(path: Path) -> None:
    """Read the archive in this process, and say what came of it and what it took."""
    came: Counter[str] = Counter()
    started = time.perf_counter()
    for found in read_sources([str(path)]):
        came["page" if isinstance(found, Page) else found.reason] += 1
    seconds = time.perf_counter() - started
    print(f"  {came.total():,} answers: " + ", ".join(f"{number:,} {what}" for what, number in came.most_common()))
    print(f"  {came.total() / seconds:,.0f} answers/s, {seconds:.1f} s, peak {_peak():.0f} MB")


def _peak() -> float:
    """The most memory that this process has held, in MB; `getrusage` would count that of the process before it, too."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1_024


def main() -> None:
    """Write archives, each read by a process of its own."""
    given = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    given.add_argument("--records", type=int, action="append", help="answers in an archive; may be repeated")
    given.add_argument("--seed", type=int, default=7)
    given.add_argument("--packed", action="store_true", help="gzip, a member a record")
    given.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    options = given.parse_args()
    if options.read:
        read(options.read)
        return
    for count in options.records or [10_000, 100_000]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"made.warc{'.gz' if options.packed else ''}"
            write(path, count, options.seed)
            print(f"{count:,} answers, {path.stat().st_size / 1e6:.0f} MB", flush=True)
            subprocess.run([sys.executable, __file__, "--read", str(path)], check=True)


if __name__ == "__main__":
    main()
