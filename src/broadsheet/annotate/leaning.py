"""Why a sentence cannot stand away from its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.annotate.reading import Clause
from broadsheet.language.datelines import dateline_end
from broadsheet.language.quotemarks import Quotation, touching
from broadsheet.language.words import fold, listed
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = listed("he she it they him her them his hers its their theirs himself herself itself themselves")
_CONNECTIVES = listed(
    """
but and however still meanwhile also yet or so then nevertheless nonetheless moreover furthermore instead thus
therefore hence otherwise besides likewise additionally consequently accordingly similarly conversely indeed plus nor
again elsewhere separately later afterwards afterward finally though too overall
"""
)
_PHRASES = tuple(
    """
for his part, for her part, for their part, for its part, in turn, in addition, in contrast, by contrast, on the other
hand, as a result, in response, in return, at the same time, at the time, at that time, after that, before that, since
then, until then, in that case, in other words, for example, for instance, in fact, even so, that said, that is why,
this is why, in both cases, to that end, on top of that, what's more, what is more, not only that, among them, one of
them, as such, as for, the same, more than that, of those, of these, despite that, despite this, because of that,
because of this
""".strip()
    .replace("\n", " ")
    .split(", ")
)
_DEICTICS = listed("this that these those such")
_POINTING = tuple(
    """
the latter, the former, the two, the pair, the trio, the duo, both, another, others, the other, some, neither, the
others
""".strip()
    .replace("\n", " ")
    .split(", ")
)
_VAGUE = listed(
    """
announcement move meeting decision news incident comment comments remark remarks statement revelation proposal measure
agreement deal attack development allegation allegations accusation accusations visit plan ruling bill law vote talks
crash explosion shooting fire result results finding findings change changes
"""
)
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_FINITE = ("VBD", "VBZ", "VBP", "MD")


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of an article when its sentences are judged.

    Attributes:
        text: the article's text.
        quoted: its quotations.
        spoken: by start of a quotation, whether the sentence that holds it names a speaker.
        named: places of names and of pronouns whose meaning is sure within their own sentence.
    """

    text: str
    quoted: Sequence[Quotation]
    spoken: frozenset[int] = frozenset()
    named: Sequence[Extent] = ()


def leaning(clause: Clause, around: Around) -> str | None:
    """The first reason that holds: `quote-only question connective fragment pronoun deictic`; None if it stands alone."""
    if _inside_quote(clause, around):
        return "quote-only"
    if around.text[clause.extent.end - 1 : clause.extent.end] == "?" or clause.extent.of(around.text).rstrip("\"”’')").endswith(
        "?"
    ):
        return "question"
    body = _body(clause)
    if body and _connects(clause, body):
        return "connective"
    if not body or not _has_finite(clause):
        return "fragment"
    return "pronoun" if _leaning_pronoun(clause, around) else "deictic" if _points(body, clause) else None


def _inside_quote(clause: Clause, around: Around) -> bool:
    """Whether a quotation reaches over an end of the sentence, or holds all of it."""
    place = clause.extent
    for quote in touching(place, around.quoted):
        begins_before = quote.extent.start < place.start
        ends_after = quote.extent.end > place.end
        whole = quote.outer.start <= place.start and quote.outer.end >= place.end - 1
        if begins_before or ends_after or whole or not quote.closed:
            return True
    return False


def _body(clause: Clause) -> list[Token]:
    """The tokens after a dateline, a bullet or an opening mark."""
    skip = dateline_end(clause.span.text) if clause.span.start == 0 else 0
    begin = clause.span[0].idx + skip
    tokens = [token for token in clause.span if token.idx >= begin]
    while tokens and (tokens[0].is_punct or tokens[0].is_space or tokens[0].pos_ == "SYM"):
        tokens = tokens[1:]
    return tokens


def _connects(clause: Clause, body: list[Token]) -> bool:
    first = body[0].lower_
    opening = fold(" ".join(token.text for token in body[:5])).lower().replace(" 's", "'s") + " "
    if any(opening.startswith(phrase + " ") for phrase in _PHRASES):
        return True
    if first in (
        "then",
        "later",
        "so",
        "still",
        "too",
        "again",
        "elsewhere",
        "separately",
        "finally",
        "overall",
        "though",
        "plus",
        "besides",
        "instead",
    ):
        follows = body[1] if len(body) > 1 else None
        return follows is not None and (follows.text == "," or follows.dep_ in _SUBJECTS or body[0].head == clause.span.root)
    if first == "yet" or first in _CONNECTIVES:
        return body[0].dep_ != "preconj"
    root = clause.span.root
    aside = [
        token
        for token in root.children
        if token.lower_ in ("however", "meanwhile", "also", "nevertheless", "nonetheless", "moreover", "too", "therefore")
    ]
    return any(token.dep_ == "advmod" for token in aside)


