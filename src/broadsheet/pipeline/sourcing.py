"""What the sources that are followed mean for a story: how much its origins weigh, and the desk that they stand on."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from broadsheet.records.pool import ArticleEntry
from broadsheet.records.source import Source
from broadsheet.records.story_page import StoryPage
from broadsheet.store import Store

NO_ORIGIN = frozenset({"digest", "sponsored"})
"""Roles that count as nobody's independent account."""


def sources_of(store: Store) -> dict[str, Source]:
    """Page → the source that told of it, of those that are still known, muted ones among them."""
    known = {source.address: source for source in store.sources.all()}
    return {page: known[address] for page, address in store.fetched.sources().items() if address in known}


def weights(stories: Iterable[StoryPage], sources: Mapping[str, Source]) -> dict[str, float]:
    """Story → by how much its sources raise or lower the part that its origins have in its importance.

    Each origin counts as its source weighs, 1.0 if it has none: log2(1 + their weights) over log2(1 + their number).

    Args:
        stories: to be weighed.
        sources: page → source.

    Returns:
        Only stories that have an origin from a source; nothing at all where all sources weigh the same as others.
    """
    if all(source.weight == 1.0 for source in sources.values()):
        return {}
    found = ((story, _origins(story, sources)) for story in stories)
    return {story.id: _weight(origins) for story, origins in found if any(origins)}


def _weight(origins: list[Source | None]) -> float:
    total = sum(source.weight if source else 1.0 for source in origins)
    return math.log2(1 + total) / math.log2(1 + len(origins))


def desks_told(stories: Iterable[StoryPage], sources: Mapping[str, Source]) -> dict[str, str]:
    """Story → the desk on which the sources of more than half of its origins stand, of stories that have such a one."""
    found = ((story.id, _desk(_origins(story, sources))) for story in stories)
    return {story: desk for story, desk in found if desk}


def _desk(origins: list[Source | None]) -> str | None:
    named = Counter(source.desk for source in origins if source and source.desk)
    return next((desk for desk, count in named.items() if 2 * count > len(origins)), None)


def _origins(story: StoryPage, sources: Mapping[str, Source]) -> list[Source | None]:
    """The source of each independent origin of a story, None for one that no source told of."""
    families: dict[str, list[ArticleEntry]] = defaultdict(list)
    for entry in story.articles.values():
        if entry.role not in NO_ORIGIN:
            families[entry.origin].append(entry)
    return [_source(origin, family, sources) for origin, family in families.items()]


def _source(origin: str, family: list[ArticleEntry], sources: Mapping[str, Source]) -> Source | None:
    """Who told of an origin: of its own page, or of a later version of it, since an address is kept with its last page alone."""
    own = next((entry for entry in family if entry.id == origin), family[0])
    same = [own, *(entry for entry in family if entry.url is not None and entry.url == own.url)]
    return next((sources[entry.page] for entry in same if entry.page and entry.page in sources), None)
