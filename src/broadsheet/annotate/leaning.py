"""Why a sentence cannot stand away from its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.annotate.anaphora import PRONOUNS, SUBJECTS, unexplained
from broadsheet.annotate.finite import has_main_verb
from broadsheet.annotate.reading import Clause
from broadsheet.language.datelines import dateline_end
from broadsheet.language.quotemarks import Quotation, touching
from broadsheet.language.words import fold, listed
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

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
because of this, no wonder, little wonder, small wonder, no surprise, on his part, on her part, on their part
""".strip()
    .replace("\n", " ")
    .split(", ")
)
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
_QUANTITIES = listed("some many most none neither several others few all each fewer both another")
_HARMED = listed(
    "killed dead died injured wounded hurt missing drowned perished arrested detained hospitalised hospitalized homeless"
)


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of an article when its sentences are judged.

    Attributes:
        text: the article's text.
        quoted: its quotations.
        spoken: by start of a quotation, whether the sentence that holds it names a speaker.
        people: places of the names of people who are named in full somewhere.
    """

    text: str
    quoted: Sequence[Quotation]
    spoken: frozenset[int] = frozenset()
    people: Sequence[Extent] = ()


def pointing(clause: Clause, around: Around) -> tuple[Token, ...]:
    """The words of a sentence that point at what it does not name, those in quotations left out."""
    return unexplained(clause, around.people, [quote.extent for quote in touching(clause.extent, around.quoted)])


def leaning(clause: Clause, around: Around, points: Sequence[Token]) -> str | None:
    """The first reason that holds: `quote-only question connective fragment pronoun deictic`; None if it stands alone."""
    if _inside_quote(clause, around):
        return "quote-only"
    if _asks(clause, around):
        return "question"
    body = _body(clause)
    if body and _connects(clause, body):
        return "connective"
    if not body or not has_main_verb(clause.span):
        return "fragment"
    if any(token.lower_ in PRONOUNS for token in points):
        return "pronoun"
    return "deictic" if points or _points(body, clause) or _stands_for_others(clause) else None


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


def _asks(clause: Clause, around: Around) -> bool:
    """Whether the sentence itself is a question; what somebody is quoted to have asked in it makes it none."""
    if not clause.extent.of(around.text).rstrip("\"”’')").endswith("?"):
        return False
    verb, place = clause.at(clause.span.root), clause.extent
    asked = [quote.outer.start for quote in touching(place, around.quoted) if quote.closed and quote.outer.end >= place.end]
    return not any(place.start < start and verb.end <= start for start in asked)


def _body(clause: Clause) -> list[Token]:
    """The tokens after a dateline, a bullet or an opening mark."""
    skip = dateline_end(clause.span.text) if clause.span.start == 0 else 0
    begin = clause.span[0].idx + skip
    tokens = [token for token in clause.words if token.idx >= begin]
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
        return follows is not None and (follows.text == "," or follows.dep_ in SUBJECTS or body[0].head == clause.span.root)
    if first == "yet" or first in _CONNECTIVES:
        return body[0].dep_ != "preconj"
    root = clause.span.root
    aside = [
        token
        for token in root.children
        if token.lower_ in ("however", "meanwhile", "also", "nevertheless", "nonetheless", "moreover", "too", "therefore")
    ]
    return any(token.dep_ == "advmod" for token in aside)


def _points(body: list[Token], clause: Clause) -> bool:
    first, root = body[0], clause.span.root
    opening = " ".join(token.lower_ for token in body[:3]) + " "
    describes = opening.startswith("the former ") and body[1].dep_ == "amod"
    if any(opening.startswith(phrase + " ") for phrase in _POINTING) and not _of_follows(body) and not describes:
        return True
    if first.lower_ == "such":
        return True
    if first.lower_ == "there" and first.dep_ == "advmod":
        return True
    subject = next((child for child in root.children if child.dep_ in SUBJECTS), None)
    if subject is None:
        return False
    bare = [child for child in subject.children if child.dep_ != "punct"]
    return subject.lower_ in _VAGUE and len(bare) == 1 and bare[0].lower_ == "the"


def _stands_for_others(clause: Clause) -> bool:
    """Whether the subject is a bare number or quantity ("One has gone", "Many left") whose noun stood in a sentence before.

    Of the dead and hurt it is understood that they are people.
    """
    root = clause.span.root
    subject = next((child for child in root.children if child.dep_ in SUBJECTS), None)
    if subject is None or not (subject.pos_ == "NUM" or subject.tag_ == "JJS" or subject.lower_ in _QUANTITIES):
        return False
    if any(child.i == subject.i + 1 and child.dep_ in ("prep", "relcl", "acl") for child in subject.children):
        return False
    return not any(token.lower_ in _HARMED for token in clause.words)


def _of_follows(body: list[Token]) -> bool:
    """Whether it brings along what it speaks of: "both of the ministers", "another 20 people"."""
    rest = body[1:3]
    if body[0].lower_ == "another":
        return any(token.pos_ == "NUM" for token in rest)
    return body[0].lower_ in ("both", "some", "neither") and any(
        token.lower_ == "of" or token.pos_ in ("NOUN", "PROPN", "NUM") for token in rest
    )
