"""Who says a figure: the speaker of the report around it, or whoever counted it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.annotate.counted import is_people
from broadsheet.annotate.direct import Attributed
from broadsheet.annotate.naming import Name
from broadsheet.annotate.quotes import Said
from broadsheet.annotate.reading import Clause
from broadsheet.language.roles import is_office
from broadsheet.language.words import listed
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

_COUNTING = listed("count estimate report record register tally confirm log document value reckon calculate")
_PUTTING = "put"
_BODIES = listed("""
agency association authority authorities board bank bureau census centre center commission committee company council count court
department firm government group institute ministry office organisation organization paper police poll registry report review
service study survey think-tank tribunal union university
""")
_NUMERAL = re.compile(r"\d|\b(?:percent|per cent|half|third|most|many|few)\b")
_STEPS = 5
_CREDITING = listed("give claim announce release report issue put cite quote acknowledge admit publish name mention")
_TALLIES = listed("figure number toll count estimate total tally")
_PARTED = re.compile(r";|,\s+(?:while|whereas|but|and|as)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sources:
    """Those of an article who say something: its reports and quotations, and its names."""

    said: Sequence[Said]
    names: Sequence[Name]


def holder(place: Extent, clause: Clause, sources: Sources, text: str) -> Attributed | None:
    """Who says the figure: the speaker of the narrowest report or quotation around it, else who "counted" or "reported" it.

    In a clause of its own behind the report ("the union said 20,000 came; police counted 5,000") the one who counted goes first.
    Nobody where the words credit another: "more than the official toll of 23", "the 30 that the rebels claimed". Those who are
    counted are no source of it: "28 percent of voters said so, up from 20".
    """
    if _is_credited_elsewhere(place, clause):
        return None
    around = [
        one for one in sources.said if one.speech and one.extent.holds(place) and one.by is not None and one.by.speaker is not None
    ]
    best = min(around, key=lambda one: one.extent.end - one.extent.start, default=None)
    counter = _counter(place, clause, sources.names)
    behind = best is not None and counter is not None and _is_parted(best.extent, counter, text)
    found = counter if best is None or behind else best.by
    if found is None or found.speaker is None or _NUMERAL.search(found.speaker.of(text)):
        return None
    return found


def _is_parted(report: Extent, counter: Attributed, text: str) -> bool:
    """Whether he who counted stands behind a mark or conjunction that parts his clause from the report before it."""
    speaker = counter.speaker
    return speaker is not None and bool(_PARTED.search(text[report.start : speaker.start]))


def _is_credited_elsewhere(place: Extent, clause: Clause) -> bool:
    """Whether the figure's own words say that it is another's: an "official" toll, a figure "given by" or "that they claimed"."""
    token = next(iter(clause.tokens(place)), None)
    beside = [] if token is None else [token, *list(token.ancestors)[:3]]
    nouns = [noun for noun in beside if noun is token or noun.lemma_.lower() in _TALLIES]
    return any(
        child.lower_ == "official" or (child.dep_ in ("relcl", "acl") and child.lemma_.lower() in _CREDITING)
        for noun in nouns
        for child in noun.children
    )


def _counter(place: Extent, clause: Clause, names: Sequence[Name]) -> Attributed | None:
    """The subject of "counted 40 boats", "put the toll at 40", "reported a loss of 3 million", if it is a body or an office."""
    tokens = clause.tokens(place)
    token = tokens[-1] if tokens else None
    for _ in range(_STEPS):
        if token is None or token.pos_ == "VERB" or token.head is token:
            break
        token = token.head
    if token is None or token.pos_ != "VERB" or not _counts(token, tokens[0]):
        return None
    subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
    named_so = subject is not None and any(
        name.kind in ("person", "organisation") and name.extent.overlaps(clause.at(subject)) for name in names
    )
    if subject is None or not (named_so or _is_source(subject)):
        return None
    named = [word for word in subject.lefts if word.dep_ in ("det", "compound", "amod", "poss", "nmod")]
    first = min((word.left_edge.i for word in named), default=subject.i)
    return Attributed(clause, (first, subject.i + 1), token)


def _counts(verb: Token, number: Token) -> bool:
    """Whether the verb says that somebody counted; "put" does so with the "at" right before the number."""
    lemma = verb.lemma_.lower()
    return lemma in _COUNTING or (lemma == _PUTTING and number.i > 0 and number.nbor(-1).lower_ == "at")


def _is_source(subject: Token) -> bool:
    """Whether those who counted can speak: an office or a body."""
    lemma = subject.lemma_.lower()
    return subject.pos_ == "NOUN" and (
        lemma in _BODIES or is_office(lemma) or (is_people(subject) and subject.lower_ == "officials")
    )
