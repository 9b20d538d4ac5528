"""What `broadsheet run` is made of beside the schedule: its log, and what it tells systemd."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from broadsheet.cli import systemd
from broadsheet.cli.journal import journal, redacted
from broadsheet.cli.run import HUNG, _show_life, plan, publisher
from broadsheet.config import Settings
from broadsheet.store import Store


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://orla:key@halm.example/feed", "https://halm.example/feed"),
        ("at http://tam@halm.example:8080/a?token=1&b=2 twice", "at http://halm.example:8080/a?… twice"),
        ("https://halm.example/a#key=1", "https://halm.example/a"),
        ("https://a:b@c:d@halm.example/", "https://halm.example/"),
        ("no address at all", "no address at all"),
        ("gone: https://x.example/?k=s: answers 404", "gone: https://x.example/?… answers 404"),
    ],
)
def test_addresses_keep_nothing_secret(written: str, kept: str):
    assert redacted(written) == kept


@pytest.mark.parametrize("as_json", [True, False])
def test_an_event_is_a_line(capsys: pytest.CaptureFixture[str], as_json: bool):
    journal(as_json=as_json)("asked", address="https://orla:key@halm.example/?k=1", status=200, problem="")
    (line,) = capsys.readouterr().err.splitlines()
    assert ("key" in line, "problem" in line, "k=1" in line) == (False, False, False)
    if as_json:
        found = json.loads(line)
        assert (found["event"], found["status"], found["address"]) == ("asked", 200, "https://halm.example/?…")
        assert datetime.fromisoformat(found["at"]).tzinfo
    else:
        assert "event=asked" in line
        assert "status=200" in line


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> socket.socket:
    opened = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    opened.bind(str(tmp_path / "notify"))
    opened.settimeout(5)
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    return opened


def test_systemd_is_told(line: socket.socket):
    with line:
        assert systemd.notify("READY=1")
        assert line.recv(100) == b"READY=1"


@pytest.mark.parametrize("address", ["", "/nowhere/at/all", "@nobody-listens-there"])
def test_nobody_to_tell_is_no_fault(monkeypatch: pytest.MonkeyPatch, address: str):
    monkeypatch.setenv("NOTIFY_SOCKET", address)
    assert not systemd.notify("READY=1")


@pytest.mark.parametrize(("stated", "seconds"), [("30000000", 15.0), ("", None), ("0", None), ("soon", None)])
def test_signs_of_life_come_twice_as_often_as_they_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, stated: str, seconds: float | None
):
    monkeypatch.setenv("WATCHDOG_USEC", stated)
    assert systemd.watchdog_seconds() == seconds


@pytest.mark.parametrize(("silent", "told"), [(0.0, True), (HUNG + 60, False)])
def test_a_schedule_that_hangs_gives_no_sign_of_life(
    line: socket.socket, monkeypatch: pytest.MonkeyPatch, silent: float, told: bool
):
    monkeypatch.setenv("WATCHDOG_USEC", "20000")
    line.settimeout(0.2)
    schedule = SimpleNamespace(alive=datetime.now(UTC) - timedelta(seconds=silent))

    async def for_a_while() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(_show_life(schedule), 0.1)

    asyncio.run(for_a_while())
    with line:
        if told:
            assert line.recv(100) == b"WATCHDOG=1"
        else:
            with pytest.raises(TimeoutError):
                line.recv(100)


def test_the_plan_is_that_of_the_settings():
    settings = Settings(
        paper={"timezone": "Europe/Lisbon"},
        schedule={"editions": ["07:15"], "newsletter": "", "watch_minutes": 3, "shortest_minutes": 20, "attempts": 4, "days": 2},
    )
    made = plan(settings)
    assert (made.editions, made.newsletter, made.zone, made.watch) == (("07:15",), None, "Europe/Lisbon", timedelta(minutes=3))
    assert (made.habits.attempts, made.habits.oldest, made.habits.pace.shortest) == (4, timedelta(days=2), timedelta(minutes=20))
    assert made.habits.bounds.workers == 1


def test_the_newsletter_changes_at_its_hour_alone(paper: Path, tmp_path: Path):
    with Store.open(str(paper / ".broadsheet" / "paper.db"), writes=False) as store:
        publish = publisher(store, Settings(), tmp_path)
        publish("stories", "2031-05-08T06:00:00+00:00")
        first, letter = (tmp_path / "index.html").read_bytes(), (tmp_path / "newsletter.html").read_bytes()
        publish("edition", "2031-05-09T06:00:00+00:00")
        assert (tmp_path / "newsletter.html").read_bytes() == letter
        assert (tmp_path / "index.html").read_bytes() != first
        publish("newsletter", "2031-05-09T06:30:00+00:00")
        assert (tmp_path / "newsletter.html").read_bytes() != letter


TOLD_AT_ONCE = """
import os, signal, sys
from contextlib import contextmanager
from broadsheet.cli import run
from broadsheet.cli.main import main

@contextmanager
def serving(*_):
    os.kill(os.getpid(), int(sys.argv[1]))
    yield

run._served = serving
sys.exit(main(["run", "--store", sys.argv[2]]))
"""
"""Told to end the moment it serves, before its schedule begins."""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_told_to_end_before_it_follows_it_ends_in_order(number: signal.Signals, tmp_path: Path):
    line = [sys.executable, "-c", TOLD_AT_ONCE, str(int(number)), str(tmp_path / "paper.db")]
    ended = subprocess.run(line, check=False, capture_output=True, text=True, timeout=60)
    assert (ended.returncode, "event=stopped" in ended.stderr) == (0, True), ended.stderr
