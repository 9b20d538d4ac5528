"""Where a name begins and ends: without articles and titles, with the generation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.annotate.reading import Clause
from broadsheet.language.demonyms import DEMONYMS
from broadsheet.language.names import HONORIFICS
from broadsheet.language.roles import OFFICES
from broadsheet.language.words import fold, listed
from broadsheet.models import given_names

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEADING = listed("the a an this that these those its his her their our my your former late then ex and or")


def trimmed(clause: Clause, first: int, last: int) -> tuple[int, int]:
    """The name without articles, titles, possessive endings and stray marks at its ends."""
    doc = clause.span.doc
    while first < last and (
        doc[last - 1].tag_ in ("POS", "IN") or (not doc[last - 1].text[-1:].isalnum() and doc[last - 1].text[-1:] not in ".)+!")
    ):
        last -= 1
    brackets = [i for i in range(first + 1, last) if doc[i].text == "("]
    if brackets and not any(doc[i].text == ")" for i in range(first, last)):
        last = brackets[0]
    while first < last and (not doc[first].text[:1].isalnum() or doc[first].lower_.strip(".") in _LEADING):
        first += 1
    return without_title(clause, first, last), last


def without_title(clause: Clause, first: int, last: int) -> int:
    """Where a name of two words or more begins behind an office that the grammar took for its first: "Guatemalan President NAME".

    An office that is a given name too may be one: "Dean", "Duke".
    """
    doc, start = clause.span.doc, first
    if last - first > 3 and doc[first].text in DEMONYMS:
        start += 1
    if last - start > 2 and doc[start].lower_ in OFFICES and fold(doc[start].lower_) not in given_names.load():
        return start + 1
    return first


def with_generation(clause: Clause, last: int) -> int:
    """The end of a name with the "Jr." that follows it."""
    doc = clause.span.doc
    return last + 1 if last < clause.span.end and doc[last].lower_.strip(".") in ("jr", "sr") else last


def is_title(token: Token) -> bool:
    """Whether a word is a form of address or an office."""
    return token.lower_.strip(".") in HONORIFICS or token.lower_ in OFFICES
