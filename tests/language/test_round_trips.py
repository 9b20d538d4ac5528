"""What is written in one of the ways that papers have is read as what it was."""

from datetime import date
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from broadsheet.language.numbers import numbers, value_of
from broadsheet.language.times import times

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
FORMATS = (
    "{d} {month} {y}",
    "{month} {d}, {y}",
    "{d}th of {month} {y}",
    "{short} {d}, {y}",
    "{iso}",
    "{day}, {month} {d}, {y}",
    "{day} {d} {month} {y}",
)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def in_words(number):
    """English words of a number below a million."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{ONES[number // 100]} hundred" + (f" and {in_words(number % 100)}" if number % 100 else "")
    return f"{in_words(number // 1000)} thousand" + (f" {in_words(number % 1000)}" if number % 1000 else "")


@given(st.integers(1, 999_999))
def test_a_number_in_words_comes_back(number):
    assert value_of(in_words(number)) == number


@given(st.integers(1, 99))
def test_small_numbers_in_words_are_found_whole(number):
    text = f"They saw {in_words(number)} boats."
    (found,) = numbers(text)
    assert (found.value, found.core.of(text)) == (number, in_words(number))


@given(st.integers(0, 10**12), st.sampled_from(["{:,}", "${:,}", "{:,} percent", "£{:,}"]))
def test_a_number_in_digits_comes_back(number, form):
    text = f"It was {form.format(number)} then."
    (found,) = numbers(text)
    assert (found.value, found.extent.of(text)) == (number, form.format(number))


@given(DAYS, st.sampled_from(FORMATS))
def test_a_day_in_full_comes_back(day, form):
    short = {"May": "May", "September": "Sept."}.get(day.strftime("%B"), day.strftime("%b."))
    parts = {
        "d": day.day,
        "month": day.strftime("%B"),
        "y": day.year,
        "short": short,
        "iso": day.isoformat(),
        "day": day.strftime("%A"),
    }
    written = form.format(**parts)
    text = f"It began on {written}, they said."
    (found,) = times(text, "2031-05-07")
    assert (found.value, found.extent.of(text), found.relative) == (day.isoformat(), written, False)


@given(DAYS, st.integers(-170, 170))
def test_a_day_without_its_year_is_the_near_one(published, gap):
    day = date.fromordinal(published.toordinal() + gap)
    assume((day.month, day.day) != (2, 29))
    (found,) = times(f"It was {day.strftime('%B')} {day.day}.", published.isoformat())
    near = date.fromisoformat(found.value)
    assert (near.month, near.day) == (day.month, day.day)
    assert abs((near - published).days) <= 366 / 2 + 10


@given(DAYS, st.sampled_from(["past", "present", "future"]), st.integers(0, 6))
def test_a_weekday_lies_within_a_week_on_its_side(published, direction, number):
    name = date(2031, 5, 5 + number).strftime("%A")
    (found,) = times(f"It is {name}.", published.isoformat(), lambda _: direction)
    day = date.fromisoformat(found.value)
    assert day.strftime("%A") == name
    gap = (day - published).days
    assert -6 <= gap <= 0 if direction == "past" else 0 <= gap <= 6


@given(
    st.lists(
        st.sampled_from(
            [
                "on 3 May",
                "the next day",
                "two weeks later",
                "a year earlier",
                "that night",
                "in 2019",
                "at 3 p.m.",
                "June to",
                "\n",
                "to March 2030",
                "the summit",
                "two days after the summit",
                ".",
            ]
        ),
        max_size=12,
    )
)
def test_times_are_the_same_twice_and_lie_apart(words):
    text = " ".join(words)
    found = times(text, "2031-05-07")
    assert found == times(text, "2031-05-07")
    places = [time.extent for time in found]
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert all(a.end <= b.start for a, b in pairwise(places))
