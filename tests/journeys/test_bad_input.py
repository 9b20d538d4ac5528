"""Bad input ends in a clear sentence and the right status, and loses nothing that was good."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Run
from tests.pipeline.pages import write_pages

JUNK = "Menu\nLog in\nSubscribe\n\n© 2031 The Halm Post. All rights reserved.\n\nCookie settings\n\nShare on\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def build(run: Run, site: Path, *sources: object) -> Ended:
    return run("build", *sources, "--site", site, "--workers", "0")


def one_sentence(ended: Ended) -> bool:
    return len([line for line in ended.err.splitlines() if line.startswith("broadsheet: ")]) == 1


def test_empty_folder(run: Run, tmp_path: Path, site: Path):
    (tmp_path / "in").mkdir()
    ended = build(run, site, tmp_path / "in")
    assert ended.status == 1
    assert "nothing could be read" in ended.err
    assert "the folder holds no file" in ended.err
    assert one_sentence(ended)


def test_binary_file(run: Run, tmp_path: Path, site: Path):
    (tmp_path / "in.txt").write_bytes(bytes(range(256)) * 40)
    ended = build(run, site, tmp_path / "in.txt")
    assert ended.status == 1
    assert "in.txt: binary" in ended.err
    assert one_sentence(ended)


def test_fifty_megabyte_line(run: Run, tmp_path: Path, site: Path):
    (tmp_path / "in.txt").write_bytes(b"word " * 10_000_000)
    ended = build(run, site, tmp_path / "in.txt")
    assert ended.status == 1
    assert "in.txt: too large, more than 10.0 MB (read.max_bytes)" in ended.err
    assert one_sentence(ended)


def test_missing_path(run: Run, tmp_path: Path, site: Path):
    ended = build(run, site, tmp_path / "none")
    assert ended.status == 2
    assert "none: no such file or folder" in ended.err
    assert one_sentence(ended)
    assert not site.exists()


def test_web_address(run: Run, site: Path):
    ended = build(run, site, "ftp://halm.example/feed.xml")
    assert ended.status == 2
    assert "only http and https addresses are read" in ended.err
    assert "JSON lines" in ended.err
    assert not site.exists()


def refuse(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refused(self: Path, *arguments: object, **named: object) -> object:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return opened(self, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", refused)


def test_unreadable_file(run: Run, tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch):
    pages = write_pages(tmp_path / "in")
    refuse(pages / "a-strike.txt", monkeypatch)
    ended = build(run, site, pages / "a-strike.txt")
    assert ended.status == 2
    assert "a-strike.txt: unreadable, Permission denied" in ended.err
    assert one_sentence(ended)


def test_unreadable_file_among_good_ones(run: Run, tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch):
    pages = write_pages(tmp_path / "in")
    refuse(pages / "a-strike.txt", monkeypatch)
    ended = build(run, site, pages)
    assert ended.status == 0
    assert "not used: a-strike.txt: unreadable: Permission denied" in ended.err
    assert json.loads((site / "build.json").read_text())["counts"]["articles"] == 3


def test_page_of_only_junk(run: Run, tmp_path: Path, site: Path):
    (tmp_path / "in.txt").write_text(JUNK)
    ended = build(run, site, tmp_path / "in.txt")
    assert ended.status == 1
    assert "no article was found on the pages" in ended.err
    assert "in.txt: no article" in ended.err
    assert one_sentence(ended)


def test_one_bad_path_among_good_ones(run: Run, tmp_path: Path, site: Path):
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    ended = build(run, site, tmp_path / "none.txt", write_pages(tmp_path / "in"), tmp_path / "picture.png")
    assert ended.status == 0
    assert "none.txt: missing" in ended.err
    assert "picture.png: unknown kind" in ended.err
    account = json.loads((site / "build.json").read_text())
    assert account["counts"]["articles"] == 4
    assert account["drops"]["read"] == {"missing": 1, "unknown kind": 1}


def test_site_that_is_a_file(run: Run, tmp_path: Path, site: Path):
    site.write_text("mine")
    ended = build(run, site, write_pages(tmp_path / "in"))
    assert ended.status == 2
    assert "is a file, not a folder" in ended.err
    assert site.read_text() == "mine"


def test_site_below_a_file(run: Run, tmp_path: Path, site: Path):
    site.write_text("mine")
    ended = build(run, site / "below", write_pages(tmp_path / "in"))
    assert ended.status == 2
    assert "Not a directory" in ended.err


def test_site_that_may_not_be_written(run: Run, tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch):
    def refused(**_: object) -> object:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(tempfile, "TemporaryFile", refused)
    ended = build(run, site, write_pages(tmp_path / "in"))
    assert ended.status == 2
    assert "Read-only file system" in ended.err
    assert list(site.iterdir()) == []


def test_store_of_somebody_else(run: Run, tmp_path: Path, site: Path):
    (tmp_path / "notes.db").write_text("my notes")
    ended = run("build", write_pages(tmp_path / "in"), "--site", site, "--store", tmp_path / "notes.db")
    assert ended.status == 1
    assert "is not a broadsheet database" in ended.err
    assert (tmp_path / "notes.db").read_text() == "my notes"


def test_json_lines_with_bad_ones_among_them(run: Run, tmp_path: Path, site: Path):
    pages = write_pages(tmp_path / "in")
    records = [json.dumps({"id": path.name, "text": path.read_text()}) for path in sorted(pages.iterdir())]
    (tmp_path / "in.jsonl").write_text("\n".join([records[0], "{bad", '{"id": "x"}', *records[1:]]))
    ended = build(run, site, tmp_path / "in.jsonl")
    assert ended.status == 0
    account = json.loads((site / "build.json").read_text())
    assert account["counts"]["articles"] == 4
    assert account["drops"]["read"] == {"bad json": 1, "not a page": 1}
