"""`broadsheet run` as a process: it follows a source on loopback, serves what it writes, ends when told, and goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.store import Store
from tests.cli.conftest import Run
from tests.journeys.loopback import on_loopback
from tests.journeys.test_serve import get
from tests.pipeline.followed import TEXT
from tests.pipeline.outlets import article, feed


def ferry(here: str) -> dict[str, str]:
    """A feed with one article of an hour ago, and the article."""
    now = datetime.now(UTC) - timedelta(hours=1)
    return {"/feed": feed((f"{here}/ferry", "Ferry", now)).body, "/ferry": article("Ferry stops", *TEXT).body}


@pytest.fixture
def halm() -> Iterator[str]:
    """The address of an outlet."""
    with on_loopback(ferry) as here:
        yield here


def started(halm: str, store: str, site: Path) -> subprocess.Popen[str]:
    environment = os.environ | {
        "BROADSHEET_WEB__ALLOW": json.dumps([halm.removeprefix("http://")]),
        "BROADSHEET_WEB__DELAY": "0.01",
        "BROADSHEET_SCHEDULE__WATCH_MINUTES": "0.01",
        "BROADSHEET_RUN__WORKERS": "0",
    }
    command = [sys.executable, "-m", "broadsheet", "run", "--store", store, "--site", str(site), "--port", "0", "--json"]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)


def until(process: subprocess.Popen[str], event: str, **facts: object) -> dict[str, object]:
    """The first event of that kind with these facts."""
    assert process.stderr
    for line in process.stderr:
        told = json.loads(line)
        if told["event"] == event and all(told.get(name) == value for name, value in facts.items()):
            return told
    raise AssertionError(f"it ended before it told of {event}")


def test_it_follows_serves_ends_and_goes_on(run: Run, halm: str, tmp_path: Path):
    store, site = str(tmp_path / "news.db"), tmp_path / "site"
    run("sources", "add", f"{halm}/feed", "--name", "Halm", "--store", store)
    with started(halm, store, site) as process:
        try:
            address = str(until(process, "serving")["address"])
            assert get(int(address.rstrip("/").rpartition(":")[2]), "/healthz")[0] == 200
            assert until(process, "asked", kind="page")["status"] == 200
            until(process, "stories", articles=1)
            assert "400 people cross to the island" in (site / "index.html").read_text("utf-8")
            assert run("read", str(tmp_path), "--store", store).status == 1
            begun = time.monotonic()
            process.send_signal(signal.SIGTERM)
            assert process.wait(6) == 0
            assert time.monotonic() - begun < 5
        finally:
            process.kill()
    with Store.open(store) as held:
        assert [one.title for one in held.articles.all()] == ["Ferry stops"]
        assert {job.state for job in held.jobs.all()} == {"waiting", "resting"}  # the stories rest until there are new pages


def test_killed_for_good_it_goes_on_where_it_was(run: Run, halm: str, tmp_path: Path):
    store, site = str(tmp_path / "news.db"), tmp_path / "site"
    run("sources", "add", f"{halm}/feed", "--name", "Halm", "--store", store)
    with started(halm, store, site) as process:
        until(process, "asked", kind="page")
        process.kill()
    with started(halm, store, site) as process:
        try:
            until(process, "stories", articles=1)
        finally:
            process.kill()
    with Store.open(store) as held:
        assert [one.title for one in held.articles.all()] == ["Ferry stops"]
        assert held.problems() == []
