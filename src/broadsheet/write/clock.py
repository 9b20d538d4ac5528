"""The moment a page speaks of, and until when what was asked of it stays true."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

SAME_DAY, A_DAY = timedelta(), timedelta(days=1)


@dataclass(frozen=True)
class Clock:
    """Answers whether days are past, and keeps the days on which it would answer otherwise.

    Whatever a page says that time changes it says because of such an answer. So until the first of these days the page is,
    byte for byte, what it would be if it were written anew.

    Attributes:
        as_of: the moment, ISO 8601; its day is the one that it names, in its own offset.
        turns: days to come on which one of the answers given will be another.
    """

    as_of: str
    turns: set[date] = field(default_factory=set, compare=False, repr=False)

    @property
    def day(self) -> date | None:
        """The day itself, None where the moment names none. Who asks for it gets another answer tomorrow."""
        today = self._today
        if today and today != date.max:
            self.turns.add(today + A_DAY)
        return today

    @property
    def is_set(self) -> bool:
        """Whether the moment names a day. Where it does not, every day has come and is past."""
        return self._today is not None

    def has_come(self, day: date) -> bool:
        """Whether it is that day or a later one.

        >>> clock = Clock("2031-03-05T12:00:00Z")
        >>> clock.has_come(date(2031, 3, 5)), clock.has_come(date(2031, 3, 9)), clock.holds_until
        (True, False, '2031-03-09')
        """
        if self._today is None or self._today >= day:
            return True
        self.turns.add(day)
        return False

    def is_past(self, day: date, by: timedelta = SAME_DAY) -> bool:
        """Whether it is a later day than that, by more than so long.

        >>> clock = Clock("2031-03-05T12:00:00Z")
        >>> clock.is_past(date(2031, 3, 4)), clock.is_past(date(2031, 3, 5)), clock.holds_until
        (True, False, '2031-03-06')
        """
        return date.max - day > by and self.has_come(day + by + A_DAY)

    @property
    def holds_until(self) -> str:
        """The first day on which one of the answers given will be another, `YYYY-MM-DD`; the last of all days if none will."""
        return min(self.turns, default=date.max).isoformat()

    @property
    def _today(self) -> date | None:
        return day_of(self.as_of)


def day_of(stamp: str | None) -> date | None:
    """The calendar day of an ISO 8601 stamp that is at least that exact.

    >>> day_of("2031-03-04T18:40:00Z"), day_of("2031-03"), day_of(None)
    (datetime.date(2031, 3, 4), None, None)
    """
    try:
        return date.fromisoformat(stamp[:10]) if stamp and len(stamp) >= 10 else None
    except ValueError:
        return None
