"""The clause a figure stands in, and the words it counts."""

from __future__ import annotations

import re

from broadsheet.language.numbers import NUMERAL
from broadsheet.records.annotation import Figure
from broadsheet.records.text import Extent
from broadsheet.write.dossier import Passage

_BREAK = r"[,;:()“”\"]|\s[–—-]+\s|\b(?:who|which|that|when|after|before|while|because|but|although|though|where|whose|if)\b"
_STOPS = re.compile(rf"(?:{_BREAK}|\b(?:and|as|according)\b)(?=\W|$)", re.IGNORECASE)
_OPENS = re.compile(rf"(?:{_BREAK}|\b(?:and|said|says)\b)(?=\W|$)", re.IGNORECASE)
_ROUGHLY = re.compile(
    r"(?:\s|\b(?:(?:more|less|fewer) than|as many as|up to|at least|a further"
    r"|about|around|some|nearly|almost|over|roughly|another)\b)*",
    re.IGNORECASE,
)
"""What may stand between "and" and the number that opens the next clause: "nine died and more than 40 were hurt"."""

_TIMED = re.compile(r"(?:after|before|when|because)\b", re.IGNORECASE)
_MEASURED = re.compile(
    r",?\s+(?:just |only |about |less than |more than )?(?:an?|one|two|three|\w+) (?:second|minute|hour|day|week|month|year)s?\s*$"
)
_SCALED = r"(?:\d[\d,.]*\w*|[A-Za-z]+(?:-[a-z]+)?)(?:\s(?:hundred|thousand|million|billion|trillion|dozen))*"
_NUMBER = re.compile(rf"\W*(?:{NUMERAL}|{_SCALED})\s+(?=[^\W\d])", re.IGNORECASE)


def clause_around(passage: Passage, focus: Extent) -> Extent:
    """From the last mark or conjunction before a place to the next one after it."""
    text = passage.article.article.text
    left, right = text[passage.extent.start : focus.start], text[focus.end : passage.extent.end]
    breaks = [found.end() for found in _OPENS.finditer(left) if found[0] != "and" or _ROUGHLY.fullmatch(left[found.end() :])]
    stop = next((found.start() for found in _STOPS.finditer(right) if not _within_number(right, found)), len(right))
    tail = _MEASURED.search(right[:stop]) if _TIMED.match(right[stop:]) else None
    return Extent(passage.extent.start + (breaks[-1] if breaks else 0), focus.end + (tail.start() if tail else stop))


def _within_number(right: str, found: re.Match[str]) -> bool:
    """A comma between digits breaks nothing."""
    at = found.start()
    return found[0] == "," and at + 1 < len(right) and not right[at + 1].isspace() and right[at + 1] not in "”\"')"


def noun_of(text: str, figure: Figure) -> Extent | None:
    """The words of a figure after its number: "villagers" of "11 villagers" and of "two hundred and thirty villagers"."""
    said = figure.extent.of(text)
    number = _NUMBER.match(said)
    return Extent(figure.extent.start + number.end(), figure.extent.end) if number else None


def counts(figure: Figure) -> bool:
    """Whether the figure counts things, as against money, shares and measures."""
    plain = figure.unit in ("", "people", "count", "number")
    return plain or (figure.unit == figure.noun and not figure.unit.startswith("percent"))
