"""Words and meaning as one ranking, and what is found by it: stories, articles, printed statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from broadsheet.records.query import Filters
from broadsheet.records.text import Extent
from broadsheet.search.query import Asked, read
from broadsheet.search.snippets import snippet
from broadsheet.search.spelling import corrected
from broadsheet.search.vectors import Encoder, Vectors
from broadsheet.search.words import CANDIDATES, Scored, Term, held, ranked, terms
from broadsheet.store import Store
from broadsheet.store.traits import Counts
from broadsheet.store.words import Passage

CONSTANT = 10
"""Added to every rank: the larger, the less the first places count.

Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning methods", 2009.
"""
BY_MEANING = 0.3
"""What a rank by meaning counts beside one by words."""
NEAR = 0.4
"""Cosine from which an article that has none of the words is found by its meaning."""
FACETS = 8
"""Values of a kind that are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that was found.

    Attributes:
        kind: a story, an article, or a statement of a story's page.
        id: of the article or the story.
        title: the headline; empty for a statement.
        text: the passage that the words stand in.
        score: the sum of its reciprocal ranks, higher is better; comparable within a kind only.
        marks: where in the text the words stand that were asked for.
        story: the story that it belongs to.
        key: of a statement on its story's page.
        published: of an article, ISO 8601.
        outlet: of an article.
    """

    kind: Literal["story", "article", "statement"]
    id: str
    title: str
    text: str
    score: float
    marks: tuple[Extent, ...] = ()
    story: str | None = None
    key: str | None = None
    published: str | None = None
    outlet: str | None = None


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


def fused(rankings: Iterable[tuple[float, Sequence[str]]]) -> dict[str, float]:
    """Ids by the weighted sum of their reciprocal ranks, highest first; equal ones in the order in which they were met.

    >>> fused([(1.0, ["a", "b"]), (0.5, ["b", "c"])])
    {'b': 0.1288, 'a': 0.0909, 'c': 0.0417}
    """
    sums: dict[str, float] = {}
    for weight, ranking in rankings:
        for rank, name in enumerate(ranking, start=1):
            sums[name] = sums.get(name, 0.0) + weight / (CONSTANT + rank)
    return {name: round(sums[name], 4) for name in sorted(sums, key=lambda name: -sums[name])}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """One query at work."""

    store: Store
    asked: Asked
    sought: tuple[Term, ...]
    filters: Filters
    articles: tuple[Scored, ...]
    statements: tuple[Scored, ...]


class Finder:
    """Searches a store; keeps its articles' vectors in memory. Use one for each store.

    Attributes:
        vectors: the vectors.

    Args:
        encoder: makes the vector of a query; the packaged model without one.
    """

    def __init__(self, encoder: Encoder | None = None) -> None:
        self.vectors = Vectors(encoder)

    def find(self, store: Store, query: str, filters: Filters | None = None, *, limit: int = 10, facets: bool = True) -> Results:
        """What a query finds, `limit` of each kind at most.

        A word that no article has is taken for its neighbour if nothing else is found.

        Args:
            store: what is searched.
            query: words, and phrases between quotation marks, which must all stand there word for word.
            filters: what must hold of the articles; a query without words then lists the newest.
            limit: most stories, articles, and statements.
            facets: whether to count.
        """
        asked, narrowed = read(query), filters or Filters()
        look, typed = _look(store, asked, narrowed), None
        better = corrected(store.vocabulary, asked) if asked.words else None
        if better and not look.articles and not look.statements:
            typed, look, better = query, _look(store, read(better), narrowed), None
        ways = self._ways(look)
        hits = _hits(look, ways, limit)
        counts = store.traits.count(list(ways.hybrid), FACETS) if facets and ways.hybrid else {}
        return Results(query=look.asked.text, hits=hits, facets=counts, instead_of=typed, suggestion=better)

    def articles(self, store: Store, query: str, filters: Filters | None = None) -> Ways:
        """The articles that a query finds."""
        return self._ways(_look(store, read(query), filters or Filters()))

    def _ways(self, look: _Look) -> Ways:
        words = tuple(each.passage.id for each in look.articles)
        if not look.asked.words:
            newest = look.store.words.newest(look.filters, CANDIDATES) if look.filters.given else []
            return Ways(words=words, vectors=(), hybrid=fused([(1.0, newest)]))
        near = self.vectors.nearest(look.store, look.asked.text)
        reached = [name for name, cosine in near if cosine >= NEAR or name in frozenset(words)]
        vectors = _kept(look, reached)[:CANDIDATES]
        return Ways(words=words, vectors=tuple(vectors), hybrid=fused([(1.0, words), (BY_MEANING, vectors)]))


def _look(store: Store, asked: Asked, given: Filters) -> _Look:
    """What the words find. Stories that an editor took out of the paper are not looked for."""
    filters = replace(given, without=given.without | frozenset(store.decisions.hidden()))
    sought = tuple(terms(store.vocabulary, asked.words))
    wanted = held(sought, asked.phrases)
    found = [
        [each for each in proposed if asked.holds_phrases(f"{each.title}\n{each.text}")]
        for proposed in (
            store.words.articles(wanted, filters, limit=CANDIDATES), store.words.statements(wanted, filters, limit=CANDIDATES),
        )
    ]  # fmt: skip
    articles, statements = (tuple(ranked(sought, passages)) for passages in found)
    return _Look(store=store, asked=asked, sought=sought, filters=filters, articles=articles, statements=statements)


def _kept(look: _Look, ids: Sequence[str]) -> list[str]:
    """Those of some articles that the filters allow and that have the phrases."""
    allowed = look.store.words.allowed(ids, look.filters) if look.filters.narrow else list(ids)
    if not look.asked.phrases:
        return allowed
    return [each.id for each in look.store.words.passages(allowed) if look.asked.holds_phrases(f"{each.title}\n{each.text}")]


def _hits(look: _Look, ways: Ways, limit: int) -> tuple[Hit, ...]:
    known = {each.passage.id: each.passage for each in look.articles}
    missing = [name for name in ways.hybrid if name not in known]
    known |= {each.id: each for each in look.store.words.passages(missing)}
    articles = [_article(look, known[name], score) for name, score in list(ways.hybrid.items())[:limit]]
    statements = [_statement(look, each, rank) for rank, each in enumerate(look.statements[:limit], start=1)]
    by_article = tuple(dict.fromkeys(known[name].story for name in ways.hybrid))
    by_statement = tuple(dict.fromkeys(each.passage.story for each in look.statements))
    best = list(fused([(1.0, by_article), (1.0, by_statement)]).items())[:limit]
    return (*_stories(look, best, [known[name] for name in ways.hybrid]), *articles, *statements)


def _stories(look: _Look, best: Sequence[tuple[str, float]], articles: Iterable[Passage]) -> list[Hit]:
    """Stories, each with its best statement, or what its best article says."""
    headlines = look.store.traits.headlines([story for story, _ in best])
    said = {each.passage.story: each.passage.text for each in reversed(look.statements)}
    told: dict[str, Passage] = {}
    for article in articles:
        told.setdefault(article.story, article)
    hits = []
    for story, score in best:
        shown = snippet(said[story] if story in said else told[story].text, look.sought)
        title = headlines.get(story) or (told[story].title if story in told else "")
        hits.append(Hit(kind="story", id=story, title=title, text=shown.text, marks=shown.marks, score=score, story=story))
    return hits


def _article(look: _Look, passage: Passage, score: float) -> Hit:
    shown = snippet(passage.text, look.sought)
    return Hit(
        kind="article", id=passage.id, title=passage.title, text=shown.text, marks=shown.marks, score=score,
        story=passage.story, published=passage.published, outlet=passage.outlet,
    )  # fmt: skip


def _statement(look: _Look, scored: Scored, rank: int) -> Hit:
    shown = snippet(scored.passage.text, look.sought, width=10_000)
    score = round(1 / (CONSTANT + rank), 4)
    story = scored.passage.story
    return Hit(
        kind="statement", id=story, title="", text=shown.text, marks=shown.marks, score=score, story=story, key=scored.passage.key
    )


def search(store: Store, query: str, filters: Filters | None = None, *, limit: int = 10) -> list[Hit]:
    """Stories, articles and printed statements that a query finds, `limit` of each at most, best first; see `Finder`."""
    return list(Finder().find(store, query, filters, limit=limit, facets=False).hits)
