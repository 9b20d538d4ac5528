"""Which of the sitemaps that an index lists are asked now. Pure decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from broadsheet.read.sitemaps import Part
from broadsheet.records.moments import moment_of
from broadsheet.records.source import PartState

MOST = 10
"""Parts that are asked after one look at their index; what is left waits for the next look."""
DEEPEST = 2
"""A part that is an index itself leads on once."""
BEHIND = timedelta(hours=12)
"""So far the clocks of the westernmost places are behind UTC, for moments that name no zone."""


def parts_due(listed: Iterable[Part], known: Mapping[str, PartState], now: datetime, oldest: timedelta) -> list[Part]:
    """The parts that have changed since they were asked last, the last changed first.

    Args:
        listed: as the index has them.
        known: address → how a part was asked last.
        now: the look at the index.
        oldest: how long ago a part that was never asked may have changed.
    """
    dated = [(end, part) for part in listed if (end := _latest(part.changed)) and end > now - oldest]
    due = [(end, part) for end, part in dated if _has_changed(part, known.get(part.address), end)]
    return [part for _, part in sorted(due, key=lambda each: each[0], reverse=True)]


def _has_changed(part: Part, known: PartState | None, end: datetime) -> bool:
    """Whether it may say something else; another date than the last time counts too, since indexes are written with a delay."""
    return known is None or known.changed != part.changed or end > moment_of(known.asked)


def _latest(changed: str | None) -> datetime | None:
    """The last moment that a date may mean: of a day alone its end, in the west where no zone is named."""
    try:
        moment = datetime.fromisoformat(changed or "")
    except ValueError:
        return None
    if moment.tzinfo:
        return moment
    day = timedelta(days=1) if len(changed or "") == len("2031-03-04") else timedelta()
    return moment.replace(tzinfo=UTC) + day + BEHIND


def kept(known: Mapping[str, PartState], now: datetime, oldest: timedelta) -> dict[str, PartState]:
    """What is worth remembering: a part that was asked longer ago than `oldest` is due with any change that counts."""
    return {address: part for address, part in known.items() if moment_of(part.asked) > now - oldest}
