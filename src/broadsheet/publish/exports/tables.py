"""Quotes, figures, events and disagreements of an edition as tables: a row each, with the exact words and where they stand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from broadsheet.publish.views.library import Library, headline
from broadsheet.records.pool import Holder
from broadsheet.records.story_page import StoryPage

Row = dict[str, Any]

_WHERE = ("words", "span", "article", "outlet", "published", "url")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "quotes": ("story", "headline", "key", "speaker", "role", "text", "direct", "verb", "audience", *_WHERE),
    "figures": (
        "story", "headline", "key", "value", "value_high", "unit", "qualifier", "label", "text", "holder", "as_of", *_WHERE,
    ),
    "events": ("story", "headline", "key", "start", "end", "precision", "when", "tense", "told", *_WHERE),
    "contradictions": ("story", "headline", "key", "kind", "issue", "state", "side", "value", "text", "holders", *_WHERE),
}  # fmt: skip
"""The columns of each table. `words` are those of the first span, exactly as the article has them."""

_NUMERIC = {"value": float, "value_high": float, "side": int, "direct": bool}
_FORMULA = re.compile(r"\s*[=+@]|[\t\r\n]|\s*-(?![\d.,]+$)")


def rows(library: Library, table: str) -> Iterator[Row]:
    """The rows of a table of `COLUMNS`, story by story in front-page order."""
    make = _ROWS[table]
    for story in library.edition.stories:
        for key, span, told in make(story):
            row = {"story": story.id, "headline": headline(story), "key": key, **told, **_where(library, story, span)}
            yield {column: row.get(column) for column in COLUMNS[table]}


def as_csv(library: Library, table: str) -> bytes:
    """A table as CSV (RFC 4180, UTF-8) with a header. What a spreadsheet would take for a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS[table])
    for row in rows(library, table):
        writer.writerow([_cell(value) for value in row.values()])
    return out.getvalue().encode("utf-8", "replace")


def as_parquet(library: Library, table: str) -> bytes:
    """A table as Parquet.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    from broadsheet.errors import MissingExtra

    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as problem:
        raise MissingExtra("pyarrow, which writes Parquet,", "tables") from problem
    kinds = {float: pa.float64(), int: pa.int64(), bool: pa.bool_()}
    schema = pa.schema([(column, kinds.get(_NUMERIC.get(column, str), pa.string())) for column in COLUMNS[table]])
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows(library, table)), schema=schema), out)
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _where(library: Library, story: StoryPage, key: str | None) -> Row:
    span = story.spans.get(key or "")
    if span is None:
        return {}
    entry = story.articles[span.article]
    place = {"words": span.exact, "span": key, "article": entry.id, "outlet": library.entry_outlet(story, entry)}
    return {**place, "published": entry.published, "url": entry.url}


Told = Iterable[tuple[str, str | None, Row]]
"""Key, first span and what it says."""


def _quotes(story: StoryPage) -> Told:
    for key, quote in story.quotes.items():
        told = {"speaker": quote.speaker_text, "role": quote.speaker_role, "text": quote.text, "direct": quote.direct}
        yield key, _first(quote.spans), {**told, "verb": quote.verb, "audience": quote.audience}


def _figures(story: StoryPage) -> Told:
    for key, number in story.numbers.items():
        what = {"value": number.value, "value_high": number.value_high, "unit": number.unit, "qualifier": number.qualifier}
        told = {"label": number.label, "text": number.text, "holder": number.holder, "as_of": number.as_of}
        yield key, _first(number.spans), {**what, **told}


def _events(story: StoryPage) -> Told:
    for key, event in story.events.items():
        when = event.when
        statements = [story.statements[each] for each in event.statements if each in story.statements]
        told = {"start": when.start, "end": when.end, "precision": when.precision, "when": when.text, "tense": event.tense}
        first = _first(statements[0].spans) if statements else None
        yield key, first, {**told, "told": " ".join(statement.text for statement in statements)}


def _contradictions(story: StoryPage) -> Told:
    for key, found in story.contradictions.items():
        for number, side in enumerate(found.sides, start=1):
            names = [name for one in side.holders if (name := _name(story, one))]
            told = {"kind": found.kind, "issue": found.issue, "state": found.state, "side": number}
            yield key, _first(side.spans), {**told, "value": side.value, "text": side.text, "holders": "; ".join(names)}


def _name(story: StoryPage, holder: Holder) -> str:
    speaker, outlet = story.entities.get(holder.speaker or ""), story.outlets.get(holder.outlet or "")
    return speaker.name if speaker else outlet.name if outlet else ""


def _first(spans: tuple[str, ...]) -> str | None:
    return spans[0] if spans else None


_ROWS: Mapping[str, Callable[[StoryPage], Told]] = {
    "quotes": _quotes,
    "figures": _figures,
    "events": _events,
    "contradictions": _contradictions,
}
