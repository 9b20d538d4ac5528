"""Web archives."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.read import REASONS, Limits, read_sources
from broadsheet.read.archive import pages_in
from broadsheet.read.limits import Allowance
from broadsheet.read.metered import Metered
from broadsheet.records.page import Page
from broadsheet.steps import Dropped

ONE, TWO = "https://vexmoor.example/1", "https://vexmoor.example/2"
WORDS = b"<p>The ferry sails.</p>"


def record(
    body: bytes = WORDS,
    address: str = ONE,
    *,
    kind: str = "response",
    media: str = "text/html",
    status: str = "200 OK",
    extra: str = "",
    length: object = None,
) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{extra}\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2031-03-16T06:00:00Z\r\n"
        f"WARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype={kind}\r\n"
        f"Content-Length: {len(answer) if length is None else length}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def sized(body: bytes = WORDS, address: str = ONE) -> bytes:
    return record(body, address, extra=f"Content-Length: {len(body)}\r\n")


def read(content: bytes, limits: Limits | None = None, size: int | None = None) -> list[Page | Dropped]:
    return list(
        pages_in(
            io.BytesIO(content),
            "a.warc",
            limits or Limits(),
            Allowance() if size is None else Allowance.of(size, limits or Limits()),
        )
    )


def told(found: list[Page | Dropped]) -> list[str]:
    return [each.name if isinstance(each, Page) else f"{each.record}: {each.reason}" for each in found]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.warc", record() + record(address=TWO)),
        ("a.warc.gz", gzip.compress(record(), mtime=0) + gzip.compress(record(address=TWO), mtime=0)),
        ("whole.warc.gz", gzip.compress(record() + record(address=TWO), mtime=0)),
        ("nameless", record() + record(address=TWO)),
        ("zipped", gzip.compress(record() + record(address=TWO), mtime=0)),
    ],
)
def test_answers_become_pages(tmp_path: Path, name: str, content: bytes):
    (tmp_path / name).write_bytes(content)
    first, second = read_sources([str(tmp_path)])
    assert first == Page(name=ONE, kind="html", url=ONE, body=WORDS.decode())
    assert isinstance(second, Page)
    assert (second.name, second.url) == (TWO, TWO)


def test_other_records_are_passed_over_in_silence():
    others = [record(kind=kind) for kind in ("request", "metadata", "warcinfo", "revisit", "resource", "conversion")]
    resolver = record(b"vexmoor.example 192.0.2.1", "dns:vexmoor.example").replace(
        b"application/http; msgtype=response", b"text/dns"
    )
    assert told(read(b"".join([*others, resolver, record()]))) == [ONE]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (record(status="301 Moved"), "bad status"),
        (record(status="404 Not Found"), "bad status"),
        (record(status="what?"), "damaged"),
        (record(media="image/png"), "unknown kind"),
        (record(media=""), "unknown kind"),
        (record(b""), "empty"),
        (record(b"\x89PNG\r\n\x1a\n" + bytes(200)), "binary"),
        (record(b"a" * 2_001), "too large"),
        (record(gzip.compress(bytes(50_000), mtime=0), extra="Content-Encoding: gzip\r\n"), "too large"),
        (record(gzip.compress(WORDS * 9, mtime=0)[:-9], extra="Content-Encoding: gzip\r\n"), "damaged"),
        (record(b"5\r\nabc", extra="Transfer-Encoding: chunked\r\n"), "damaged"),
        (record(extra="X-Long: " + "a" * 100_000 + "\r\n"), "damaged"),
        (record().replace(b"HTTP/1.1 200 OK\r\n", b"SSH-2.0 server\r\n"), "damaged"),
    ],
)
def test_answers_that_are_no_pages_are_counted(answer: bytes, reason: str):
    assert told(read(answer + record(address=TWO), Limits(max_bytes=2_000))) == [f"{ONE}: {reason}", TWO]


@pytest.mark.parametrize(
    ("body", "extra"),
    [
        (gzip.compress(WORDS, mtime=0), "Content-Encoding: gzip\r\n"),
        (zlib.compress(WORDS), "Content-Encoding: deflate\r\n"),
        (zlib.compress(WORDS)[2:-4], "Content-Encoding: deflate\r\n"),
        (b"5\r\n<p>Th\r\n12\r\ne ferry sails.</p>\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n"),
        (WORDS, "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        (WORDS, "Content-Encoding: br\r\n"),
        (WORDS, "Content-Encoding: deflate\r\n"),
        (WORDS, "Content-Encoding: x-unheard-of\r\n"),
    ],
    ids=["gzip", "deflate", "raw deflate", "chunked", "undone", "not brotli", "not deflate", "unknown"],
)
def test_encodings_are_undone_or_were_before(body: bytes, extra: str):
    (page,) = read(record(body, extra=extra))
    assert isinstance(page, Page)
    assert page.body == WORDS.decode()


def test_packed_by_brotli_and_zstandard():
    from fastwarc.stream_io import BrotliWriter, ZstdWriter

    for name, packer in (("br", BrotliWriter), ("zstd", ZstdWriter)):
        packed = io.BytesIO()
        with packer(packed) as writer:
            writer.write(WORDS)
        (page,) = read(record(packed.getvalue(), extra=f"Content-Encoding: {name}\r\n"))
        assert isinstance(page, Page)
        assert page.body == WORDS.decode()


@pytest.mark.parametrize(
    ("media", "meta", "charset"),
    [
        ("text/html; charset=windows-1250", "", "cp1250"),
        ('text/html; charset="windows-1250"', '<meta charset="koi8-r">', "cp1250"),
        ("text/html", '<meta charset="windows-1250">', "cp1250"),
        ("text/html; charset=iso-8859-1", "", "utf-8"),
        ("application/xhtml+xml; charset=no-such-set", "", "utf-8"),
    ],
)
def test_server_names_the_characters(media: str, meta: str, charset: str):
    html = f"{meta}<p>Žďár, Łódź</p>"
    (page,) = read(record(html.encode(charset), media=media))
    assert isinstance(page, Page)
    assert page.body == html


def test_answer_without_an_address_is_named_by_its_place():
    (page,) = read(record().replace(b"WARC-Target-URI: " + ONE.encode() + b"\r\n", b""))
    assert isinstance(page, Page)
    assert (page.name, page.url) == ("a.warc:1", None)


def test_brackets_around_an_address_go():
    assert told(read(record(address=f"<{ONE}>"))) == [ONE]


@pytest.mark.parametrize("lie", [50, 200])
def test_record_of_a_wrong_length_is_no_page(lie: int):
    found = told(read(sized(address=TWO) + record(length=lie) + record(address=TWO)))
    assert found == [TWO, f"{ONE}: damaged", "a.warc: damaged"]


@pytest.mark.parametrize("lie", ["-5", "many", "1" + "0" * 30, ""])
def test_length_that_is_no_number(lie: str):
    found = read(sized(address=TWO) + record(length=lie) + record(address=TWO))
    assert told(found)[0] == TWO
    assert {each.reason for each in found if isinstance(each, Dropped)} == {"damaged"}


def test_length_beyond_the_end():
    assert told(read(sized(address=TWO) + record(length=2**62))) == [TWO, f"{ONE}: damaged"]


def test_good_page_before_rubbish_stays():
    assert told(read(sized() + b"rubbish")) == [ONE, "a.warc: damaged"]


def test_torn_archive_gives_what_came_before(tmp_path: Path):
    whole = gzip.compress(sized()) + gzip.compress(sized(bytes(range(32, 127)) * 30, TWO))
    (tmp_path / "a.warc.gz").write_bytes(whole[:-60])
    assert told(list(read_sources([str(tmp_path)])))[0] == ONE
    assert {each.reason for each in read_sources([str(tmp_path)]) if isinstance(each, Dropped)} == {"damaged"}


def test_archive_that_swells_is_left(tmp_path: Path):
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(record()) + gzip.compress(record(bytes(30_000_000), TWO)))
    found = list(read_sources([str(tmp_path)], limits=Limits(max_bytes=5_000, max_ratio=10)))
    assert told(found) == [ONE, f"{TWO}: too large", "a.warc.gz: too large"]


@pytest.mark.parametrize("content", [b"", b"\x1f\x8b", b"words", b"WARC/1.1\r\n", b"\0" * 100])
def test_what_is_no_archive(tmp_path: Path, content: bytes):
    (tmp_path / "a.warc").write_bytes(content)
    (found,) = read_sources([str(tmp_path)])
    assert isinstance(found, Dropped)
    assert found.reason in ("damaged", "empty")


def test_large_page_is_read_whole():
    body = b"<p>words</p>" * 400_000
    (page,) = read(record(body))
    assert isinstance(page, Page)
    assert len(page.body) == len(body)


def test_failing_disk_is_told():
    class Failing(io.BytesIO):
        def read1(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    metered = Metered(Failing(b"x"), Allowance())
    assert (metered.read(1), metered.problem) == (b"", ("unreadable", "Input/output error"))


@pytest.fixture(scope="module")
def archive() -> bytes:
    chunked = record(b"5\r\n<p>Th\r\n12\r\ne ferry sails.</p>\r\n0\r\n\r\n", TWO, extra="Transfer-Encoding: chunked\r\n")
    return sized() + record(kind="request") + chunked + record(gzip.compress(WORDS), extra="Content-Encoding: gzip\r\n")


def changed(content: bytes, changes: Iterator[tuple[int, bytes]]) -> bytes:
    for place, piece in changes:
        at = place % (len(content) or 1)
        content = content[:at] + piece + content[at + 1 :]
    return content


@given(changes=st.lists(st.tuples(st.integers(0, 5_000), st.binary(max_size=3)), max_size=6), cut=st.integers(0, 3_000))
def test_no_damage_raises(archive: bytes, changes: list[tuple[int, bytes]], cut: int):
    for each in read(changed(archive, iter(changes))[: max(cut, 200)], Limits(max_bytes=10_000), size=100):
        assert isinstance(each, Page) or each.reason in REASONS
