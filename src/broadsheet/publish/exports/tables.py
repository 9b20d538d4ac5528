"""Quotes, figures, events and disagreements of an edition as tables: a row each, with the exact words and where they stand."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

from broadsheet.publish.views import rows as views
from broadsheet.publish.views.arrow import arrow_table
from broadsheet.publish.views.library import Library

SITE = ("quotes", "figures", "events", "contradictions")
"""The tables of a site's folder."""
COLUMNS: Mapping[str, tuple[str, ...]] = {table: views.columns(views.TABLES[table][0]) for table in SITE}
"""The columns of each. `words` are those of the first span, exactly as the article has them."""

_FORMULA = re.compile(r"\s*[=+@]|[\t\r\n]|\s*-(?![\d.,]+$)")


def as_csv(library: Library, table: str) -> bytes:
    """A table as CSV (RFC 4180, UTF-8) with a header. What a spreadsheet would take for a formula gets an apostrophe before it."""
    return csv_of(views.rows(library, table), views.TABLES[table][0])


def csv_of(rows: Iterable[views.Row], kind: type[views.Row]) -> bytes:
    """The same of any rows of one kind."""
    out = io.StringIO()
    writer, columns = csv.writer(out), views.columns(kind)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(getattr(row, column)) for column in columns])
    return out.getvalue().encode("utf-8", "replace")


def as_parquet(library: Library, table: str) -> bytes:
    """A table as Parquet.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    made = arrow_table(views.rows(library, table), views.TABLES[table][0])
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(made, out)
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return _cell("; ".join(value))
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
