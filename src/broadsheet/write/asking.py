"""Questions made of a sentence: the question to which one part of it, a cause, a count, a time, is the answer.

Only plain clauses are turned round, with a subject that means something by itself; whatever is unusual makes no question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from broadsheet.language.time_words import MONTHS
from broadsheet.language.units import CURRENCY_WORDS
from broadsheet.language.words import listed
from broadsheet.records.pool import QuestionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CAUSE = re.compile(r"\b(?:because|due to|owing to|in (?:response|protest|retaliation))\b", re.IGNORECASE)
"""Words without which no "why" is made."""

LONGEST_SUBJECT, LONGEST_OBJECT = 8, 8
_SAYING = listed("say tell announce add report confirm state explain warn estimate")
_BECAUSE = listed("because due owing")
_RESPONSE = listed("response protest retaliation")
_HIDDEN = listed(
    "it he she they this that these those there who which what we i you one some many others both here nobody nothing none "
    "somebody something someone anybody anything anyone everybody everything everyone man woman thing"
)
_POINTING = listed("a an this that these those such another other any some no each every")
_THERE = listed("this that these those such")
_ASKING = listed("ask urge warn invite thank remind inform")
_VAGUE = listed("state government people company country city police official authority side time day year man woman move decision")
_TELLING = listed("tell ask order force expect require allow permit urge advise need")
_PAYING = listed(
    "pay cost raise spend earn owe give receive lose collect provide contribute donate invest promise offer demand seek"
)
_ROUND_ABOUT = listed("after before amid during since until despite according")
_PARTICLES = listed("back up down out off away ahead aside apart")
_IN_PASSING = listed("part addition all fact turn short general")
"""What "in" makes a remark of: "in part", "in all"."""

_MONEY = re.compile(CURRENCY_WORDS, re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_FIGURES = 1 / 3
"""Share of figures among the words of a sentence above which it is a table."""

_DENYING = listed("neither nor no none few little hardly only even")
_MULTIPLES = listed("times many much more fewer")
_COMPLETE = listed(
    "begin start open end happen die arrive leave resign break collapse close expire lapse fall explode crash sink land launch "
    "meet vote survive fail burn flood erupt disappear escape drown return retire speak strike"
)
_STARTING = listed("begin start open end take expire close resume return")
_HALF = listed("get make let have help keep find")
"""Verbs that say little without what follows their object: "got the council to listen"."""

_DASHES = ("-", "–", "—", "―", "--")
"""What breaks a name off: behind a dateline, before an insertion."""

_RUN_TOGETHER = re.compile(r"\)\w|\w\(\w")
"""A dateline's bracket that has run into the first word: no name is whole there."""

_QUOTE_MARKS = ("'", "’", "‘", '"', "“", "”")
_ALLEGED = listed("allegedly purportedly supposedly")
"""What is only alleged is not asked as if it had happened."""

_CONTENT = ("NOUN", "PROPN")


class Question(NamedTuple):
    """A question and its kind. `subject` is the lemma of what it asks about, so that one can tell whether readers know it."""

    text: str
    kind: QuestionKind
    subject: str


def questions(doc: Doc) -> list[Question]:
    """The questions that a parsed sentence answers, the most telling kinds first."""
    root = next((token for token in doc if token.dep_ == "ROOT" and token.pos_ in ("VERB", "AUX")), None)
    if root is None or ";" in doc.text or _RUN_TOGETHER.search(doc.text) or any(token.lower_ in _ALLEGED for token in doc):
        return []
    if sum(token.text[:1].isdigit() for token in doc) > _MOST_FIGURES * len(doc):
        return []
    found = [*_of_clause(root)]
    reported = next((child for child in root.children if child.dep_ == "ccomp" and child.pos_ in ("VERB", "AUX")), None)
    if reported is not None and root.lemma_ in _SAYING:
        found += [*_of_clause(reported), *_what_said(root, reported)]
    return found


