"""How many articles hold each word as it is spelt: how a word of a query may have been meant that none holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, delete, func, insert, select, text, update

from broadsheet.language.index_words import index_words
from broadsheet.store.database import Database, chunks
from broadsheet.store.schema import articles, counted, vocabulary

LONGEST = 40
"""Letters of a word that is counted; what is longer is an address or a slip."""
BATCH = 500
"""Articles that are counted together."""
_ADD = text(
    "INSERT INTO vocabulary (word, documents) VALUES (:word, :more) "
    "ON CONFLICT (word) DO UPDATE SET documents = vocabulary.documents + :more"
)


class Vocabulary:
    """The words of all articles that were counted. Counting follows placing, many articles at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def articles(self) -> int:
        """How many articles were counted."""
        return int(self._database.value(select(counted.c.articles)) or 0)

    def documents(self, asked: Iterable[str]) -> dict[str, int]:
        """Word → how many articles hold it, for those of these words that any article holds."""
        held = self._database.among(vocabulary.c.word, set(asked))
        return dict(self._database.tuples(select(vocabulary.c.word, vocabulary.c.documents).where(held)))

    def beginning(self, start: str, longest: int, shortest: int = 1) -> list[str]:
        """The words of a range of lengths that begin alike."""
        within = _begins(start) & func.length(vocabulary.c.word).between(shortest, longest)
        joined = select(func.aggregate_strings(vocabulary.c.word, " ")).where(within)  # one value: a row costs more than its word
        return (self._database.value(joined) or "").split()

    def begin(self, start: str, most: int) -> int:
        """How many words begin so; not counted beyond one more than a number."""
        some = select(vocabulary.c.word).where(_begins(start)).limit(most + 1).subquery()
        return int(self._database.value(select(func.count()).select_from(some)))

    def catch_up(self) -> None:
        """Count the articles that were placed since, in runs of which each is kept whole."""
        while self._count_some():
            pass

    def leave(self, article: str) -> None:
        """Take the words of an article out that is about to be forgotten."""
        row = self._database.row(select(articles.c.seq, articles.c.title, articles.c.text).where(articles.c.id == article))
        if row is None or row.seq > self._last():
            return
        gone = sorted(_words(row.title, row.text))
        for some in chunks(gone):
            those = vocabulary.c.word.in_(some)
            self._database.run(update(vocabulary).where(those).values(documents=vocabulary.c.documents - 1))
        self._database.run(delete(vocabulary).where(vocabulary.c.documents <= 0))
        self._database.run(update(counted).values(articles=counted.c.articles - 1))

    def _last(self) -> int:
        return int(self._database.value(select(counted.c.seq)) or 0)

    def _count_some(self) -> bool:
        if self._last() >= int(self._database.value(select(func.max(articles.c.seq))) or 0):
            return False
        with self._database.transaction():
            query = select(articles.c.seq, articles.c.title, articles.c.text).where(articles.c.seq > self._last())
            rows = self._database.rows(query.order_by(articles.c.seq).limit(BATCH))
            if not rows:
                return False
            held = Counter(word for row in rows for word in _words(row.title, row.text))
            self._database.run(_ADD, [{"word": word, "more": held[word]} for word in sorted(held)])
            self._note(rows[-1].seq, self.articles() + len(rows))
        return True

    def _note(self, seq: int, count: int) -> None:
        if not self._database.run(update(counted).values(seq=seq, articles=count)):
            self._database.run(insert(counted), [{"id": 1, "seq": seq, "articles": count}])


def _begins(start: str) -> ColumnElement[bool]:
    column = vocabulary.c.word
    return (column >= start) & (column < start + "\U0010ffff")


def _words(title: str, body: str) -> set[str]:
    held: Sequence[str] = [*index_words(title), *index_words(body)]
    return {word for word in held if len(word) <= LONGEST}
