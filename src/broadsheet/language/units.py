"""Units and currencies as news writes them, and the one name each has in our records."""

# ruff: noqa: E501 -- tables, one row a line
from __future__ import annotations

import re
from functools import lru_cache

_SPELLINGS = """
km: km kms kilometer kilometers kilometre kilometres
m: metre metres meter meters
cm: cm centimeter centimeters centimetre centimetres
mm: mm millimeter millimeters millimetre millimetres
miles: mile miles
feet: foot feet ft
inches: inch inches
yards: yard yards
kg: kg kgs kilogram kilograms kilo kilos
grams: gram grams gramme grammes
tonnes: tonne tonnes
tons: ton tons
pounds: lb lbs
ounces: ounce ounces
litres: litre litres liter liters
gallons: gallon gallons
barrels: barrel barrels bpd
hectares: hectare hectares ha
acres: acre acres
km/h: km/h kph kmh
mph: mph
knots: knot knots
W: watt watts
kW: kw kilowatt kilowatts
MW: mw megawatt megawatts
GW: gw gigawatt gigawatts
kWh: kwh
degrees: degree degrees °c °f
seconds: second seconds
minutes: minute minutes min mins
hours: hour hours hr hrs
days: day days
weeks: week weeks
months: month months
years: year years
decades: decade decades
centuries: century centuries
"""
UNITS: dict[str, str] = {
    word: name for line in _SPELLINGS.strip().splitlines() for name, _, words in [line.partition(": ")] for word in words.split()
}
"""Spelling, lower case → name in our records."""

DURATIONS = frozenset({"seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades", "centuries"})

SYMBOLS = {
    "$": "USD", "us$": "USD", "us $": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "r$": "BRL",
    "nt$": "TWD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₴": "UAH", "₦": "NGN", "₪": "ILS",
    "฿": "THB", "₫": "VND", "₱": "PHP", "rs": "INR", "rs.": "INR",
}  # fmt: skip
CODES = frozenset(
    "USD EUR GBP JPY CNY INR RUB BRL CAD AUD NZD CHF SEK NOK DKK PLN CZK HUF TRY ZAR MXN ARS CLP COP KRW TWD THB IDR MYR SGD HKD PHP VND EGP "  # noqa: SIM905
    "NGN KES UAH ILS SAR AED QAR PKR BDT".split()
)
_BARE = {
    "dollar": "USD", "buck": "USD", "euro": "EUR", "pound": "GBP", "pound sterling": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY",
    "rupee": "INR", "rouble": "RUB", "ruble": "RUB", "real": "BRL", "rand": "ZAR", "won": "KRW", "zloty": "PLN", "forint": "HUF",
    "hryvnia": "UAH", "naira": "NGN", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "dong": "VND", "shekel": "ILS", "cent": "USD",
}  # fmt: skip
_PLURALS = {"reais": "real", "reals": "real", "zlotys": "zloty", "rupiahs": "rupiah"}
_WORDS = "dollars? bucks? euros? pounds?(?: sterling)? yen yuan renminbi rupees? r(?:o?u)bles? rea(?:is|ls) rand zlotys? forints? hryvnias? naira baht ringgit rupiahs? dong shekels? pesos? francs? guilders? kron(?:a|or|e|er|ur) dinars? dirhams? riyals? rials? lira lire shillings? dirham taka won crowns?"
CURRENCY_WORDS = "|".join(_WORDS.replace("pounds?(?: sterling)?", "pounds?").split())
"""A pattern of the words for money, without their country."""


@lru_cache(maxsize=1)
def _named() -> dict[str, str]:
    """Country and unit, lower case, singular and plural → code, as the Unicode locale data names them."""
    from babel.numbers import get_currency_name, list_currencies

    names: dict[str, str] = {}
    for code in sorted(list_currencies("en")):
        for count in (1, 2):
            name = get_currency_name(code, count, "en").lower()
            if "(" not in name:
                names.setdefault(name, code)
    return names


def currency(words: str) -> str | None:
    """The code of a currency from its name, sign or code; a bare "dollars" is the American, a bare "pounds" the British.

    >>> [currency(words) for words in ("Australian dollars", "Brazilian reais", "euros", "A$", "USD", "Velmish crowns", "pesos")]
    ['AUD', 'BRL', 'EUR', 'AUD', 'USD', None, None]
    """
    name = re.sub(r"\s+", " ", words.strip())
    if name.upper() in CODES:
        return name.upper()
    name = name.lower().replace("u.s.", "us").replace("american", "us")
    if name in SYMBOLS:
        return SYMBOLS[name]
    last = name.rsplit(" ", 1)[-1]
    if last in _PLURALS:
        name = name[: -len(last)] + _PLURALS[last]
    single = name.removesuffix("s")
    if single in _BARE or name in _BARE:
        return _BARE.get(single) or _BARE[name]
    found = _named()
    return found.get(name) or found.get(single) or found.get(name + "s")
