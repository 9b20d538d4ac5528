"""One query at work: what its words and its meaning find among what may be shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from broadsheet.records.query import Filters
from broadsheet.search.catalogue import Catalogue, Numbers
from broadsheet.search.narrowing import Allowed, allowed_articles, allowed_statements
from broadsheet.search.phrases import Phrases
from broadsheet.search.query import Asked
from broadsheet.search.words import Scores, Term, scored, singled_out
from broadsheet.store import Store
from broadsheet.store.postings import Standing, base
from broadsheet.store.words import Kind

CANDIDATES = 200
"""Articles, and statements, that are ranked."""
MOST_PLACED = 4_000
"""Documents in which a phrase is looked for: those that the words find best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A store at the moment of a search.

    Attributes:
        store: the store.
        catalogue: what is known of its articles and statements.
        index: what the word index has of each kind that is looked for, and of articles.
    """

    store: Store
    catalogue: Catalogue
    index: Mapping[Kind, Standing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A query with what its words find.

    Attributes:
        held: where it looks.
        asked: the query.
        filters: what may be shown.
        sought: the words that single something out.
        allowed: whether each article, and statement, may be shown; without an entry all may.
        phrases: which articles, and statements, have the phrases; without an entry all do.
        found: numbers of the articles and of the statements that hold the words, best first.
        known: stems of the query's words that the index has, as far as it was asked for them.
    """

    held: Held
    asked: Asked
    filters: Filters
    sought: tuple[Term, ...] = ()
    allowed: Mapping[Kind, Allowed] = field(default_factory=dict)
    phrases: Mapping[Kind, Phrases] = field(default_factory=dict)
    found: Mapping[Kind, list[int]] = field(default_factory=dict)
    known: frozenset[str] = frozenset()


def look(held: Held, asked: Asked, filters: Filters, kinds: Collection[Kind]) -> Look:
    """Look for the words."""
    bound = {base(word) for phrase in asked.phrases for word in phrase}
    single = singled_out(held.index["article"], asked.words)
    allowed, found, phrases = _allowed(held, filters, kinds), dict[Kind, list[int]](), dict[Kind, Phrases]()
    for kind in kinds:
        index, holding = held.index[kind], dict(single.held) if kind == "article" else {}
        if bound:
            placed = index.placed(bound)
            phrases[kind] = Phrases(held.store.words, kind, asked, index, placed)
            holding |= {name: entry.records for name, entry in placed.items()}
        wanted = {name for term in single.terms for name in term.bases}
        holding |= index.holding(wanted - holding.keys())
        scores = scored(kind, single.terms, {name: holding[name] for name in wanted & holding.keys()})
        found[kind] = _best(scores, allowed.get(kind), phrases.get(kind))
    return Look(
        held=held, asked=asked, filters=filters, sought=single.terms, allowed=allowed, phrases=phrases, found=found,
        known=single.known,
    )  # fmt: skip


def _allowed(held: Held, filters: Filters, kinds: Collection[Kind]) -> dict[Kind, Allowed]:
    if not filters.narrow:
        return {}
    articles = allowed_articles(held.store, held.catalogue, filters)
    allowed: dict[Kind, Allowed] = {"article": articles}
    if "statement" in kinds:
        allowed["statement"] = allowed_statements(held.catalogue, articles)
    return allowed


def _best(scores: Scores, allowed: Allowed | None, phrases: Phrases | None) -> list[int]:
    if phrases is None:
        return list(scores.best(CANDIDATES, allowed).tolist())
    able = phrases.able
    if allowed is not None:
        both = min(len(able), len(allowed))
        able = able[:both] & allowed[:both]
    return phrases.first(scores.best(MOST_PLACED, able), CANDIDATES)


def shown(look: Look, kind: Kind, seqs: Numbers) -> list[int]:
    """Those of some documents, in the order given, that the filters allow and that have the phrases, as many as are ranked."""
    if (allowed := look.allowed.get(kind)) is not None:
        seqs = seqs[allowed[seqs]]
    if (phrases := look.phrases.get(kind)) is not None:
        return phrases.first(seqs, CANDIDATES)
    return list(seqs[:CANDIDATES].tolist())
