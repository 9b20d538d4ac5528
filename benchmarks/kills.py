"""Builds that are killed, over and over: at random points of their work with the database, or at any moment.

    python benchmarks/kills.py --kills 200
    python benchmarks/kills.py --kills 100 --server

Pages are the open example pages that are given (default: the first three). Every build is killed once, gone on with, and held
against one that nobody disturbed: what was acknowledged, SQLite's integrity check, every table, every file of the site. With
`--server` the store lies on a PostgreSQL server that is started for this; there numbers that a sequence gave are not compared,
since a transaction that was not kept uses some up, nor what names them: the word index and what a search is narrowed by.
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
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

from broadsheet.cli import main
from broadsheet.store import Store
from broadsheet.store.columns import Number
from broadsheet.store.schema import metadata

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.postgres import Cluster, own_cluster
from tests.store.killing import Journal, content, dies_at, ended, lost, missing, printed

PAGES = Path(__file__).parents[1] / "src/broadsheet/examples/pages"
NUMBERED = ("postings", "segments", "article_traits")
"""Tables that hold numbers of a sequence in their bytes or keys."""


class Files:
    """Stores in the sites' own folders."""

    def url(self, site: Path) -> str:
        """Where the store of a site lies."""
        return str(site / ".broadsheet/paper.db")

    def lost(self, site: Path, journal: Journal) -> list[str]:
        """What was acknowledged and is not there, and what is damaged."""
        return lost(Path(self.url(site)), journal)

    def content(self, site: Path) -> dict[str, str]:
        """Table → digest."""
        return content(Path(self.url(site)))

    def free(self, site: Path) -> None:
        """The site is about to be removed."""


class Databases(Files):
    """Stores on a server, one a site."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._made: set[str] = set()

    def url(self, site: Path) -> str:
        if site.name not in self._made:
            self._made.add(site.name)
            self._cluster.execute(f"CREATE DATABASE {site.name}")
        return self._cluster.url(site.name)

    def lost(self, site: Path, journal: Journal) -> list[str]:
        import psycopg

        self._wait_until_left(site)
        with closing(psycopg.connect(self.url(site))) as found:
            there = {row[0] for row in found.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
            gone = missing(found, there, journal)
        if "alembic_version" not in there:
            return gone
        with Store.open(self.url(site)) as store:
            return [*store.problems(), *gone]

    def content(self, site: Path) -> dict[str, str]:
        told = {}
        for table in metadata.sorted_tables:
            if table.name not in NUMBERED:
                columns = ", ".join(column.name for column in table.columns if not isinstance(column.type, type(Number)))
                rows = self._cluster.execute(f"SELECT {columns} FROM {table.name}", database=site.name)
                told[table.name] = sha256("\n".join(sorted(map(repr, rows))).encode()).hexdigest()
        return told

    def free(self, site: Path) -> None:
        self._cluster.execute(f"DROP DATABASE {site.name}")

    def _wait_until_left(self, site: Path) -> None:
        """The server hears of a killed client when it next writes to it."""
        asked = f"SELECT 1 FROM pg_stat_activity WHERE datname = '{site.name}'"
        last = time.monotonic() + 30
        while self._cluster.execute(asked) and time.monotonic() < last:
            time.sleep(0.05)


def build(pages: list[str], site: Path, url: str) -> None:
    """The command as a user calls it, silent; the process ends with it."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    os._exit(main(["build", *pages, "--site", str(site), "--store", url, "--workers", "0"]))


def alarmed(seconds: float) -> None:
    """Kill this process after a while."""
    signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, seconds)


def killed(act: tuple[list[str], Path, str], dice: random.Random, span: tuple[int, float], journal: Journal) -> bool:
    """Kill one build at a point or a moment within its span; whether it was killed in time."""
    if dice.random() < 0.5:
        return ended(lambda: build(*act), dies_at(dice.randint(1, span[0])), journal) == signal.SIGKILL
    delay = dice.uniform(0.001, span[1])
    return ended(lambda: (alarmed(delay), build(*act)), None, journal) == signal.SIGKILL


def run(pages: list[str], kills: int, seed: int, folder: Path, stores: Files) -> int:
    """Kill so many builds; how many did not end as they should."""
    whole, log, dice = folder / "whole", Journal(folder / "points"), random.Random(seed)
    main(["build", *pages, "--site", str(folder / "warm"), "--workers", "0"])
    url, started = stores.url(whole), time.monotonic()
    assert ended(lambda: build(pages, whole, url), lambda name: log.write(f"point {name}")) == 0
    span, tables, files = (len(log.lines("point")), time.monotonic() - started), stores.content(whole), printed(whole)
    bad = done = number = 0
    while done < kills:
        number += 1
        site, journal = folder / f"site{number}", Journal(folder / f"site{number}.journal")
        url = stores.url(site)
        done += killed((pages, site, url), dice, span, journal)
        gone = stores.lost(site, journal)
        again = ended(lambda site=site, url=url: build(pages, site, url))  # type: ignore[misc]
        same = again == 0 and stores.content(site) == tables and printed(site) == files
        bad += bool(gone) or not same
        if gone or not same:
            print(f"kill {number}: lost {gone}, status {again}, same {same}", flush=True)
            continue
        stores.free(site)
        shutil.rmtree(site)
        if number % 10 == 0:
            print(f"so far {number} builds, {done} killed before their end, {bad} bad", flush=True)
    print(f"{len(pages)} pages, {span[0]} points: {number} builds, {done} killed before their end, {bad} bad")
    return bad


@contextmanager
def stores_of(server: bool) -> Iterator[Files]:
    """Files, or databases on a server of our own."""
    if not server:
        yield Files()
        return
    with own_cluster() as (cluster, _):
        yield Databases(cluster)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", default=[str(page) for page in sorted(PAGES.glob("[0-4]*.txt"))[:3]])
    parser.add_argument("--kills", type=int, default=200, help="builds that die before their end")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--server", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as work, stores_of(given.server) as stores:
        sys.exit(bool(run(given.pages, given.kills, given.seed, Path(work), stores)))
