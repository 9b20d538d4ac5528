"""What worker processes of one machine cost: CPU seconds and memory of reading pages with them beside those without.

    python benchmarks/workers.py [--times 3] [--most 2] [PAGE ...]

The open example pages (or those named) are read so many times over, as in `cluster.py`, by `broadsheet read --workers 0`, 1 and so
on. Counted is the processor time of the command and of all its processes, and the most that they hold in memory together, looked at
five times a second (a page of memory that two of them share counts twice). The stores are compared statement by statement, and the
program fails if they differ.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from cluster import HERE, OPEN, dump, read, told
from memory_held import most_held


def measured(pages: Path, store: Path, workers: int) -> tuple[float, int]:
    """CPU seconds, and the most bytes held."""
    over = Event()
    with ThreadPoolExecutor(1) as threads:
        watching = threads.submit(most_held, over)
        try:
            seconds = read(pages, store, "--workers", str(workers))
        finally:
            over.set()
        return seconds, watching.result()


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--times", type=int, default=3)
    asked.add_argument("--most", type=int, default=2)
    asked.add_argument("pages", nargs="*", type=Path, default=OPEN)
    said = asked.parse_args()
    os.environ["PYTHONPATH"] = os.pathsep.join([str(HERE / "src"), os.environ.get("PYTHONPATH", "")])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = told(said.times, said.pages, folder)
        found = [measured(pages, folder / f"{number}.db", number) for number in range(said.most + 1)]
        same = all(dump(folder / f"{number}.db") == dump(folder / "0.db") for number in range(said.most + 1))
    for number, (seconds, held) in enumerate(found):
        print(f"--workers {number}   {seconds:6.1f} CPU s   ratio {seconds / found[0][0]:.2f}   {held / 1e6:.0f} MB at most")
    print("the stores are " + ("the same" if same else "NOT THE SAME"))
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
