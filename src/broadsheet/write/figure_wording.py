"""Whether the words of a figure's card are whole, by the grammar: a clause cut in two gets its subject back, or is no label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from broadsheet.language.words import listed
from broadsheet.records.annotation import Figure
from broadsheet.write.dossier import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST_WORDS = 18

_VERBS = ("VERB", "AUX")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_UNDER_A_VERB = ("aux", "auxpass", "amod", "compound")
_RELATIVE = listed("which that who")
_ALONE = listed("nobody none everybody everyone there both all some most many several few half others each one anyone")
"""Pronouns that lean on nobody."""

_COMPARING = listed("against from to at by than")
_NAMING = ("NOUN", "PROPN", "VERB", "ADJ")
_INITIALS = re.compile(r"\b[A-Za-z](?:\.[A-Za-z])+$")
_IN_PASSING = ("appos", "relcl", "acl", "parataxis")


def whole(label: str, passage: Passage, doc: Doc, figure: Figure) -> str:
    """A label as it can be read alone, or nothing.

    What starts within its subject starts with it ("[The halls of Bresk, Orlec and] Tavna have 118 names"), and a verb without
    one takes that of the verb it is joined to, or the noun it describes: "[Sarn Power] is 55 percent owned by the state".
    What a figure is said not to be is no label of it.

    Args:
        label: what the words around the figure gave.
        passage: the sentence.
        doc: the sentence as the grammar reads it.
        figure: the figure.
    """
    at = passage.text.find(label)
    start, end = figure.extent.start - passage.extent.start, figure.extent.end - passage.extent.start
    if at < 0:
        return label
    label = _abbreviated(label, passage.text[at:])
    inside = [token for token in doc if at <= token.idx < at + len(label)]
    top = _top(doc, start, end)
    if _is_fronted(top) and start < at <= end:
        return ""
    verb = _main_verb(top, inside)
    if verb is None:
        named = any(token.pos_ in _NAMING and not token.like_num for token in inside)
        return _without_preposition(label, inside[0]) if named else ""
    if _denies(verb, start):
        return ""
    if start < at <= end or not passage.text[:at].strip(' “"'):
        return label  # the number that opens the clause stands beside it; what opens its sentence is not cut
    subject = _subject(verb)
    return _led(label, at, subject, verb) if subject else ""


def _led(label: str, at: int, subject: tuple[Token, Token], verb: Token) -> str:
    """The label with the words of its subject that it lacks."""
    first, last = subject
    begin, end = first.idx, last.idx + len(last)
    text = verb.doc.text
    if begin < at < end:
        longer = text[begin:at] + label
    elif end <= at and _opens_with(verb, at):
        longer = f"{text[begin:end]} {label}"
    else:
        return label
    return " ".join(longer.split()) if len(longer.split()) <= MOST_WORDS else ""


def _opens_with(verb: Token, at: int) -> bool:
    """Whether the label's first word is the verb or one that goes with it."""
    return any(token.idx == at and verb in (token, token.head) for token in verb.subtree)


def _abbreviated(label: str, text: str) -> str:
    """The label with the full stop of an abbreviation at its end: "6 p.m."."""
    return f"{label}." if _INITIALS.search(label) and text[len(label) : len(label) + 1] == "." else label


def _without_preposition(label: str, first: Token) -> str:
    """What stands behind a preposition that compares: "against 71 percent in an average March" is 71 percent of something."""
    return label[len(first) :].lstrip() if first.lower_ in _COMPARING else label


def _top(doc: Doc, start: int, end: int) -> Token | None:
    """The word of a figure that the others hang on."""
    own = [token for token in doc if token.idx < end and token.idx + len(token) > start]
    return next((token for token in own if token.head not in own or token.head == token), None)


def _is_fronted(top: Token | None) -> bool:
    """Whether a figure stands in a phrase before the clause: "Before 4,200 spectators Velm won"."""
    return top is not None and top.dep_ == "pobj" and top.head.i == 0


def _main_verb(token: Token | None, inside: list[Token]) -> Token | None:
    """The verb of the label that a word stands under: the lowest with a subject, else the highest."""
    found = None
    while token is not None and token in inside:
        if token.pos_ in _VERBS and token.dep_ not in _UNDER_A_VERB:
            found = token
            if any(child.dep_ in _SUBJECTS for child in token.children):
                return found
        token = token.head if token.head != token else None
    return found


def _subject(verb: Token) -> tuple[Token, Token] | None:
    """First and last word of who or what the clause is about; none if it only says "it"."""
    own = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    if own is None:
        return _subject(verb.head) if verb.dep_ in ("conj", "xcomp") and verb.head.pos_ in _VERBS else None
    if verb.dep_ == "relcl" and own.lower_ in _RELATIVE:
        own = verb.head
    leans = own.pos_ == "PRON" and own.lower_ not in _ALONE
    if leans or any(token.tag_ in ("PRP", "PRP$") for token in own.lefts):
        return None
    last = own
    for child in own.rights:
        if child.is_punct or (child.dep_ in _IN_PASSING and (child.dep_ == "appos" or child.left_edge.nbor(-1).is_punct)):
            break
        last = child.right_edge
    first = own.left_edge
    return (first.nbor(1) if first.lower_ == "that" and first.i < own.i else first), last


def _denies(verb: Token, figure: int) -> bool:
    """Whether the clause says what a figure at that place is not: "three hundred names are not three hundred votes"."""
    return verb.lemma_ == "be" and any(child.dep_ == "neg" for child in verb.children) and figure > verb.idx
