"""Whether a sentence can be read on a card, with nothing around it but the name that the card is of."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from broadsheet.language.words import listed
from broadsheet.models import grammar
from broadsheet.write.grounding_tokens import stem
from broadsheet.write.standing import KNOWN_TO_ALL, unquoted

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE_OTHERS = re.compile(
    r"^even\b|\b(?:also|too(?=[.,;]|$)|another|others?|again|such|similar|similarly|instead|else|latter|meanwhile|however|same|both|"
    r"so far)\b",
    re.IGNORECASE,
)
"""Words that set what is told beside something told before."""

_OF_ANOTHER_DAY = re.compile(
    r"\b(?:that|those|these|this|the same) (?:day|night|morning|evening|week|month|year|time|point)s?\b|"
    r"\b(?:moments|minutes|hours|days?|weeks?|months?|years?) (?:earlier|later|before|after)\b",
    re.IGNORECASE,
)
"""A time that is counted from another sentence's."""

_TAKEN_UP = re.compile(r"\b(?:by|of|to|about|for|with|at|on|over|against) (?:that|this|it|them|those|these)(?=[.,;!]|$)")
"""What only the sentence before tells: "appalled by that"."""

MOST_CAPITALS = 0.7
"""A sentence with a greater share of its longer words in capitals is a title."""

_POINTING = ("the", "this", "that", "these", "those")
_BINDS = ("prep", "relcl", "acl", "appos", "nummod")
_ONE_OF_ITS_KIND = ("JJS", "RBS")
_ORDERING = listed("first second third last next only")
_OF_TIME = listed(
    "morning afternoon evening night day week weekend month year decade century season spring summer autumn fall winter "
    "monday tuesday wednesday thursday friday saturday sunday time moment past future end beginning start"
)
_EVERYWHERE = KNOWN_TO_ALL | listed(
    "street road floor phone telephone television internet web press ground sea sky air north south east west left right public "
    "rest way fact truth reason idea chance kind sort right poor rich young old presidency administration senate house "
    "congress election campaign party"
)
"""What a reader can tell without having read of it: of most there is one, or it comes with the office."""

_ANY_OF_SEVERAL = frozenset(
    map(stem, listed("company firm group team agency organisation organization union bank network fund label case deal"))
)
"""What a story may have several of: named on the card itself, or unclear."""


def points_outside(text: str, known: Collection[str] = ()) -> bool:
    """Whether a sentence speaks of something as known which neither it nor the card has told, or sets itself beside something else.

    Args:
        text: the sentence.
        known: stems of words that a reader has met before, on the card and above it. "The company" may still be any of several.

    >>> points_outside("Ada Brenn will move to the company's offices."), points_outside("Ada Brenn runs the mill at Harth.")
    (True, False)
    >>> points_outside("Ada Brenn also spoke."), points_outside("Ada Brenn bought a boat and sold the boat.")
    (True, False)
    """
    if _BESIDE_OTHERS.search(unquoted(text)) or _OF_ANOTHER_DAY.search(text) or _TAKEN_UP.search(unquoted(text)):
        return True
    parsed = next(iter(grammar.parse([text], names=False)))
    told = set(known) - _ANY_OF_SEVERAL
    for token in parsed:
        word = stem(token.lower_)
        if token.pos_ == "NOUN" and word not in told and token.dep_ != "attr" and _is_definite(token) and not _is_told_which(token):
            return True
        told.add(word)
    return False


def leans_elsewhere(text: str, known: Collection[str] = ()) -> bool:
    """Whether a sentence of an article is a title, or points outside of itself and what is known (`points_outside`)."""
    return is_a_title(text) or points_outside(text, known)


def is_a_title(text: str) -> bool:
    """Whether a sentence is written as titles are, with capitals throughout, or quotes as they do.

    >>> is_a_title("Ada Brenn Says Mill ‘Poses A Threat’ To Velm."), is_a_title("Ada Brenn said that the Velm mill stands.")
    (True, False)
    """
    long = [word for word in re.findall(r"[A-Za-z’']+", text) if len(word) > 3]
    capitals = [word for word in long if word[:1].isupper()]
    return len(capitals) > MOST_CAPITALS * len(long)


def _is_definite(noun: Token) -> bool:
    return any(bool(child.dep_ == "det" and child.lower_ in _POINTING) for child in noun.children)


def _is_told_which(noun: Token) -> bool:
    """Whether the words around a noun say which one it is, or there is one everywhere."""
    if noun.lower_ in _EVERYWHERE or noun.lower_ in _OF_TIME or noun.dep_ == "appos":
        return True
    return any(map(_tells_which, noun.children))


def _tells_which(child: Token) -> bool:
    if child.dep_ in _BINDS:
        held = [token.lower_ for token in child.children if token.dep_ == "pobj"]
        return not held or not set(held) <= _OF_TIME
    named = child.dep_ in ("compound", "amod", "poss", "nmod") and (child.pos_ == "PROPN" or child.shape_[:1] == "X")
    return bool(named) or child.tag_ in _ONE_OF_ITS_KIND or child.lower_ in _ORDERING
