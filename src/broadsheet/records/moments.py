"""Moments as the store keeps them: ISO 8601 in UTC, to the second, so that their order is that of their letters."""

from __future__ import annotations

from datetime import UTC, datetime


def in_utc(moment: datetime) -> str:
    """A moment that knows its zone, as text.

    >>> in_utc(datetime.fromisoformat("2031-03-14T07:00:00.5+01:00"))
    '2031-03-14T06:00:00+00:00'
    """
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def moment_of(text: str) -> datetime:
    """The moment that `in_utc` wrote.

    Raises:
        ValueError: it is no moment.
    """
    return datetime.fromisoformat(text)
