"""The tables that a paper and a story have alike."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from broadsheet.publish.programs.table import Table
from broadsheet.publish.views import rows
from broadsheet.publish.views.library import Library
from broadsheet.publish.views.rows import (
    ArticleRow,
    EventRow,
    FigureRow,
    QuoteRow,
    SideRow,
    StatementRow,
)
from broadsheet.records.story_page import StoryPage


class Tabled:
    """What stories hold as tables, each made when it is first asked for.

    Args:
        library: the edition's shelves.
        pages: the stories, in front-page order.
    """

    def __init__(self, library: Library, pages: Iterable[StoryPage]) -> None:
        self._library = library
        self._pages = tuple(pages)

    @cached_property
    def articles(self) -> Table[ArticleRow]:
        """The articles, with their texts."""
        return self._table("articles")

    @cached_property
    def statements(self) -> Table[StatementRow]:
        """Every printed sentence with the exact words that it stands on."""
        return self._table("statements")

    @cached_property
    def quotes(self) -> Table[QuoteRow]:
        """Who said what."""
        return self._table("quotes")

    @cached_property
    def figures(self) -> Table[FigureRow]:
        """The hard numbers, with what each counts and who says so."""
        return self._table("figures")

    @cached_property
    def events(self) -> Table[EventRow]:
        """Dated events, those that are announced among them."""
        return self._table("events")

    @cached_property
    def contradictions(self) -> Table[SideRow]:
        """Where accounts differ, a row for each side."""
        return self._table("contradictions")

    def _table(self, name: str) -> Table[Any]:
        return Table(rows.TABLES[name][0], rows.rows(self._library, name, self._pages))
