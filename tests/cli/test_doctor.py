"""The doctor sees what is wrong around a store, and mends what can be mended without loss."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import namedtuple
from contextlib import closing
from importlib import metadata
from pathlib import Path

import pytest

from broadsheet.cli import surroundings
from broadsheet.store import Store
from broadsheet.store.connection import WriterLock
from tests.cli.conftest import Run

DATABASE = ".broadsheet/paper.db"
KILLED = """
import os, sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.execute("UPDATE counted SET id = id")
database.commit()
os._exit(0)
"""
LONG_AGO = time.time() - 7_200
Findings = dict[str, dict[str, object]]


@pytest.fixture
def site(paper: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(paper, tmp_path / "copy"))


def looked(run: Run, site: Path, *more: str) -> tuple[int, Findings]:
    ended = run("doctor", "--site", site, "--json", *more)
    return ended.status, json.loads(ended.out)


def bad(findings: Findings) -> list[str]:
    return [name for name, found in findings.items() if not found["ok"]]


def left_behind(site: Path) -> list[Path]:
    """What a killed backup, a killed restore and a killed publisher leave."""
    store = site / ".broadsheet"
    folders = [store / ".backup-x1", store / ".restore-x2"]
    for folder in folders:
        folder.mkdir()
        (folder / "paper.db").write_bytes(b"half")
    part = site / "stories" / f".{'0a' * 8}.part"
    part.write_bytes(b"half")
    for path in [part, *(folder / "paper.db" for folder in folders), *folders]:
        os.utime(path, (LONG_AGO, LONG_AGO))
    return [*folders, part]


def test_sound_paper_has_nothing_to_mend(run: Run, site: Path):
    before = (site / DATABASE).read_bytes()
    status, findings = looked(run, site)
    assert (status, bad(findings)) == (0, [])
    assert {"extras", "clock", "disk", "writer", "log", "leftovers", "keeping"} <= findings.keys()
    assert "kept for ever" in str(findings["keeping"]["says"])
    assert (site / DATABASE).read_bytes() == before
    (site / (DATABASE + ".lock")).unlink()
    assert looked(run, site, "--mend")[1]["mended"]["says"] == "the lock that nobody held was removed"


def test_leftovers_are_told_and_removed(run: Run, site: Path):
    planted = left_behind(site)
    beside = site / "stories" / ".notes.part"
    beside.write_text("the user's own")
    os.utime(beside, (LONG_AGO, LONG_AGO))
    status, findings = looked(run, site)
    assert (status, bad(findings)) == (1, ["leftovers"])
    assert "doctor --mend" in str(findings["leftovers"]["says"])
    status, findings = looked(run, site, "--mend")
    assert (status, bad(findings)) == (0, [])
    assert not any(path.exists() for path in planted)
    assert beside.exists()


def test_folders_of_killed_readings_are_removed(run: Run, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    gone, at_work, strange = (tmp_path / f"broadsheet-{whose}-x1" for whose in (ended.pid, os.getpid(), "demo"))
    for folder in (gone, at_work, strange):
        folder.mkdir()
        os.utime(folder, (LONG_AGO, LONG_AGO))
    assert bad(looked(run, site)[1]) == ["leftovers"]
    assert looked(run, site, "--mend")[0] == 0
    assert [folder.exists() for folder in (gone, at_work, strange)] == [False, True, True]


def test_work_under_way_is_not_removed(run: Run, site: Path):
    planted = left_behind(site)
    for path in planted:
        fresh = path / "paper.db" if path.is_dir() else path
        os.utime(fresh)
    assert looked(run, site, "--mend")[0] == 0
    assert all(path.exists() for path in planted)


def test_word_index_is_made_anew(run: Run, site: Path):
    with Store.open(str(site / DATABASE)) as store:
        found = {word: len(each) for word, each in store.words.articles.holding(["ferry", "council"]).items()}
    with closing(sqlite3.connect(site / DATABASE)) as database, database:
        database.execute("DELETE FROM postings WHERE base IN ('ferry', 'council')")
    status, findings = looked(run, site)
    assert (status, bad(findings)) == (1, ["store"])
    status, findings = looked(run, site, "--mend")
    assert (status, bad(findings)) == (0, [])
    assert "the word index was made anew" in str(findings["mended"]["says"])
    with Store.open(str(site / DATABASE)) as store:
        assert {word: len(each) for word, each in store.words.articles.holding(["ferry", "council"]).items()} == found
        assert store.problems() == []


def test_long_log_is_told_and_cut_off(run: Run, site: Path, monkeypatch: pytest.MonkeyPatch):
    subprocess.run([sys.executable, "-c", KILLED, site / DATABASE], check=True)
    log = site / (DATABASE + "-wal")
    assert log.stat().st_size > 1_000
    for module in ("log", "paper"):
        monkeypatch.setattr(f"broadsheet.store.{module}.LOG_BYTES", 1_000)
    with closing(sqlite3.connect(site / DATABASE)) as other:  # so that the log outlives the looking
        assert other.execute("SELECT count(*) FROM pages").fetchone() == (4,)
        assert surroundings.log(site / DATABASE)[0] is False
        status, findings = looked(run, site, "--mend")
        assert (status, bad(findings)) == (0, [])
        assert "the log was written into the database" in str(findings["mended"]["says"])
        assert log.stat().st_size == 0


def test_writer_is_told_and_its_lock_stays(run: Run, site: Path):
    with Store.open(str(site / DATABASE)):
        assert looked(run, site)[1]["writer"]["says"] == f"process {os.getpid()} writes"
        status, findings = looked(run, site, "--mend")
        assert (status, bad(findings)) == (1, ["mended"])
        assert (site / (DATABASE + ".lock")).exists()
    assert looked(run, site)[1]["writer"]["says"] == "nobody writes now"


def test_removed_lock_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Somebody removes the file between its opening and its locking: whoever locks it must not be alone with it."""
    path, first = tmp_path / "paper.db", WriterLock(tmp_path / "paper.db")
    asked = WriterLock._is_there
    monkeypatch.setattr(WriterLock, "_is_there", lambda self: self.path.unlink() or asked(self) if not gone.pop() else asked(self))
    gone = [True, False]
    first.take()
    assert first.path.exists()
    assert WriterLock(path).holder() == str(os.getpid())
    assert WriterLock(path).sweep() is False
    first.release()
    assert WriterLock(path).sweep() is True
    assert not first.path.exists()


