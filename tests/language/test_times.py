from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.language.times import times

WEDNESDAY = "2031-05-07"


def found(text, published=WEDNESDAY, direction="past"):
    return [(time.extent.of(text), time.value) for time in times(text, published, lambda _: direction)]


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("It broke on Monday, 3 March 2031.", "Monday, 3 March 2031", "2031-03-03"),
        ("It broke on March 3, 2031.", "March 3, 2031", "2031-03-03"),
        ("It broke on the 3rd of March.", "the 3rd of March", "2031-03-03"),
        ("It broke on 2031-03-03.", "2031-03-03", "2031-03-03"),
        ("It broke on 3/27/31.", "3/27/31", "2031-03-27"),
        ("It broke on Monday.", "Monday", "2031-05-05"),
        ("It broke last Monday.", "last Monday", "2031-05-05"),
        ("It broke on Wednesday.", "Wednesday", "2031-05-07"),
        ("It broke last Wednesday.", "last Wednesday", "2031-04-30"),
        ("It broke early Tuesday.", "early Tuesday", "2031-05-06"),
        ("It broke on Monday night.", "Monday night", "2031-05-05TNI"),
        ("It broke yesterday.", "yesterday", "2031-05-06"),
        ("It broke this morning.", "this morning", "2031-05-07TMO"),
        ("It broke at 3:30 p.m. Monday.", "3:30 p.m. Monday", "2031-05-05T15:30"),
        ("It broke two days ago.", "two days ago", "2031-05-05"),
        ("It broke three months ago.", "three months ago", "2031-02"),
        ("It broke a year ago.", "a year ago", "2030"),
        ("It broke last week.", "last week", "2031-W18"),
        ("It broke earlier this week.", "earlier this week", "2031-W19"),
        ("It broke last year.", "last year", "2030"),
        ("It broke in March.", "March", "2031-03"),
        ("It broke in December.", "December", "2030-12"),
        ("It broke last April.", "last April", "2030-04"),
        ("It broke in late 2029.", "late 2029", "2029"),
        ("It broke in the summer of 2029.", "the summer of 2029", "2029-SU"),
        ("It broke in the first quarter.", "the first quarter", "2031-Q1"),
        ("It broke in the third quarter of 2029.", "the third quarter of 2029", "2029-Q3"),
        ("It broke in the late 1970s.", "the late 1970s", "197"),
        ("It broke in the 11th century.", "the 11th century", "10"),
        ("It rained for two weeks.", "two weeks", "P2W"),
        ("It rained for several days.", "several days", "PXD"),
        ("It rained for half an hour.", "half an hour", "PT30M"),
        ("It was a three-day storm.", "three-day", "P3D"),
        ("It rains every day.", "every day", "P1D"),
        ("It is raining now.", "now", "PRESENT_REF"),
        ("It rained recently.", "recently", "PAST_REF"),
        ("It will rain in the future.", "the future", "FUTURE_REF"),
    ],
)
def test_values(text, expression, value):
    assert found(text) == [(expression, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It opens on Monday.", "2031-05-12"),
        ("It opens in March.", "2032-03"),
        ("It opens on May 3.", "2031-05-03"),
        ("It opens by July.", "2031-07"),
    ],
)
def test_the_future_looks_ahead(text, value):
    assert found(text, direction="future")[0][1] == value


def test_a_limit_looks_ahead():
    assert found("The council wants it closed by July.")[0][1] == "2031-07"


def test_a_year_earlier_means_the_quarter_just_named():
    assert found("It earned more in the first quarter than a year earlier.")[-1] == ("a year earlier", "2030-Q1")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Monday", "XXXX-WXX-1"),
        ("on May 3", "XXXX-05-03"),
        ("last week", "XXXX-WXX"),
        ("yesterday", "XXXX-XX-XX"),
        ("in 2029", "2029"),
    ],
)
def test_without_a_date_nothing_is_guessed(text, value):
    (time,) = times(text, None)
    assert time.value == value
    assert not time.relative


@pytest.mark.parametrize(
    "text", ["He paid $2,031.", "The march went on.", "It may rain.", "Ana Reva, 45 years old", "the second dam"]
)
def test_what_is_no_time(text):
    assert found(text) == []


def test_a_rate_is_no_duration():
    assert found("It costs $5 million a year.") == []


@given(
    st.text(alphabet="0123456789/-: ,.MayFriqonth’s", max_size=60), st.sampled_from([None, WEDNESDAY, "0001-01-01", "9999-12-31"])
)
def test_any_text_can_be_searched(text, published):
    places = [time.extent for time in times(text, published)]
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert all(a.end <= b.start for a, b in pairwise(places))
