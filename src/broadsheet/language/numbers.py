"""Numbers in running text: their value, range, unit and qualifier."""

# ruff: noqa: E501 -- a pattern broken over lines is harder to read than a long one
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite

from broadsheet.language.units import CURRENCY_WORDS, UNITS, currency
from broadsheet.records.annotation import Qualifier
from broadsheet.records.text import Extent

_ONES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL = rf"(?:(?:{_TENS})(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|{_ONES})"
_HUNDREDS = rf"(?:(?:{_SMALL}|an?)[ -]hundred(?:[ -](?:and[ -])?{_SMALL})?|{_SMALL})"
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0, "k": 1e3, "m": 1e6, "mn": 1e6,
    "mln": 1e6, "bn": 1e9, "tn": 1e12, "crore": 1e7, "lakh": 1e5,
}  # fmt: skip
_DIGITS = r"\d{1,3}(?:, 0\d\d)+(?!\d)|\d+ \d{1,2}/\d{1,2}|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_BIG = r"(?:hundred|thousand|million|billion|trillion|dozen|crore|lakh)s?"
_HALF = r"(?:[ -]and[ -]a[ -]half(?!-))"
_WORDED = rf"(?:{_SMALL} dozen|{_SMALL}{_HALF}(?: (?:thousand|million|billion|trillion))?|{_HUNDREDS}(?:[ -](?:thousand|million|billion|trillion))?(?:[ -](?:and[ -])?{_HUNDREDS})?|(?:an? )?half(?: an? |[ -])(?:million|billion|trillion|dozen)|an? (?:hundred|thousand|million|billion|trillion|dozen))"
_NUMBER = rf"(?:(?:{_DIGITS})(?:[ -]?(?:{_BIG})\b|(?:bn|tn|mn|mln|[mk])\b)?|\b{_WORDED}\b)"
NUMERAL = rf"{_NUMBER}(?:(?: ?[-–] ?| to | and | or | up to ){_NUMBER})?"
"""A number in digits or words, or the two ends of a range, whatever the case: "1,200 to 1,500", "two hundred and thirty"."""

