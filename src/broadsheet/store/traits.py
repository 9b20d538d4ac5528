"""What a search is narrowed by and counted under: whom and what places an article names, its kind, its story's subjects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, delete, func, insert, literal, select

from broadsheet.records.annotation import Annotated
from broadsheet.records.query import Filters
from broadsheet.records.story_page import StoryPage
from broadsheet.store.blobs import words
from broadsheet.store.database import Database, chunks
from broadsheet.store.schema import article_traits, articles, placements, story_traits

NAMED = ("person", "place", "organisation")
DISPUTED = "open"
"""The state of a contradiction that nothing has settled."""
HEADLINE = "headline"
"""The kind under which a story's headline stands; it is not counted."""

Counts = dict[str, list[tuple[str, int]]]
"""Kind → values with how many articles have them, most first."""


class Traits:
    """The traits of articles and stories."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_article(self, annotated: Annotated) -> None:
        """Enter those of an article that has its place."""
        article = annotated.article
        seq = self._database.value(select(articles.c.seq).where(articles.c.id == words(article.id)))
        named = {(entity.kind, words(entity.name)) for entity in annotated.entities if entity.kind in NAMED}
        rows = [{"seq": seq, "kind": kind, "value": value} for kind, value in sorted({*named, ("role", article.role)})]
        self._database.run(insert(article_traits), rows)

    def of_story(self, page: StoryPage) -> None:
        """Enter those of a story's newest page in place of the last one's."""
        subjects = {("subject", words(subject.label)) for subject in page.subjects if subject.label}
        disputes = {("contradiction", dispute.state) for dispute in page.contradictions.values()}
        headline = {(HEADLINE, words(page.statements[page.headline].text))} if page.headline in page.statements else set()
        told = sorted(subjects | disputes | headline)
        rows = [{"story": page.id, "kind": kind, "value": value} for kind, value in told]
        self._database.run(delete(story_traits).where(story_traits.c.story == page.id))
        self._database.run(insert(story_traits), rows)

    def outlets(self) -> list[str]:
        """Every outlet that an article is of, by name."""
        query = select(articles.c.outlet).where(articles.c.outlet.is_not(None)).distinct().order_by(articles.c.outlet)
        return [row.outlet for row in self._database.rows(query)]

    def headlines(self, stories: Sequence[str]) -> dict[str, str]:
        """Story → its headline, for those of some stories that are written."""
        query = select(story_traits.c.story, story_traits.c.value).where(story_traits.c.kind == HEADLINE)
        rows = (row for some in chunks(stories) for row in self._database.rows(query.where(story_traits.c.story.in_(some))))
        return {row.story: row.value for row in rows}

    def count(self, ids: Sequence[str], most: int) -> Counts:
        """Outlets and traits of articles with how many of them have each, `most` of a kind."""
        counts: Counts = {}
        for kind, value, count in self._counted(ids):
            if len(counts.setdefault(kind, [])) < most:
                counts[kind].append((value, count))
        return counts

    def _counted(self, ids: Sequence[str]) -> Iterable[tuple[str, str, int]]:
        sums: dict[tuple[str, str], int] = {}
        number = func.count().label("number")
        here = select(articles.c.seq, placements.c.story).join_from(articles, placements)
        for some in chunks(ids):
            chosen = here.where(articles.c.id.in_(some)).subquery()
            own = select(article_traits.c.kind, article_traits.c.value, number).join_from(
                article_traits, chosen, article_traits.c.seq == chosen.c.seq
            )
            told = (
                select(story_traits.c.kind, story_traits.c.value, number)
                .join_from(story_traits, chosen, story_traits.c.story == chosen.c.story)
                .where(story_traits.c.kind != HEADLINE)
            )
            outlets = select(literal("outlet").label("kind"), articles.c.outlet.label("value"), number).where(
                articles.c.id.in_(some) & articles.c.outlet.is_not(None)
            )
            for query in (own, told, outlets):
                for row in self._database.rows(query.group_by("kind", "value")):
                    sums[row.kind, row.value] = sums.get((row.kind, row.value), 0) + row.number
        return ((kind, value, sums[kind, value]) for kind, value in sorted(sums, key=lambda each: (-sums[each], each)))


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What a query over `articles` and `placements` must ask for."""
    asked: list[ColumnElement[bool]] = []
    if filters.outlet is not None:
        asked.append(articles.c.outlet == filters.outlet)
    if filters.since is not None:
        asked.append(articles.c.published >= filters.since)
    if filters.until is not None:
        asked.append(func.substr(articles.c.published, 1, 10) <= filters.until)
    for column, value in ((placements.c.story, filters.story), (placements.c.thread, filters.thread)):
        asked += [column == value] if value is not None else []
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
