from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.language.foreign import foreign_numbers, local_value


def found(text, language):
    return [(n.extent.of(text), n.value, n.unit) for n in foreign_numbers(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("Das sind 12,5 % mehr.", "de", ("12,5 %", 12.5, "percent")),
        ("Es kostete 3,5 Millionen € im Jahr.", "de", ("3,5 Millionen €", 3.5e6, "EUR")),
        ("Il a coûté 1 250 000 € en tout.", "fr", ("1 250 000 €", 1.25e6, "EUR")),
        ("Costó 2.500 € al mes.", "es", ("2.500 €", 2500.0, "EUR")),
        ("Это 300 км… 40 km и 1,5 кг.", "ru", ("40 km", 40.0, "km")),
        ("Zapłacono 200 PLN za wszystko.", "pl", ("200 PLN", 200.0, "PLN")),
    ],
)
def test_numbers_with_a_sign(text, language, number):
    assert found(text, language) == [number]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Es kamen 1.250 Leute.", "de"),
        ("Es sind 1.250 km.", "de"),
        ("Costó $300 en total.", "es"),
        ("Das sind 3 Tralien € mehr.", "de"),
        ("Am 12.05.2031 um 10:30 Uhr.", "de"),
        ("Version 3.2.1% und 1/4 %.", "de"),
    ],
)
def test_what_could_be_read_two_ways_is_left_out(text, language):
    assert found(text, language) == []


@given(st.integers(0, 10**9), st.sampled_from([".", " ", "\u00a0", "\u202f", "’"]))
def test_grouped_money_comes_back(number, mark):
    written = f"{number:,}".replace(",", mark)
    assert found(f"Total: {written} €.", "fr") == [(f"{written} €", float(number), "EUR")]


@given(st.integers(0, 10**7), st.integers(0, 99))
def test_decimals_come_back_in_both_ways_of_writing(whole, cents):
    value = float(f"{whole}.{cents:02d}")
    english, german = f"{whole:,}.{cents:02d}", f"{whole:,}.{cents:02d}".translate(str.maketrans(",.", ".,"))
    assert (local_value(english), local_value(german)) == (value, value)


@given(st.text(alphabet="0123456789., %€kmMillionen\u00a0’'-/:", max_size=60), st.sampled_from(["de", "es", "ja", "xx", ""]))
def test_numbers_lie_in_the_text(text, language):
    places = [number.extent for number in foreign_numbers(text, language)]
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert all(a.end <= b.start for a, b in pairwise(places))
