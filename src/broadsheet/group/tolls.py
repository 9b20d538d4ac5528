"""How many an event killed or hurt, and how strong an earthquake was, as the top of a report tells it.

The missing are not counted: they are found, and from day to day another number is told of one event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.language.numbers import Number, numbers

MEASURES = {
    "dead": r"dead|died|dies?|kill(?:s|ed|ing)|deaths?|fatalit(?:y|ies)|lives|perish(?:ed)?|drown(?:ed)?",
    "injured": r"injur(?:ed|es|ing|ies|y)|wound(?:ed|s|ing)|hurt",
    "magnitude": r"magnitude",
}
"""What is told → words that tell it."""
STEMS = ("dead", "die", "kill", "death", "fatalit", "lives", "perish", "drown", "injur", "wound", "hurt", "magnitude")
"""One of them is in each of these words; most texts hold none, which a plain search tells at once."""
LEAST_TREMOR = 2.0  # magnitude of an earthquake that is told of; what is less is half of a number that was torn apart
_TOLD = re.compile("|".join(rf"\b(?P<{measure}>{words})\b" for measure, words in MEASURES.items()), re.IGNORECASE)
_BEHIND = re.compile(r"[ -](?:(?!and\b|or\b|of\b|in\b|at\b)[a-z'-]+ ){0,3}?" + f"(?:{_TOLD.pattern})", re.IGNORECASE)
"""Up to three words lie between a number and its plight: "12 mine workers were killed"."""
_LINKS = "at least|to|of|by|rises|rose|climbs|climbed|reached|reaches|hits|more than|over|about|some|nearly|as many as|around"
_BEFORE = re.compile(f"(?:{_TOLD.pattern})(?: toll)?(?: (?:{_LINKS})){{0,3}} $", re.IGNORECASE)
"""Nothing but what qualifies a number lies between a plight and its number: "killing at least 12"."""
_SENTENCE = re.compile(r"(?<=[.!?\n])\s+")
_REACH = 48  # characters that both look at


def tolls_in(text: str) -> dict[str, float]:
    """The first toll of every kind.

    >>> tolls_in("A 6.1-magnitude quake killed at least 12 people; 30 more were injured.")
    {'magnitude': 6.1, 'dead': 12.0, 'injured': 30.0}
    """
    found: dict[str, float] = {}
    small = text.lower()
    if any(stem in small for stem in STEMS) and _TOLD.search(text):
        for sentence in filter(_TOLD.search, _SENTENCE.split(text)):  # numbers cost more to read than words to find
            for measure, value in _told(sentence):
                found.setdefault(measure, value)
    return found


def _told(text: str) -> Iterator[tuple[str, float]]:
    for number in numbers(text):
        measure = _measure(text, number)
        whole = number.value == int(number.value)
        if measure is not None and number.unit == "" and (LEAST_TREMOR <= number.value < 10 if measure == "magnitude" else whole):
            yield measure, number.value


def _measure(text: str, number: Number) -> str | None:
    behind = _BEHIND.match(text[number.extent.end : number.extent.end + _REACH])
    before = _BEFORE.search(text[max(0, number.extent.start - _REACH) : number.extent.start])
    found = before or behind
    return found.lastgroup if found else None