def _of_clause(verb: Token) -> Iterator[Question]:
    turned = _turned(verb)
    subject = _subject(verb)
    if subject is None or any(child.dep_ in ("neg", "expl") or child.lower_ in ("if", "had") for child in verb.children):
        return
    plain = _phrase(subject, LONGEST_SUBJECT)
    if turned and plain and _has_cause(verb) and turned.is_whole and verb.lemma_ not in _HALF and not _has_purpose(verb):
        yield Question(f"Why {turned.auxiliary} {plain} {turned.rest}?", "why", subject.lemma_)
    yield from _how_many(verb, subject, turned)
    if turned and plain and turned.is_whole and _has_time(verb) and _dated(verb, turned):
        yield Question(f"When {turned.auxiliary} {plain} {turned.rest}?", "when", subject.lemma_)


def _dated(verb: Token, turned: Turned) -> bool:
    """Whether "when" can be asked of the clause: of what happened, of what will, and of "begins on Friday"."""
    if turned.auxiliary in ("did", "was", "were", "will"):
        return not turned.rest.startswith("have ")  # by then it will have happened
    return turned.auxiliary in ("does", "do") and verb.lemma_ in _STARTING


class Turned(NamedTuple):
    """A clause as it stands in a question: the auxiliary that goes to the front, and the verb with what belongs to it.

    `is_whole` is False for a verb that says nothing alone ("they hit") where what it governs was left out.
    """

    auxiliary: str
    rest: str
    is_whole: bool


def _turned(verb: Token) -> Turned | None:
    """The clause without its subject, times and causes, ready for "why" or "when"."""
    object_ = _object(verb)
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass") and child.lower_ != "to"]
    if object_ is None or verb.pos_ != "VERB" or len(auxiliaries) > 2 or any("'" in a.text or "’" in a.text for a in auxiliaries):
        return None
    particle = _particle(verb)
    is_whole = bool(object_ or particle) or verb.lemma_ in _COMPLETE or any(a.dep_ == "auxpass" for a in auxiliaries)
    if auxiliaries:
        words = [*(a.lower_ for a in auxiliaries[1:]), verb.lower_]
        return Turned(auxiliaries[0].lower_, " ".join(words) + particle + object_, is_whole)
    if verb.tag_ == "VBD":
        return Turned("did", verb.lemma_ + particle + object_, is_whole)
    if verb.tag_ in ("VBZ", "VBP"):
        return Turned("does" if verb.tag_ == "VBZ" else "do", verb.lemma_ + particle + object_, is_whole)
    return None


def _particle(verb: Token) -> str:
    """The particles of a verb, each with a blank before it: "has lined up" is not "has lined"."""
    return "".join(f" {child.text}" for child in verb.children if child.dep_ == "prt" or child.lower_ in _PARTICLES)


def _object(verb: Token) -> str | None:
    """What the verb governs, with a blank before it; empty if it stands alone, None if it cannot be told in short."""
    governed = [
        c for c in verb.children if c.dep_ in ("dobj", "xcomp", "ccomp", "attr", "acomp", "oprd", "dative", "prep", "agent")
    ]
    kept = ""
    for child in sorted(governed, key=lambda token: token.i):
        if child.dep_ in ("prep", "agent"):
            if _is_circumstance(child) or kept.count(" ") > 4:
                continue
            told = _phrase(child, 6)
            kept += f" {told}" if told and not _has_number(child) else ""
            continue
        told = _phrase(child, LONGEST_OBJECT) if child.i > verb.i and child.pos_ != "NUM" else None
        if told is None or child.dep_ == "ccomp":
            return None
        kept += f" {told}"
    return kept


def _is_circumstance(child: Token) -> bool:
    """A time, a cause or a place of the clause, which the question leaves out."""
    heads = {child.lower_, *(c.lower_ for c in child.children)}
    timed = any(token.ent_type_ in ("DATE", "TIME") for token in child.subtree)
    return (
        timed
        or bool(heads & (_BECAUSE | _RESPONSE))
        or (child.lower_ == "in" and bool(heads & _IN_PASSING))
        or child.lower_ in _ROUND_ABOUT
    )


def _has_number(child: Token) -> bool:
    return any(token.like_num for token in child.subtree)


def _subject(verb: Token) -> Token | None:
    # the parser at times hangs the subject on the auxiliary
    near = [verb, *(child for child in verb.children if child.dep_ in ("aux", "auxpass"))]
    return next((c for token in near for c in token.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i), None)


