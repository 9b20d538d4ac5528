"""When a source is asked again: by its own rhythm, by what it says itself, and later after every failure. Pure decisions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import pairwise

from broadsheet.records.source import Rest, Rhythm

HOUR = timedelta(hours=1)
MEMORY = 168.0
"""Hours after which what was seen counts a third: a paper's week has to be in it."""
PRIOR = (1.0, 4.0)
"""Entries in hours that are taken as seen before the first look."""
EVEN = 2.0
"""Entries that every hour of the day is taken to have brought before the first look: a few nights tell little of all nights."""
CHANCE = math.log(2)
"""A source is asked when as many entries are to be expected: then it is as likely as not that one has come."""
LONGEST_ORDER = timedelta(days=7)
"""A server that wants to be left alone for longer is asked after this all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The shortest and the longest time between two looks at a source."""

    shortest: timedelta = timedelta(minutes=5)
    longest: timedelta = timedelta(hours=24)

    def held(self, wait: timedelta) -> timedelta:
        """The wait, or the bound that it passes."""
        return min(max(wait, self.shortest), self.longest)


def after_look(rhythm: Rhythm, since: datetime, now: datetime, new: Sequence[datetime]) -> Rhythm:
    """The rhythm after a look.

    Args:
        rhythm: as it was.
        since: the look before; at the first look, what the oldest entry is dated.
        now: the look.
        new: when each new entry came, as far as is known.
    """
    hours = max((now - since) / HOUR, 0.0)
    kept = math.exp(-hours / MEMORY)
    came = [0.0] * 24
    for moment in new:
        came[moment.astimezone(UTC).hour] += 1
    return Rhythm(
        entries=rhythm.entries * kept + len(new),
        hours=min(rhythm.hours * kept + hours, MEMORY),
        by_hour=tuple(before * kept + fresh for before, fresh in zip(rhythm.by_hour, came, strict=True)),
    )


def expected_wait(rhythm: Rhythm, now: datetime, longest: timedelta) -> timedelta:
    """How long it takes, from hour to hour of the day, until it is as likely as not that something new has come."""
    entries, hours = PRIOR
    rate = (rhythm.entries + entries) / (rhythm.hours + hours)
    whole = sum(rhythm.by_hour) + 24 * EVEN
    missing, end = CHANCE, now + longest
    for start, stop in pairwise(_hours(now, end)):
        share = 24 * (rhythm.by_hour[start.astimezone(UTC).hour] + EVEN) / whole
        brings = rate * share * ((stop - start) / HOUR)
        if brings >= missing:
            return start + (stop - start) * (missing / brings) - now
        missing -= brings
    return longest


def _hours(start: datetime, end: datetime) -> Iterable[datetime]:
    """The start, every full hour, and the end."""
    yield start
    full = start.replace(minute=0, second=0, microsecond=0) + HOUR
    while full < end:
        yield full
        full += HOUR
    yield end


def next_look(address: str, rhythm: Rhythm, now: datetime, pace: Pace, floor: timedelta = timedelta()) -> datetime:
    """When a source that answered is asked again: never before `floor`, which it asked for itself."""
    wait = pace.held(expected_wait(rhythm, now, pace.longest))
    return now + max(wait * jitter(address, now), min(floor, pace.longest))


def next_try(address: str, failures: int, now: datetime, pace: Pace, ordered: timedelta | None = None) -> datetime:
    """When a source that failed is asked again: when it said, else each time after twice as long.

    Args:
        address: of the source.
        failures: times in a row, 1 or more.
        now: the last time.
        pace: the shortest and the longest wait.
        ordered: the wait that the server asked for.
    """
    if ordered is not None:
        return now + min(max(ordered, pace.shortest), LONGEST_ORDER)
    return now + pace.held(pace.shortest * 2 ** min(failures - 1, 20)) * jitter(address, now)


def rested(due: datetime, rest: Rest) -> datetime:
    """The moment, or the first that is full hours after it and at no hour and on no day that the source wants to be left alone.

    Full hours, so that sources that wake at the same hour are still asked at different minutes. One that is never awake is
    asked all the same.
    """
    for hours in range(7 * 24):
        moment = (due + hours * HOUR).astimezone(UTC)
        if moment.hour not in rest.hours and moment.weekday() not in rest.days:
            return due + hours * HOUR
    return due


def jitter(address: str, now: datetime) -> float:
    """A factor from 0.9 to 1.1, by the address and the moment: sources must not all be asked at the same second."""
    digest = blake2b(f"{address} {now.isoformat()}".encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return 0.9 + 0.2 * int.from_bytes(digest, "big") / 0xFFFFFFFF
