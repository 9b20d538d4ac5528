"""Between which days an undated article must have been written, by its own words alone; silent where they are not sure."""

from __future__ import annotations

import re

from broadsheet.language.stamps import MONTH, days

_QUOTED = re.compile(r"“[^”]{0,600}”|\"[^\"]{0,600}\"|„[^“]{0,600}“")
_SENTENCE = re.compile(r"[^.!?\n]{1,800}[.!?]?")
#: A finite verb of the past, of English and a few neighbours. Without one a year may be of a plan.
_PAST = re.compile(
    r"\b(was|were|had|did|went|took|began|became|came|made|met|won|lost|fell|rose|said|killed|died|signed|[a-z]{3,}ed|wurde"
    r"|wurden|war|waren|hatte|hatten|était|avait|fue|era|había)\b"
)
_AHEAD = re.compile(
    r"\b(will|would|shall|by|until|till|through|goal|target|plan\w*|expected|due|scheduled|aims?|forecast|projected|could|may"
    r"|might|should|deadline|to come|next|if|bis|soll\w*|wird|werden"
    r"|objectif|d'ici|para|hasta)\b",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(
    r"\b(?:in|since|of|during|from|im jahr|seit|en|depuis|desde)\s(?:(?:early|late|mid-?)\s?)?(?P<year>(?:19|20)\d\d)\b(?!s"
    r"|[-–/]\d)",
    re.IGNORECASE,
)


def bounds(text: str) -> tuple[str | None, str | None]:
    """The earliest and the latest date an article can be of.

    The earliest is the newest year or day that its own sentences (not its quotations) tell as past. There is no safe sign of a
    latest date in prose, so that is always None for now.

    >>> bounds("The bridge was opened in 2018. It fell on 7 March 2021, and 2030 is the goal for a new one.")
    ('2021-03-07', None)
    >>> bounds("They plan to be carbon neutral by 2030.")
    (None, None)
    """
    found: list[str] = []
    for sentence in _SENTENCE.findall(_QUOTED.sub(" ", text[:60_000])):
        found += _past_dates(sentence)
    return (max(found, key=lambda value: (value[:4], len(value), value)), None) if found else (None, None)


def _past_dates(sentence: str) -> list[str]:
    if not _PAST.search(sentence):
        return []
    clauses = re.split(r"[,;:–—]\s|\sand\s|\sbut\s|\sbut\b", sentence)
    return [date for clause in clauses if _PAST.search(clause) and not _AHEAD.search(clause) for date in _dates(clause)]


def _dates(clause: str) -> list[str]:
    exact = [day for _, _, day in days(clause) if day[:4] >= "1900"] if MONTH.search(clause) else []
    return exact or [match["year"] for match in _IN_YEAR.finditer(clause)]
