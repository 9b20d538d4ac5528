"""What the grouping knows, as it said it: its meaning is `group`'s affair."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import blake2b

from sqlalchemy import Select, delete, func, insert, select

from broadsheet.store.database import Database
from broadsheet.store.grouping_schema import grouping, grouping_names, grouping_settled, grouping_stories, grouping_words
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A state as it was kept.

    Attributes:
        state: what the grouping said.
        upto: the place, in the order of placing, of the last article that it knows; 0 for none.
    """

    state: bytes
    upto: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What tells one standing of the grouping from another.

    Attributes:
        state: another for every state.
        articles: the place of the last article there is.
        settled: how often all was looked at again since the state was kept.
    """

    state: int
    articles: int
    settled: int


class GroupingState:
    """The one state, what came since it was kept, and the rows that it has let go of.

    A state holds as long as articles only come, and as the grouping moves them: whoever takes it up places the later ones
    again, in their order, and settles where that was done. The rows hold with the state that was put with them, and with
    whoever took that state up: who has no state must `empty` them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self) -> Kept | None:
        """The state, if there is one."""
        row = self._database.row(select(grouping.c.state, grouping.c.upto))
        return Kept(state=row.state, upto=row.upto) if row else None

    def put(self, state: bytes) -> None:
        """Keep it, in the transaction of the last change that it knows."""
        mark = int.from_bytes(blake2b(state, digest_size=8).digest(), "big", signed=True)
        with self._database.transaction():
            self.clear()
            self._database.run(insert(grouping), [{"id": 1, "state": state, "upto": self._newest(), "mark": mark}])

    def size(self) -> int | None:
        """Bytes of the state, if there is one."""
        return self._number(select(func.length(grouping.c.state)))

    def behind(self) -> int:
        """How many articles came since the state was kept, or ever."""
        upto = select(func.coalesce(func.max(grouping.c.upto), 0)).scalar_subquery()
        return self._number(select(func.count()).select_from(articles).where(articles.c.seq > upto)) or 0

    def since(self, upto: int) -> list[tuple[int, str]]:
        """Articles that came after the one in that place: their places and ids, in order."""
        return list(
            self._database.tuples(select(articles.c.seq, articles.c.id).where(articles.c.seq > upto).order_by(articles.c.seq))
        )

    def settle(self) -> None:
        """Note that all that is there was looked at again."""
        self._database.run(insert(grouping_settled), [{"seq": self._newest()}])

    def settled(self) -> list[int]:
        """After which articles that was, since the state was kept; once for every time."""
        return [row.seq for row in self._database.rows(select(grouping_settled.c.seq).order_by(grouping_settled.c.id))]

    def mark(self) -> Mark | None:
        """Where the grouping stands; None without a state."""
        state = self._number(select(grouping.c.mark))
        settled = self._number(select(func.count()).select_from(grouping_settled)) or 0
        return None if state is None else Mark(state=state, articles=self._newest(), settled=settled)

    def clear(self) -> None:
        """Let go of it: an article moved otherwise than the grouping would, or went."""
        self._database.run(delete(grouping))
        self._database.run(delete(grouping_settled))

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

    def home(self, article: str, upto: int | None = None) -> ClosedStory | None:
        """The closed story of an article; with `upto` as if no article had come after the one in that place."""
        joined = select(grouping_stories).join(placements, placements.c.story == grouping_stories.c.id)
        if upto is not None:
            joined = joined.join(articles, articles.c.id == placements.c.article).where(articles.c.seq <= upto)
        return next(iter(self._found(joined.where(placements.c.article == article))), None)

    def members(self, story: str, upto: int | None = None) -> list[str]:
        """The articles of a story, in the order of placing, as far as that place."""
        query = select(placements.c.article).join(articles, articles.c.id == placements.c.article)
        query = query if upto is None else query.where(articles.c.seq <= upto)
        return [row.article for row in self._database.rows(query.where(placements.c.story == story).order_by(articles.c.seq))]

    def chapters(self, threads: Collection[str]) -> dict[str, int]:
        """Thread → how many closed stories count as its chapters, for those of these threads that have any."""
        column = grouping_stories.c.thread
        asked = self._database.among(column, threads) & grouping_stories.c.chapter
        return dict(self._database.tuples(select(column, func.count()).where(asked).group_by(column)))

    def _newest(self) -> int:
        return self._number(select(func.max(articles.c.seq))) or 0

    def _number(self, query: Select) -> int | None:  # type: ignore[type-arg]
        number = self._database.value(query)
        return None if number is None else int(number)

    def _found(self, query: Select) -> list[ClosedStory]:  # type: ignore[type-arg]
        return [ClosedStory(**row._mapping) for row in self._database.rows(query)]  # noqa: SLF001
