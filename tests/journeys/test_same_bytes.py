"""The same input gives the same site, byte for byte, whatever happened on the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.pipeline.pages import write_pages

OWN = {"build.json", "paper.db", "paper.db.lock", "paper.db-wal", "paper.db-shm"}

KILLED = """
import os, sys
from contextlib import contextmanager
from broadsheet.store.database import Database
whole, count = Database.transaction, [0]

@contextmanager
def transaction(self, *, writes=True):
    outermost = writes and not self._connection.in_transaction()
    with whole(self, writes=writes):
        yield
        count[0] += outermost
        if outermost and count[0] == int(sys.argv[1]):
            os._exit(137)

Database.transaction = transaction
from broadsheet.cli import main
main(sys.argv[2:])
"""


def files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.name not in OWN
    }


def program(*arguments: object, seed: str = "0", code: str | None = None) -> int:
    command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "broadsheet"]
    environment = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run([*command, *map(str, arguments)], env=environment, capture_output=True, timeout=120, check=False)
    assert b"Traceback" not in done.stderr
    return done.returncode


def test_second_build_over_the_same_store(run: Run, paper: Path, tmp_path: Path):
    before = files(paper)
    assert run("build", write_pages(tmp_path / "pages"), "--site", paper, "--workers", "0").status == 0
    assert files(paper) == before
    assert len(before) > 20


@pytest.mark.parametrize("workers", ["0", "2"])
def test_build_elsewhere_with_other_hashes(paper: Path, tmp_path: Path, workers: str):
    pages = write_pages(tmp_path / "pages")
    assert program("build", pages, "--site", tmp_path / "site", "--workers", workers, seed="12345") == 0
    assert files(tmp_path / "site") == files(paper)


@pytest.mark.parametrize("place", [1, 3, 7, 11, 14])
def test_build_killed_and_run_again(paper: Path, tmp_path: Path, place: int):
    pages, site = write_pages(tmp_path / "pages"), tmp_path / "site"
    assert program(place, "build", pages, "--site", site, "--workers", "0", code=KILLED) == 137
    assert program("build", pages, "--site", site, "--workers", "0") == 0
    assert files(site) == files(paper)
    assert program("verify", "--site", site) == 0
