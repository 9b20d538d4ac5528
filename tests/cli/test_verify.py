"""Verification passes over an honest paper and fails over a tampered one."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

SUMMARY = re.compile(r"(\d+) articles, (\d+) spans, (\d+) statements, (\d+) mismatches\n$")


@pytest.fixture
def copy(paper: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(paper, tmp_path / "copy"))


def counts(text: str) -> list[int]:
    found = SUMMARY.search(text)
    assert found, text
    return [int(count) for count in found.groups()]


def only_site(site: Path) -> Path:
    """The site without its database."""
    shutil.rmtree(site / ".broadsheet")
    return site


def test_honest_store_holds(run: Run, paper: Path):
    ended = run("verify", "--store", paper / ".broadsheet" / "paper.db")
    articles, spans, statements, mismatches = counts(ended.out)
    assert (ended.status, ended.err) == (0, "")
    assert (articles, mismatches) == (4, 0)
    assert spans > 4
    assert statements > 4


def test_honest_site_holds(run: Run, copy: Path):
    ended = run("verify", "--site", only_site(copy), "--json")
    found = json.loads(ended.out)
    assert ended.status == 0
    assert (found["articles"], found["mismatches"]) == (4, [])
    assert found["spans"] > 4


def change_story(site: Path, change: Callable[[dict[str, Any]], None]) -> None:
    path = min((site / "stories").glob("st_*.json"))
    plain = json.loads(path.read_text("utf-8"))
    change(plain)
    path.write_text(json.dumps(plain), "utf-8")


def other_words(plain: dict[str, Any]) -> None:
    first = next(iter(plain["statements"].values()))
    first["text"] = "President Odo Vann resigned on Friday after 9,999 people were arrested in Quellin."


def moved_span(plain: dict[str, Any]) -> None:
    first = next(iter(plain["spans"].values()))
    first["start"] += 1
    first["end"] += 1


def no_span(plain: dict[str, Any]) -> None:
    next(iter(plain["statements"].values()))["spans"] = []


def other_hash(plain: dict[str, Any]) -> None:
    next(iter(plain["articles"].values()))["text_sha256"] = "0" * 64


def other_number(plain: dict[str, Any]) -> None:
    said = next(said for said in plain["statements"].values() if re.search(r"\d", said["text"]))
    said["text"] = re.sub(r"\d+", "77", said["text"])


@pytest.mark.parametrize("change", [other_words, moved_span, no_span, other_hash, other_number])
def test_tampered_story_is_caught(run: Run, copy: Path, change: Callable[[dict[str, Any]], None]):
    change_story(only_site(copy), change)
    ended = run("verify", "--site", copy)
    assert ended.status == 1
    assert counts(ended.out)[3] >= 1
    assert ended.err.startswith("st_")


def test_tampered_article_is_caught(run: Run, copy: Path):
    path = min((only_site(copy) / "articles").glob("*.txt"))
    path.write_text("X" + path.read_text("utf-8")[1:], "utf-8")
    ended = run("verify", "--site", copy)
    assert ended.status == 1
    assert "is not the text that the page was written from" in ended.err


def test_missing_article_is_caught(run: Run, copy: Path):
    min((only_site(copy) / "articles").glob("*.txt")).unlink()
    ended = run("verify", "--site", copy)
    assert ended.status == 1
    assert "is not there" in ended.err


def change_blob(database: Path, table: str, old: str, new: str) -> None:
    with sqlite3.connect(database) as opened:
        rows = opened.execute(f"SELECT rowid, record FROM {table}").fetchall()
        changed = [(zlib.compress(zlib.decompress(blob).replace(old.encode(), new.encode())), row) for row, blob in rows]
        opened.executemany(f"UPDATE {table} SET record = ? WHERE rowid = ?", changed)


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("articles", "cut again out of its page it reads otherwise"),
        ("cuttings", "does not render to the text that was cut"),
        ("revisions", "does not read so in its article"),
    ],
)
def test_tampered_store_is_caught(run: Run, copy: Path, table: str, fault: str):
    change_blob(copy / ".broadsheet" / "paper.db", table, "120", "190")
    ended = run("verify", "--store", copy / ".broadsheet" / "paper.db")
    assert ended.status == 1
    assert fault in ended.err
    assert counts(ended.out)[3] >= 1
