"""What a figure counts, in the article's own words, so that its card can be understood alone."""

from __future__ import annotations

import re

from broadsheet.language.words import STOP_WORDS, words
from broadsheet.records.annotation import Figure
from broadsheet.records.text import Extent
from broadsheet.write.dossier import Passage

MOST_WORDS, FEWEST_WORDS = 14, 2

_BREAK = r"[,;:.!?()“”\"]|\s[–—-]+\s|\b(?:who|which|that|when|after|before|while|because|but|although|though|where|whose|if)\b"
_STOPS = re.compile(rf"(?:{_BREAK}|\b(?:and|as|according)\b)(?=\W|$)", re.IGNORECASE)
_OPENS = re.compile(rf"(?:{_BREAK}|\b(?:and|said|says)\b)(?=\W|$)", re.IGNORECASE)
_LEADING = re.compile(r"^(?:\W|\b(?:and|or|also|then|so|all|of)\b)*", re.IGNORECASE)
_PRONOUNS = "he she it they them we us i you his her their its this that these those"
_LEANING = frozenset(_PRONOUNS.split())
_LOOSE = frozenset(
    f"{_PRONOUNS} of to in for and or but the a an as by at on with from than about some over under who which".split()
)
_NUMBER = re.compile(
    r"\W*(?:\d[\d,.]*\w*|[A-Za-z]+(?:-[a-z]+)?)(?:\s(?:hundred|thousand|million|billion|trillion|dozen))*\s+(?=[^\W\d])"
)


def label(passage: Passage, figure: Figure) -> str:
    """The clause around a figure in at most fourteen words, or nothing where it leans on its neighbours.

    Where the figure opens its clause, its number is left out: "11 villagers were killed" gives "villagers were killed".
    """
    text = passage.article.article.text
    clause = clause_around(passage, figure.extent)
    before = text[clause.start : figure.extent.start]
    opens = not [word for word in words(before) if word not in STOP_WORDS]
    noun = _noun(text, figure)
    start = noun.start if opens and noun else clause.start
    return _fit(text[start : clause.end], figure.extent.of(text))


def clause_around(passage: Passage, focus: Extent) -> Extent:
    """From the last mark or conjunction before a place to the next one after it."""
    text = passage.article.article.text
    left, right = text[passage.extent.start : focus.start], text[focus.end : passage.extent.end]
    breaks = [found.end() for found in _OPENS.finditer(left)]
    stop = next((found.start() for found in _STOPS.finditer(right) if not _within_number(right, found)), len(right))
    return Extent(passage.extent.start + (breaks[-1] if breaks else 0), focus.end + stop)


def _within_number(right: str, found: re.Match[str]) -> bool:
    """A point or comma between digits, and the point of a short form, break nothing."""
    at = found.start()
    return found[0] in ".," and at + 1 < len(right) and not right[at + 1].isspace() and right[at + 1] not in "”\"')"


def _noun(text: str, figure: Figure) -> Extent | None:
    """The words of a figure after its number: "villagers" of "11 villagers"."""
    said = figure.extent.of(text)
    number = _NUMBER.match(said)
    return Extent(figure.extent.start + number.end(), figure.extent.end) if number else None


def _fit(words_of: str, figure: str) -> str:
    """The clause in one line, if it can be read alone and says more than the figure itself."""
    line = _LEADING.sub("", " ".join(words_of.split())).strip(" ,;:.–—-")
    tokens = words(line)
    own = set(words(figure))
    says = [token for token in tokens if token not in STOP_WORDS and token not in own]
    leans = not tokens or set(tokens) & _LEANING or tokens[-1] in _LOOSE
    return "" if leans or not says or not FEWEST_WORDS <= len(tokens) <= MOST_WORDS else line