_SIGN = r"(?:\bUS \$|\b(?:US|AU?|CA?|NZ|HK|S|R|NT)\$|[$£€¥₹₽₩₺₴₦₪฿₫₱]|\b(?:USD|EUR|GBP|JPY|CNY|INR|CHF|CAD|AUD) ?|\bRs\.? ?)"
_NATION = r"(?:[A-Z][\w.]+ |U\.S\. |US )?"
_MORE = r"(?:more|full|additional|extra|further|straight|consecutive|long|whole)"
_UNIT = (
    rf"(?P<percent>[ -]?(?:%|percent(?:age)?(?:[ -]points?)?|per cent|pct|pc)(?!\w))"
    rf"|[ -]?(?P<money>{_NATION}(?:{CURRENCY_WORDS})\b|\b(?:USD|EUR|GBP|JPY|CNY|INR|CHF|CAD|AUD)\b|[€£¥₩₽₺₴₹](?![\w.]))"
    rf"|(?: - |[ -])?(?:(?<= ){_MORE} )?(?P<square>square[ -]|sq\.? |cubic[ -])?(?P<unit>{'|'.join(sorted(map(re.escape, UNITS), key=len, reverse=True))})(?!\w)"
)
_FIGURE = re.compile(
    rf"(?<![\w.,/:#-])(?P<sign>{_SIGN})?(?P<low>{_NUMBER})(?:(?P<to> ?[-–] ?| to | and | or )(?P<sign2>{_SIGN})?(?P<high>{_NUMBER}))?(?:{_UNIT})?(?![\w/]|[.,:]\d)",
    re.IGNORECASE,
)
_QUALIFIERS: tuple[tuple[Qualifier, str], ...] = (
    ("at_least", r"at least|no (?:fewer|less) than|a minimum of|or more|not less than|upwards? of"),
    (
        "at_most",
        r"at most|up to|as (?:many|much|high) as|no more than|not more than|a maximum of|a(?:n)? (?:upper )?limit of|or fewer|or less",
    ),
    (
        "more_than",
        r"more than|over|above|exceeding|in excess of|greater than|well over|just over|slightly more than|topping|surpassing|beyond",
    ),
    ("less_than", r"less than|fewer than|under|below|lower than|just under"),
    ("nearly", r"nearly|almost|close to|approaching|not quite"),
    ("estimate", r"an estimated|estimated|estimates of|an expected|a projected|projected"),
    ("about", r"about|around|roughly|approximately|approx\.?|some|circa|ca\.|or so|in the region of|an average of|~"),
)
_BEFORE = [(name, re.compile(rf"(?:^|[\s(—–-])(?:{words})\s*(?:an? |another )?$", re.IGNORECASE)) for name, words in _QUALIFIERS]
_CHANGE = (
    r"(?:rose|fell|gained|lost|dropped|added|climbed|slid|jumped|tumbled|slipped|surged|grew|rising|falling|up|down|off|cut|raised)"
)
_CHANGED = re.compile(rf"\b{_CHANGE}(?:(?: by)? | [^.;]{{0,40}}\bfrom )$")
_AFTER = re.compile(r"^ (?P<at_least>or more)\b|^ (?P<at_most>or (?:fewer|less))\b|^ (?P<about>or so)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written.

    Attributes:
        extent: its place, sign and unit included, the qualifier not.
        core: its place without sign and unit.
        value: scaled.
        high: upper end of a range.
        unit: name of the unit or code of the currency, empty if none stands beside it.
        qualifier: how exact it claims to be.
        worded: whether it is written in words.
    """

    extent: Extent
    core: Extent
    value: float
    high: float | None
    unit: str
    qualifier: Qualifier
    worded: bool


def numbers(text: str) -> Iterator[Number]:
    """Every number of a text with its unit; dates and ordinals are the caller's to leave out.

    >>> text = "At least 1,200 people, nearly $3.5bn, 10 to 12 percent, a million euros, 5-7 km, twenty-one dogs"
    >>> [(n.extent.of(text), n.value, n.high, n.unit, n.qualifier) for n in numbers(text)][:3]
    [('1,200', 1200.0, None, '', 'at_least'), ('$3.5bn', 3500000000.0, None, 'USD', 'nearly'), ('10 to 12 percent', 10.0, 12.0, 'percent', 'range')]
    >>> [(n.extent.of(text), n.value, n.high, n.unit) for n in numbers(text)][3:]
    [('a million euros', 1000000.0, None, 'EUR'), ('5-7 km', 5.0, 7.0, 'km'), ('twenty-one', 21.0, None, '')]
    """
    at = 0
    while found := _FIGURE.search(text, at):
        number = _number(text, found)
        if number is None:
            at = found.start() + 1 if found.start() + 1 > at else at + 1
            at = max(at, found.end("low"))
            continue
        yield number
        at = number.extent.end


def _number(text: str, found: re.Match[str]) -> Number | None:
    low = value_of(found["low"], money=bool(found["sign"]), after=text[found.end("low") : found.end("low") + 12])
    if low is None:
        return None
    high, end = _high(text, found, low)
    whole = high is not None or not found["high"]
    unit = _unit_of(found) if whole else ""
    if found["sign"]:
        unit = currency(found["sign"]) or unit
    if not whole:
        end = found.end("low")
    scale = _shared_scale(found, high)
    extent = Extent(found.start(), end if whole and high is None else found.end() if whole else end)
    qualifier = qualified(text, extent)
    if high is not None and qualifier == "exact":
        qualifier = "range"
    if not isfinite(low * scale):
        return None
    worded = not any(c.isdigit() for c in found["low"])
    return Number(
        extent,
        Extent(found.start("low"), found.end("high") if high is not None else found.end("low")),
        low * scale,
        high,
        unit,
        qualifier,
        worded,
    )


def _high(text: str, found: re.Match[str], low: float) -> tuple[float | None, int]:
    """The upper end, if what follows is a range, and where the whole ends."""
    if not found["high"]:
        return None, found.end()
    high = value_of(found["high"], money=bool(found["sign"]), after=text[found.end("high") : found.end("high") + 12])
    joint = found["to"].strip().lower()
    before = text[max(0, found.start() - 12) : found.start()].lower()
    if joint == "and" and not before.rstrip().endswith("between"):
        return None, found.end("low")
    if (
        found["sign"]
        and found["sign2"]
        and joint == "to"
        and _CHANGED.search(text[max(0, found.start() - 60) : found.start()].lower())
    ):
        return None, found.end("low")  # "fell $1.50 to $13" tells the change and where it led
    if high is None or joint == "or" or high <= low * _scale_of(found["low"], found["high"]):
        return None, found.end("low")
    return high, found.end()


def _shared_scale(found: re.Match[str], high: float | None) -> float:
    return _scale_of(found["low"], found["high"]) if high is not None else 1.0


def _scale_of(low: str, high: str | None) -> float:
    """The scale of the upper end, which holds for a lower one that has none ("2 to 3 million")."""
    last = re.search(rf"({_BIG}|bn|tn|mn|mln|[mk])$", high or "", re.IGNORECASE)
    own = re.search(rf"(?:{_BIG}|bn|tn|mn|mln|[mk])$", low, re.IGNORECASE)
    return _SCALES.get(last[1].lower().removesuffix("s"), 1.0) if last and not own else 1.0


def _unit_of(found: re.Match[str]) -> str:
    if found["percent"]:
        return "percentage point" if "point" in found["percent"].lower() else "percent"
    if found["money"]:
        word = found["money"].split()[-1]
        # "pesos" without their country are money all the same: their own name is the unit
        return currency(found["money"]) or currency(word) or word.lower().removesuffix("s")
    if found["unit"]:
        unit = UNITS[found["unit"].lower()]
        return (
            f"{found['square'].strip(' -').lower().replace('sq.', 'square').replace('sq', 'square')} {unit}".replace(
                "squareuare", "square"
            )
            if found["square"]
            else unit
        )
    return ""


def value_of(words: str, *, money: bool = False, after: str = "") -> float | None:
    """The value of a number in digits, words or both; None if it is none, or greater than any number here can be.

    A bare "m" is a million after a sign of money or before a blank and a word, else metres.

    >>> [value_of(words) for words in ("1,250", "3.5 million", "half a million", "two hundred and ten", "a dozen", "4bn")]
    [1250.0, 3500000.0, 500000.0, 210.0, 12.0, 4000000000.0]
    """
    lower = words.lower().strip()
    found = re.fullmatch(rf"({_DIGITS})[ -]?({_BIG}|bn|tn|mn|mln|[mk])?", lower)
    if found:
        if found[2] == "m" and not (money or re.match(r" [a-z]{3,}", after)):
            return None
        value = _digits(found[1]) * _SCALES.get((found[2] or "").removesuffix("s"), 1.0)
        return value if isfinite(value) else None
    return _worded(lower)


def _digits(written: str) -> float:
    """The value of digits with their separators, a vulgar fraction behind them included: "6 3/8"."""
    whole, _, parts = written.partition(" ") if "/" in written else (written.replace(" ", ""), "", "")
    above, _, below = parts.partition("/")
    return float(whole.replace(",", "")) + (float(above) / float(below) if parts and float(below) else 0.0)


@lru_cache(maxsize=4096)
def _worded(words: str) -> float | None:
    from text_to_num import text2num

    if halved := re.fullmatch(rf"({_SMALL}){_HALF}(?: (\w+))?", words):
        whole = _worded(halved[1])
        return (whole + 0.5) * _SCALES.get(halved[2] or "", 1.0) if whole is not None else None
    if re.match(r"(?:an? )?half[ -]", words):
        scale = _SCALES.get(re.split(r"[ -]", words)[-1])  # "half an hour" counts no hours: its scale is none of ours
        return scale / 2 if scale else None
    plain = re.sub(r"^an? ", "one ", words).replace("-", " ")
    if plain.endswith(" dozen"):
        return 12.0 * (_worded(plain.removesuffix(" dozen")) or 1.0)
    try:
        return float(text2num(plain, "en"))
    except ValueError:
        return None


def qualified(text: str, extent: Extent) -> Qualifier:
    """How exact a number at a place claims to be, by the words around it."""
    after = _AFTER.match(text[extent.end : extent.end + 12])
    before = text[max(0, extent.start - 28) : extent.start]
    for name, pattern in _BEFORE:
        if pattern.search(before):
            return name
    if after:
        return next(name for name, _ in _QUALIFIERS if after.groupdict().get(name))
    return "exact"
