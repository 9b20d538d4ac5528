"""A phrase is found in what has it word for word, by where the index says that its stems stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from broadsheet.search.phrases import Phrases
from broadsheet.search.query import read
from broadsheet.store.connection import File
from broadsheet.store.database import Database
from broadsheet.store.postings import Document, Postings, base
from broadsheet.store.schema import postings
from broadsheet.store.words import Kind

TEXTS = st.lists(st.sampled_from(["ferry", "ferries", "stop", "stopped", "café", "a"]), max_size=9).map(" ".join)


class Shelf:
    """Texts by number, and which of them were read."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.seq: document for document in documents}
        self.read: list[int] = []

    def texts(self, kind: Kind, seqs: Iterable[int]) -> dict[int, Document]:
        read = list(seqs)
        self.read += read
        return {seq: self._documents[seq] for seq in read}


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    opened = Database(File(path=None))
    yield opened
    opened.close()


def found(database: Database, documents: list[Document], query: str, *, placed: bool = True) -> tuple[list[int], list[int]]:
    """The documents with the phrases of a query, and those that were read for it."""
    index, shelf, asked = Postings(database, "article"), Shelf(documents), read(query)
    index.clear()
    index.add(documents)
    if not placed:
        database.run(update(postings).values(places=None))
    now, stems = index.now(), {base(word) for phrase in asked.phrases for word in phrase}
    phrases = Phrases(shelf, "article", asked, now, now.placed(stems))  # type: ignore[arg-type]
    return phrases.first(np.array([document.seq for document in documents], np.int64), 99), shelf.read


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5), TEXTS, TEXTS, st.booleans())
def test_places_lead_to_all_that_have_a_phrase(
    database: Database, texts: list[tuple[str, str]], first: str, second: str, placed: bool
):
    documents = [Document(seq=seq, title=title, text=text) for seq, (title, text) in enumerate(texts, start=1)]
    query = f'"{first}" "{second}"'
    having = [each.seq for each in documents if read(query).holds_phrases(f"{each.title}\n{each.text}")]
    if read(query).phrases:
        assert found(database, documents, query, placed=placed)[0] == having


def test_only_texts_with_its_stems_in_a_row_are_read(database: Database):
    texts = ("The ferry stops.", "Stop the ferry.", "Ferries stop at noon.", "The ferry rarely stops.")
    documents = [Document(seq=seq, text=text) for seq, text in enumerate(texts, start=1)]
    assert found(database, documents, '"ferry stops"') == ([1], [1, 3])
    assert found(database, documents, '"ferry stops"', placed=False) == ([1], [1, 2, 3, 4])


@pytest.mark.parametrize("text", ["quay " * 300 + "ferry quay", "a " * 70_000 + "ferry quay"], ids=["often", "late"])
def test_a_phrase_stands_where_no_place_is_kept(database: Database, text: str):
    assert found(database, [Document(seq=1, text=text)], '"ferry quay"')[0] == [1]
