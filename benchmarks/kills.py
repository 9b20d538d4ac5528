"""Builds that are killed, over and over: at random points of their work with the database, or at any moment.

    python benchmarks/kills.py --kills 200

Pages are the open example pages that are given (default: the first three). Every build is killed once, gone on with, and held
against one that nobody disturbed: what was acknowledged, SQLite's integrity check, every table, every file of the site.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from broadsheet.cli import main

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.store.killing import Journal, content, dies_at, ended, lost, printed

PAGES = Path(__file__).parents[1] / "src/broadsheet/examples/pages"
DATABASE = ".broadsheet/paper.db"


def build(pages: list[str], site: Path) -> None:
    """The command as a user calls it, silent; the process ends with it."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    os._exit(main(["build", *pages, "--site", str(site), "--workers", "0"]))


def alarmed(seconds: float) -> None:
    """Kill this process after a while."""
    signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, seconds)


def killed(pages: list[str], site: Path, dice: random.Random, span: tuple[int, float]) -> tuple[bool, list[str]]:
    """Kill one build at a point or a moment within its span; whether it was killed in time, and what was lost."""
    journal = Journal(site.with_suffix(".journal"))
    if dice.random() < 0.5:
        status = ended(lambda: build(pages, site), dies_at(dice.randint(1, span[0])), journal)
    else:
        delay = dice.uniform(0.001, span[1])
        status = ended(lambda: (alarmed(delay), build(pages, site)), None, journal)
    return status == signal.SIGKILL, lost(site / DATABASE, journal)


def run(pages: list[str], kills: int, seed: int, folder: Path) -> int:
    """Kill so many builds; how many did not end as they should."""
    whole, journal, dice = folder / "whole", folder / "points", random.Random(seed)
    main(["build", *pages, "--site", str(folder / "warm"), "--workers", "0"])
    log, started = Journal(journal), time.monotonic()
    assert ended(lambda: build(pages, whole), lambda name: log.write(f"point {name}")) == 0
    span, tables, files = (len(log.lines("point")), time.monotonic() - started), content(whole / DATABASE), printed(whole)
    bad = done = 0
    for number in range(kills):
        site = folder / f"site{number}"
        hit, missing = killed(pages, site, dice, span)
        again = ended(lambda site=site: build(pages, site))  # type: ignore[misc]
        same = again == 0 and content(site / DATABASE) == tables and printed(site) == files
        done, bad = done + hit, bad + (bool(missing) or not same)
        if missing or not same:
            print(f"kill {number}: lost {missing}, same {same}")
            continue
        shutil.rmtree(site)
    print(f"{len(pages)} pages, {span[0]} points: {kills} builds, {done} killed before their end, {bad} bad")
    return bad


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", default=[str(page) for page in sorted(PAGES.glob("[0-4]*.txt"))[:3]])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        sys.exit(bool(run(given.pages, given.kills, given.seed, Path(work))))
