"""Which articles and statements a search may show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from broadsheet.records.query import Filters
from broadsheet.search.catalogue import Catalogue
from broadsheet.search.columns import NONE
from broadsheet.store import Store
from broadsheet.store.conditions import DISPUTED

Allowed = NDArray[np.bool_]
"""Whether each may be shown, by number."""


def allowed_articles(store: Store, catalogue: Catalogue, filters: Filters) -> Allowed:
    """Whether the filters allow each article. It means what `store.conditions` asks the database for."""
    allowed: Allowed = np.ones(len(catalogue.outlets()), bool)
    for condition in _conditions(store, catalogue, filters):
        allowed &= condition
    return allowed


def allowed_statements(catalogue: Catalogue, articles: Allowed) -> Allowed:
    """Whether each statement is of a story that has an allowed article."""
    stories: Allowed = np.zeros(len(catalogue.stories) + 1, bool)  # the last is no story
    stories[catalogue.story_codes("article")[articles]] = True
    stories[-1] = False
    shown: Allowed = stories[catalogue.story_codes("statement")]
    return shown


def _conditions(store: Store, catalogue: Catalogue, filters: Filters) -> Iterator[Allowed]:
    if filters.outlet is not None:
        outlet, outlets = catalogue.traits.get(("outlet", filters.outlet), NONE), catalogue.outlets()
        yield (outlets == outlet) & (outlets != NONE)
    yield from _on_days(catalogue, filters)
    yield from _in_stories(catalogue, filters)
    for kind, value in (("person", filters.person), ("place", filters.place), ("role", filters.role)):
        if value is not None:
            yield _among(catalogue, catalogue.bearing((kind, value)))
    if filters.thread is not None:
        yield _among(catalogue, np.array(store.listing.of_thread(filters.thread), np.int64))


def _on_days(catalogue: Catalogue, filters: Filters) -> Iterator[Allowed]:
    if filters.since is not None:
        yield catalogue.days() >= filters.since.encode()
    if filters.until is not None and filters.until != date.max.isoformat():
        after = date.fromisoformat(filters.until) + timedelta(days=1)
        yield (catalogue.days() < after.isoformat().encode()) & (catalogue.days() != b"")


def _in_stories(catalogue: Catalogue, filters: Filters) -> Iterator[Allowed]:
    codes = catalogue.story_codes("article")
    if filters.story is not None:
        story = catalogue.stories.get(filters.story, NONE)
        yield (codes == story) & (codes != NONE)
    if filters.stories is not None:
        yield np.isin(codes, [catalogue.stories[story] for story in filters.stories & catalogue.stories.keys()])
    if filters.without:
        yield ~np.isin(codes, [catalogue.stories.get(story, NONE) for story in filters.without])
    told = ("subject", filters.subject), ("contradiction", DISPUTED if filters.disputed else None)
    for kind, value in told:
        if value is not None:
            yield np.isin(codes, catalogue.telling((kind, value)))


def _among(catalogue: Catalogue, seqs: NDArray[np.int64]) -> Allowed:
    allowed: Allowed = np.zeros(len(catalogue.outlets()), bool)
    allowed[seqs] = True
    return allowed
