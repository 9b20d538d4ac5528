import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.language.numbers import numbers, value_of
from broadsheet.language.units import currency
from broadsheet.language.verbs import participle


def found(text):
    return [(n.value, n.high, n.unit, n.qualifier) for n in numbers(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("£3bn", (3e9, None, "GBP", "exact")),
        ("$3.5 million", (3.5e6, None, "USD", "exact")),
        ("US$20", (20.0, None, "USD", "exact")),
        ("2 to 3 million euros", (2e6, 3e6, "EUR", "range")),
        ("between 5 and 7 km", (5.0, 7.0, "km", "range")),
        ("$5-7 million", (5e6, 7e6, "USD", "range")),
        ("up to 40 per cent", (40.0, None, "percent", "at_most")),
        ("roughly half a million", (5e5, None, "", "about")),
        ("fewer than twenty-one", (21.0, None, "", "less_than")),
        ("an estimated 5,000", (5000.0, None, "", "estimate")),
        ("50 or more", (50.0, None, "", "at_least")),
        ("10 percentage-point", (10.0, None, "percentage point", "exact")),
        ("two and a half hours", (2.5, None, "hours", "exact")),
        ("one-and-a-half million", (1.5e6, None, "", "exact")),
        ("3 percentage points", (3.0, None, "percentage point", "exact")),
        ("three dozen", (36.0, None, "", "exact")),
        ("40 square kilometres", (40.0, None, "square km", "exact")),
        ("450 million crowns", (4.5e8, None, "crown", "exact")),
        ("about US $160 million", (1.6e8, None, "USD", "about")),
        ("120, 000", (120000.0, None, "", "exact")),
        ("6 3/8%", (6.375, None, "percent", "exact")),
        ("60,000₩", (60000.0, None, "KRW", "exact")),
        ("more than a half-dozen", (6.0, None, "", "more_than")),
        ("range from $5 to $7", (5.0, 7.0, "USD", "range")),
        ("3 million Velmish crowns", (3e6, None, "crown", "exact")),
    ],
)
def test_numbers(text, number):
    assert found(text) == [number]


def test_a_falling_pair_is_no_range():
    assert [value for value, *_ in found("3-1")] == [3.0]


def test_from_where_to_where_is_no_range():
    assert found("fell $1.50 to $13") == [(1.5, None, "USD", "exact"), (13.0, None, "USD", "exact")]


def test_metres_are_no_millions():
    assert value_of("5m") is None
    assert value_of("5m", money=True) == 5e6


@given(st.text(alphabet="0123456789,.$%mbnk -–toandhalf million"))
def test_numbers_lie_in_the_text(text):
    for number in numbers(text):
        assert 0 <= number.extent.start <= number.core.start < number.core.end <= number.extent.end <= len(text)
        assert number.high is None or number.high > number.value


def test_unknown_money_has_no_code():
    assert currency("Velmish crowns") is None


def test_regular_and_irregular_participles():
    assert [participle(verb) for verb in ("lose", "injure", "carry", "drop")] == ["lost", "injured", "carried", "dropped"]
