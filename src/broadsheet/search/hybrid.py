"""Words and meaning as one ranking, and what is found by it: stories, articles, printed statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from broadsheet.records.query import Filters
from broadsheet.search.catalogue import Catalogue
from broadsheet.search.facets import Counts, counted
from broadsheet.search.fusion import fused
from broadsheet.search.hits import Hit, hits
from broadsheet.search.looking import CANDIDATES, Held, Look, look, shown
from broadsheet.search.query import read
from broadsheet.search.spelling import corrected
from broadsheet.search.vectors import Encoder, Vectors
from broadsheet.store import Store
from broadsheet.store.words import KINDS, Kind

BY_MEANING = 0.3
"""What a rank by meaning counts beside one by words."""
NEAR = 0.4
"""Cosine from which an article that has none of the words is found by its meaning."""
FACETS = 8
"""Values of a kind that are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a search found.

    Attributes:
        query: what was looked for.
        hits: stories, then articles, then statements, each best first.
        facets: outlets, people, places, roles, subjects among the articles found, with how many of them have each.
        instead_of: what was typed, if nothing was found by it and its words were corrected.
        suggestion: how a word may have been meant that no article has.
    """

    query: str
    hits: tuple[Hit, ...] = ()
    facets: Counts = field(default_factory=dict)
    instead_of: str | None = None
    suggestion: str | None = None

    def of(self, kind: str) -> tuple[Hit, ...]:
        """The hits of a kind."""
        return tuple(hit for hit in self.hits if hit.kind == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The articles that a query finds, best first: by words, by meaning, and by both, with the score of that."""

    words: tuple[str, ...]
    vectors: tuple[str, ...]
    hybrid: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ranked:
    """The same by the articles' numbers."""

    words: Sequence[int]
    vectors: Sequence[int]
    hybrid: dict[int, float]


class Finder:
    """Searches a store; keeps in memory the vectors and what else it must know of every article. Use one for each store.

    Attributes:
        vectors: the vectors.

    Args:
        encoder: makes the vector of a query; the packaged model without one.
    """

    def __init__(self, encoder: Encoder | None = None) -> None:
        self.vectors = Vectors(encoder)
        self._catalogue = Catalogue()

    def find(self, store: Store, query: str, filters: Filters | None = None, *, limit: int = 10, facets: bool = True) -> Results:
        """What a query finds, `limit` of each kind at most, all of one moment.

        A word that no article has is taken for its neighbour if nothing else is found.

        Args:
            store: what is searched.
            query: words, and phrases between quotation marks, which must all stand there word for word.
            filters: what must hold of the articles; a query without words then lists the newest.
            limit: most stories, articles, and statements.
            facets: whether to count.
        """
        asked = read(query)
        with store.reading():
            held, narrowed = self._held(store, KINDS), _without_hidden(store, filters)
            found, typed = look(held, asked, narrowed, KINDS), None
            better = corrected(store.vocabulary, held.index["article"], asked, found.known)
            if better and not any(found.found.values()):
                typed, found, better = query, look(held, read(better), narrowed, KINDS), None
            ranked = self._ranked(found).hybrid
            counts = counted(held.catalogue, np.array(list(ranked), np.int64), FACETS) if facets else {}
            shown = hits(found, ranked, limit)
        return Results(query=found.asked.text, hits=shown, facets=counts, instead_of=typed, suggestion=better)

    def articles(self, store: Store, query: str, filters: Filters | None = None) -> Ways:
        """The articles that a query finds."""
        with store.reading():
            narrowed = _without_hidden(store, filters)
            told = narrowed.subject is not None or narrowed.disputed
            held = self._held(store, KINDS if told else KINDS[:1], catalogued=narrowed.narrow)
            ranked = self._ranked(look(held, read(query), narrowed, KINDS[:1]))
            ids = {each.seq: each.id for each in store.words.passages("article", list(ranked.hybrid))}
        words, vectors = (tuple(ids[seq] for seq in way if seq in ids) for way in (ranked.words, ranked.vectors))
        return Ways(words=words, vectors=vectors, hybrid={ids[seq]: score for seq, score in ranked.hybrid.items() if seq in ids})

    def _held(self, store: Store, kinds: Sequence[Kind], *, catalogued: bool = True) -> Held:
        """The store as it stands, and the catalogue as it is of it if it is asked for."""
        index = {kind: store.words.index(kind).now() for kind in kinds}
        articles, statements = index["article"], index.get("statement")
        if catalogued and not self._catalogue.follow(store, articles, statements):
            self._catalogue = Catalogue()
            self._catalogue.follow(store, articles, statements)
        return Held(store=store, catalogue=self._catalogue, index=index)

    def _ranked(self, found: Look) -> _Ranked:
        words, store = found.found["article"], found.held.store
        if not found.asked.words:
            newest = store.words.newest(found.filters, CANDIDATES) if found.filters.given else []
            return _Ranked(words=words, vectors=(), hybrid=fused([(1.0, [each.seq for each in newest])]))
        near = self.vectors.near_now(store, found.held.index["article"], found.asked.text)
        near_enough = (near.cosines >= NEAR) | np.isin(near.seqs, words)
        vectors = shown(found, "article", near.seqs[near_enough])
        return _Ranked(words=words, vectors=vectors, hybrid=fused([(1.0, words), (BY_MEANING, vectors)]))


def _without_hidden(store: Store, filters: Filters | None) -> Filters:
    """The filters, and that stories which an editor took out of the paper are not looked for."""
    given = filters or Filters()
    return replace(given, without=given.without | frozenset(store.decisions.hidden()))


def search(store: Store, query: str, filters: Filters | None = None, *, limit: int = 10) -> list[Hit]:
    """Stories, articles and printed statements that a query finds, `limit` of each at most, best first; see `Finder`."""
    return list(Finder().find(store, query, filters, limit=limit, facets=False).hits)
