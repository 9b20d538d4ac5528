"""What the system forbids: folders and files that may not be read or written, files that may not grow."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_trouble import COMMANDS
from tests.journeys.test_same_bytes import files
from tests.pipeline.pages import write_pages
from tests.rights import files_no_larger_than, modes_hold

LOOKING = ["verify", "show", "search", "doctor"]
WRITING = ["build", "run"]


@pytest.fixture
def store(paper: Path, tmp_path: Path) -> Iterator[Path]:
    """A store in a folder of its own, beside one with pages; both may be removed again."""
    write_pages(tmp_path / "pages", "a-strike.txt")
    held = tmp_path / "held"
    held.mkdir()
    yield Path(shutil.copy(paper / ".broadsheet" / "paper.db", held / "paper.db"))
    for path in (held, *held.iterdir()) if held.stat().st_mode & 0o400 else (held,):
        path.chmod(0o755)


def test_paper_in_a_folder_that_may_not_be_written_is_read(run: Run, store: Path):
    before = store.read_bytes()
    store.chmod(0o444)
    store.parent.chmod(0o555)
    with modes_hold():
        for name in LOOKING:
            ended = run(*COMMANDS[name], "--store", store)
            assert ended.status == 0, (name, ended.err)
        for name in WRITING:
            ended = run(*COMMANDS[name], "--store", store)
            assert (ended.status, "Permission denied" in ended.err, "(" in ended.err) == (1, True, True), (name, ended.err)
    assert [path.name for path in store.parent.iterdir()] == ["paper.db"]
    assert store.read_bytes() == before


@pytest.mark.parametrize("closed", ["paper.db", ""])
def test_store_that_may_not_be_read_is_told(run: Run, store: Path, closed: str):
    before = store.read_bytes()
    (store.parent / closed).chmod(0)
    with modes_hold():
        for name, arguments in COMMANDS.items():
            ended = run(*arguments, "--store", store)
            said = ended.err + ended.out
            assert ended.status in (1, 2), name
            assert "mistake in broadsheet" not in said, name
            assert "Permission denied" in said or "permissions" in said, (name, said)
    (store.parent / closed).chmod(0o755)
    assert store.read_bytes() == before
    assert not Path("backup.zip").exists()


def test_nothing_is_put_where_nothing_may_be_put(run: Run, store: Path, tmp_path: Path):
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o555)
    asked = {
        "backup": ["backup", shut / "backup.zip", "--store", store],
        "build": ["build", "pages", "--site", shut, "--store", store, "--workers", "0"],
        "new store": ["build", "pages", "--site", "site", "--store", shut / "paper.db", "--workers", "0"],
    }
    with modes_hold():
        for name, arguments in asked.items():
            ended = run(*arguments)
            assert ended.status in (1, 2), name
            assert ("ermission denied" in ended.err, "(" in ended.err) == (True, True), (name, ended.err)
    assert list(shut.iterdir()) == []
    assert run("verify", "--store", store).status == 0


def test_what_may_not_be_read_is_set_aside_and_the_rest_read(run: Run, tmp_path: Path):
    pages = write_pages(tmp_path / "pages")
    (pages / "a-strike.txt").chmod(0)
    shut = write_pages(pages / "shut", "b-strike.txt")
    shut.chmod(0)
    with modes_hold():
        ended = run("build", pages, "--site", "site", "--workers", "0")
    shut.chmod(0o755)
    assert ended.status == 0
    assert "a-strike.txt: unreadable: Permission denied" in ended.err
    assert "shut: unreadable: Permission denied" in ended.err
    assert len(list(Path("site/stories").glob("*.json"))) > 2


@pytest.mark.parametrize("size", [1_000, 90_000, 600_000])
def test_build_whose_files_may_not_grow_goes_on_later(run: Run, paper: Path, tmp_path: Path, size: int):
    arguments = ("build", write_pages(tmp_path / "pages"), "--site", tmp_path / "site", "--workers", "0")
    with files_no_larger_than(size):
        ended = run(*arguments)
    assert (ended.status, "bound on the size of files" in ended.err) == (1, True)
    assert run(*arguments).status == 0
    assert files(tmp_path / "site") == files(paper)
