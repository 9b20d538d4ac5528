"""Finding stories, articles and statements by words and meaning, and answering from the store."""

from broadsheet.search.answers import ask
from broadsheet.search.hits import Hit
from broadsheet.search.hybrid import Finder, Results, search

__all__ = ["Finder", "Hit", "Results", "ask", "search"]
