"""Pages that lie in one file: JSON lines, a feed, a web archive."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from hashlib import blake2b
from io import BytesIO
from typing import Any

from jinja2 import Environment, FileSystemLoader

from corpus.placing import Placing, Plain
from corpus.source import HERE, SourceError
from corpus.text_page import text_page
from corpus.web_page import WebPage

CRAWLED = "2031-03-16T06:00:00Z"


def record_of(told: Plain, placing: Placing) -> tuple[Plain, list[Plain]]:
    """One JSON record and its placements. `states` lists which of title, published and outlet stand beside the text."""
    key, states = told.get("article"), told.get("states", [])
    if "script" in told:
        page = text_page(told["script"], placing, told)
        text = page.text
    elif key:
        text = "\n\n".join(words for words, _ in placing.take(key, "1-"))
    else:
        raise SourceError(f"record {told['id']} has neither article nor script")
    record: Plain = {"id": told["id"], "url": told["url"]}
    for field in states:
        record[field] = told.get(field) or _stated(field, key, placing)
    says = {key: {field: record[field] for field in ("outlet", "published") if field in record} | told.get("says", {}).get(key, {})}
    placements = placing.placements({**told.get("says", {}), **says})
    return {**record, "text": text}, placements


def _stated(field: str, key: str | None, placing: Placing) -> Any:
    if key is None:
        raise SourceError(f"a record without an article states no {field}")
    front = placing.at(key).article.front
    if field == "title":
        return placing.shows(key, "title")
    return placing.world.outlets[front["outlet"]]["name"] if field == "outlet" else front[field]


def json_lines(records: Sequence[Plain]) -> str:
    """Records, one a line."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def feed(told: Plain, entries: Sequence[Plain]) -> str:
    """An RSS 2.0 feed whose entries carry their full text."""
    templates = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return templates.get_template("feed.xml").render(**told, entries=entries)


def web_archive(pages: Sequence[WebPage]) -> bytes:
    """A WARC 1.1 file, one gzip member a record: what made it, then responses. The same pages give the same bytes."""
    about = b"software: tools/make_examples.py\r\nformat: WARC File Format 1.1\r\n"
    records = [_record("warcinfo", None, "application/warc-fields", about)]
    for page in pages:
        body = page.html.encode("utf-8")
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
        records.append(_record("response", page.url, "application/http; msgtype=response", head.encode("ascii") + body))
    return b"".join(_member(record) for record in records)


def _record(kind: str, url: str | None, mime: str, block: bytes) -> bytes:
    digest = blake2b(block, digest_size=16).hexdigest()
    name = f"{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:]}"
    fields = [("WARC-Type", kind), ("WARC-Record-ID", f"<urn:uuid:{name}>"), ("WARC-Date", CRAWLED)]
    fields += [("WARC-Target-URI", url)] if url else []
    fields += [("Content-Type", mime), ("Content-Length", str(len(block)))]
    head = "WARC/1.1\r\n" + "".join(f"{field}: {value}\r\n" for field, value in fields) + "\r\n"
    return head.encode("utf-8") + block + b"\r\n\r\n"


def _member(record: bytes) -> bytes:
    out = BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as member:
        member.write(record)
    return out.getvalue()
