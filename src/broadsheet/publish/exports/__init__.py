"""Stories in the forms that other software reads: Markdown, ninjs, JSON-LD, annotations, calendars, tables, Kite, a sitemap."""

from broadsheet.publish.exports.documents import FORMS, ExportsReport, offered, write_exports
from broadsheet.publish.exports.tables import COLUMNS, as_csv, as_parquet

__all__ = ["COLUMNS", "FORMS", "ExportsReport", "as_csv", "as_parquet", "offered", "write_exports"]
