"""A paper whose store lies on a PostgreSQL server is the same paper."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from broadsheet.cli import main
from broadsheet.store import Store
from tests.cli.conftest import Run
from tests.journeys.test_same_bytes import files, program
from tests.journeys.test_serve import get, serving
from tests.pipeline.pages import write_pages

KILLED = """
import os, signal, sys
from broadsheet.store.articles import Articles
place, count = Articles.place, [0]

def placed(self, *whole, **named):
    place(self, *whole, **named)
    count[0] += 1
    if count[0] == int(sys.argv[1]):  # all of the article is told to the server and nothing of it acknowledged
        os.kill(os.getpid(), signal.SIGKILL)

Articles.place = placed
from broadsheet.cli import main
main(sys.argv[2:])
"""


def build(address: str, folder: Path, *names: str) -> Path:
    pages, site = write_pages(folder / "pages", *names), folder / "site"
    assert main(["build", str(pages), "--site", str(site), "--store", address, "--workers", "0"]) == 0
    return site


def test_site_over_a_server_is_the_same(run: Run, paper: Path, paper_on_server: str, tmp_path: Path):
    site = build(paper_on_server, tmp_path)
    assert files(site) == files(paper)
    assert paper_on_server not in (site / "build.json").read_text()
    assert not (site / ".broadsheet" / "paper.db").exists()
    proven = run("verify", "--store", paper_on_server, "--site", site)
    assert (proven.status, proven.out.endswith(" 0 mismatches\n")) == (0, True)
    assert "0 articles" not in proven.out


def test_build_killed_in_an_article_goes_on(paper: Path, paper_on_server: str, tmp_path: Path):
    pages, site = write_pages(tmp_path / "pages"), tmp_path / "site"
    arguments = ("build", pages, "--site", site, "--store", paper_on_server, "--workers", "0")
    assert program(2, *arguments, code=KILLED) == -signal.SIGKILL
    with Store.open(paper_on_server) as left:
        assert left.problems() == []
        assert (left.articles.count(), len(left.cuttings.waiting())) in {(0, 4), (1, 3)}
    assert main([str(each) for each in arguments]) == 0
    assert files(site) == files(paper)


def test_two_web_processes_look_on_at_one_writer(run: Run, paper_on_server: str, tmp_path: Path):
    build(paper_on_server, tmp_path / "before", "a-strike.txt")
    with serving("--store", paper_on_server) as (_, first), serving("--store", paper_on_server) as (_, second):
        fronts = [get(port, "/") for port in (first, second)]
        assert fronts[0] == fronts[1]
        assert fronts[0][0] == 200
        with Store.open(paper_on_server):
            refused = run("build", tmp_path / "before" / "pages", "--site", tmp_path / "none", "--store", paper_on_server)
        assert (refused.status, "another process is writing to it" in refused.err) == (1, True)
        build(paper_on_server, tmp_path / "after")
        news = [_once_it_tells(port, b"brewery") for port in (first, second)]
        assert news[0] == news[1]
        found = [get(port, "/search?q=brewery") for port in (first, second)]
        assert found[0] == found[1]
        assert (found[0][0], b"Varnby council" in found[0][1]) == (200, True)


def _once_it_tells(port: int, word: bytes) -> bytes:
    last = time.monotonic() + 30
    while time.monotonic() < last:
        status, front = get(port, "/")
        if status == 200 and word in front:
            return front
        time.sleep(0.2)
    return pytest.fail("the new edition is not shown")
