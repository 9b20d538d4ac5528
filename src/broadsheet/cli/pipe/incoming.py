"""Articles out of the loose records that a pipe is given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from broadsheet.records.article import Article
from broadsheet.steps import Dropped

REASONS: Mapping[str, str] = {
    "no id": "the record has no id, or one that is neither text nor a number",
    "no text": "the record has neither a title nor a text",
    "not text": "a field that must be text holds something else",
}
_FIELDS = ("title", "text", "outlet", "url", "agency")


def incoming(record: Any, step: str) -> Article | Dropped:
    """The article of `{id, date?, title, text, outlet?, …}`, its text taken exactly as given.

    A date that is none counts as unknown; numbers are taken for the text that they are written as.
    """
    name = record.get("id") if isinstance(record, dict) else None
    if isinstance(name, bool) or not isinstance(name, str | int | float):
        return Dropped(record="?", step=step, reason="no id")
    fields = {field: _text(record.get(field)) for field in _FIELDS}
    wrong = [field for field, value in fields.items() if value is None]
    if wrong:
        return Dropped(record=str(name), step=step, reason="not text", detail=", ".join(wrong))
    if record.get("title") is None and record.get("text") is None:
        return Dropped(record=str(name), step=step, reason="no text")
    return _article(str(name), record, {field: value or "" for field, value in fields.items()})


def _article(name: str, record: Mapping[str, Any], fields: Mapping[str, str]) -> Article:
    return Article(
        id=name,
        page=name,
        place=1,
        title=fields["title"],
        text=fields["text"],
        ranges=(),
        outlet=fields["outlet"] or None,
        url=fields["url"] or None,
        agency=fields["agency"] or None,
        published=_date(record.get("date")),
        role="digest" if record.get("role") == "digest" else "report",
        as_given=True,
    )


def _text(value: Any) -> str | None:
    """A field as text: empty if it is missing, None if it is no text at all."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value)


def _date(value: Any) -> str | None:
    """An ISO 8601 day, or time, that the calendar knows; else None."""
    if not isinstance(value, str):
        return None
    try:
        date.fromisoformat(value[:10])
    except ValueError:
        return None
    return value if len(value) == 10 or value[10] in "T " else None
