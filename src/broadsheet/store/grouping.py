"""What the grouping knows, as it said it: its meaning is `group`'s affair."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import Select, delete, func, insert, select

from broadsheet.store.database import Database
from broadsheet.store.grouping_schema import grouping, grouping_names, grouping_stories, grouping_words
from broadsheet.store.schema import articles, placements


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedStory:
    """A story that cannot grow any more.

    Attributes:
        number: its place in the order of founding.
        id: `st_…`.
        thread: `th_…`.
        chapter: whether it counts as one of the thread's.
        record: all else.
    """

    number: int
    id: str
    thread: str
    chapter: bool
    record: bytes


class GroupingState:
    """The one state, which holds as long as no article comes, moves or goes, and the rows that it has let go of.

    The rows hold with the state that was put with them, and with whoever took that state up: who has no state must `empty` them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self) -> bytes | None:
        """The state of all articles that are here, if there is one."""
        state: bytes | None = self._database.value(select(grouping.c.state))
        return state

    def put(self, state: bytes) -> None:
        """Keep it, in the transaction of the last change that it knows."""
        with self._database.transaction():
            self.clear()
            self._database.run(insert(grouping), [{"id": 1, "state": state}])

    def clear(self) -> None:
        """Let go of it: an article came, moved or went."""
        self._database.run(delete(grouping))

    def empty(self) -> None:
        """Let go of it and of all rows: everything is to be said anew."""
        with self._database.transaction():
            self.clear()
            for table in (grouping_words, grouping_names, grouping_stories):
                self._database.run(delete(table))

    def keep(self, words: Mapping[int, float], names: Mapping[int, bytes], stories: Iterable[ClosedStory]) -> None:
        """Keep words and names, by their numbers, in place of what was there of them, and stories beside the others."""
        with self._database.transaction():
            self._database.put_all(grouping_words, [{"number": number, "documents": count} for number, count in words.items()])
            self._database.put_all(grouping_names, [{"number": number, "record": record} for number, record in names.items()])
            self._database.run(insert(grouping_stories), [asdict(story) for story in stories])

    def words(self, numbers: Collection[int]) -> dict[int, float]:
        """What was kept of words, by their numbers."""
        held = self._database.among(grouping_words.c.number, numbers)
        return dict(self._database.tuples(select(grouping_words.c.number, grouping_words.c.documents).where(held)))

    def names(self, numbers: Collection[int]) -> dict[int, bytes]:
        """What was kept of names, by their numbers."""
        held = self._database.among(grouping_names.c.number, numbers)
        return dict(self._database.tuples(select(grouping_names.c.number, grouping_names.c.record).where(held)))

    def stories(self, numbers: Collection[int]) -> list[ClosedStory]:
        """Closed stories, by their numbers, in the order of these."""
        held = self._database.among(grouping_stories.c.number, numbers)
        return self._found(select(grouping_stories).where(held).order_by(grouping_stories.c.number))

    def story(self, story: str) -> ClosedStory | None:
        """The closed story of that id."""
        return next(iter(self._found(select(grouping_stories).where(grouping_stories.c.id == story))), None)

    def home(self, article: str) -> ClosedStory | None:
        """The closed story of an article."""
        joined = select(grouping_stories).join(placements, placements.c.story == grouping_stories.c.id)
        return next(iter(self._found(joined.where(placements.c.article == article))), None)

    def members(self, story: str) -> list[str]:
        """The articles of a story, in the order of placing."""
        query = select(placements.c.article).join(articles, articles.c.id == placements.c.article)
        return [row.article for row in self._database.rows(query.where(placements.c.story == story).order_by(articles.c.seq))]

    def chapters(self, threads: Collection[str]) -> dict[str, int]:
        """Thread → how many closed stories count as its chapters, for those of these threads that have any."""
        column = grouping_stories.c.thread
        asked = self._database.among(column, threads) & grouping_stories.c.chapter
        return dict(self._database.tuples(select(column, func.count()).where(asked).group_by(column)))

    def _found(self, query: Select) -> list[ClosedStory]:  # type: ignore[type-arg]
        return [ClosedStory(**row._mapping) for row in self._database.rows(query)]  # noqa: SLF001
