"""Where the words of a figure's card begin and end: at whole words, and at whole phrases, as the grammar reads the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.language.words import listed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

WITHIN_A_NAME = ("det", "amod", "compound", "nummod", "poss", "nmod", "advmod", "quantmod", "predet", "preconj", "npadvmod", "case")
"""Relations of a word to the noun that it stands before."""

_NOUNS = ("NOUN", "PROPN", "ADJ", "ADV", "NUM", "PRON")
_OPEN = ("ADP", "CCONJ", "SCONJ", "DET", "PART", "AUX")
"""Words that nothing ends with."""

CLAUSES = ("relcl", "acl", "appos", "advcl", "ccomp", "parataxis", "conj", "cc", "punct")
_COMPLEMENTS = ("prt", "dobj", "oprd", "attr", "acomp", "ccomp", "xcomp", "dative")
_PAIRED = listed("between both either neither")
"""Words that announce two things: "between August and December"."""


def snapped(doc: Doc, start: int, end: int, *, least: int = 0) -> Span | None:
    """The words that some characters of a sentence touch, from the beginning of their first phrase to the end of their last.

    "quarter loss of 75.8 million" begins with "a third", "17 tonnes of rye last" ends with "year". What a word that nothing ends
    with would close is left out. None if the last phrase runs on into another number.

    Args:
        doc: the sentence.
        start: offset of the first character in it.
        end: offset behind the last.
        least: offset before which nothing is taken up.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    first, last = _first(span, least), _last(span)
    if any(token.like_num for token in doc[span.end : last + 1]):
        return None
    return doc[first : closed(doc, first, last) + 1]


def closed(doc: Doc, first: int, last: int) -> int:
    """Place of the last word that a phrase can end with, from the first of its words to the last."""
    while last > first and _hangs(doc[last], first):
        last -= 1
    return last


def phrase_end(word: Token) -> int:
    """Place of the last word of a noun's phrase: with its "of" and the like, without clauses, asides and what it is joined to."""
    last = word.i
    for child in word.rights:
        if child.dep_ in CLAUSES:
            break
        last = max([last, *(phrase_end(part) for part in child.children if part.i > child.i), child.i])
        if child.lower_ in _PAIRED:
            last = child.right_edge.i
    return last


def _first(span: Span, least: int) -> int:
    """The beginning of the noun's phrase that the first word is in the midst of."""
    word = span[0].head if span[0].dep_ == "case" else span[0]
    while word.dep_ in WITHIN_A_NAME and word.head in span and word.head.i > word.i and word.head.pos_ in _NOUNS:
        word = word.head
    edge = word.left_edge.i if word.pos_ in _NOUNS else span.start
    first = span.start
    while first > edge and not _stops(span.doc[first - 1], least):
        first -= 1
    return first


def _stops(word: Token, least: int) -> bool:
    """Whether a word is a mark other than a hyphen, or stands before a place."""
    return (word.is_punct and word.text != "-") or word.idx < least


def _last(span: Span) -> int:
    """The end of the phrase that the last word is in the midst of."""
    doc, last = span.doc, span.end - 1
    word = doc[last]
    while word.head.i > word.i and word.dep_ in WITHIN_A_NAME and word.head.pos_ in _NOUNS:
        word = word.head
        last = word.i
    if word.i + 1 < len(doc) and doc[word.i + 1].dep_ == "case" and doc[word.i + 1].head == word and word.dep_ == "poss":
        return _last(doc[span.start : word.i + 2])
    if word.dep_ == "case" and word.head.dep_ == "poss" and word.head.head.i > word.i:
        return _last(doc[span.start : word.head.head.i + 1])
    if word.pos_ == "VERB" and word.dep_ not in ("acl", "advcl"):
        return _complement_end(word)
    if word.dep_ == "nummod" and word.head.i < word.i:
        word = word.head
    if word.dep_ == "pobj" and (word.head.lower_ in _PAIRED or any(one.lower_ in _PAIRED for one in word.lefts)):
        return word.right_edge.i
    return last


def _complement_end(verb: Token) -> int:
    """Place of the last word without which a verb says nothing: "were listed as missing", "reported heavy losses"."""
    last = verb.i
    for child in verb.rights:
        if child.left_edge.i != last + 1 or not (child.dep_ in _COMPLEMENTS or child.lower_ == "as"):
            break
        last = child.right_edge.i
    return last


def _hangs(word: Token, first: int) -> bool:
    """Whether a last word leads on to what is not there."""
    if word.pos_ in _OPEN and word.tag_ != "POS":
        return word.dep_ not in ("prt", "advmod", "acomp")
    leads = any(child.dep_ in ("prep", "dobj", "pobj", "npadvmod") and child.left_edge.i == word.i + 1 for child in word.rights)
    behind = word.dep_ in ("prep", "acl", "advcl") or (word.dep_ == "amod" and word.head.i < word.i)
    return leads and behind and word.i > first
