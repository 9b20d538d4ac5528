"""What a figure counts, in the article's own words, so that its card can be understood alone."""

from __future__ import annotations

import re

from broadsheet.language.words import STOP_WORDS, words
from broadsheet.records.annotation import Figure
from broadsheet.records.text import Extent
from broadsheet.write.dossier import Passage

MOST_WORDS, FEWEST_WORDS = 14, 2

_BREAK = r"[,;:()“”\"]|\s[–—-]+\s|\b(?:who|which|that|when|after|before|while|because|but|although|though|where|whose|if)\b"
_STOPS = re.compile(rf"(?:{_BREAK}|\b(?:and|as|according)\b)(?=\W|$)", re.IGNORECASE)
_OPENS = re.compile(rf"(?:{_BREAK}|\b(?:and|said|says)\b)(?=\W|$)", re.IGNORECASE)
_LEADING = re.compile(r"^(?:[\s,;:.–—“”\"-]|\b(?:and|or|also|then|so|all|of|with|plus|including)\b)*", re.IGNORECASE)
_DETERMINERS = frozenset({"the", "a", "an", "some", "all", "no", "there", "both", "more", "most", "every", "each", "another"})
_DEEDS = """
killed injured hurt wounded arrested detained damaged destroyed evacuated displaced rescued found seized closed cancelled lost
affected missing stolen sold built counted deployed registered infected vaccinated shot charged burned flooded delayed grounded
convicted released freed recovered launched fired intercepted sent deported laid-off dismissed hired cut
"""
_DONE = frozenset(_DEEDS.split())
_SAYS = re.compile(
    r"\b(?:say|said|says|alleges?|alleged|claims?|claimed|argues?|argued|shows?|showed|believes?|announced|adds?|added)$"
)
_PRONOUNS = "my our your me myself he she it they them we us i you his her their its this that these those"
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
    noun = noun_of(text, figure) if counts(figure) else None
    if not opens and not _has_subject(passage, clause):
        return _bare(figure)
    start = noun.start if opens and noun else clause.start
    return _fit(text[start : clause.end], figure.extent.of(text)) or _bare(figure)


def counts(figure: Figure) -> bool:
    """Whether the figure counts things, as against money, shares and measures."""
    plain = figure.unit in ("", "people", "count", "number")
    return plain or (figure.unit == figure.noun and not figure.unit.startswith("percent"))


def _has_subject(passage: Passage, clause: Extent) -> bool:
    """Whether the clause brings its own subject, as far as the sentence's subject and the clause's first word tell."""
    subject = passage.sentence.subject
    if subject and clause.holds(subject):
        return True
    first = clause.of(passage.article.article.text).split()[:1]
    inside = clause.start > passage.extent.start + 3
    return bool(first) and (first[0].lower() in _DETERMINERS or (inside and first[0][0].isupper()))


def _bare(figure: Figure) -> str:
    """The things counted with what was done to them, where annotation gives no more: "houses damaged"."""
    tokens = figure.label.split()
    return figure.label if counts(figure) and 2 <= len(tokens) <= 4 and tokens[-1] in _DONE else ""


def clause_around(passage: Passage, focus: Extent) -> Extent:
    """From the last mark or conjunction before a place to the next one after it."""
    text = passage.article.article.text
    left, right = text[passage.extent.start : focus.start], text[focus.end : passage.extent.end]
    breaks = [found.end() for found in _OPENS.finditer(left)]
    stop = next((found.start() for found in _STOPS.finditer(right) if not _within_number(right, found)), len(right))
    return Extent(passage.extent.start + (breaks[-1] if breaks else 0), focus.end + stop)


def _within_number(right: str, found: re.Match[str]) -> bool:
    """A comma between digits breaks nothing."""
    at = found.start()
    return found[0] == "," and at + 1 < len(right) and not right[at + 1].isspace() and right[at + 1] not in "”\"')"


def noun_of(text: str, figure: Figure) -> Extent | None:
    """The words of a figure after its number: "villagers" of "11 villagers"."""
    said = figure.extent.of(text)
    number = _NUMBER.match(said)
    return Extent(figure.extent.start + number.end(), figure.extent.end) if number else None


def _fit(words_of: str, figure: str) -> str:
    """The clause in one line, if it can be read alone and says more than the figure itself."""
    line = _LEADING.sub("", " ".join(words_of.split())).strip(" ,;:.–—-")
    tokens = words(line)
    own = set(words(figure))
    says = [token for token in tokens if token not in STOP_WORDS and token not in own and not token[0].isdigit()]
    leans = not tokens or {token.partition("'")[0] for token in tokens} & _LEANING or tokens[-1] in _LOOSE
    return "" if leans or not says or not FEWEST_WORDS <= len(tokens) <= MOST_WORDS or _SAYS.search(line) else line
