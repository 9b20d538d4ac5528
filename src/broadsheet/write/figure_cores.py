"""The core of a figure's clause: who or what, its verb, and the words up to the figure and the end of its phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.language.words import listed
from broadsheet.write.figure_edges import CLAUSES, WITHIN_A_NAME, closed, phrase_end
from broadsheet.write.grounding_tokens import SAYING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

MOST_WORDS = 18

_VERBS = ("VERB", "AUX")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_BEFORE_A_VERB = ("aux", "auxpass", "neg", "advmod")
_CARRIED_ON = ("conj", "xcomp")
_RELATIVE = listed("which that who")
_ALONE = listed("nobody none everybody everyone there both all some most many several few half others each one anyone")
"""Pronouns that lean on nobody."""

_IN_PASSING = ("appos", "relcl", "acl", "parataxis")
_FACTUAL = listed("while although though because as after since whereas")
"""Words before a clause that tells what is so; "if", "until" and "whether" are none."""

_DENYING = listed("deny denies denied denying")

_CIRCUMSTANCES = ("prep", "npadvmod", "advmod")
_LONGEST = 6
"""Words of a circumstance behind the figure's phrase that is told with it: "in the third quarter of last year"."""


def core(doc: Doc, figure: Token) -> str:
    """The clause that a figure stands in, without what stands before its subject and what is told behind the figure's phrase.

    "Velm Board, which milled 1,200 tonnes of rye last year, may close" gives "Velm Board milled 1,200 tonnes of rye last year".
    Where the figure belongs to the subject, what is said of it follows. None where the subject is somebody whom another sentence
    names, where the clause does not tell what is so (`if`, `no reason to expect that`), where an aside stands between verb and
    figure, and where it all takes more than eighteen words.

    Args:
        doc: the sentence.
        figure: the word of the figure that its others hang on.
    """
    noun = whole_noun(figure)
    verb = _verb(noun)
    subject = subject_of(verb) if verb is not None and _is_told(verb) else None
    if verb is None or subject is None:
        return ""
    first, last = subject
    begin = min([verb.i, *(child.i for child in verb.lefts if child.dep_ in _BEFORE_A_VERB and child.i > last.i)])
    inside = first.i <= noun.i <= last.i
    end = _complement(verb) if inside else _end(verb, noun)
    if last.i >= begin or end is None or not (inside or begin < noun.i):
        return ""
    parts = [doc[first.i : last.i + 1], *_without_others(doc[begin : closed(doc, begin, end) + 1], noun)]
    line = " ".join(" ".join(part.text for part in parts).split())
    return line if not any(map(_is_broken, parts[1:])) and len(line.split()) <= MOST_WORDS else ""


def _without_others(told: Span, noun: Token) -> list[Span]:
    """A predicate without what "and" joins the figure's noun to: "will have [60 percent of the catch and] 40 of the income"."""
    first = noun
    while first.dep_ == "conj":
        first = first.head
    joined = any(child.lower_ == "and" and child.i < noun.i for child in noun.head.children)
    alike = (
        first.lemma_ == noun.lemma_
    )  # what is not may be joined to something else: "share the catch of two lakes and 40 percent"
    if first == noun or not (joined and alike) or any(child.dep_ in ("preconj", "neg") for child in first.lefts):
        return [told]
    doc = told.doc
    return [doc[told.start : first.left_edge.i], doc[noun.left_edge.i : told.end]]


def whole_noun(word: Token) -> Token:
    """The noun that a figure belongs to: the fall of "a 1.1 percent fall"."""
    while word.dep_ in WITHIN_A_NAME and word.head.i > word.i and word.head.pos_ in ("NOUN", "PROPN"):
        word = word.head
    return word


def _is_broken(told: Span) -> bool:
    """Whether an aside stands between verb and figure, or a word that leans on another clause."""
    return any((token.is_punct and token.text not in "-%$") or token.tag_ in ("PRP", "PRP$", "WP", "WDT") for token in told)


def _is_told(verb: Token) -> bool:
    """Whether a clause tells what is so by itself: not what nobody expects, what would be if, or which of several is meant."""
    if verb.dep_ == "conj":
        return verb.head.pos_ in _VERBS and _is_told(verb.head)
    if verb.dep_ == "ccomp":
        head = verb.head
        return head.lower_ in SAYING and head.lower_ not in _DENYING and all(child.dep_ != "neg" for child in head.children)
    if verb.dep_ == "advcl":
        return any(child.dep_ == "mark" and child.lower_ in _FACTUAL for child in verb.lefts) and _is_told(verb.head)
    return verb.dep_ in ("ROOT", "parataxis") or (verb.dep_ == "relcl" and _is_by_the_way(verb))


