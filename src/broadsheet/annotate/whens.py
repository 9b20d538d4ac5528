"""Times of an article, each with its sentence; which way the talk goes decides what "Monday" means."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from broadsheet.annotate.reading import Reading, plain
from broadsheet.annotate.sentences import tense
from broadsheet.language.calendar import Direction
from broadsheet.language.times import times
from broadsheet.language.words import listed
from broadsheet.records.annotation import When
from broadsheet.records.text import Extent

if TYPE_CHECKING:
    from spacy.tokens import Token

_AHEAD = listed(
    "plan expect schedule set due intend hope aim vow promise pledge slate likely ready prepare want schedule await upcoming"
)


def whens(reading: Reading, published: str | None) -> list[When]:
    """The time expressions of the parsed part, resolved against the date of publication."""
    end = reading.clauses[-1].extent.end if reading.clauses else 0
    out = []
    for time in times(plain(reading.text[:end]), published, directions(reading)):
        clause = reading.clause_at(time.extent.start)
        if clause is not None:
            out.append(
                When(
                    extent=time.extent,
                    value=time.value,
                    kind=time.kind,
                    precision=time.precision,
                    sentence=clause.index,
                    relative=time.relative,
                )
            )
    return out


def directions(reading: Reading) -> Callable[[int], Direction]:
    """For an offset, whether the verb that governs the words there speaks of the past or the future."""

    def direction(offset: int) -> Direction:
        clause = reading.clause_at(offset)
        if clause is None:
            return "none"
        tokens = clause.tokens(Extent(offset, offset + 1))
        return _toward(tokens[0]) if tokens else "none"

    return direction


def _toward(token: Token) -> Direction:
    for _ in range(12):
        if token.pos_ in ("VERB", "AUX"):
            found = _of_verb(token)
            if found != "none":
                return found
        if token.head is token:
            break
        token = token.head
    return "none"


def _of_verb(verb: Token) -> Direction:
    named = tense(verb)
    if named == "future" or any(
        child.dep_ == "aux" and child.lower_ in ("will", "would", "may", "might", "could", "should", "must", "'ll")
        for child in verb.children
    ):
        return "future"
    if verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.children) and verb.head.lemma_.lower() in _AHEAD:
        return "future"
    if verb.lemma_.lower() in _AHEAD and verb.tag_ in ("VBN", "VBZ", "VBP", "VBG"):
        return "future"
    if named in ("past", "pluperfect") or verb.tag_ in ("VBD", "VBN"):
        return "past"
    return "future" if verb.tag_ == "VBG" and any(child.lower_ in ("is", "are", "'s", "'re") for child in verb.children) else "none"
