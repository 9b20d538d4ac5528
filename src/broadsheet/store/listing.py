"""Where every article and printed statement belongs and what it is narrowed by: for those who keep that in memory and follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select

from broadsheet.store.database import Database
from broadsheet.store.schema import article_traits, articles, moves, placements, statements, story_traits
from broadsheet.store.traits import HEADLINE


class Listing:
    """Articles and statements by number. What a number stands for never changes, but for the story that an article is in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def articles(self, after: int) -> Sequence[tuple[Any, ...]]:
        """Number, story, outlet and day (ISO 8601) of the articles behind a number, in order."""
        query = select(articles.c.seq, placements.c.story, articles.c.outlet, articles.c.published)
        return self._database.tuples(query.join_from(articles, placements).where(articles.c.seq > after).order_by(articles.c.seq))

    def traits(self, after: int) -> Sequence[tuple[Any, ...]]:
        """Number, kind and value of the traits of the articles behind a number, in the order of the numbers."""
        query = select(article_traits.c.seq, article_traits.c.kind, article_traits.c.value)
        return self._database.tuples(query.where(article_traits.c.seq > after).order_by(article_traits.c.seq))

    def statements(self, after: int) -> Sequence[tuple[Any, ...]]:
        """Number and story of the printed statements behind a number, in order."""
        query = select(statements.c.seq, statements.c.story)
        return self._database.tuples(query.where(statements.c.seq > after).order_by(statements.c.seq))

    def told(self, stories: Iterable[str] | None) -> Sequence[tuple[Any, ...]]:
        """Story, kind and value of the traits of some stories, or of all; without their headlines."""
        query = select(story_traits).where(story_traits.c.kind != HEADLINE)
        if stories is not None:
            query = query.where(self._database.among(story_traits.c.story, stories))
        return self._database.tuples(query)

    def last_move(self) -> int:
        """The number of the last move of an article to another story; 0 if there was none."""
        return int(self._database.value(select(func.max(moves.c.seq))) or 0)

    def moved(self, after: int) -> Sequence[tuple[Any, ...]]:
        """Move, article's number and story of the articles that were moved behind a move, in order."""
        query = select(moves.c.seq, articles.c.seq, placements.c.story)
        joined = query.join_from(moves, articles, articles.c.id == moves.c.article).join(placements)
        return self._database.tuples(joined.where(moves.c.seq > after).order_by(moves.c.seq))

    def of_thread(self, thread: str) -> list[int]:
        """Numbers of the articles of a thread."""
        query = select(articles.c.seq).join_from(articles, placements).where(placements.c.thread == thread)
        return [row.seq for row in self._database.rows(query)]
