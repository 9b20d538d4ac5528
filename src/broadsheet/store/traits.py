"""What a search is narrowed by and counted under: whom and what places an article names, its kind, its story's subjects."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from broadsheet.records.annotation import Annotated
from broadsheet.records.story_page import StoryPage
from broadsheet.store.blobs import words
from broadsheet.store.database import Database
from broadsheet.store.schema import article_traits, articles, story_traits

NAMED = ("person", "place", "organisation")
HEADLINE = "headline"
"""The kind under which a story's headline stands; it is not counted."""


class Traits:
    """The traits of articles and stories."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_article(self, annotated: Annotated, seq: int) -> None:
        """Enter those of an article by its number in the order of placing."""
        named = {(entity.kind, words(entity.name)) for entity in annotated.entities if entity.kind in NAMED}
        rows = [{"seq": seq, "kind": kind, "value": value} for kind, value in sorted({*named, ("role", annotated.article.role)})]
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
        rows = self._database.rows(query.where(self._database.among(story_traits.c.story, stories)))
        return {row.story: row.value for row in rows}
