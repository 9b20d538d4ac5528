"""What a search is narrowed to, as a query asks for it."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, select

from broadsheet.records.query import Filters
from broadsheet.store.schema import article_traits, articles, placements, story_traits

DISPUTED = "open"
"""The state of a contradiction that nothing has settled."""


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What a query over `articles` and `placements` must ask for."""
    asked: list[ColumnElement[bool]] = []
    if filters.outlet is not None:
        asked.append(articles.c.outlet == filters.outlet)
    if filters.since is not None:
        asked.append(articles.c.published >= filters.since)
    if filters.until is not None and filters.until != date.max.isoformat():
        asked.append(articles.c.published < _day_after(filters.until))
    for column, value in ((placements.c.story, filters.story), (placements.c.thread, filters.thread)):
        asked += [column == value] if value is not None else []
    if filters.stories is not None:
        asked.append(placements.c.story.in_(sorted(filters.stories)))
    if filters.without:
        asked.append(placements.c.story.not_in(sorted(filters.without)))
    for kind, value in (("person", filters.person), ("place", filters.place), ("role", filters.role)):
        asked += [_has(kind, value)] if value is not None else []
    asked += [_is_told("subject", filters.subject)] if filters.subject is not None else []
    return asked + ([_is_told("contradiction", DISPUTED)] if filters.disputed else [])


def _has(kind: str, value: str) -> ColumnElement[bool]:
    query = select(article_traits.c.seq).where((article_traits.c.kind == kind) & (article_traits.c.value == value))
    return articles.c.seq.in_(query)


def _is_told(kind: str, value: str) -> ColumnElement[bool]:
    query = select(story_traits.c.story).where((story_traits.c.kind == kind) & (story_traits.c.value == value))
    return placements.c.story.in_(query)


def _day_after(day: str) -> str:
    """The next day: moments of a day stand behind its own name and before that."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
