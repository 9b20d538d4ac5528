"""The whole name of a firm: from its first word to the form it has in law, "Velm Dry Dock and Co Ltd"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.annotate.boundaries import is_title
from broadsheet.annotate.reading import Clause
from broadsheet.language.roles import is_office
from broadsheet.language.words import STOP_WORDS, listed

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEGAL_FORMS = listed("inc corp co ltd limited plc pty llc llp lp ag gmbh kg sa spa srl nv bv ab oy asa")
"""What a firm's name ends with, by the law of its land, in small letters and without stops."""

_NAMES = ("NNP", "NNPS")
_IN_BRACKETS = 4
"""Tokens that a bracket before the form may have with its marks: "Velmsche Bank (Dry Harth) AG"."""


def whole_firm(clause: Clause, first: int, last: int) -> tuple[int, int]:
    """A name that ends with a legal form, with the words of it that the grammar left out.

    They are the capitalised words right before it, a second form behind it ("and Co Ltd"), and, where nothing but the form was
    found, what "and" or a bracket joins to it. With one word before the form, a name that ends with "of" is its beginning:
    "Harth Holdings of Velm Inc". Two firms joined by "and" stay two.

    Args:
        clause: the sentence.
        first: index of the name's first token.
        last: one past its last.
    """
    doc, start, end = clause.span.doc, clause.span.start, clause.span.end
    if first >= last or not is_legal_form(doc[last - 1]):
        return first, last
    while last < end and is_legal_form(doc[last]):
        last += 1
    first = _back(clause, first)
    while first > start and is_legal_form(doc[first]):
        joined = _joined(clause, first)
        if joined == first:
            break
        first = _back(clause, joined)
    if first - 2 >= start and doc[first - 1].lower_ == "of" and _is_part(doc[first - 2]):
        words = [token for token in doc[first:last] if not is_legal_form(token)]
        first = _back(clause, first - 2) if len(words) == 1 else first
    return first, last


def is_legal_form(token: Token) -> bool:
    """Whether a word with a capital is the form that a firm has in law: "Inc.", "GmbH"."""
    return token.text[:1].isupper() and token.lower_.strip(".") in _LEGAL_FORMS


def _back(clause: Clause, first: int) -> int:
    """The first of the capitalised words that stand right before a place."""
    while first > clause.span.start and _is_part(clause.span.doc[first - 1]):
        first -= 1
    return first


def _joined(clause: Clause, first: int) -> int:
    """Where the word stands that "and" or a bracket joins to a legal form, or the place of the form."""
    doc, start = clause.span.doc, clause.span.start
    if first - 2 >= start and doc[first - 1].lower_ in ("and", "&") and _is_part(doc[first - 2]):
        return first - 2
    if doc[first - 1].text == ")":
        opens = next((i for i in range(first - 2, max(start, first - _IN_BRACKETS - 1), -1) if doc[i].text == "("), None)
        if opens is not None and opens > start and _is_part(doc[opens - 1]):
            return opens - 1
    return first


def _is_part(token: Token) -> bool:
    """Whether a word can belong to a firm's name: a proper noun, and nobody's office."""
    capital = token.text[:1].isupper() and (token.tag_ in _NAMES or (len(token) > 1 and token.text.isupper()))
    return capital and token.lower_ not in STOP_WORDS and not is_office(token.lower_) and not is_title(token)
