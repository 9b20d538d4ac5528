"""Whether the words of a figure's card are whole, by the grammar: a clause cut in two gets its subject back, or is no label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from broadsheet.language.words import listed
from broadsheet.records.annotation import Figure
from broadsheet.write.dossier import Passage
from broadsheet.write.figure_cores import MOST_WORDS, core, is_finite, subject_of
from broadsheet.write.figure_edges import snapped

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_VERBS = ("VERB", "AUX")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_UNDER_A_VERB = ("aux", "auxpass", "amod", "compound")
_VAGUE = listed("""
total maximum minimum nominal whole sum value amount rate price level number part share rest average increase decrease rise fall
drop gain loss growth period year month quarter week day previous same last next current overall further
""")
"""Words that say of no figure what it is of."""

_CHANGED = listed("up down off against")

_INITIALS = re.compile(r"\b[A-Za-z](?:\.[A-Za-z])+$")


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
    start, end = figure.extent.start - passage.extent.start, figure.extent.end - passage.extent.start
    top = _top(doc, start, end)
    found = re.search(r"\s+".join(map(re.escape, label.split())), passage.text)
    if found is None or top is None:
        return label
    at = found.start()
    opened = start < at <= end  # the number that opens the clause stands beside it
    told = snapped(doc, at, found.end(), least=end if opened else 0)
    if told is None or (opened and _is_fronted(top)):
        return ""
    verb = _main_verb(top, list(told))
    if verb is None:
        return " ".join(told.text.split()) if opened else core(doc, top) or _phrase(told, start, end)
    return _clause(passage, told, verb, start, opened=opened)


def _clause(passage: Passage, told: Span, verb: Token, figure: int, *, opened: bool) -> str:
    """A clause with its own verb, and with the words of its subject that it lacks."""
    label = _abbreviated(" ".join(told.text.split()), passage.text[told.start_char :])
    leans = told[0].tag_ == "WP$" or any(token.tag_ == "PRP" and not token.lower_.endswith(("self", "selves")) for token in told)
    if leans or _denies(verb, figure) or len(label.split()) > MOST_WORDS:
        return ""
    if opened or not passage.text[: told.start_char].strip(' “"'):
        return label  # what opens its sentence is not cut
    subject = subject_of(verb)
    return _led(label, told.start_char, subject, verb) if subject else ""


def _phrase(told: Span, start: int, end: int) -> str:
    """The figure with what it is a share or the measure of, where it can be understood so: "15 percent of Velm's rye".

    A share that something is said of is not told without that; "up 12 percent" does not tell what is.
    """
    while len(told) > 1 and told[0].dep_ == "prep" and told[0].idx < start:
        told = told[1:]
    top = _top(told.doc, start, end)
    whose = top
    while whose is not None and whose.dep_ not in (*_SUBJECTS, "appos") and whose.head != whose and whose.head.pos_ not in _VERBS:
        whose = whose.head
    about = whose is not None and whose.dep_ in _SUBJECTS
    leans = told[0].lower_ in _CHANGED or told[0].tag_ == "POS" or any(token.tag_ in ("PRP", "PRP$") for token in told)
    line = " ".join(told.text.split())
    return line if not (about or leans) and len(line.split()) <= MOST_WORDS and _tells(told, start, end) else ""


def _tells(told: Span, start: int, end: int) -> bool:
    """Whether words without a verb say what a figure is of: a name, or two words that mean more than "total" and "rate"."""
    beside = [token for token in told if not start <= token.idx < end]
    meaning = [token for token in beside if token.pos_ in ("NOUN", "ADJ", "VERB") and token.lemma_.lower() not in _VAGUE]
    return any(token.pos_ == "PROPN" for token in beside) or len(meaning) > 1


def _led(label: str, at: int, subject: tuple[Token, Token], verb: Token) -> str:
    """The label with the words of its subject that it lacks."""
    first, last = subject
    begin, end = first.idx, last.idx + len(last)
    text = verb.doc.text
    if begin < at < end or (
        end <= at and not is_finite(verb) and not any(token.is_punct for token in verb.doc[last.i + 1 : verb.i])
    ):
        longer = text[begin:at] + label  # also "[One is meant to] be glad of it"
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


def _denies(verb: Token, figure: int) -> bool:
    """Whether the clause says what a figure at that place is not: "three hundred names are not three hundred votes"."""
    return verb.lemma_ == "be" and any(child.dep_ == "neg" for child in verb.children) and figure > verb.idx
