"""The paper as Atom and JSON Feed."""

from broadsheet.publish.feeds.documents import FeedsReport, offered, write_feeds

__all__ = ["FeedsReport", "offered", "write_feeds"]
