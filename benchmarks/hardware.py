"""What the machine itself can do, beside which the other figures are to be read: memory, parsing, hashing, vectors. One core.

    python benchmarks/hardware.py

CPU time, the best of five.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable

import numpy as np
from lxml import html

PARAGRAPH = "<p>The ferry of <a href='/halm'>Halm</a> was late again, the <b>harbour master</b> said on Tuesday.</p>\n"
PAGE = "<html><body>" + "<div class='box'>" * 20 + PARAGRAPH * 2_000 + "</div>" * 20 + "</body></html>"
STORIES = 50_000


def best(work: Callable[[], object]) -> float:
    """CPU seconds of the fastest of five."""
    times = []
    for _ in range(5):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def main() -> None:
    block = np.ones(25_000_000)
    copy = np.empty_like(block)
    print(f"memory copied              {2 * block.nbytes / 1e9 / best(lambda: np.copyto(copy, block)):8.1f} GB/s, read and written")
    print(f"BLAKE2b                    {block.nbytes / 1e9 / best(lambda: hashlib.blake2b(block.data)):8.2f} GB/s")
    print(f"lxml parses                {len(PAGE) / 1e6 / best(lambda: html.fromstring(PAGE)):8.1f} MB/s of markup")
    print(f"text split into words      {len(PAGE) / 1e6 / best(PAGE.split):8.1f} MB/s")
    vectors, one = np.ones((STORIES, 384), np.float32), np.ones(384, np.float32)
    seconds = best(lambda: np.einsum("ij,j->i", vectors, one))
    print(f"a vector beside stories    {1e6 * seconds / STORIES * 1e3:8.1f} ns a story, {vectors.nbytes / 1e9 / seconds:.1f} GB/s")


if __name__ == "__main__":
    main()
