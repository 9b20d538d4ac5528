"""Days with a name of their own: their days are those of the calendar, and what is unsure has none."""

from datetime import UTC, datetime, timedelta, timezone
from math import cos, radians, sin

import pytest

from broadsheet.language.festivals import festival
from broadsheet.language.times import times

WEDNESDAY = "2031-05-07"


def values(text, published=WEDNESDAY, direction="past"):
    return [time.value for time in times(text, published, lambda _: direction)]


def new_moon(near):
    """The new moon nearest to a day, to some minutes (Meeus, Astronomical Algorithms, chapter 49, its nine largest terms)."""
    lunation = round((near.year + near.timetuple().tm_yday / 365.25 - 2000) * 12.3685)
    t = lunation / 1236.85
    day = 2451550.09766 + 29.530588861 * lunation + 0.00015437 * t * t
    sun = radians(2.5534 + 29.1053567 * lunation)
    moon = radians(201.5643 + 385.81693528 * lunation)
    node = radians(160.7108 + 390.67050284 * lunation)
    day += -0.4072 * sin(moon) + 0.17241 * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * node) + 0.00739 * sin(moon - sun)
    day += -0.00514 * sin(moon + sun) + 0.00208 * sin(2 * sun) - 0.00111 * sin(moon - 2 * node) - 0.00057 * sin(moon + 2 * node)
    assert abs(cos(node)) <= 1
    return datetime(2000, 1, 1, 12, tzinfo=UTC) + timedelta(days=day - 2451545.0, seconds=-70)


@pytest.mark.parametrize("year", range(2000, 2036))
def test_the_lunar_year_begins_with_the_new_moon_in_china(year):
    day = festival("lunar new year", year)
    assert (1, 20) < (day.month, day.day) < (2, 21)
    assert new_moon(day).astimezone(timezone(timedelta(hours=8))).date() == day


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It closed on Thanksgiving.", "2030-11-28"),
        ("It closed on Labor Day.", "2030-09-02"),
        ("It closed on Black Friday.", "2030-11-29"),
        ("It closed on Easter Monday.", "2031-04-14"),
        ("It closed on Ash Wednesday, 2029.", "2029-02-14"),
        ("It has been closed since Christmas.", "2030-12-25"),
    ],
)
def test_a_feast_of_the_past(text, value):
    assert values(text) == [value]


def test_what_is_awaited_lies_ahead():
    assert values("It will close before Easter.", direction="future") == ["2032-03-28"]


@pytest.mark.parametrize("name", ["Diwali", "Eid al-Fitr", "Ramadan", "Mother’s Day", "Memorial Day", "Labour Day"])
def test_a_day_that_differs_between_countries_stays_open(name):
    assert values(f"It closed on {name}.") == ["XXXX-XX-XX"]


def test_a_lunar_year_that_is_not_listed_stays_open():
    assert values("It closed on Lunar New Year.", "1990-05-07") == ["XXXX-XX-XX"]


@pytest.mark.parametrize("text", ["She voted on Super Tuesday.", "They marched on Bloody Sunday.", "He told “Today” of it."])
def test_names_that_hold_a_day_are_no_days(text):
    assert values(text) == []
