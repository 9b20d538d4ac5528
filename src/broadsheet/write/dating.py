"""What a date hangs on in its sentence, by the grammar: the verb whose time it tells, or a noun that it only describes.

"The council closed the bridge in 2029" is of 2029; "She likened it to the flood in 2029" and "up a fifth from the vote in
2029" are not. Where the parser hangs a date on a noun, nothing is sure of when the sentence's own event was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from broadsheet.language.words import listed
from broadsheet.models import grammar
from broadsheet.records.annotation import When
from broadsheet.write.dossier import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TIMES = listed(
    "morning afternoon evening night day week weekend month year hour dawn noon midnight spring summer autumn fall winter start "
    "beginning end close middle eve early late mid back"
)
"""Words a date may hang on and still be the verb's: "on the night of 3 May", "back in 2029"."""

_ADVERBIAL = ("prep", "pobj", "pcomp", "npadvmod", "advmod", "amod", "nmod", "compound", "nummod", "appos", "dep")
_SAYING = listed("say tell announce add report confirm state explain warn estimate find note argue claim insist recall testify")
_SPEAKING_OF = listed(
    "liken compare cite mention recall recount point refer reference raise describe discuss remember commemorate mark invoke evoke"
)
"""Verbs behind which a time is rather that of what is spoken of: "She recalled the flood in 2029"."""

_FIXED = listed("set schedule plan due expect slate")
"""Verbs that look ahead as participles: "is planned for May"."""

_INTENDING = listed(
    "plan hope intend want expect wish agree promise vow pledge threaten prepare decide refuse offer mean aim seek propose order "
    "ask schedule"
)
"""Verbs whose "to do" may never have come about: "was planning to marry in May" tells of no wedding."""

_STARTING = listed("start begin")
_IN_PASSING = ("relcl", "acl", "advcl")

_LOOKING = ("MD", "TO", "VBZ", "VBP")


def dates_main_clause(passage: Passage, doc: Doc, when: When) -> bool:
    """Whether a time says when the sentence's main clause, or what that reports, took place.

    A second finite verb that the parser can make nothing of says that it took the wrong one for the main verb.
    """
    root = _root(passage, doc, when)
    verb = _governor(root)
    if verb is not None and verb.lemma_ in _SPEAKING_OF and verb.i < root.i:
        return False
    while verb is not None and verb.dep_ == "xcomp":
        verb = None if verb.head.lemma_ in _INTENDING else verb.head
    if verb is None or not (verb.dep_ == "ROOT" or _is_reported(verb)):
        return False
    return not any(child.tag_ == "MD" or (child.dep_ == "dep" and child.tag_ == "VBD") for child in verb.children)


def dates_what_is_ahead(passage: Passage, doc: Doc, when: When) -> bool:
    """Whether the verb that a time belongs to tells of what is yet to be, does not deny it, and is the sentence's matter.

    What a relative or an adverbial clause tells in passing is not: "she noted that Friday is the deadline" is, "they will
    not meet before the vote that is set for Friday" is not.
    """
    time = _root(passage, doc, when)
    for verb in _verbs_above(time):
        if _is_within_subject(time, verb):
            return False
        if verb.lemma_ in _STARTING or (verb.tag_ == "VB" and verb.dep_ in ("acl", "advcl")):
            continue  # "a plan to house them from May": the noun's own verb says when
        kin = [verb, *verb.children]
        if any(child.dep_ == "neg" for child in kin) or any(up.dep_ in _IN_PASSING for up in _clauses_above(verb)):
            return False
        if verb.lemma_ in _FIXED or any(token.tag_ in _LOOKING for token in kin):
            return True
        if any(token.tag_ == "VBD" for token in kin):
            return False
    return False


def _is_within_subject(time: Token, verb: Token) -> bool:
    """Whether a time before the verb belongs to what stands behind the subject: "Scenes from the rally Tuesday will …".

    "The mayor on Tuesday will …" has nothing but the time between the two.
    """
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    first = min(time.left_edge.i, time.head.i) if time.head.pos_ == "ADP" else time.left_edge.i
    if subject is None or not subject.i < first <= time.i < verb.i:
        return False
    before = time.doc[first - 1]
    return before.i != subject.i and before.text != ","


def _clauses_above(verb: Token) -> Iterator[Token]:
    """The verb and those above it."""
    yield verb
    yield from _verbs_above(verb)


def parsed(passages: Iterable[Passage]) -> Iterator[Doc]:
    """The passages as the grammar reads them, in their order."""
    return grammar.parse(passage.text for passage in passages)


def _root(passage: Passage, doc: Doc, when: When) -> Token:
    """The head of a time's words."""
    start, end = when.extent.start - passage.extent.start, when.extent.end - passage.extent.start
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else doc[0]


def _governor(token: Token) -> Token | None:
    """The verb that a time hangs on by prepositions and other words of time alone."""
    while token.head.i != token.i:
        if token.dep_ not in _ADVERBIAL:
            return None
        head = token.head
        if head.pos_ == "AUX" and head.dep_ in ("aux", "auxpass"):
            head = head.head
        if head.pos_ in ("VERB", "AUX") or head.dep_ == "ROOT":
            return head
        if head.pos_ not in ("ADP", "SCONJ") and head.lemma_.lower() not in _TIMES and head.ent_type_ != "DATE":
            return None
        token = head
    return None


def _is_reported(verb: Token) -> bool:
    """Whether the verb is that of what the main verb says somebody said."""
    return verb.dep_ == "ccomp" and verb.head.dep_ == "ROOT" and verb.head.lemma_ in _SAYING


def _verbs_above(token: Token) -> Iterator[Token]:
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX") and above.dep_ not in ("aux", "auxpass"):
            yield above