def _is_by_the_way(relative: Token) -> bool:
    """Whether a relative clause tells something about its noun, and does not pick one out: ", which", "a mill that"."""
    before = relative.left_edge.i - 1
    return (before >= 0 and relative.doc[before].text == ",") or any(child.lower_ in ("a", "an") for child in relative.head.lefts)


def _complement(verb: Token) -> int | None:
    """Place of the last word that belongs to a verb: its objects and circumstances up to the first clause or comma.

    None if an object of it, or what it comes to, is not all told so.
    """
    end = verb.i
    for child in verb.rights:
        if child.is_punct or child.dep_ in CLAUSES:
            return end
        if any(part.is_punct or part.dep_ in CLAUSES for part in child.subtree if part.dep_ not in ("conj", "cc")):
            return end if child.dep_ in _CIRCUMSTANCES else None
        end = child.right_edge.i
    return end


def subject_of(verb: Token) -> tuple[Token, Token] | None:
    """First and last word of who or what the clause is about; none if it only says "it"."""
    own = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    if own is None:
        return subject_of(verb.head) if verb.dep_ in _CARRIED_ON and verb.head.pos_ in _VERBS else None
    if verb.dep_ == "relcl" and own.lower_ in _RELATIVE:
        if not _is_by_the_way(verb):
            return None
        own = verb.head
    leans = own.pos_ == "PRON" and own.lower_ not in _ALONE
    if leans or any(token.tag_ in ("PRP", "PRP$") for token in own.lefts):
        return None
    last = own
    for child in own.rights:
        aside = child.dep_ in _IN_PASSING and (child.dep_ == "appos" or child.left_edge.nbor(-1).is_punct)
        if child.is_punct or aside or child.left_edge.i <= verb.i <= child.right_edge.i:
            break
        last = child.right_edge
    first = own.left_edge
    return (first.nbor(1) if first.lower_ == "that" and first.i < own.i else first), last


def _verb(word: Token) -> Token | None:
    """The finite verb with a subject that a word stands under."""
    verb = word
    while verb.head != verb:
        verb = verb.head
        if verb.pos_ in _VERBS and is_finite(verb) and (verb.dep_ == "conj" or _has_subject(verb)) and not _is_thought(verb):
            return verb
    return None


def _is_thought(verb: Token) -> bool:
    """Whether a clause is what somebody expects, doubts or wants, so that it goes with that verb."""
    return verb.dep_ == "ccomp" and verb.head.pos_ in _VERBS and verb.head.lower_ not in SAYING


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)


def is_finite(verb: Token) -> bool:
    """Whether a verb makes a sentence with its subject; "the group to earn" and "the mill losing" are none."""
    helped = [child for child in verb.lefts if child.dep_ in ("aux", "auxpass")]
    if any(child.tag_ == "TO" for child in helped):
        return False
    return verb.tag_ in ("VBD", "VBZ", "VBP", "MD") or (bool(helped) and helped[0].tag_ in ("VBD", "VBZ", "VBP", "MD"))


def _end(verb: Token, noun: Token) -> int | None:
    """Place of the last word: the end of the figure's phrase, and of the short circumstances right behind it.

    None if the figure belongs to the subject of another clause, which tells what is so of it.
    """
    end, above = phrase_end(noun), noun
    leaning = next((token.i for token in noun.doc[noun.i + 1 : end + 1] if token.tag_ in ("PRP", "PRP$")), None)
    if leaning is not None:  # "the gas field below it"
        return next((token.i - 1 for token in noun.doc[leaning].ancestors if token.dep_ == "prep" and token.i > noun.i + 2), None)
    while above != verb:
        if above.dep_ in _SUBJECTS:
            return None
        above = above.head
        for child in above.rights:
            short = child.right_edge.i - child.left_edge.i < _LONGEST
            if child.left_edge.i == end + 1 and short and child.dep_ in _CIRCUMSTANCES and phrase_end(child) == child.right_edge.i:
                end = child.right_edge.i
    return end
