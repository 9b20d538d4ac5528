"""One query at work: what its words and its meaning find among what may be shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from broadsheet.records.query import Filters
from broadsheet.search.catalogue import Catalogue, Numbers
from broadsheet.search.narrowing import Allowed, allowed_articles, allowed_statements
from broadsheet.search.query import Asked
from broadsheet.search.words import Term, scored, sharing, singled_out
from broadsheet.store import Store
from broadsheet.store.postings import Standing, base
from broadsheet.store.segments import Records
from broadsheet.store.words import Kind

CANDIDATES = 200
"""Articles, and statements, that are ranked."""
MOST_READ = 1_000
"""Documents that are read for a phrase, those first that the words find best."""


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
        found: numbers of the articles and of the statements that hold the words, best first.
    """

    held: Held
    asked: Asked
    filters: Filters
    sought: tuple[Term, ...] = ()
    allowed: Mapping[Kind, Allowed] = field(default_factory=dict)
    found: Mapping[Kind, list[int]] = field(default_factory=dict)


def look(held: Held, asked: Asked, filters: Filters, kinds: Collection[Kind]) -> Look:
    """Look for the words."""
    bound = {base(word) for phrase in asked.phrases for word in phrase}
    sought, articles = singled_out(held.index["article"], asked.words)
    begun = Look(held=held, asked=asked, filters=filters, sought=tuple(sought), allowed=_allowed(held, filters, kinds))
    found: dict[Kind, list[int]] = {}
    for kind in kinds:
        known = articles if kind == "article" else {}
        wanted = bound.union(*(term.bases for term in sought))
        holding = known | held.index[kind].holding(wanted - known.keys())
        found[kind] = _found(begun, kind, {name: holding[name] for name in wanted & holding.keys()})
    return Look(held=held, asked=asked, filters=filters, sought=begun.sought, allowed=begun.allowed, found=found)


def _allowed(held: Held, filters: Filters, kinds: Collection[Kind]) -> dict[Kind, Allowed]:
    if not filters.narrow:
        return {}
    articles = allowed_articles(held.store, held.catalogue, filters)
    allowed: dict[Kind, Allowed] = {"article": articles}
    if "statement" in kinds:
        allowed["statement"] = allowed_statements(held.catalogue, articles)
    return allowed


def _found(look: Look, kind: Kind, holding: Mapping[str, Records]) -> list[int]:
    scores, allowed = scored(kind, look.sought, holding), look.allowed.get(kind)
    bearing = sharing(look.asked.phrases, holding, len(scores.sums) - 1)
    if bearing is None:
        return list(scores.best(CANDIDATES, allowed).tolist())
    both = bearing if allowed is None else bearing & allowed[: len(bearing)]
    return having_phrases(look, kind, scores.best(MOST_READ, both))


def shown(look: Look, kind: Kind, seqs: Numbers) -> list[int]:
    """Those of some documents, in the order given, that the filters allow and that have the phrases, as many as are ranked."""
    allowed = look.allowed.get(kind)
    return having_phrases(look, kind, seqs if allowed is None else seqs[allowed[seqs]])


def having_phrases(look: Look, kind: Kind, seqs: Numbers) -> list[int]:
    """Those that have every phrase, word for word, as many as are ranked."""
    kept: list[int] = []
    if not look.asked.phrases:
        return list(seqs[:CANDIDATES].tolist())
    for start in range(0, len(seqs), CANDIDATES):
        kept += _bearing(look, kind, seqs[start : start + CANDIDATES].tolist())
        if len(kept) >= CANDIDATES:
            break
    return kept[:CANDIDATES]


def _bearing(look: Look, kind: Kind, seqs: Sequence[int]) -> list[int]:
    texts = look.held.store.words.texts(kind, seqs)
    return [seq for seq in seqs if seq in texts and look.asked.holds_phrases(f"{texts[seq].title}\n{texts[seq].text}")]
