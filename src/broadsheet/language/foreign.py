"""Numbers in text of any language: those that a sign of money, of percent or of measure stands beside.

Which mark divides thousands differs from place to place. What could be read two ways is left out, because a wrong number
costs more than none; so is a number beside a word that may multiply it and is not known to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import isfinite

from broadsheet.language.numbers import Number
from broadsheet.language.units import CODES, SYMBOLS, UNITS, currency
from broadsheet.records.text import Extent

_BLANK = "[ \u00a0\u202f\u2009]"
_DIGITS = r"\d{1,3}(?:[.,’'\u00a0\u202f\u2009 ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_MEASURES = ("km/h", "km", "kg", "cm", "mm", "kWh", "MW", "GW", "kW", "ha")
_SIGNS = ("€", "₹", "₽", "₩", "₺", "₴", "₪")
"""Signs of one currency everywhere; a "$" is a peso in half of the world."""
_MONEY = "|".join(sorted(map(re.escape, {*_SIGNS, *CODES}), key=len, reverse=True))
_UNIT = rf"(?P<percent>%|٪)|(?P<money>{_MONEY})(?![\w$])|(?P<measure>{'|'.join(_MEASURES)})(?![\w/²³])"
_NUMBER = re.compile(
    rf"(?<![\w.,:/’'-])(?P<sign>(?:{_MONEY}){_BLANK}?)?(?P<digits>{_DIGITS})"
    rf"(?:(?:(?P<scale>{_BLANK}[^\W\d_]+\.?){_BLANK}?(?={_UNIT.replace('?P<', '?P<_')}))?{_BLANK}?(?:{_UNIT}))?(?![\d/]|[.,:]\d)"
)
_WORD = re.compile(rf"{_BLANK}?([^\W\d_]+)")
_POWERS = (3, 6, 9, 12)


def foreign_numbers(text: str, language: str) -> Iterator[Number]:
    """The numbers with a unit that is written in signs, with the scale as the language calls it.

    Args:
        text: any text.
        language: ISO 639-1 code; in a language that the locale data do not know, numbers beside a word are left out.

    >>> text = "12,5 % für 1.250.000 €, 3,5 Millionen € und 40 km; 1.250 Leute, 1.250 km"
    >>> [(n.extent.of(text), n.value, n.unit) for n in foreign_numbers(text, "de")]
    [('12,5 %', 12.5, 'percent'), ('1.250.000 €', 1250000.0, 'EUR'), ('3,5 Millionen €', 3500000.0, 'EUR'), ('40 km', 40.0, 'km')]
    """
    for found in _NUMBER.finditer(text):
        unit = _unit(found)
        value = local_value(found["digits"], money=unit in CODES)
        scale = _scale(found, text, language)
        if unit and value is not None and scale is not None and isfinite(value * scale):
            core = Extent(*found.span("digits"))
            yield Number(Extent(*found.span()), core, value * scale, None, unit, "exact", False)


def _unit(found: re.Match[str]) -> str:
    if found["percent"]:
        return "percent"
    if found["measure"]:
        return UNITS.get(found["measure"].lower(), "")
    sign = (found["sign"] or found["money"] or "").strip()
    return SYMBOLS.get(sign.lower()) or currency(sign) or ""


def _scale(found: re.Match[str], text: str, language: str) -> float | None:
    """What a word between number and sign, or behind a number with its sign before it, multiplies by; None if unknown."""
    scales = _scales(language)
    if found["scale"]:
        return scales.get(found["scale"].strip().lower())
    behind = _WORD.match(text, found.end())
    if not found["sign"] or behind is None:
        return 1.0
    return 1.0 if scales and behind[1].lower() not in scales else None


@lru_cache(maxsize=64)
def _scales(language: str) -> dict[str, float]:
    """Lower-case words for thousand, million …, as the Unicode locale data have them; none for an unknown language."""
    from babel import Locale, UnknownLocaleError

    try:
        formats = Locale(language).compact_decimal_formats
    except (UnknownLocaleError, ValueError):
        return {}
    plurals = [plural for style in ("long", "short") for plural in formats.get(style, {}).values()]
    patterns = [(power, getattr(plural.get(str(10**power)), "pattern", "")) for plural in plurals for power in _POWERS]
    words = (
        (re.sub(r"[0\s¤']", "", pattern).lower(), power + 1 - pattern.count("0")) for power, pattern in patterns if "0" in pattern
    )
    found: dict[str, float] = {}
    for word, power in words:
        found.setdefault(word, 10.0**power)
    return {word: scale for word, scale in found.items() if word}


def local_value(digits: str, *, money: bool = False) -> float | None:
    """The value of digits with their marks, None where it is uncertain whether a mark divides thousands or decimals.

    >>> [local_value(digits) for digits in ("1.250.000", "1 250", "12,5", "1.250,75", "0,125", "1.250", "1,25.3")]
    [1250000.0, 1250.0, 12.5, 1250.75, 0.125, None, None]
    >>> local_value("1.250", money=True)
    1250.0
    """
    marks, parts = re.sub(r"\d", "", digits), re.split(r"\D", digits)
    *groups, last = parts
    if not marks:
        return float(digits)
    if len(set(marks)) > 1 or (len(marks) == 1 and (len(last) != 3 or parts[0] == "0")):
        decimal = marks[-1] in ".," and len(set(marks[:-1])) <= 1 and marks[-1] not in marks[:-1]
        return float("".join(groups) + "." + last) if decimal and all(len(part) == 3 for part in groups[1:]) else None
    sure = money or len(marks) > 1 or marks not in ".,"
    return float("".join(parts)) if sure and len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:]) else None
