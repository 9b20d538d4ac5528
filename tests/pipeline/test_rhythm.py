"""When sources are asked, and when editions are made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from broadsheet.pipeline.hours import next_slot
from broadsheet.pipeline.rhythm import HOUR, Pace, after_look, expected_wait, jitter, next_look, next_try, rested
from broadsheet.records.source import Rest, Rhythm

NOON = datetime(2031, 3, 14, 12, tzinfo=UTC)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
ADDRESS = "https://halm.example/feed"
PACE = Pace()


def _followed(every: timedelta, days: int, hours: tuple[int, ...] = tuple(range(24))) -> tuple[Rhythm, datetime]:
    """The rhythm of a source that brings something regularly, asked every hour."""
    rhythm, now = Rhythm(entries=0, hours=0), NOON
    came = [NOON + every * number for number in range(int(days * DAY / every))]
    came = [moment for moment in came if moment.hour in hours]
    for _ in range(24 * days):
        rhythm = after_look(rhythm, now, now + HOUR, [moment for moment in came if now < moment <= now + HOUR])
        now += HOUR
    return rhythm, now


def test_a_busy_source_is_asked_often_and_a_quiet_one_seldom():
    busy, now = _followed(10 * MINUTE, days=4)
    daily, _ = _followed(DAY, days=4)
    assert 6 * MINUTE < expected_wait(busy, now, DAY) < 10 * MINUTE
    assert 10 * HOUR < expected_wait(daily, now, DAY) < 24 * HOUR


def test_a_source_that_falls_silent_is_asked_ever_less():
    rhythm, now = _followed(30 * MINUTE, days=3)
    waits = []
    for _ in range(4):
        waits.append(expected_wait(rhythm, now, DAY))
        rhythm, now = after_look(rhythm, now, now + 2 * DAY, []), now + 2 * DAY
    assert waits == sorted(waits)
    assert waits[-1] > 3 * waits[0]


def test_a_paper_that_prints_at_noon_is_asked_less_by_night():
    rhythm, now = _followed(20 * MINUTE, days=6, hours=(12, 13, 14))
    at_noon = expected_wait(rhythm, now.replace(hour=12), DAY)
    at_night = expected_wait(rhythm, now.replace(hour=1), DAY)
    assert at_noon < 40 * MINUTE
    assert at_night > 3 * at_noon


def test_what_the_source_asks_for_is_a_lower_bound():
    busy, now = _followed(10 * MINUTE, days=2)
    assert next_look(ADDRESS, busy, now, PACE) - now <= 1.1 * PACE.shortest * 2
    assert next_look(ADDRESS, busy, now, PACE, floor=HOUR) - now == HOUR
    assert next_look(ADDRESS, busy, now, PACE, floor=30 * DAY) - now == DAY


def test_every_wait_is_within_bounds():
    for entries, hours in ((0.0, 168.0), (1e6, 1.0), (1.0, 1.0)):
        wait = next_look(ADDRESS, Rhythm(entries=entries, hours=hours), NOON, PACE) - NOON
        assert 0.9 * PACE.shortest <= wait <= 1.1 * PACE.longest


def test_failures_are_followed_by_longer_waits():
    waits = [next_try(ADDRESS, failures, NOON, PACE) - NOON for failures in range(1, 30)]
    assert waits[0] <= 1.1 * PACE.shortest
    assert all(later > 1.5 * earlier for earlier, later in pairwise(waits[:8]))
    assert waits[-1] <= 1.1 * DAY


@pytest.mark.parametrize(("ordered", "waited"), [(HOUR, HOUR), (MINUTE, 5 * MINUTE), (90 * DAY, 7 * DAY)])
def test_what_the_server_orders_goes_first(ordered: timedelta, waited: timedelta):
    assert next_try(ADDRESS, 9, NOON, PACE, ordered) - NOON == waited


def test_jitter_is_the_same_again_and_differs_by_source_and_moment():
    factors = [jitter(f"https://{number}.example/", NOON) for number in range(200)]
    assert factors == [jitter(f"https://{number}.example/", NOON) for number in range(200)]
    assert (min(factors) < 0.93, max(factors) > 1.07, len(set(factors))) == (True, True, 200)
    assert jitter(ADDRESS, NOON) != jitter(ADDRESS, NOON + HOUR)


@pytest.mark.parametrize(
    ("after", "zone", "slot"),
    [
        ("2031-03-14T05:59:00+00:00", "UTC", "2031-03-14T06:00:00+00:00"),
        ("2031-03-14T06:00:00+00:00", "UTC", "2031-03-14T18:00:00+00:00"),
        ("2031-03-14T18:00:01+00:00", "UTC", "2031-03-15T06:00:00+00:00"),
        ("2031-07-14T03:00:00+00:00", "Europe/Lisbon", "2031-07-14T05:00:00+00:00"),
        ("2031-03-14T23:30:00+00:00", "Pacific/Auckland", "2031-03-15T05:00:00+00:00"),
        ("2031-03-14T06:30:00+00:00", "America/Los_Angeles", "2031-03-14T13:00:00+00:00"),
    ],
)
def test_editions_are_due_at_their_hours(after: str, zone: str, slot: str):
    assert next_slot(["18:00", "06:00"], zone, datetime.fromisoformat(after)) == datetime.fromisoformat(slot)


def test_an_hour_that_spring_leaves_out_is_not_lost():
    before = datetime.fromisoformat("2031-03-30T00:00:00+00:00")
    assert next_slot(["02:30"], "Europe/Berlin", before) == datetime.fromisoformat("2031-03-30T01:30:00+00:00")
    assert next_slot([], "UTC", before) is None


@pytest.mark.parametrize(
    ("rest", "hours"),
    [
        (Rest(), 0),
        (Rest(hours=(12, 13, 15)), 2),
        (Rest(days=(4, 5)), 36),
        (Rest(days=(4,), hours=(0, 1)), 14),
        (Rest(hours=tuple(range(24))), 0),
        (Rest(days=tuple(range(7))), 0),
    ],
)
def test_a_source_is_left_alone_at_the_hours_and_on_the_days_that_it_names(rest: Rest, hours: int):
    """From ten past noon on a Friday; the minutes stay, wherever the clock that is asked by stands."""
    from datetime import timezone

    due = NOON + 10 * MINUTE if not rest.days else NOON
    assert rested(due, rest) == due + hours * HOUR
    assert rested(due.astimezone(timezone(5 * HOUR)), rest) == due + hours * HOUR