def test_full_disk_is_told(run: Run, site: Path, monkeypatch: pytest.MonkeyPatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 10**6))
    status, findings = looked(run, site)
    assert (status, bad(findings)) == (1, ["disk"])
    assert "store expire" in str(findings["disk"]["says"])


def test_clock_that_was_set_back_is_told(run: Run, site: Path):
    ahead = time.time() + 7_200
    os.utime(site / DATABASE, (ahead, ahead))
    status, findings = looked(run, site)
    assert (status, bad(findings)) == (1, ["clock"])


def test_clock_of_a_server_is_asked(paper_on_server: str):
    from broadsheet.config import Settings

    assert surroundings.clock(Settings(), paper_on_server, time.time())[0] is True
    for wrong in (-3_600, 3_600):
        ok, told = surroundings.clock(Settings(), paper_on_server, time.time() + wrong)
        assert (ok, "the server's clock says" in told) == (False, True)


def test_missing_extras_name_their_command(monkeypatch: pytest.MonkeyPatch):
    asked = ["typer>=0.15", "pluggy>=1.5; extra == 'there'", 'no-such-package[binary]>=3.2; extra == "absent"']
    monkeypatch.setattr(metadata, "requires", lambda _: asked)
    assert surroundings.extras() == (True, "installed: there; not absent: pip install 'broadsheet[absent]'")
