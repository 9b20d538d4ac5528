"""The paper as Atom and JSON Feed."""

from broadsheet.publish.feeds.documents import FeedsReport, write_feeds

__all__ = ["FeedsReport", "write_feeds"]
