"""Other full text over the texts of `benchmarks/search.py`: the best 200 articles by BM25 that hold any of the words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

LIMIT = 200


class Fts5:
    """SQLite's FTS5 as the store had it before: external content would save space and no time."""

    def __init__(self, folder: Path, texts: Iterable[tuple[str, str]]) -> None:
        self._connection = sqlite3.connect(folder / "fts5.db")
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute(
            "CREATE VIRTUAL TABLE held USING fts5(title, text, tokenize='porter unicode61 remove_diacritics 2')"
        )
        with self._connection:
            self._connection.executemany("INSERT INTO held (title, text) VALUES (?, ?)", texts)

    def find(self, words: Sequence[str]) -> list[int]:
        """Rows that hold any of the words."""
        match = " OR ".join(f'"{word}"' for word in words)
        query = "SELECT rowid FROM held WHERE held MATCH ? ORDER BY bm25(held, 3.0, 1.0) LIMIT ?"
        return [row[0] for row in self._connection.execute(query, (match, LIMIT))] if match else []


class Tantivy:
    """tantivy, which keeps its index beside the store and not in it."""

    def __init__(self, folder: Path, texts: Iterable[tuple[str, str]]) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        for name in ("title", "text"):
            builder.add_text_field(name, tokenizer_name="en_stem")
        (folder / "tantivy").mkdir()
        self._index: Any = tantivy.Index(builder.build(), path=str(folder / "tantivy"))
        writer = self._index.writer(heap_size=100_000_000, num_threads=1)
        for title, text in texts:
            writer.add_document(tantivy.Document(title=title, text=text))
        writer.commit()
        self._index.reload()

    def find(self, words: Sequence[str]) -> list[Any]:
        """Addresses of what holds any of the words."""
        if not words:
            return []
        query = self._index.parse_query(" ".join(words), ["title", "text"], field_boosts={"title": 3.0})
        return [address for _, address in self._index.searcher().search(query, LIMIT).hits]
