"""What the user names, and the pages that come of it."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from hashlib import sha512
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.errors import MissingPath, UsageError
from broadsheet.read import REASONS, Limits, read_sources, refuse_unusable
from broadsheet.records.page import Page
from broadsheet.steps import Dropped

SMALL = Limits(max_bytes=2_000)


def outcome(*paths: object, limits: Limits | None = None) -> list[Page | Dropped]:
    return list(read_sources([str(path) for path in paths], limits=limits))


def reasons(*paths: object, limits: Limits | None = None) -> list[str]:
    return [each.reason for each in outcome(*paths, limits=limits) if isinstance(each, Dropped)]


def names(*paths: object) -> list[str]:
    return [page.name for page in outcome(*paths) if isinstance(page, Page)]


def stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(content))))


def test_folder_is_read_by_name(tmp_path: Path):
    for name in ("b.txt", "a/z.html", "a/c.txt", "C.htm"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"words of {name}")
    assert names(tmp_path) == ["C.htm", "a/c.txt", "a/z.html", "b.txt"]
    kinds = {page.name: page.kind for page in outcome(tmp_path) if isinstance(page, Page)}
    assert kinds == {"C.htm": "html", "a/c.txt": "text", "a/z.html": "html", "b.txt": "text"}


def test_file_is_called_by_its_own_name(tmp_path: Path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "page.txt").write_text("words")
    assert names(tmp_path / "deep" / "page.txt") == ["page.txt"]


def test_text_is_the_file_itself(tmp_path: Path):
    body = "One\r\n\r\n  two\t\n\nthree"
    (tmp_path / "p.txt").write_bytes(body.encode())
    (page,) = outcome(tmp_path / "p.txt")
    assert isinstance(page, Page)
    assert page.body == body


@pytest.mark.parametrize("name", ["p.txt.gz", "p.html.gz", "p.txt"])
def test_compressed_pages_are_unpacked(tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(gzip.compress(b"<p>words</p>"))
    (page,) = outcome(tmp_path / name)
    assert isinstance(page, Page)
    assert page.body == "<p>words</p>"


def test_json_lines_state_what_they_know(tmp_path: Path):
    record = {
        "id": "r1",
        "url": "https://vexmoor.example/a",
        "html": "<p>x</p>",
        "title": "T",
        "published": "2031-02-03",
        "outlet": "Vex",
        "authors": ["Orla Venn", "", 7],
    }
    (tmp_path / "pages.jsonl").write_text(
        json.dumps(record) + "\n\n" + json.dumps({"id": "r2", "text": "plain", "date": "2031-02-04"})
    )
    first, second = outcome(tmp_path / "pages.jsonl")
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert (first.name, first.kind, first.url, first.published, first.outlet) == ("r1", "html", record["url"], "2031-02-03", "Vex")
    assert first.authors == ("Orla Venn",)
    assert (second.name, second.kind, second.published) == ("r2", "text", "2031-02-04")


def test_bad_json_lines_do_not_stop_the_others(tmp_path: Path):
    lines = [
        b'{"id": "a", "text": "x"}',
        b"{bad",
        b"[1]",
        b'"words"',
        b'{"id": "b"}',
        b'{"id": "c", "text": 7}',
        b"\xff\xfe{}",
        b'{"text": "z"}',
    ]
    (tmp_path / "p.jsonl").write_bytes(b"\n".join([*lines, b"[" * 100_000, b'{"id": 5, "text": "five"}']))
    assert names(tmp_path / "p.jsonl") == ["a", "p.jsonl:8", "p.jsonl:10"]
    assert reasons(tmp_path / "p.jsonl") == ["bad json", *["not a page"] * 4, "bad json", "bad json"]


def test_half_a_surrogate_pair_is_replaced_in_place(tmp_path: Path):
    (tmp_path / "p.jsonl").write_text('{"id": "a", "text": "x\\ud800y"}')
    (page,) = outcome(tmp_path / "p.jsonl")
    assert isinstance(page, Page)
    assert page.body == "x\ufffdy"


def test_what_is_no_date_is_not_taken_for_one(tmp_path: Path):
    (tmp_path / "p.jsonl").write_text('{"id": "a", "text": "x", "published": "yesterday"}')
    (page,) = outcome(tmp_path / "p.jsonl")
    assert isinstance(page, Page)
    assert page.published is None


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n ", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "binary"),
        ("long.txt", b"a" * 2_001, "too large"),
        ("bomb.txt.gz", gzip.compress(b"a" * 2_000_000, mtime=0), "too large"),
        ("torn.txt.gz", gzip.compress(b"words and more words", mtime=0)[:-9], "damaged"),
        ("photo.jpeg", b"\xff\xd8", "unknown kind"),
        ("page.xml", b"<html/>", "not a feed"),
        ("feeds.opml", b"<opml/>", "not supported"),
        ("old.warc.gz", b"\x1f\x8b", "damaged"),
    ],
)
def test_what_is_set_aside(tmp_path: Path, name: str, content: bytes, reason: str):
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text("good words")
    assert reasons(tmp_path, limits=SMALL) == [reason]
    assert names(tmp_path)[-1:] == ["good.txt"] or "good.txt" in names(tmp_path)


def test_bytes_that_are_no_text_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("broadsheet.read.contents.decode", lambda *_: None)
    (tmp_path / "p.txt").write_bytes(b"words")
    assert reasons(tmp_path / "p.txt") == ["undecodable"]


def test_json_lines_that_swell_are_left(tmp_path: Path):
    line = json.dumps({"id": "a", "text": "a" * 1_000}).encode() + b"\n"
    (tmp_path / "p.jsonl.gz").write_bytes(gzip.compress(line * 5_000))
    found = outcome(tmp_path / "p.jsonl.gz", limits=Limits(max_bytes=2_000, max_ratio=3))
    assert isinstance(found[-1], Dropped)
    assert found[-1].reason == "too large"
    assert len(found) < 5_000


def test_long_json_line_is_skipped_and_the_next_read(tmp_path: Path):
    (tmp_path / "p.jsonl").write_text(json.dumps({"id": "a", "text": "a" * 9_000}) + '\n{"id": "b", "text": "x"}\n')
    assert reasons(tmp_path / "p.jsonl", limits=SMALL) == ["too large"]
    assert [page.name for page in outcome(tmp_path / "p.jsonl", limits=SMALL) if isinstance(page, Page)] == ["b"]


def test_torn_json_lines_give_what_came_before(tmp_path: Path):
    lines = [json.dumps({"id": "a", "text": sha512(bytes([n, m])).hexdigest()}) for n in range(50) for m in range(50)]
    (tmp_path / "p.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode())[:-2_000])
    found = outcome(tmp_path / "p.jsonl.gz")
    assert isinstance(found[0], Page)
    assert [each.reason for each in found if isinstance(each, Dropped)] == ["damaged"]


def test_missing_path_is_told(tmp_path: Path):
    (tmp_path / "f.txt").write_text("words")
    assert reasons(tmp_path / "none.txt", tmp_path / "f.txt" / "below", tmp_path / "*.html") == ["missing"] * 3


def test_unreadable_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "b.txt").write_text("words too")
    opened = Path.open

    def refuse(self: Path, *arguments: object, **named: object) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(self, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", refuse)
    assert reasons(tmp_path) == ["unreadable"]
    assert names(tmp_path) == ["b.txt"]


def test_unreadable_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "inner").mkdir()
    (tmp_path / "z.txt").write_text("words")
    listed = os.listdir

    def refuse(path: object) -> list[str]:
        if str(path).endswith("inner"):
            raise PermissionError(13, "Permission denied")
        return listed(path)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(os, "listdir", refuse)
    assert reasons(tmp_path) == ["unreadable"]
    assert names(tmp_path) == ["z.txt"]


def test_empty_folder_is_told(tmp_path: Path):
    assert reasons(tmp_path) == ["empty"]


def test_linked_folders_end(tmp_path: Path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.txt").write_text("words")
    (tmp_path / "inner" / "up").symlink_to(tmp_path)
    (tmp_path / "inner" / "itself").symlink_to(tmp_path / "inner" / "itself")
    assert names(tmp_path) == ["inner/a.txt"]
    assert reasons(tmp_path) == ["unreadable"] or reasons(tmp_path) == ["unknown kind"]


def test_pipe_in_a_folder_does_not_block(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert reasons(tmp_path) == ["unknown kind"]


def test_folders_are_followed_so_deep(tmp_path: Path):
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    (deep / "p.txt").write_text("words")
    assert reasons(tmp_path, limits=Limits(max_depth=2)) == ["too deep"]


def test_hidden_files_are_passed_over(tmp_path: Path):
    (tmp_path / ".broadsheet").mkdir()
    (tmp_path / ".broadsheet" / "a.txt").write_text("words")
    (tmp_path / ".DS_Store").write_bytes(b"\0\0")
    (tmp_path / "b.txt").write_text("words")
    assert outcome(tmp_path) == [Page(name="b.txt", kind="text", body="words")]


def test_pattern_is_expanded(tmp_path: Path):
    for name in ("b.txt", "a.txt", "c.html"):
        (tmp_path / name).write_text("words " + name)
    assert names(tmp_path / "*.txt") == ["a.txt", "b.txt"]


def test_name_that_is_no_unicode(tmp_path: Path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("words")
    assert names(tmp_path) == ["caf\ufffd.txt"]


@pytest.mark.parametrize(
    ("content", "kind"), [(b"A headline\n\nand words", "text"), (b"<!doctype html><p>x", "html"), (b"{curly words", "text")]
)
def test_standard_input_is_one_page(monkeypatch: pytest.MonkeyPatch, content: bytes, kind: str):
    stdin(monkeypatch, content)
    (page,) = outcome("-")
    assert isinstance(page, Page)
    assert (page.name, page.kind, page.body) == ("stdin", kind, content.decode())


def test_standard_input_of_json_lines(monkeypatch: pytest.MonkeyPatch):
    stdin(monkeypatch, gzip.compress(b'{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n'))
    assert names("-") == ["a", "b"]


def test_file_without_an_ending_is_looked_into(tmp_path: Path):
    (tmp_path / "page").write_text("<html><p>x</p></html>")
    (tmp_path / "pages").write_text('{"id": "a", "text": "x"}\n')
    found = {page.name: page.kind for page in outcome(tmp_path) if isinstance(page, Page)}
    assert found == {"page": "html", "a": "text"}


def test_addresses_that_are_not_of_the_web_are_not_read():
    assert reasons("ftp://vexmoor.example/feed") == ["not supported"]


def test_unsupported_sources_are_refused_beforehand():
    with pytest.raises(UsageError, match="only http and https addresses are read"):
        refuse_unusable(["ftp://vexmoor.example/"])


def test_one_usable_source_is_enough(tmp_path: Path):
    refuse_unusable(["/no/such/place", str(tmp_path)])
    with pytest.raises(MissingPath, match="no such file"):
        refuse_unusable(["/no/such/place", "/nor/this"])


def test_no_source_is_refused():
    with pytest.raises(UsageError):
        refuse_unusable([])


def test_every_reason_is_explained():
    assert all(text.endswith(".") for text in REASONS.values())


@given(
    st.binary(max_size=300),
    st.sampled_from([".txt", ".html", ".jsonl", "", ".txt.gz", ".jsonl.gz", ".xml", ".json", ".warc", ".warc.gz"]),
)
def test_no_content_raises(tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str):
    folder = tmp_path_factory.mktemp("odd")
    (folder / f"odd{suffix}").write_bytes(content)
    for each in outcome(folder):
        assert isinstance(each, Page) or each.reason in REASONS
