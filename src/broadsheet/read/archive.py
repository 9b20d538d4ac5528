"""Web archives: the HTML pages among the answers that a WARC file keeps, record by record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from broadsheet.read.contents import page_of, too_large
from broadsheet.read.limits import Allowance, Limits
from broadsheet.read.metered import Metered
from broadsheet.read.payload import PROBLEMS, unpacked
from broadsheet.read.reasons import dropped
from broadsheet.records.page import Page
from broadsheet.steps import Dropped

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

START = b"WARC/"
"""What a web archive begins with, once it is decompressed."""
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Found:
    """What a record gave, and whether its length is borne out by the answer itself."""

    page: Page | Dropped
    sure: bool = True


def pages_in(stream: BinaryIO, name: str, limits: Limits, allowance: Allowance) -> Iterator[Page | Dropped]:
    """The pages of the archive; a record that cannot be used does not stop the others, damage to the archive itself does.

    A page is given once the next record was found where its length says, for else it holds a piece of its neighbour.

    Args:
        stream: decompressed bytes.
        name: what to call the archive.
        limits: bounds on a page.
        allowance: how many bytes the archive may give.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    metered = Metered(stream, allowance)
    records = ArchiveIterator(metered, record_types=WarcRecordType.response, parse_http=False, stream_detect=False)
    held: Found | None = None
    try:
        for number, record in enumerate(records, 1):
            if held:
                yield held.page
            held = _found(record, f"{name}:{number}", limits)
    except OSError as problem:
        if metered.problem is None:
            metered.problem = ("damaged", str(problem))
            held = _doubted(held)
    if held:
        yield held.page
    if metered.problem:
        yield dropped(name, *metered.problem)


def _doubted(held: Found | None) -> Found | None:
    """What is left of the record before a place at which no record begins."""
    if held is None or held.sure or isinstance(held.page, Dropped):
        return held
    return Found(dropped(held.page.name, "damaged", "the record is not as long as it says"))


def _found(record: WarcRecord, where: str, limits: Limits) -> Found | None:
    """The page of one record; None if it is no answer to a request for a page (an archive keeps those of name servers too)."""
    address = (record.headers.get("WARC-Target-URI") or "").strip(" <>")
    if not record.is_http:
        return None
    try:
        record.parse_http()
    except OSError as problem:
        return Found(dropped(address or where, "damaged", str(problem)))
    why = _unusable(record)
    return Found(dropped(address or where, *why)) if why else _answer(record, address, where, limits)


def _unusable(record: WarcRecord) -> tuple[str, str] | None:
    """Reason and detail, if the answer's headers say that it is no page."""
    status = record.http_headers.status_code if record.http_headers is not None else None
    if status is None:
        return "damaged", "no answer of a web server"
    if status != 200:
        return "bad status", str(status)
    media = (record.http_content_type or "").strip().lower()
    return None if media in _HTML else ("unknown kind", media[:80] or "no media type")


def _answer(record: WarcRecord, address: str, where: str, limits: Limits) -> Found:
    name, headers = address or where, record.http_headers
    length = record.content_length
    raw = record.reader.read(limits.max_bytes + 1)
    if len(raw) > limits.max_bytes:
        return Found(too_large(name, limits))
    if len(raw) < length:
        return Found(dropped(name, "damaged", "the record breaks off"))
    sure = headers.get("Content-Length", "") == str(len(raw))
    try:
        body = unpacked(raw, headers.get("Transfer-Encoding") or "", headers.get("Content-Encoding") or "", limits.max_bytes + 1)
    except PROBLEMS as problem:
        return Found(dropped(name, "damaged", str(problem)))
    if len(body) > limits.max_bytes:
        return Found(too_large(name, limits))
    return Found(page_of(body, name, "html", url=address or None, charset=record.http_charset), sure)
