"""The word index: which documents hold which words, how often, and how long they are.

It is kept in tables like everything else, the same in every database, and changes with what it indexes in one transaction.

Documents are added in segments, and a row is a stem with its documents of one segment, nine bytes for each and two for every
place where it stands (`store/entries.py`). Segments of one
size are made one when there are `FAN` of them, so that a store of a hundred thousand articles has some twenty, and a document is
written anew five times (O'Neil et al., "The log-structured merge-tree", 1996); `store/merging.py` tells how. What was dropped is
noted with its segment and leaves it when that is rewritten.
"""

from __future__ import annotations

import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from operator import itemgetter
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, func, select

from broadsheet.language.index_words import index_words
from broadsheet.language.stems import regular_stem
from broadsheet.store.blobs import words
from broadsheet.store.database import Database
from broadsheet.store.entries import MOST, RECORD, SOMEWHERE, Entry, Records, Row, entry, living, together
from broadsheet.store.merging import Merging
from broadsheet.store.schema import postings, segments
from broadsheet.store.segments import Segment

LONGEST = 40
"""Letters of a stem that count; what is longer is an address or a slip."""
_PACK = struct.Struct("<IHBBB").pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is indexed.

    Attributes:
        seq: its number, higher than that of every document that was added before.
        title: words that are counted apart.
        text: its words.
    """

    seq: int
    text: str
    title: str = ""


def base(word: str) -> str:
    """Under what a word is indexed.

    >>> base("ferries"), base("ferry")
    ('ferry', 'ferry')
    """
    return cut(regular_stem(word))


def cut(stem: str) -> str:
    """A stem as the index has it."""
    return words(stem[:LONGEST])


class Standing:
    """The index of a kind at a moment. What it is made of is read once.

    Attributes:
        documents: how many there are.
        last: the number of the newest document, 0 if there is none.
    """

    def __init__(self, database: Database, held: Sequence[Segment]) -> None:
        self._database = database
        self._ranks = {segment.number: rank for rank, segment in enumerate(held)}
        self._dead = np.concatenate([segment.dead for segment in held]) if held else np.empty(0, np.uint32)
        self.documents = sum(segment.documents for segment in held) - len(self._dead)
        self.last = max((segment.last for segment in held), default=0)

    def holding(self, bases: Iterable[str]) -> dict[str, Records]:
        """Stem → the documents that hold it, each once, in the order of their numbers; of a stem that none holds no entry."""
        found: dict[str, list[tuple[int, bytes]]] = {}
        for segment, name, documents in self._rows(bases, postings.c.documents):
            found.setdefault(name, []).append((self._ranks[segment], documents))
        joined = {name: b"".join(blob for _, blob in sorted(blobs)) for name, blobs in found.items()}
        return {name: living(blob, self._dead) for name, blob in joined.items()}

    def placed(self, bases: Iterable[str]) -> dict[str, Entry]:
        """The same with the places where each holds it."""
        found = defaultdict[str, list[tuple[int, bytes, bytes | None]]](list)
        for segment, name, *row in self._rows(bases, postings.c.documents, postings.c.places):
            found[name].append((self._ranks[segment], *row))
        return {name: entry((row[1:] for row in sorted(rows, key=itemgetter(0))), self._dead) for name, rows in found.items()}

    def least(self, bases: Iterable[str]) -> Counter[str]:
        """Stem → how many documents hold it at least, without reading which: those that were dropped may have held it."""
        sizes = Counter[str]()
        for _, name, size in self._rows(bases, func.length(postings.c.documents)):
            sizes[name] += size // RECORD.itemsize
        return Counter({name: size - len(self._dead) for name, size in sizes.items()})

    def _rows(self, bases: Iterable[str], *columns: ColumnElement[Any]) -> Sequence[tuple[Any, ...]]:
        sought = sorted(set(bases))
        if not sought or not self._ranks:
            return []
        here = self._database.among(postings.c.segment, self._ranks) & self._database.among(postings.c.base, sought)
        return self._database.tuples(select(postings.c.segment, postings.c.base, *columns).where(here))


class Postings:
    """The index of the documents of a kind."""

    def __init__(self, database: Database, kind: str) -> None:
        self._database = database
        self._kind = kind
        self._merging = Merging(database, kind)
        self._segments = self._merging.standing

    def last(self) -> int:
        """The number of the newest document, 0 if there is none."""
        return int(self._database.value(select(func.max(segments.c.last)).where(segments.c.kind == self._kind)) or 0)

    def documents(self) -> int:
        """How many there are."""
        return sum(segment.documents - len(segment.dead) for segment in self._segments.all())

    def holding(self, bases: Iterable[str]) -> dict[str, Records]:
        """Stem → the documents that hold it, each once, in the order of their numbers; of a stem that none holds no entry."""
        with self._database.transaction(writes=False):
            return self.now().holding(bases)

    def now(self) -> Standing:
        """The index as it stands, for several questions within one transaction."""
        return Standing(self._database, self._segments.all())

    def add(self, documents: Sequence[Document]) -> None:
        """Index documents that were not indexed before, in the order of their numbers."""
        if not documents:
            return
        with self._database.transaction():
            rows = {name: together(held) for name, held in _inverted(documents).items()}
            self._segments.fill(self._segments.enter(documents[0].seq, documents[-1].seq, len(documents)), rows)
            self._merging.go_on(len(rows))

    def drop(self, seqs: Iterable[int]) -> None:
        """Let documents no longer be found. What is held of them goes with the next `purge`, or when it makes half a segment."""
        gone = np.unique(np.fromiter(seqs, np.uint32))
        with self._database.transaction():
            for segment in self._segments.all() if len(gone) else []:
                here = gone[(gone >= segment.first) & (gone <= segment.last)]
                dead = np.union1d(segment.dead, here)
                if len(dead) == len(segment.dead):
                    continue
                self._segments.change(segment, documents=segment.documents, dead=dead)
                if 2 * len(dead) > segment.documents and not self._merging.is_merged(segment):
                    self._merging.merge([replace(segment, dead=dead)])

    def purge(self) -> None:
        """Take all out that is held of documents that were dropped."""
        with self._database.transaction():
            self._merging.give_up()
            for segment in self._segments.all():
                if len(segment.dead):
                    self._segments.rewrite([segment])

    def clear(self) -> None:
        """Take everything out."""
        with self._database.transaction():
            self._merging.give_up()
            self._segments.take_out(segment.number for segment in self._segments.all())

    def each(self) -> Iterator[tuple[str, Records]]:
        """Every stem with its documents of a segment."""
        for segment in self._segments.all():
            query = select(postings).where(postings.c.segment == segment.number)
            yield from ((row.base, living(row.documents, segment.dead)) for row in self._database.rows(query))


def _inverted(documents: Iterable[Document]) -> dict[str, list[Row]]:
    held = defaultdict[str, list[Row]](list)
    for document in documents:
        length = min(len(document.text), 0xFFFF)
        for name, stem in stems(document).items():
            titled, told = stem.title[:MOST], stem.text[:MOST]
            record = _PACK(document.seq, length, len(titled), len(told), min(stem.forms, 0xFF))
            places = [min(place, SOMEWHERE) for place in chain(titled, told)]
            held[name].append((record, struct.pack(f"<{len(places)}H", *places)))
    return held


@dataclass(slots=True)
class Stem:
    """Where a document holds a stem.

    Attributes:
        title: places in its title: how many words stand before.
        text: places in its text; the title's words stand before it.
        forms: in how many forms.
    """

    title: list[int] = field(default_factory=list)
    text: list[int] = field(default_factory=list)
    forms: int = 0


def stems(document: Document) -> dict[str, Stem]:
    """Stem → where a document holds it.

    >>> found = stems(Document(seq=1, title="Ferries stop", text="The ferry will stop."))
    >>> found["ferry"], found["stop"]
    (Stem(title=[0], text=[3], forms=2), Stem(title=[1], text=[5], forms=1))
    """
    titled, told = (index_words(part) for part in (document.title, document.text))
    found = defaultdict[str, Stem](Stem)
    of = {word: found[base(word)] for word in dict.fromkeys(chain(titled, told))}
    for stem in of.values():
        stem.forms += 1
    for place, word in enumerate(titled):
        of[word].title.append(place)
    for place, word in enumerate(told, start=len(titled)):
        of[word].text.append(place)
    return found