def _phrase(head: Token, longest: int) -> str | None:
    """The words of a part of the sentence, its first small unless it is a name; None where it is too long or leans on others."""
    tokens = [token for token in head.subtree if not token.is_space]
    first, last = tokens[0].i, tokens[-1].i
    if last - first + 1 != len(tokens) or len(tokens) > longest or head.lower_ in _HIDDEN:
        return None
    following = head.doc[last + 1] if last + 1 < len(head.doc) else None
    if any(token.text in _DASHES for token in head.doc[last : last + 2]) or _goes_on(head.doc[last], following):
        return None
    if any((token.is_punct and token.text != "-") or token.text in _QUOTE_MARKS for token in tokens) or any(
        token.dep_ == "relcl" for token in tokens
    ):
        return None
    if any(token.tag_ in ("PRP", "PRP$", "WP", "WDT") or token.lower_ in _THERE | _DENYING for token in tokens):
        return None
    cut = any(token.dep_ == "acl" for token in tokens)  # "lows seen at once" of "lows seen at once after the talks"
    torn = cut and following is not None and following.pos_ in ("ADP", "SCONJ")
    if head.dep_ in ("nsubj", "nsubjpass") and (tokens[0].lower_ in _POINTING or head.like_num or torn):
        return None
    text = head.doc[first : last + 1].text
    return text[0].lower() + text[1:] if _is_small(tokens[0]) else text


def _is_small(first: Token) -> bool:
    """Whether a word has its capital only because it opens the sentence."""
    opens = first.is_sent_start or (first.i > 0 and first.nbor(-1).is_quote and bool(first.nbor(-1).is_sent_start))
    if not opens or (len(first) > 1 and first.is_upper):
        return False
    if first.lower_ in ("the", "a", "an"):
        return True
    plain = first.pos_ == "PROPN" and not first.ent_type_ and first.nbor(1).pos_ == "ADP"  # "Shifts in policy"
    return plain or (first.pos_ not in ("PROPN", "NUM") and first.ent_type_ not in ("NORP", "GPE"))


def _goes_on(last: Token, following: Token | None) -> bool:
    """Whether the words end within a name for a thing that the parser has torn, "a case of bone" and "spurs", or at "all but"."""
    return following is not None and (
        following.lower_ == "but" or (last.pos_ in _CONTENT and (following.pos_ in _CONTENT or following.lower_ == "general"))
    )


def _has_cause(verb: Token) -> bool:
    """Whether the clause says why: because, because of, due to, in response to."""
    for child in verb.children:
        inside = {token.lower_ for token in child.children} | {child.lower_}
        if child.dep_ in ("prep", "advcl", "acomp", "mark") and inside & _BECAUSE and child.i > verb.i:
            return True
        if child.lower_ == "in" and inside & _RESPONSE:
            return True
    return False


def _has_purpose(verb: Token) -> bool:
    """Whether a passive clause says what for: "was included to save money because" gives its reason for the saving."""
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    return passive and any(child.dep_ in ("xcomp", "advcl") and child.tag_ == "VB" for child in verb.children)


def _has_time(verb: Token) -> bool:
    """Whether a date hangs on the verb itself that says more than the day of the week."""
    for child in verb.children:
        dates = [child] if child.dep_ == "npadvmod" else list(child.children) if child.lower_ in ("on", "in", "at") else []
        for token in dates:
            if token is child and token.like_num:  # "ended 2030 with a loss" tells of the year, not when it ended
                continue
            words = {inside.lower_ for inside in token.subtree}
            if token.ent_type_ == "DATE" and (
                not words.isdisjoint(MONTHS) or any(any(c.isdigit() for c in word) for word in words)
            ):
                return True
    return False


