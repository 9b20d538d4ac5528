"""Packed folders and web archives in them."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.read import REASONS, Limits, read_sources
from broadsheet.records.page import Page
from broadsheet.steps import Dropped

PAGE = b"<!doctype html><p>The ferry to Brae sails again.</p>"
RECORD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE)
)  # fmt: skip
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://vexmoor.example/ferry\r\n"
    b"WARC-Date: 2031-03-14T11:10:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    % (len(RECORD), RECORD)
)


def zipped(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name) if method == zipfile.ZIP_STORED else name, content)
    return path


def tarred(path: Path, files: dict[str, bytes], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as packed:  # type: ignore[call-overload]
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            packed.addfile(entry, io.BytesIO(content))
    return path


def outcome(path: Path, limits: Limits | None = None) -> tuple[list[str], list[tuple[str, str]]]:
    """The names of the pages; name and reason of the drops."""
    found = list(read_sources([str(path)], limits=limits))
    pages = [page.name for page in found if isinstance(page, Page)]
    return pages, [(drop.record, drop.reason) for drop in found if isinstance(drop, Dropped)]


@pytest.mark.parametrize(
    "make",
    [
        lambda folder, files: zipped(folder / "p.zip", files),
        lambda folder, files: zipped(folder / "p.zip", files, zipfile.ZIP_STORED),
        lambda folder, files: tarred(folder / "p.zip".replace("zip", "tar"), files),
        lambda folder, files: tarred(folder / "p.tgz", files, "w:gz"),
        lambda folder, files: tarred(folder / "p.tar.gz", files, "w:gz"),
    ],
)
def test_packed_folder_is_read_as_a_folder(tmp_path: Path, make: Callable[[Path, dict[str, bytes]], Path]):
    files = {
        "a/page.html": PAGE,
        "a/.hidden.html": PAGE,
        "__MACOSX/._page.html": b"\0",
        "b.jsonl.gz": gzip.compress(b'{"id": "one", "text": "x"}\n{"id": "two", "text": "y"}\n'),
        "c.warc.gz": gzip.compress(WARC),
        "page": b"Plain words",
        "photo.jpeg": b"\xff\xd8",
    }
    path = make(tmp_path, files)
    name = path.name
    pages, drops = outcome(path)
    assert pages == [f"{name}/a/page.html", "one", "two", "https://vexmoor.example/ferry", f"{name}/page"]
    assert drops == [(f"{name}/photo.jpeg", "unknown kind")]


def test_packed_folder_in_a_folder_is_called_by_its_path(tmp_path: Path):
    (tmp_path / "old").mkdir()
    zipped(tmp_path / "old" / "week.zip", {"b.txt": b"x", "a.txt": b"y"})
    assert outcome(tmp_path)[0] == ["old/week.zip/a.txt", "old/week.zip/b.txt"]


@pytest.mark.parametrize("name", ["../out.txt", "a/../../out.txt", "/out.txt", "C:/out.txt", "a\\..\\out.txt", "a\nb.txt"])
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str):
    for path in (
        zipped(tmp_path / "p.zip", {name: b"x", "good.txt": b"y"}),
        tarred(tmp_path / "p.tar", {name: b"x", "good.txt": b"y"}),
    ):
        pages, drops = outcome(path)
        assert pages == [f"{path.name}/good.txt"]
        assert [reason for _, reason in drops] == ["unsafe"]
    assert not (tmp_path.parent / "out.txt").exists()


def test_links_and_devices_are_refused(tmp_path: Path):
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as packed:
        packed.writestr(link, "/etc/hostname")
    with tarfile.open(tmp_path / "p.tar", "w") as tarball:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            entry = tarfile.TarInfo("link.txt")
            entry.type, entry.linkname = kind, "/etc/hostname"
            tarball.addfile(entry)
    assert outcome(tmp_path / "p.zip") == ([], [("p.zip/link.txt", "unsafe")])
    assert outcome(tmp_path / "p.tar") == ([], [("p.tar/link.txt", "unsafe")] * 4)


def test_locked_file_is_told(tmp_path: Path):
    path = zipped(tmp_path / "p.zip", {"a.txt": b"secret", "b.txt": b"open"})
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    path.write_bytes(content)
    assert outcome(path) == (["p.zip/b.txt"], [("p.zip/a.txt", "encrypted")])


def test_packing_that_is_not_read_is_told(tmp_path: Path):
    path = zipped(tmp_path / "p.zip", {"a.txt": b"words"}, zipfile.ZIP_LZMA)
    assert outcome(path) == ([], [("p.zip/a.txt", "unknown kind")])


def test_packed_folder_within_another_is_not_opened(tmp_path: Path):
    inner = zipped(tmp_path / "inner.zip", {"a.txt": b"words"}).read_bytes()
    path = zipped(tmp_path / "outer.zip", {"inner.zip": inner, "b.txt": b"words"})
    assert outcome(path) == (["outer.zip/b.txt"], [("outer.zip/inner.zip", "too deep")])


@pytest.mark.parametrize(
    "make", [lambda path, files: zipped(path / "p.zip", files), lambda path, files: tarred(path / "p.tgz", files, "w:gz")]
)
def test_many_files_that_swell_are_left(tmp_path: Path, make: Callable[[Path, dict[str, bytes]], Path]):
    path = make(tmp_path, {f"{number:03}.txt": b"a" * 9_000 for number in range(400)})
    pages, drops = outcome(path, Limits(max_bytes=200_000, max_ratio=2))
    assert 5 <= len(pages) <= 23
    assert [reason for _, reason in drops][-1:] == ["too large"]


def test_what_swells_within_a_packed_folder_is_counted_too(tmp_path: Path):
    page = gzip.compress(b"a" * 9_000)
    path = zipped(tmp_path / "p.zip", {f"{number:03}.txt.gz": page for number in range(400)})
    pages, drops = outcome(path, Limits(max_bytes=10_000, max_ratio=2))
    assert len(pages) < 40
    assert drops[-1][1] == "too large"


def test_so_many_files_are_read(tmp_path: Path):
    path = zipped(tmp_path / "p.zip", {f"{number}.txt": b"words" for number in range(5)})
    assert outcome(path, Limits(max_files=3)) == ([f"p.zip/{number}.txt" for number in range(3)], [("p.zip", "too large")])


def test_overlapping_files_of_a_zip_are_no_bomb(tmp_path: Path):
    """All entries of the list of contents lead to the same few bytes."""
    path = zipped(tmp_path / "p.zip", {"a.txt": b"a" * 9_000})
    content = path.read_bytes()
    at, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    listed = content[at:end] * 1_000
    tail = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1_000, 1_000, len(listed), at, 0)
    path.write_bytes(content[:at] + listed + tail)
    pages, drops = outcome(path, Limits(max_bytes=10_000, max_ratio=2))
    assert len(pages) <= 12
    assert drops


@pytest.mark.parametrize("kind", [tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE])
def test_overlong_header_of_a_tar_is_not_held(tmp_path: Path, kind: bytes):
    entry = tarfile.TarInfo("long")
    entry.type, entry.size = kind, 2_000_000_000
    (tmp_path / "p.tar").write_bytes(entry.tobuf(tarfile.GNU_FORMAT) + bytes(10_240))
    assert outcome(tmp_path / "p.tar") == ([], [("p.tar", "damaged")])


def test_torn_tar_gives_what_came_before(tmp_path: Path):
    whole = tarred(tmp_path / "p.tar", {"a.txt": b"words", "b.txt": b"b" * 5_000}).read_bytes()
    (tmp_path / "p.tar").write_bytes(whole[:3_000])
    assert outcome(tmp_path / "p.tar") == (["p.tar/a.txt"], [("p.tar/b.txt", "damaged"), ("p.tar", "damaged")])
    (tmp_path / "p.tar").write_bytes(whole[:1_024] + b"\x01" * 512 + whole[1_536:])
    assert outcome(tmp_path / "p.tar") == (["p.tar/a.txt"], [("p.tar", "damaged")])


def test_damaged_file_of_a_zip_does_not_stop_the_others(tmp_path: Path):
    path = zipped(tmp_path / "p.zip", {"a.txt": b"first words", "b.txt": b"second words"}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"first words", b"other words"))
    assert outcome(path) == (["p.zip/b.txt"], [("p.zip/a.txt", "damaged")])


def test_web_archive_collection_gives_the_pages_of_its_archives(tmp_path: Path):
    files = {
        "archive/one.warc.gz": gzip.compress(WARC),
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n{"url": "https://vexmoor.example/ferry"}\n',
        "indexes/index.cdx.gz": gzip.compress(b"x"),
        "datapackage.json": b"{}",
    }
    assert outcome(zipped(tmp_path / "site.wacz", files)) == (["https://vexmoor.example/ferry"], [])


@given(st.data())
def test_no_damage_raises(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject):
    folder = tmp_path_factory.mktemp("damaged")
    files = {"a.txt": b"words" * 200, "b.jsonl": b'{"id": "a", "text": "x"}\n' * 9, "c.html": PAGE}
    path = data.draw(
        st.sampled_from([zipped(folder / "p.zip", files), tarred(folder / "p.tar", files), tarred(folder / "p.tgz", files, "w:gz")])
    )
    content = bytearray(path.read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[at] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(content[: data.draw(st.integers(0, len(content)))]))
    pages, drops = outcome(path)
    assert pages or drops
    assert all(reason in REASONS for _, reason in drops)
