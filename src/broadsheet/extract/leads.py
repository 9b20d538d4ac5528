"""How a paragraph opens that is an item of a list: a figure and a colon, a number, a bullet, a phrase and a colon or a stop."""

from __future__ import annotations

import re

FIGURE = re.compile(
    r"^\W{0,2}(?!(?:19|20)\d\d\s?:)(?:[$€£]\s?)?\d[\d.,]{0,14}(?: ?(?:thousand|million|billion|trillion|percent|per cent|%))?\s?:\s"
)
NUMBERED = re.compile(r"^\W{0,2}\d{1,2}[.)]\s+(?=\S)")
BULLET = re.compile(r"^[•·▪►*–-]\s+(?=\S)")
COLON = re.compile(r"^(?P<lead>[^\W\d_][^.!?:;“”„«»\"]{2,60}):\s+(?=\S)")
PHRASE = re.compile(r"^(?P<lead>[^\W\d_][^.!?:;“”„«»\"]{3,50})[.?!]\s+(?=[^\W\d_])")


def manner(text: str) -> str | None:
    """The manner in which a paragraph opens, None if it opens as any other.

    >>> manner("3. The ferry sailed."), manner("The ferry, late as ever and six hours behind its time, sailed at noon.")
    ('number', None)
    """
    patterns = (("figure", FIGURE), ("number", NUMBERED), ("bullet", BULLET), ("colon", COLON), ("phrase", PHRASE))
    return next((name for name, pattern in patterns if pattern.match(text)), None)
