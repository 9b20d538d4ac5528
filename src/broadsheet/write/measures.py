"""The values that a figure allows, and whether two figures can both be right."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.records.annotation import Figure, Qualifier
from broadsheet.records.text import Extent
from broadsheet.write.dossier import Passage

_LENGTHS = {"km": 1.0, "kilometre": 1.0, "kilometer": 1.0, "mile": 1.609344, "m": 0.001, "metre": 0.001, "meter": 0.001,
            "feet": 0.0003048, "foot": 0.0003048, "ft": 0.0003048, "yard": 0.0009144, "nautical mile": 1.852}  # fmt: skip
_WEIGHTS = {"kg": 1.0, "kilogram": 1.0, "tonne": 1000.0, "ton": 907.185, "t": 1000.0, "pound": 0.453592, "lb": 0.453592, "g": 0.001}
_AREAS = {"hectare": 1.0, "ha": 1.0, "acre": 0.404686, "square kilometre": 100.0, "square mile": 258.999}
_SPANS = {
    "second": 1 / 86400,
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 30.44,
    "year": 365.25,
    "decade": 3652.5,
    "centurie": 36525.0,
}
_SCALES = {"length": _LENGTHS, "weight": _WEIGHTS, "area": _AREAS, "time": _SPANS}
_HEDGES = (
    "about|around|some|roughly|approximately|nearly|almost|over|under|only|exactly|up to|at least|at most|more than|fewer than"
    "|less than|as many as|as much as|an estimated|an average of|close to|just over|just under|well over"
)
_HEDGED = re.compile(rf"\b(?:{_HEDGES})\s+$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)
_SPANS_OF = {
    "hour": "hour", "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "annually": "year", "yearly": "year",
}  # fmt: skip
_EVERY = re.compile(r" (hourly|daily|weekly|monthly|annually|yearly)\b", re.IGNORECASE)
_SPEED = re.compile(r" an (hour)\b", re.IGNORECASE)
"""Of a length it is always a speed, whatever follows: "90 kilometres an hour when it left the road"."""

CONVERTED = 0.03
"""Part of a value that is lost where a unit was turned into another."""

ROUNDED_FROM = 100
"""Smaller counts are taken to be exact unless something says otherwise."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The values that a figure allows, both ends included."""

    low: float
    high: float

    def meets(self, other: Bounds) -> bool:
        """Whether some value suits both."""
        return self.low <= other.high and other.low <= self.high


def bounds(figure: Figure, beside: str = "") -> Bounds:
    """The values that a figure's wording allows, in the base unit of its dimension.

    A figure of another unit than the one `beside` it may have been converted, which rounds it.
    """
    scale = scale_of(figure.unit)[1]
    low, high = figure.value * scale, (figure.value if figure.value_high is None else figure.value_high) * scale
    converted = figure.unit != beside and scale_of(figure.unit)[0] in _SCALES
    slack = max(
        _rounding(figure.value) * scale,
        _SLACK.get(figure.qualifier, 0.0) * abs(high),
        CONVERTED * abs(high) if converted else 0.0,
    )
    if figure.qualifier in ("at_least", "more_than"):
        return Bounds(low - slack, math.inf)
    if figure.qualifier in ("at_most", "less_than"):
        return Bounds(-math.inf, high + slack)
    return Bounds(low - slack, high if figure.qualifier == "nearly" else high + slack)


_SLACK: dict[Qualifier, float] = {"about": 0.15, "nearly": 0.15, "estimate": 0.2}


def _rounding(value: float) -> float:
    """Half a unit of the last digit that is not a zero, at most a tenth of the value; nothing for small whole numbers."""
    size = abs(value)
    if size < ROUNDED_FROM:
        return 0.0 if size == int(size) else 0.5 * 10 ** -(len(f"{size:.6g}".partition(".")[2]) or 1)
    zeros = len(f"{size:.0f}") - len(f"{size:.0f}".rstrip("0"))
    return min(0.5 * 10**zeros, size / 10) if size == int(size) else 0.5


@lru_cache(maxsize=1_000)
def scale_of(unit: str) -> tuple[str, float]:
    """The dimension a unit belongs to and what it is worth there; units of no known dimension are their own.

    >>> scale_of("mile"), scale_of("people")
    (('length', 1.609344), ('people', 1.0))
    """
    name = unit.lower()
    for dimension, units in _SCALES.items():
        found = units.get(name) or units.get(name.removesuffix("s")) or units.get(name.removesuffix("es"))
        if found:
            return dimension, found
    return name, 1.0


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures can both be right about the same thing: same value, rounding, or room left by "at least" and the like."""
    return bounds(one, other.unit).meets(bounds(other, one.unit))


def rate(passage: Passage, figure: Figure) -> str:
    """Per what the figure is told ("minute", "capita"), empty of an amount: "7 litres a minute" is no sum of litres."""
    text = passage.article.article.text
    if figure.per:
        return figure.per.of(text).split()[-1].casefold()
    found = _SPEED.match(text, figure.extent.end) if scale_of(figure.unit)[0] == "length" else _EVERY.match(text, figure.extent.end)
    return _SPANS_OF[found[1].lower()] if found else ""


def printed(passage: Passage, figure: Figure) -> Extent:
    """The figure with the words that hedge it and those of its rate: "about 10,000 troops", "between 40 and 60 tonnes"."""
    before = passage.article.article.text[passage.extent.start : figure.extent.start]
    hedge = _HEDGED.search(before) or (_FROM.search(before) if figure.value_high is not None else None)
    end = figure.per.end if figure.per else figure.extent.end
    return Extent(passage.extent.start + hedge.start() if hedge else figure.extent.start, end)
