"""A build that is killed, wherever that may be, is gone on with and ends where an undisturbed one ends."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from broadsheet.cli import main
from tests.pipeline.pages import write_pages
from tests.store.killing import At, Journal, content, die, dies_at_new, ended, lost, printed

NAMES = ("a-strike.txt", "c-vote.txt", "d-copy.txt")
DATABASE = ".broadsheet/paper.db"
KILLED = 9
MOMENTS = ("begin", "after", "commit", "committed")

Build = Callable[[Path], None]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The command as a user calls it, silent, over three small pages."""
    pages = write_pages(tmp_path_factory.mktemp("pages") / "pages", *NAMES)

    def built(site: Path) -> None:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        os._exit(main(["build", str(pages), "--site", str(site), "--workers", "0"]))

    return built


@pytest.fixture(scope="module")
def whole(build: Build, paper: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose build nobody disturbed."""
    site = tmp_path_factory.mktemp("whole") / "site"
    assert ended(lambda: build(site)) == 0
    return site


def spared(at: At) -> At:
    """Without the making of the tables, which tests/store/test_versions.py kills."""

    def chosen(name: str) -> None:
        moment, done, table = name.split(" ")
        if moment in MOMENTS and done in ("insert", "update", "delete") and table != "alembic_version":
            at(name)

    return chosen


def test_build_killed_at_every_kind_of_point(build: Build, whole: Path, tmp_path: Path):
    site, journal, kills = tmp_path / "site", Journal(tmp_path / "journal"), 0
    while ended(lambda: build(site), spared(dies_at_new(set(journal.lines("died")), journal)), journal) == KILLED:
        kills += 1
        assert len(journal.lines("died")) == kills
        assert lost(site / DATABASE, journal) == [], journal.lines("died")[-1]
    assert kills >= 24
    assert len(set(journal.lines("died"))) == kills
    assert {"committed insert pages", "after insert articles", "commit insert grouping", "begin insert revisions"} <= set(
        journal.lines("died")
    )
    assert len(journal.lines("kept")) == len(set(journal.lines("kept"))) == 2 * len(NAMES) + 2
    assert content(site / DATABASE) == content(whole / DATABASE)
    assert printed(site) == printed(whole)


@pytest.mark.parametrize("file", ["index.html", "newsletter.html", "feed.xml"])
def test_build_killed_while_it_publishes(build: Build, whole: Path, tmp_path: Path, file: str, monkeypatch: pytest.MonkeyPatch):
    gone = Path.replace

    def dying(self: Path, target: Path) -> Path:
        if Path(target).name == file:
            die()
        return gone(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", dying)
        assert ended(lambda: build(tmp_path / "site")) == KILLED
    assert ended(lambda: build(tmp_path / "site")) == 0
    assert content(tmp_path / "site" / DATABASE) == content(whole / DATABASE)
    assert printed(tmp_path / "site") == printed(whole)
