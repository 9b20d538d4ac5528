"""Whether a sentence has a main verb, also where the grammar took it for a participle or a noun.

A small parser errs most on the first sentence of a report: a long subject, and a regular past tense that looks like a
participle ("The mayor's push for a toll stalled in the council"). What such a sentence has, and a headline's phrase has not,
is asked for here, one sign after the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.language.words import listed
from broadsheet.models.grammar import is_form_of_a_verb

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

FINITE = ("VBD", "VBZ", "VBP", "MD")
"""Tags of verbs that carry a tense, and of "can" and its like."""

_AUXILIARIES = ("aux", "auxpass", "cop")
_BY_ITSELF = ("acl", "conj", "advcl", "amod", "appos", "ccomp", "parataxis", "relcl")
_JOINED = ("ccomp", "parataxis", "conj")
_OBJECTS = ("dobj", "ccomp", "oprd", "dative")
_SUBORDINATORS = listed(
    "that as because if while when where after before although though since until unless whether once who whom which whose "
    "what how why than so"
)
_SELF_DOING = listed(
    "planned agreed vowed decided refused tried sought hoped threatened pledged promised struggled failed managed opted "
    "declined offered attempted resolved chose wanted intended"
)
"""Pasts of verbs whose subject does what follows ("members planned to ask"); of "a" thing it is a phrase, "a mill planned to"."""

_NAMING = listed("called named titled entitled dubbed")
"""Participles behind which a name is no object: "a book called The Bell"."""


def has_main_verb(span: Span) -> bool:
    """Whether a sentence is more than a phrase: a verb with a tense carries it."""
    root = span.root
    return (
        _carries(root)
        or any(_is_misplaced_past(token) for token in span)
        or (root.pos_ in ("VERB", "AUX") and any(child.tag_ in FINITE for child in root.children if child.dep_ in _JOINED))
        or _is_mistagged(root)
        or any(_carries_from_below(token, root) for token in span)
    )


def _carries(verb: Token) -> bool:
    """Whether the verb has a tense, or an auxiliary that has one."""
    return verb.tag_ in FINITE or any(child.tag_ in FINITE for child in verb.children if child.dep_ in _AUXILIARIES)


def _is_mistagged(root: Token) -> bool:
    """Whether the root has its own subject before it and looks like a verb: a past read as a participle, a present as a noun."""
    subject = next((child for child in root.children if child.dep_ == "nsubj" and child.i < root.i), None)
    if subject is None or any(child.tag_ == "TO" and child.dep_ == "aux" for child in root.children):
        return False
    if root.tag_ == "VBN":
        turned = any(child.dep_ == "prt" for child in root.children) and not _is_a(subject)
        return turned or _acts(root, subject)
    return root.tag_ in ("VB", "NN", "NNS", "JJ") and is_form_of_a_verb(root.lower_)


def _acts(verb: Token, subject: Token) -> bool:
    """Whether what looks like a participle has what only a past has: an object, or a deed of the subject's own."""
    behind = {child.dep_: child for child in verb.children if child.i > verb.i}
    if "agent" in behind:
        return False
    if verb.lower_ in _NAMING:
        return "dobj" in behind and ("oprd" in behind or any(child.lower_ == "as" for child in verb.children))
    if verb.lower_ in _SELF_DOING:
        return not _is_a(subject)
    return any(kind in behind for kind in _OBJECTS)


def _is_a(noun: Token) -> bool:
    return any(child.lower_ in ("a", "an") for child in noun.children)


def _is_misplaced_past(token: Token) -> bool:
    """Whether a past tense with a subject of its own was hung on the noun behind it: "on Friday refused carmaker Orrin a loan"."""
    return token.tag_ == "VBD" and token.dep_ == "amod" and any(child.dep_ == "nsubj" for child in token.children)


def _carries_from_below(token: Token, root: Token) -> bool:
    """Whether a verb that was read as describing the subject is the main one: not subordinate, and without another subject."""
    if token.head != root or token.i < root.i or token.dep_ not in _BY_ITSELF or root.pos_ not in ("NOUN", "PROPN", "PRON"):
        return False
    if any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in token.children) or _is_subordinate(token):
        return False
    return _carries(token) or (token.tag_ == "VBN" and token.dep_ == "acl" and _acts(token, root))


def _is_subordinate(verb: Token) -> bool:
    return any(child.lower_ in _SUBORDINATORS and child.i < verb.i for child in verb.children)
