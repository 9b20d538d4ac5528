"""The filters' common part: records in, lines out, trouble told."""

from __future__ import annotations

import gzip
import io
import json
import sys
import types
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from broadsheet.cli.pipe.runner import line_of
from broadsheet.steps import Dropped
from tests.cli.conftest import Run


def echo(records: Iterable[dict[str, Any]], **options: object) -> Iterator[dict[str, Any] | Dropped]:
    for record in records:
        if record.get("text") == "none":
            yield Dropped(record=str(record["id"]), step="room", reason="no article")
        elif not isinstance(record.get("text", ""), str):
            yield Dropped(record=str(record["id"]), step="room", reason="not text", detail="text is no string")
        else:
            yield record | {key: value for key, value in options.items() if value is not None}


@pytest.fixture(autouse=True)
def echo_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every room is the echo."""
    for room in ("lines", "extract", "dedupe", "write"):
        module = types.ModuleType(f"broadsheet.cli.pipe.{room}")
        setattr(module, f"filter_{room}", echo)
        monkeypatch.setitem(sys.modules, module.__name__, module)


def stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(content))))


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_records_keep_id_and_order(run: Run, tmp_path: Path):
    (tmp_path / "a.jsonl").write_text('{"id": "2", "text": "ü"}\n\n{"id": "1"}\n')
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"id": 7}'))
    ended = run("pipe", "dedupe", tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == '{"id": "2", "text": "ü"}\n{"id": "1"}\n{"id": 7}\n'


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input_is_read(run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]):
    stdin(monkeypatch, b'{"id": "a"}\n')
    assert rows(run("pipe", "dedupe", *arguments).out) == [{"id": "a"}]


def test_bad_lines_are_told_and_the_rest_goes_on(run: Run, monkeypatch: pytest.MonkeyPatch):
    bad = [
        b"{bad",
        b"[1]",
        b"7",
        b'{"text": "x"}',
        b'{"id": true}',
        b'{"id": ""}',
        b"\xff",
        b"[" * 100_000,
        b'{"id": "t", "text": 5}',
    ]
    stdin(monkeypatch, b"\n".join([b'{"id": "first"}', *bad, b'{"id": "last"}']))
    ended = run("pipe", "dedupe")
    assert ended.status == 0
    assert [row["id"] for row in rows(ended.out)] == ["first", "last"]
    told = ended.err.splitlines()
    assert len(told) == len(bad)
    for number, line in enumerate(told[:-1], start=2):
        assert f"standard input, line {number}: " in line
    assert told[-1] == "broadsheet pipe: t: not text: text is no string"


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 0),
        (b"\n\n", 0),
        (b"{bad\n", 1),
        (b'{"id": "a", "text": 5}\n', 1),
        (b'{"id": "a", "text": "none"}\n', 0),
        (b'{"id": "a"}\n{bad\n', 0),
    ],
)
def test_status_tells_whether_anything_was_read(run: Run, monkeypatch: pytest.MonkeyPatch, content: bytes, status: int):
    stdin(monkeypatch, content)
    assert run("pipe", "dedupe").status == status


def test_missing_file_is_an_unusable_argument(run: Run, tmp_path: Path):
    ended = run("pipe", "dedupe", tmp_path / "none.jsonl")
    assert ended.status == 2
    assert "no such file" in ended.err


def test_missing_file_among_others_is_told(run: Run, tmp_path: Path):
    (tmp_path / "a.jsonl").write_text('{"id": "a"}\n')
    ended = run("pipe", "dedupe", tmp_path / "none.jsonl", tmp_path / "a.jsonl", tmp_path)
    assert ended.status == 0
    assert rows(ended.out) == [{"id": "a"}]
    assert ended.err.count("\n") == 2


@pytest.mark.parametrize("room", ["lines", "extract"])
def test_rooms_of_pages_take_files_and_folders(run: Run, tmp_path: Path, room: str):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "a.txt").write_text("words\r\n\n", newline="")
    (tmp_path / "in" / "b.html.gz").write_bytes(gzip.compress(b"<p>words</p>"))
    (tmp_path / "in" / "c.jsonl").write_text('{"id": "c", "text": "x", "url": "https://halm.example/c"}\n')
    ended = run("pipe", room, tmp_path / "in", tmp_path / "in" / "deep" / "a.txt")
    assert rows(ended.out) == [
        {"id": "b.html.gz", "html": "<p>words</p>"},
        {"id": "c", "text": "x", "url": "https://halm.example/c"},
        {"id": "deep/a.txt", "text": "words\r\n\n"},
        {"id": "a.txt", "text": "words\r\n\n"},
    ]


def test_json_lines_of_pages_are_taken_as_they_are(run: Run, tmp_path: Path):
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "x\\ud800\\u0000 ", "more": [1]}\n')
    ended = run("pipe", "lines", tmp_path / "a.jsonl")
    assert rows(ended.out) == [{"id": "a", "text": "x\ud800\0 ", "more": [1]}]


def test_unusable_page_is_told(run: Run, tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(bytes(100))
    ended = run("pipe", "extract", tmp_path / "a.txt")
    assert ended.status == 1
    assert ended.err.startswith("broadsheet pipe: a.txt: empty") or ended.err.startswith("broadsheet pipe: a.txt: binary")


def test_bounds_come_from_the_settings(run: Run, tmp_path: Path):
    (tmp_path / "mine.toml").write_text("[read]\nmax_bytes = 1000\n")
    (tmp_path / "a.txt").write_text("words " * 1_000)
    ended = run("--config", tmp_path / "mine.toml", "pipe", "lines", tmp_path / "a.txt")
    assert ended.status == 1
    assert "a.txt: too large" in ended.err


def test_options_reach_the_room(run: Run, monkeypatch: pytest.MonkeyPatch):
    stdin(monkeypatch, b'{"story": "st_1", "articles": []}\n{"id": "a"}\n')
    ended = run("pipe", "write", "--words", "45", "--as-of", "2031-05-06")
    assert [(row["words"], row["as_of"]) for row in rows(ended.out)] == [(45, "2031-05-06")] * 2


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=())),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_every_value_becomes_one_line_of_utf8(value: Any):
    line = line_of({"id": "a", "value": value})
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert json.loads(line.decode("utf-8")) == {"id": "a", "value": value}


PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK", b"(\xb5/\xfd")
"""How packed files begin; a damaged one cannot be read at all."""


@given(st.lists(st.binary(max_size=40), max_size=8))
@example([b"\x1f\x8b", b"", b"\x00\x00\x00\x00\x00"])
def test_no_input_raises(tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]):
    from broadsheet.cli.pipe.runner import run as run_room
    from broadsheet.errors import UsageError

    path = tmp_path_factory.mktemp("odd") / "odd.jsonl"
    path.write_bytes(b"\n".join(lines))
    try:
        assert run_room("dedupe", [str(path)], {}, out=io.BytesIO()) in (0, 1)
    except UsageError:
        assert path.read_bytes().startswith(PACKED), "the file was there, and nothing says that it is packed"
