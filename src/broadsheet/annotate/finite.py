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
_BESIDE_A_NOUN = ("ROOT", "acl", "amod", "appos", "conj")
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

_UNTURNED = listed(
    "abounded apologised apologized appeared arrived balked campaigned clashed climbed coincided collapsed collided complained "
    "culminated delved died differed disappeared dwindled emerged erupted exploded faltered fizzled flared fluctuated happened "
    "hesitated hovered insisted intervened joked lingered loomed marched occurred originated persisted plummeted plunged prevailed "
    "protested quipped rallied reacted rebounded remained replied resigned responded resulted skyrocketed slipped soared stalled "
    "stumbled surged testified tumbled vanished"
)
"""Pasts of verbs that nothing is done to by them: they make no participle behind a noun ("the talks fizzled on Friday")."""

_ONLY_PAST = listed(
    "began blew broke came chose drew drove fell flew froze gave grew knew rang rode rose sang sank saw shook spoke stole swore "
    "threw took tore went woke wore wrote"
)
"""Pasts that no participle looks like."""

_AS_A_NOUN = ("pobj", "dobj", "nmod", "compound", "npadvmod", "dep")
"""Places in a sentence in which no verb with a tense stands: where one was hung there, its tag is right and its place is not."""

_DESCRIBING = ("relcl", "acl", "advcl", "csubj", "pcomp")
_DAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
_PLURAL = ("NNS", "NNPS")
_MANY = listed("some many those these both all most few several")

_NAMING = listed("called named titled entitled dubbed")
"""Participles behind which a name is no object: "a book called The Bell"."""


def has_main_verb(span: Span) -> bool:
    """Whether a sentence is more than a phrase: a verb with a tense carries it."""
    root = span.root
    return (
        _carries(root)
        or any(_is_out_of_place(token, root) for token in span)
        or (root.pos_ in ("VERB", "AUX") and any(child.tag_ in FINITE for child in root.children if child.dep_ in _JOINED))
        or _is_mistagged(root)
        or _is_plain_plural(root)
        or any(_carries_from_below(token, root) for token in span)
    )


def _is_out_of_place(token: Token, root: Token) -> bool:
    """Whether a verb that tells was hung on another word as if it described that."""
    tells = _is_misplaced_past(token) or _is_hung_as_a_noun(token) or _is_a_past(token)
    return tells or _takes_an_object(token) or _follows_a_day(token, root)


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


def _is_hung_as_a_noun(token: Token) -> bool:
    """Whether a verb with a tense hangs where only a noun can: "An ad for razors parrots …", read as "for razor's parrots".

    Within a clause that describes it is a noun after all.
    """
    if token.tag_ not in FINITE or token.tag_ == "MD" or token.dep_ not in _AS_A_NOUN or token.i == token.sent.start:
        return False
    aside = any(above.dep_ in _DESCRIBING for above in token.ancestors)
    return not aside and not _is_subordinate(token)


def _is_a_past(token: Token) -> bool:
    """Whether what was read as a participle can be none, by its own form, and no word before it makes its clause a side one."""
    if token.tag_ != "VBN" or token.dep_ not in _BESIDE_A_NOUN or _is_subordinate(token):
        return False
    helped = any(child.dep_ in _AUXILIARIES or child.dep_ == "agent" for child in token.children)
    return not helped and token.lower_ in _UNTURNED | _ONLY_PAST


def _takes_an_object(token: Token) -> bool:
    """Whether a participle stands where none can describe the noun behind it, which it then has for its object.

    Between a whole noun phrase and its noun ("[the law] alarmed mill owners"), or straight before a name that opens no
    sentence ("the board elevated Ada Pell").
    """
    noun = token.head
    past = token.tag_ in ("VBN", "VBD", "JJ") and token.lower_.endswith("ed") and is_form_of_a_verb(token.lower_)
    if not past or token.dep_ != "amod" or noun.i < token.i or token.i == token.sent.start:
        return False
    before = token.nbor(-1)
    if before.text in ("-", "–") or token.nbor().text in ("-", "–"):
        return False
    phrase = any(child.dep_ in ("compound", "nmod") and child.i < token.i and _is_phrase(child) for child in noun.children)
    named = token.nbor().pos_ == "PROPN" and noun.pos_ == "PROPN" and before.pos_ in ("NOUN", "PROPN")
    return phrase or named


def _is_phrase(noun: Token) -> bool:
    """Whether a noun has words of its own, so that it is no part of a longer word: "state backed" has none."""
    return any(child.dep_ != "punct" for child in noun.children)


def _follows_a_day(token: Token, root: Token) -> bool:
    """Whether a day stands between a noun and its only participle, as in no description: "Ada Pell late Friday named …"."""
    if token.tag_ != "VBN" or token.i == token.sent.start or token.nbor(-1).lower_ not in _DAYS or _is_subordinate(token):
        return False
    if token == root:
        noun = next((child for child in root.children if child.dep_ == "nsubj" and child.i < token.i), None)
    else:
        noun = token.head.head if token.head == token.nbor(-1) else token.head
        noun = noun if token.dep_ == "acl" and noun == root else None
    described = noun is not None and any(child.dep_ == "acl" and child.i < token.i for child in noun.children)
    return noun is not None and not described and not _is_a(noun)


def _is_plain_plural(root: Token) -> bool:
    """Whether the root is a verb without an ending that has a subject of several: "Friends of the mill tell a tale"."""
    if root.tag_ != "VB" or any(child.tag_ == "TO" or child.dep_ in _AUXILIARIES for child in root.children):
        return False
    subject = next((child for child in root.children if child.dep_ == "nsubj" and child.i < root.i), None)
    if subject is None:
        return False
    return subject.tag_ in _PLURAL or subject.lower_ in _MANY or any(child.dep_ == "conj" for child in subject.children)


def _carries_from_below(token: Token, root: Token) -> bool:
    """Whether a verb that was read as describing the subject is the main one: not subordinate, and without another subject."""
    if token.head != root or token.i < root.i or token.dep_ not in _BY_ITSELF or root.pos_ not in ("NOUN", "PROPN", "PRON"):
        return False
    if any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in token.children) or _is_subordinate(token):
        return False
    return _carries(token) or (token.tag_ == "VBN" and token.dep_ == "acl" and _acts(token, root))


def _is_subordinate(verb: Token) -> bool:
    return any(child.lower_ in _SUBORDINATORS and child.i < verb.i for child in verb.children)
