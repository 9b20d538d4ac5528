"""The hours at which editions and newsletters are made, by the clock of the paper's zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


def next_slot(hours: Sequence[str], zone: str, after: datetime) -> datetime | None:
    """The first of the hours after a moment, in UTC; None if there are none.

    An hour that the clocks leave out in spring is as long after the last full hour as it would have been.

    Args:
        hours: `HH:MM`, in any order.
        zone: the paper's.
        after: a moment that knows its zone.
    """
    place = ZoneInfo(zone)
    today = after.astimezone(place).date()
    days = [today + timedelta(days=number) for number in range(-1, 3)]
    slots = [datetime.combine(day, time.fromisoformat(hour), place).astimezone(UTC) for day in days for hour in hours]
    return min((slot for slot in slots if slot > after), default=None)
