"""Pages out of the loose records that the page rooms are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from broadsheet.records.page import Page
from broadsheet.steps import Dropped


@dataclass(frozen=True, slots=True)
class Named:
    """A page under the id that its record came with."""

    id: Any
    page: Page


def pages_of(records: Iterable[dict[str, Any]], step: str) -> Iterator[Named | Dropped]:
    """A page for every record `{id, url?, html or text}`, or why not."""
    for record in records:
        yield _page(record, step)


def _page(record: Any, step: str) -> Named | Dropped:
    name = record.get("id") if isinstance(record, dict) else None
    if isinstance(name, bool) or not isinstance(name, str | int | float):
        return Dropped(record="?", step=step, reason="no id")
    html, text = record.get("html"), record.get("text")
    body = html if isinstance(html, str) else text
    if not isinstance(body, str):
        reason = "no text" if html is None and text is None else "not text"
        return Dropped(record=str(name), step=step, reason=reason)
    stated = {key: _stated(record.get(key)) for key in ("url", "title", "published", "outlet", "language")}
    authors = tuple(filter(None, map(_stated, record["authors"]))) if isinstance(record.get("authors"), list | tuple) else ()
    return Named(name, Page(name=str(name), kind="html" if isinstance(html, str) else "text", body=body, authors=authors, **stated))


def _stated(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
