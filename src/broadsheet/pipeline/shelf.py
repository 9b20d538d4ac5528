"""What has closed and what was counted, in rows of the store, as `group` asks for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from hashlib import blake2b

from broadsheet.group import Closed, Named, Shelf
from broadsheet.store import Store
from broadsheet.store.grouping import ClosedStory


class Shelved:
    """The rows of a store as an archive of `group`. They hold with the state that lies beside them.

    Attributes:
        upto: the last article that is known of, by its place: articles that came later are placed again. None for all.
    """

    def __init__(self, store: Store) -> None:
        self._rows = store.grouping
        self.upto: int | None = None

    def words(self, numbers: Collection[int], /) -> Mapping[int, float]:
        """What is counted of words, by their numbers."""
        return self._rows.words(numbers)

    def names(self, words: Collection[str], /) -> Mapping[str, Named]:
        """What is known of words of names."""
        asked = {number_of_name(word): word for word in words}
        return {asked[number]: Named.unpacked(record) for number, record in self._rows.names(asked).items()}

    def stories(self, numbers: Collection[int], /) -> Sequence[Closed]:
        """Closed stories, by their numbers."""
        return [_closed(row) for row in self._rows.stories(numbers)]

    def story(self, story: str, /) -> Closed | None:
        """The closed story of that id."""
        row = self._rows.story(story)
        return _closed(row) if row else None

    def home(self, article: str, /) -> Closed | None:
        """The closed story of an article."""
        row = self._rows.home(article, self.upto)
        return _closed(row) if row else None

    def members(self, story: str, /) -> Sequence[str]:
        """The articles of a closed story."""
        return self._rows.members(story, self.upto)

    def chapters(self, threads: Collection[str], /) -> Mapping[str, int]:
        """Thread → how many closed stories with articles that count are in it."""
        return self._rows.chapters(threads)

    def keep(self, shelf: Shelf, /) -> None:
        """Keep words and names in place of what was there of them, and stories beside the others. Where articles are is known."""
        names = {number_of_name(word): named.packed() for word, named in shelf.names.items()}
        self._rows.keep(shelf.words, names, map(_row, shelf.stories))


def number_of_name(word: str) -> int:
    """64 bits of a word. That two of ten million have the same is as likely as three in a million."""
    told = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(told, "big", signed=True)


def _closed(row: ClosedStory) -> Closed:
    return Closed.unpacked(row.number, row.id, row.thread, row.record)


def _row(closed: Closed) -> ClosedStory:
    return ClosedStory(
        number=closed.number, id=closed.id, thread=closed.thread, chapter=closed.articles > 0, record=closed.packed()
    )