def _has_finite(clause: Clause) -> bool:
    root = clause.span.root
    if root.tag_ in _FINITE or any(child.tag_ in _FINITE for child in root.children if child.dep_ in ("aux", "auxpass", "cop")):
        return True
    if root.tag_ in ("VBN", "VB", "VBG") and any(
        child.dep_ in ("aux", "auxpass") and child.tag_ in _FINITE for child in root.children
    ):
        return True
    joined = [child for child in root.children if child.dep_ in ("ccomp", "parataxis", "conj")]
    return root.pos_ in ("VERB", "AUX") and any(child.tag_ in _FINITE for child in joined)


def _leaning_pronoun(clause: Clause, around: Around) -> bool:
    """A third-person pronoun that nothing before it in the sentence (or, in an opening clause, right after) explains."""
    names = [extent for extent in around.named if clause.extent.holds(extent) and not _quoted(extent, around)]
    for token in clause.span:
        if token.lower_ not in _PRONOUNS or _harmless(token):
            continue
        place = clause.at(token)
        if _quoted(place, around):
            continue
        person = token.lower_ in ("he", "him", "his", "himself", "she", "her", "hers", "herself")
        if not _explained(token, place, names if person else names or _nouns_before(token, clause), clause):
            return True
    return False


def _quoted(place: Extent, around: Around) -> bool:
    return any(quote.extent.holds(place) for quote in touching(place, around.quoted))


def _nouns_before(token: Token, clause: Clause) -> list[Extent]:
    return [
        clause.at(other)
        for other in clause.span
        if other.i < token.i and other.pos_ in ("NOUN", "PROPN") and other.dep_ != "npadvmod"
    ]


def _explained(token: Token, place: Extent, names: Sequence[Extent], clause: Clause) -> bool:
    before = [name for name in names if name.end <= place.start]
    if before or any(
        other.i < token.i and other.pos_ == "NOUN" and other.dep_ in (*_SUBJECTS, "dobj", "pobj", "poss") for other in clause.span
    ):
        return token.dep_ not in _SUBJECTS or bool(before) or token.head.dep_ != "ROOT"
    root = clause.span.root
    return token.i < root.i and token.head.dep_ in ("advcl", "pobj", "pcomp") and any(name.start > place.end for name in names)


def _harmless(token: Token) -> bool:
    """Whether "it" stands for no thing: weather, time, "it is clear that"."""
    if token.lower_ != "it":
        return False
    if token.dep_ == "expl":
        return True
    verb = token.head
    later = [child for child in verb.children if child.i > verb.i]
    clausal = any(child.dep_ in ("ccomp", "xcomp", "csubj", "advcl") and child.pos_ in ("VERB", "AUX") for child in later)
    return (
        token.dep_ in _SUBJECTS and verb.lemma_ in ("be", "seem", "appear", "become", "remain", "rain", "snow", "take") and clausal
    )


def _points(body: list[Token], clause: Clause) -> bool:
    first, root = body[0], clause.span.root
    opening = " ".join(token.lower_ for token in body[:3]) + " "
    if any(opening.startswith(phrase + " ") for phrase in _POINTING) and not _of_follows(body):
        return True
    if first.lower_ in _DEICTICS:
        return not _in_time(body)
    if first.lower_ == "there" and first.dep_ == "advmod":
        return True
    subject = next((child for child in root.children if child.dep_ in _SUBJECTS), None)
    if subject is None:
        return False
    pointed = any(child.lower_ in _DEICTICS for child in subject.children if child.dep_ == "det") or subject.lower_ in _DEICTICS
    bare = [child for child in subject.children if child.dep_ != "punct"]
    vague = subject.lower_ in _VAGUE and len(bare) == 1 and bare[0].lower_ == "the"
    return pointed or vague


def _of_follows(body: list[Token]) -> bool:
    """Whether it brings along what it speaks of: "both of the ministers", "another 20 people"."""
    rest = body[1:3]
    if body[0].lower_ == "another":
        return any(token.pos_ == "NUM" for token in rest)
    return body[0].lower_ in ("both", "some", "neither") and any(
        token.lower_ == "of" or token.pos_ in ("NOUN", "PROPN", "NUM") for token in rest
    )


def _in_time(body: list[Token]) -> bool:
    """Whether "this week" or "this year's" points at the day of publication, not at a neighbour."""
    return (
        body[0].lower_ in ("this", "these")
        and len(body) > 1
        and (
            body[1].lower_
            in (
                "week",
                "year",
                "month",
                "morning",
                "evening",
                "afternoon",
                "weekend",
                "summer",
                "winter",
                "spring",
                "autumn",
                "fall",
                "season",
                "century",
                "decade",
                "days",
            )
            or body[1].ent_type_ == "DATE"
        )
    )
