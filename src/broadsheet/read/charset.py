"""Bytes to text: byte order mark, UTF-8, what the server and the page declare, what the bytes look like, in that order."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
_SAMPLE = 65_536
_WEB_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
"""What browsers read where a page names one of these (WHATWG Encoding Standard, names and labels)."""
_NOT_OF_PAGES = ("utf-16", "utf-32", "utf-7", "idna", "punycode", "unicode", "raw-unicode")
"""What the declaration itself could not be read in, and what is no character set."""
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b\x08")
_STRAY = 1_000


def is_binary(content: bytes) -> bool:
    """Whether the bytes are no text: a zero byte without a mark of UTF-16 or UTF-32, or one control in twenty bytes.

    >>> is_binary(b"plain words"), is_binary(bytes([0x89, 80, 78, 71, 13, 10, 26, 10, 0, 0]))
    (False, True)
    """
    if any(content.startswith(mark) for mark, _ in _MARKS):
        return False
    sample = content[:_SAMPLE]
    if b"\0" in sample or sample.startswith(b"%PDF-"):
        return True
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in sample)
    return controls * 20 > len(sample)


def decode(content: bytes, stated: str | None = None) -> str | None:
    """The text of the bytes without its byte order mark, None if no character set fits. Line ends stay as they are.

    Args:
        content: the bytes.
        stated: the character set that came beside them, as in an answer's `Content-Type`.

    >>> decode("naïve".encode("latin-1") + b"<meta charset=latin1>")
    'naïve<meta charset=latin1>'
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], name) or _nearly(content[len(mark) :], name)
    text = _strict(content, "utf-8") or _named(content, stated) or _declared(content)
    return text or _nearly(content, "utf-8") or _guessed(content)


def _strict(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _declared(content: bytes) -> str | None:
    found = _DECLARED.search(content[:_HEAD])
    return _named(content, found[1].decode("ascii")) if found else None


def _named(content: bytes, label: str | None) -> str | None:
    """The text in the character set of that name, as browsers understand it; None if it is none or does not fit."""
    try:
        codec = codecs.lookup((label or "").strip(" \"'"))
    except (LookupError, ValueError):
        return None
    name = _WEB_NAMES.get(codec.name, codec.name)
    return None if name.startswith(_NOT_OF_PAGES) else _strict(content, name)


def _nearly(content: bytes, name: str) -> str | None:
    """The text with its stray bytes replaced, if they are less than one in a thousand and something else is not ASCII."""
    text = content.decode(name, "replace")
    strays = text.count("\ufffd")
    letters = sum(1 for char in text[:_SAMPLE] if char > "\x7f" and char != "\ufffd")
    return text if strays * _STRAY <= len(text) and letters >= strays else None


def _guessed(content: bytes) -> str | None:
    import charset_normalizer

    best = charset_normalizer.from_bytes(content[:_SAMPLE], preemptive_behaviour=False).best()
    return _strict(content, best.encoding) if best is not None else None
