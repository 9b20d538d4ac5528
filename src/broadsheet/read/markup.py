"""XML from strangers: no document type reaches a parser, so there are no entities to expand, and bad markup is mended."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from broadsheet.read.contents import text_of
from broadsheet.read.reasons import dropped
from broadsheet.steps import Dropped

if TYPE_CHECKING:
    from lxml.etree import XMLParser
    from lxml.etree import _Element as Element

_ENDS = {"<![CDATA[": "]]>", "<!--": "-->"}
OPAQUE = tuple(_ENDS)
"""How the stretches begin in which markup is none: CDATA sections and comments."""
_OPAQUE = re.compile(r"<!\[CDATA\[|<!--")
_PROLOG = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
_DOCTYPE = re.compile(r"""<!doctype(?:[^\[>"']++|"[^"]*+"|'[^']*+')*+""", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_REFERENCE = re.compile(r"&(#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?")
_VOID = re.compile(r"<((?:br|hr|img|wbr)\b[^<>/]{0,2000}+)>", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z_][^<>]{0,4000}+>")
_VALUE = re.compile(r""""[^"]*+"|'[^']*+'|=\s*+([^\s"'<>=]+?)(?=\s|/?>)""")
_OF_XML = frozenset({"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"})
_NO_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\f\r\x1b")
"""What no text has in any character set that begins as ASCII does; the last one left changes the set in some."""
_BEFORE = bytes(range(33)) + b"\xef\xbb\xbf"
_MARKED = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


def xml_text(content: bytes, name: str, charset: str | None = None) -> str | Dropped:
    """The text of the bytes without what XML has no characters for, or why there is none.

    Args:
        content: the bytes, decompressed.
        name: what to call them.
        charset: the character set that was stated beside them.
    """
    if not content.startswith(_MARKED):
        wide = _wide(content[:400])
        content = content.decode(wide, "replace").encode() if wide else content
        if content.lstrip(_BEFORE)[:1] in (b"<", b"{"):
            content = content.translate(None, _CONTROLS)
    text = text_of(content, name, charset)
    return text if isinstance(text, Dropped) else _NO_CHARACTERS.sub("", text)


def _wide(start: bytes) -> str | None:
    """UTF-16 without a mark, told by every other byte of the markup being zero (XML 1.0, appendix F, looks at the first four)."""
    pairs = len(start) // 2
    high, low = start[0::2].count(0), start[1::2].count(0)
    if min(high, low) * 4 > pairs or max(high, low) * 2 < pairs:
        return None
    return "utf-16-be" if high > low else "utf-16-le"


def root_of(text: str, name: str) -> tuple[str, str] | Dropped:
    """The name of the root element in lower case, empty if there is none, and the text from it on.

    A document type with declarations of its own, or that points elsewhere with `SYSTEM`, is refused; any other is cut off.
    """
    start = _PROLOG.match(text).end()  # type: ignore[union-attr]
    doctype = _DOCTYPE.match(text, start)
    if doctype:
        if text[doctype.end() : doctype.end() + 1] != ">" or re.search(r"\bSYSTEM\b", doctype[0], re.IGNORECASE):
            return dropped(name, "unsafe", "its document type has declarations of its own")
        start = _PROLOG.match(text, doctype.end() + 1).end()  # type: ignore[union-attr]
    root = _ROOT.match(text, start)
    return root[1].lower() if root else "", text[start:]


def parsed(text: str, base: str | None = None) -> tuple[Element | None, bool]:
    """The tree, None if there is none, and whether the markup had to be mended.

    Args:
        text: from the root element on: no parser sees a document type, so none has entities.
        base: the address that its links are read against.
    """
    from lxml import etree

    try:
        return etree.fromstring(text.encode(), _parser(recover=False), base_url=base), False
    except etree.XMLSyntaxError:
        pass
    try:
        return etree.fromstring(_mended(text).encode(), _parser(recover=True), base_url=base), True
    except etree.XMLSyntaxError:
        return None, True


def _parser(*, recover: bool) -> XMLParser:
    from lxml import etree

    return etree.XMLParser(
        encoding="utf-8", recover=recover, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )


def _mended(text: str) -> str:
    """The text as XML has it: HTML's entities, loose ampersands, values without quotes, elements without an end; not in CDATA."""
    return "".join(part if part.startswith(OPAQUE) else _well_formed(part) for part in stretches(text))


def _well_formed(part: str) -> str:
    quoted = _TAG.sub(lambda tag: _VALUE.sub(_value, tag[0]) if "=" in tag[0] else tag[0], _REFERENCE.sub(_reference, part))
    return _VOID.sub(r"<\1/>", quoted)


def _value(found: re.Match[str]) -> str:
    return found[0] if found[1] is None else f'="{found[1]}"'


def stretches(text: str) -> Iterator[str]:
    """The text in pieces, each either a whole CDATA section or comment or free of such; in time that grows with its length only."""
    at, start = 0, _OPAQUE.search(text)
    unclosed: set[str] = set()
    while start and len(unclosed) < len(_ENDS):
        end = -1 if start[0] in unclosed else text.find(_ENDS[start[0]], start.end())
        if end < 0:
            unclosed.add(start[0])
        else:
            yield text[at : start.start()]
            at = end + 3
            yield text[start.start() : at]
        start = _OPAQUE.search(text, max(at, start.end()))
    yield text[at:]


def _reference(found: re.Match[str]) -> str:
    whole = found[0]
    if whole in _OF_XML or whole.startswith("&#"):
        return whole
    return html.escape(html.unescape(whole)) if found[1] else "&amp;"
