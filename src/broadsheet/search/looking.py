"""One query at work: what its words and its meaning find among what may be shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from broadsheet.records.query import Filters
from broadsheet.search.query import Asked
from broadsheet.search.words import Numbers, Term, bases, scored, sharing, terms
from broadsheet.store import Store
from broadsheet.store.postings import Records, base
from broadsheet.store.words import KINDS, Kind

CANDIDATES = 200
"""Articles, and statements, that are ranked."""
LOOKED_THROUGH = 500
"""Documents whose filters or phrases are looked at together."""
MOST_READ = 1_000
"""Documents that are read for a phrase, those first that the words find best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A query with what its words find.

    Attributes:
        store: where it looks.
        asked: the query.
        sought: the words that single something out.
        filters: what may be shown.
        found: numbers of the articles and of the statements that hold the words, best first.
    """

    store: Store
    asked: Asked
    sought: tuple[Term, ...]
    filters: Filters
    found: dict[Kind, list[int]]


def look(store: Store, asked: Asked, given: Filters, kinds: Collection[Kind] = KINDS) -> Look:
    """Look for the words. Stories that an editor took out of the paper are not looked for."""
    filters = replace(given, without=given.without | frozenset(store.decisions.hidden()))
    wanted = {name for names in bases(asked.words).values() for name in names}
    wanted |= {base(word) for phrase in asked.phrases for word in phrase}
    holding = {kind: store.words.index(kind).holding(wanted) for kind in KINDS if kind in kinds or kind == "article"}
    sought = tuple(terms(store.words.articles, asked.words, holding["article"]))
    begun = Look(store=store, asked=asked, sought=sought, filters=filters, found={})
    return replace(begun, found={kind: _found(begun, kind, holding[kind]) for kind in kinds})


def _found(look: Look, kind: Kind, holding: Mapping[str, Records]) -> list[int]:
    scores = scored(kind, look.sought, holding)
    if (bearing := sharing(look.asked.phrases, holding)) is not None:
        scores = scores.within(bearing)
    if not look.filters.narrow:
        return shown(look, kind, scores.best(CANDIDATES if bearing is None else MOST_READ))
    first = shown(look, kind, scores.best(2 * LOOKED_THROUGH))
    if len(first) >= CANDIDATES or len(scores) <= 2 * LOOKED_THROUGH:
        return first
    return shown(look, kind, scores.within(look.store.words.all_allowed(kind, look.filters)).best(MOST_READ))


def shown(look: Look, kind: Kind, seqs: Numbers | Sequence[int]) -> list[int]:
    """Those of some documents, in the order given, that the filters allow and that have the phrases, as many as are ranked."""
    words, kept = look.store.words, list[int]()
    ordered = seqs.tolist() if isinstance(seqs, np.ndarray) else list(seqs)
    step = LOOKED_THROUGH if look.filters.narrow else CANDIDATES
    for start in range(0, len(ordered), step):
        some = ordered[start : start + step]
        some = words.allowed(kind, some, look.filters) if look.filters.narrow else some
        kept += _bearing(look, kind, some) if look.asked.phrases else some
        if len(kept) >= CANDIDATES:
            break
    return kept[:CANDIDATES]


def _bearing(look: Look, kind: Kind, seqs: Sequence[int]) -> list[int]:
    """Those that have every phrase, word for word."""
    texts = look.store.words.texts(kind, seqs)
    titles = {each.seq: each.title for each in look.store.words.passages(kind, seqs)}
    return [seq for seq in seqs if seq in texts and look.asked.holds_phrases(f"{titles.get(seq, '')}\n{texts[seq]}")]