def _how_many(verb: Token, subject: Token, turned: Turned | None) -> Iterator[Question]:
    """How many people were killed? How many soldiers has the army sent?"""
    if verb.tag_ == "VBG" and not any(child.lemma_ == "be" for child in verb.children):
        return
    counted = _counted(subject)
    if counted and verb.pos_ == "VERB" and turned and turned.is_whole:
        auxiliaries = [child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass") and child.lower_ != "to"]
        rest = " ".join([*auxiliaries, verb.lower_]) + turned.rest.partition(verb.lemma_ if not auxiliaries else verb.lower_)[2]
        if " a " not in rest:
            yield Question(f"How many {counted} {rest}?", "how_many", subject.lemma_)
    given = next((child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i), None)
    plain = _phrase(subject, LONGEST_SUBJECT)
    if given is None or plain is None or verb.pos_ != "VERB" or verb.lemma_ in _SAYING | _ASKING:
        return
    if any(token.ent_type_ == "MONEY" for token in given.subtree if token.i <= given.i) or _MONEY.fullmatch(given.text):
        yield from _how_much(verb, given, plain, subject)
        return
    things = _counted(given)
    auxiliaries = [child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass") and child.lower_ != "to"]
    if things and len(auxiliaries) <= 1 and (auxiliaries or verb.tag_ == "VBD"):
        rest = (verb.lower_ if auxiliaries else verb.lemma_) + _particle(verb)
        yield Question(f"How many {things} {auxiliaries[0] if auxiliaries else 'did'} {plain} {rest}?", "how_many", subject.lemma_)


def _how_much(verb: Token, given: Token, plain: str, subject: Token) -> Iterator[Question]:
    """How much will the company pay?"""
    auxiliaries = [child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass") and child.lower_ != "to"]
    purpose = next((c for token in (given, verb) for c in token.children if c.lower_ == "for" and c.dep_ == "prep"), None)
    told = _phrase(purpose, 6) if purpose is not None and not _is_circumstance(purpose) and not _has_number(purpose) else None
    if len(auxiliaries) <= 1 and (auxiliaries or verb.tag_ == "VBD") and verb.lemma_ in _PAYING:
        opening = f"How much {auxiliaries[0] if auxiliaries else 'did'} {plain} {verb.lower_ if auxiliaries else verb.lemma_}"
        yield Question(f"{opening}{f' {told}' if told else ''}?", "how_many", subject.lemma_)


def _counted(head: Token) -> str | None:
    """The plural noun that a number counts, with its adjectives: "nine", "At least 70 Velm pilots" → "Velm pilots"."""
    number = next((child for child in head.children if child.dep_ == "nummod" and child.like_num), None)
    if number is None or _YEAR.fullmatch(number.text) or _MONEY.fullmatch(head.text):
        return None
    if head.tag_ not in ("NNS", "NNPS") or head.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"):
        return None
    kept = [t for t in head.subtree if number.i < t.i <= head.i and t.dep_ in ("amod", "compound", "nmod")]
    if any(t.lower_ in _MULTIPLES for t in (number.nbor(1), *kept)) or _goes_on(
        head, head.nbor(1) if head.i + 1 < len(head.doc) else None
    ):
        return None
    if any(token.is_punct for token in head.doc[number.i : head.i]) or number.lower_ in ("one", "two", "1", "2"):
        return None
    if any(child.dep_ in ("det", "poss") and child.i < number.i for child in head.children):
        return None
    return " ".join(token.text for token in [*kept, head])


def _is_anybody(topic: Token) -> bool:
    """A bare plural, "officers", of whom nothing tells who they are."""
    return topic.tag_ == "NNS" and not any(child.dep_ not in ("punct", "cc", "conj") for child in topic.children)


def _what_said(root: Token, reported: Token) -> Iterator[Question]:
    """What did the minister say about the spillway?"""
    if any(child.dep_ == "neg" for child in root.children):
        return
    speaker, topic = _subject(root), _subject(reported)
    if (
        speaker is None
        or topic is None
        or speaker.pos_ != "PROPN"
        or topic.pos_ not in _CONTENT
        or root.lemma_ not in ("say", "warn")
        or _is_anybody(topic)
    ):
        return
    who, about = _name(speaker), _phrase(topic, 6)
    if who and about and topic.lemma_ not in (*_VAGUE, speaker.lemma_) and not _has_number(topic):
        yield Question(f"What did {who} say about {about}?", "what", topic.lemma_)


def _name(head: Token) -> str | None:
    """The run of the name alone, without titles in front and descriptions behind."""
    named = [token for token in head.subtree if token.ent_type_ == "PERSON" and token.i <= head.i and head.i - token.i < 4]
    if not named or named[-1].i != head.i or named[-1].i - named[0].i + 1 != len(named):
        return None
    return head.doc[named[0].i : head.i + 1].text
