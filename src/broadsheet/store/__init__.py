"""The database: pages, articles, placements, written pages. The only room that speaks SQL."""

from broadsheet.store.paper import Store

__all__ = ["Store"]
