"""What a search is narrowed by and counted under: whom and what places an article names, its kind, its story's subjects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import delete, func, insert, select

from broadsheet.records.annotation import Annotated
from broadsheet.records.story_page import StoryPage
from broadsheet.store.blobs import words
from broadsheet.store.database import Database, chunks
from broadsheet.store.schema import article_traits, articles, story_traits
from broadsheet.store.words import Passage

NAMED = ("person", "place", "organisation")
HEADLINE = "headline"
"""The kind under which a story's headline stands; it is not counted."""

Counts = dict[str, list[tuple[str, int]]]
"""Kind → values with how many articles have them, most first."""


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
        rows = (row for some in chunks(stories) for row in self._database.rows(query.where(story_traits.c.story.in_(some))))
        return {row.story: row.value for row in rows}

    def count(self, found: Sequence[Passage], most: int) -> Counts:
        """Outlets and traits of articles with how many of them have each, `most` of a kind."""
        sums = Counter(("outlet", each.outlet) for each in found if each.outlet)
        told = Counter(each.story for each in found)
        for some in chunks([each.seq for each in found]):
            query = select(article_traits.c.kind, article_traits.c.value, func.count().label("number"))
            those = query.where(article_traits.c.seq.in_(some)).group_by(article_traits.c.kind, article_traits.c.value)
            sums.update({(row.kind, row.value): row.number for row in self._database.rows(those)})
        for stories in chunks(sorted(told)):
            query = select(story_traits).where(story_traits.c.story.in_(stories), story_traits.c.kind != HEADLINE)
            for row in self._database.rows(query):
                sums[row.kind, row.value] += told[row.story]
        counts: Counts = {}
        for (kind, value), number in sorted(sums.items(), key=lambda each: (-each[1], each[0])):
            if len(counts.setdefault(kind, [])) < most:
                counts[kind].append((value, number))
        return counts
