"""Finding articles and statements by their words, and answering from the store."""

from broadsheet.search.words import Hit, ask, search

__all__ = ["Hit", "ask", "search"]
