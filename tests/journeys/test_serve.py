"""The paper over HTTP: it answers, and it ends when it is told to."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from lxml import html

from broadsheet.cli.office import EditorsOffice
from broadsheet.config import Settings
from broadsheet.errors import NotFound
from broadsheet.store import Store
from tests.cli.conftest import Run


@contextmanager
def serving(*arguments: object) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    command = [sys.executable, "-m", "broadsheet", "serve", *map(str, arguments), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as server:
        assert server.stderr
        try:
            said = server.stderr.readline().decode()
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
            assert found, said
            yield server, int(found[1])
        finally:
            server.kill()


def get(port: int, path: str) -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("option", ["--site", "--store"])
def test_paper_is_served_until_terminated(paper: Path, option: str):
    source = paper if option == "--site" else paper / ".broadsheet" / "paper.db"
    with serving(option, source) as (server, port):
        status, front = get(port, "/")
        assert status == 200
        assert html.fromstring(front).findtext(".//h1") == "The Broadsheet"
        told = json.loads((paper / "stories/index.json").read_bytes())["stories"]
        assert told
        for story in told:
            assert get(port, f"/api/v1/stories/{story['id']}") == (200, (paper / story["json"]).read_bytes())
        assert get(port, "/nothing")[0] == 404
        assert get(port, "/.broadsheet/paper.db")[0] == 404
        started = time.monotonic()
        server.send_signal(signal.SIGTERM)
        assert server.wait(5) == 0
        assert time.monotonic() - started < 5
        assert server.stderr
        assert b"Traceback" not in server.stderr.read()


def test_folder_without_a_store_is_served_as_it_lies_there(paper: Path, tmp_path: Path):
    site = shutil.copytree(paper, tmp_path / "site", ignore=shutil.ignore_patterns("paper.db*"))
    with serving("--site", site) as (server, port):
        assert get(port, "/") == (200, (site / "index.html").read_bytes())
        server.send_signal(signal.SIGTERM)
        assert server.wait(5) == 0


def test_other_machines_are_refused(run: Run, paper: Path):
    ended = run("serve", "--site", paper, "--host", "0.0.0.0", "--port", "0")
    assert ended.status == 2
    assert ended.err.count("\n") == 1


def test_a_readers_word_is_carried_out_and_taken_back(paper: Path, tmp_path: Path):
    site = shutil.copytree(paper, tmp_path / "site")
    url = str(site / ".broadsheet" / "paper.db")

    def told() -> tuple[dict[str, str], tuple[str, ...]]:
        with Store.open(url, writes=False) as store:
            said = tuple(name for names in store.readers.settled().values() for name in names)
            return {name: placed.story for name, placed in store.articles.placements().items()}, said

    before, _ = told()
    story = next(story for story, n in Counter(before.values()).items() if n == 2)
    article = max(name for name in before if before[name] == story)
    office = EditorsOffice(Settings(), url)
    office.apart(article, story)
    assert len(set(told()[0].values())) == len(set(before.values())) + 1
    with pytest.raises(NotFound):
        office.rejoin(99)
    office.rejoin(1)
    assert told()[0] == before
    office.settle(story, "0" * 16)
    assert told()[1] == ("0" * 16,)
    office.reopen(story, "0" * 16)
    assert told()[1] == ()
