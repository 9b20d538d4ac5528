"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.read.charset import decode, is_binary

TEXT = "Überfahrt nach Ostrava: „Wir warten“, sagte Ärztin Jovović."


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_mark_wins_and_goes(mark: bytes, name: str):
    assert decode(mark + TEXT.encode(name)) == TEXT
    assert not is_binary(mark + TEXT.encode(name))


def test_declared_charset_is_believed():
    html = '<meta charset="windows-1250"><p>' + "Žďár, Łódź" + "</p>"
    assert decode(html.encode("cp1250")) == html


def test_latin1_means_what_browsers_read():
    html = '<meta charset="iso-8859-1"><p>“quoted”</p>'
    assert decode(html.encode("cp1252")) == html


def test_utf8_beats_a_wrong_declaration():
    html = '<meta charset="iso-8859-1"><p>naïve</p>'
    assert decode(html.encode()) == html


def test_declaration_of_no_charset_is_passed_over():
    assert decode(b'<meta charset="zip"><p>caf\xe9 au lait, s\xe9ance tenante, d\xe9j\xe0 vu</p>') is not None


def test_one_stray_byte_in_long_utf8_is_replaced():
    content = (TEXT * 100).encode() + b"\xff"
    assert decode(content) == TEXT * 100 + "\ufffd"


def test_undeclared_single_byte_text_is_guessed():
    text = "Die Fähre über die Förde fährt täglich, außer wenn es stürmt. " * 20
    assert decode(text.encode("cp1252")) == text


def test_line_ends_stay():
    assert decode(b"one\r\ntwo\rthree\n") == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize("start", [b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04\0\0", b"%PDF-1.7\n", b"\x7fELF\x02\0"])
def test_files_that_are_no_text(start: bytes):
    assert is_binary(start + bytes(range(32)) * 8)


@given(st.text())
def test_utf8_comes_back(text: str):
    encoded = text.encode("utf-8", "ignore")
    clean = encoded.decode()
    if not clean.startswith("\ufeff"):
        assert decode(encoded) == clean


@given(st.binary(max_size=400))
def test_no_bytes_raise(content: bytes):
    is_binary(content)
    text = decode(content)
    assert text is None or isinstance(text, str)
