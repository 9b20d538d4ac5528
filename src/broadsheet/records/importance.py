"""The order of the front page, from the pages and the weights of their sources: origins × recency × novelty × sources."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from broadsheet.records.ledger import fresh
from broadsheet.records.story_page import StoryPage

HALF_LIFE_HOURS = 48.0
"""A story weighs half as much after two days without news."""
UNDATED_AGE_HOURS = 120.0
"""A story of undated articles ranks as one of five days ago: seldom first, not hidden."""


def front_page(pages: Iterable[StoryPage], as_of: str, sources: Mapping[str, float] | None = None) -> tuple[StoryPage, ...]:
    """The pages by importance, each with its parts noted; equal ones the newer first, then by id.

    Args:
        pages: one for each story.
        as_of: the paper's now, ISO 8601.
        sources: story → what its sources weigh beside those of others, for stories of which that is known.
    """
    known = sources or {}
    weighed = [_weighed(page, as_of, known.get(page.id)) for page in pages]
    weighed.sort(key=lambda page: page.id)
    weighed.sort(key=lambda page: page.times.last_update or "", reverse=True)
    return tuple(sorted(weighed, key=lambda page: -(page.stats.importance or 0.0)))


def _weighed(page: StoryPage, as_of: str, sources: float | None) -> StoryPage:
    parts = importance_parts(page, as_of) | ({} if sources is None else {"sources": round(sources, 4)})
    importance = round(math.prod(parts.values()), 4)
    return replace(page, stats=replace(page.stats, importance=importance, importance_parts=parts))


def importance_parts(page: StoryPage, as_of: str) -> dict[str, float]:
    """Origins × recency × novelty.

    Returns:
        `origins`: log2(1 + independent origins), so that the second voice counts more than the tenth;
        `recency`: halves every `HALF_LIFE_HOURS` since the last update, an undated story counting as one `UNDATED_AGE_HOURS` old;
        `novelty`: a half, and the other half times the share of statements that bring news with this revision.
    """
    share = len(fresh(page)) / max(len(page.told), 1) if page.revision > 1 else 1.0
    recency = 0.5 ** (_age_hours(page.times.last_update, as_of) / HALF_LIFE_HOURS)
    return {
        "origins": round(math.log2(1 + page.stats.origins), 4),
        "recency": round(max(recency, 0.001), 4),
        "novelty": round(0.5 + 0.5 * share, 4),
    }


def _age_hours(updated: str | None, as_of: str) -> float:
    then, now = _moment(updated), _moment(as_of)
    return max((now - then).total_seconds() / 3600, 0.0) if then and now else UNDATED_AGE_HOURS


def _moment(value: str | None) -> datetime | None:
    """The moment of an ISO 8601 time; of a day alone its noon."""
    try:
        moment = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    if value and len(value) == len("2031-03-04"):
        moment = moment.replace(hour=12)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
