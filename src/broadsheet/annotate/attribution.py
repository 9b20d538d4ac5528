"""How likely a cue, as it stands in its sentence, really reports what somebody says, thinks or wants."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from broadsheet.annotate.cues import Candidate
from broadsheet.annotate.naming import is_capitalised
from broadsheet.language.roles import is_office

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASKING = ("?",)


def features(candidate: Candidate, *, quoted: bool) -> Iterator[str]:
    """What the model looks at, as names of weights. Lemmas stand in them; names never do."""
    cue, shape = candidate.cue, candidate.shape
    family = shape.split(":")[0]
    lemma = cue.lemma_.lower() if cue.is_alpha else "-"
    yield from ("bias", f"shape {shape}", f"family {family}", f"cue {lemma}", f"{shape} {lemma}", f"{family} {lemma}")
    holder = _holder_kind(candidate)
    yield from (f"by {holder}", f"by {holder} {family}")
    yield from _verb_features(cue, family)
    yield from _content_features(candidate, family)
    if quoted:
        yield from ("inside", f"inside {family}", f"inside {holder}")
    if is_capitalised(candidate.clause):
        yield from ("capitals", f"capitals {family}")


def _holder_kind(candidate: Candidate) -> str:
    if candidate.source is None:
        return "nobody"
    root: Token = candidate.clause.span.doc[candidate.source[0] : candidate.source[1]].root
    if root.pos_ == "PRON":
        return root.lower_
    if root.ent_type_ in ("PERSON", "ORG", "GPE", "NORP", "WORK_OF_ART"):
        return root.ent_type_
    if root.pos_ == "PROPN":
        return "name"
    return "office" if is_office(root.lemma_.lower()) else "people" if root.tag_ == "NNS" else "thing"


def _verb_features(cue: Token, family: str) -> Iterator[str]:
    yield from (f"tag {cue.tag_}", f"tag {cue.tag_} {family}", f"hangs {cue.dep_}", f"hangs {cue.dep_} {family}")
    for child in cue.children:
        if child.dep_ == "neg":
            yield "not"
        elif child.dep_ in ("aux", "auxpass"):
            yield f"aux {child.lemma_.lower()}"
        elif child.dep_ == "prt":
            yield f"cue {cue.lemma_.lower()} {child.lower_}"


def _content_features(candidate: Candidate, family: str) -> Iterator[str]:
    span = candidate.clause.span.doc[candidate.first : candidate.last]
    size = min(5, (len(span) - 1).bit_length())
    yield from (f"size {size}", f"size {size} {family}", f"head {span.root.pos_} {family}", f"opens {span[0].tag_} {family}")
    if any(token.text in ('"', "''", "``") for token in span):
        yield from ("marks", f"marks {family}")
    gap = span.start - candidate.cue.i
    yield f"gap {max(-3, min(gap, 6))} {family}"
    if candidate.source and candidate.source[0] > candidate.cue.i:
        yield f"inverted {family}"


def chance(candidate: Candidate, weights: Mapping[str, float], *, quoted: bool) -> float:
    """Probability, 0 to 1, that the candidate is a report (logistic regression)."""
    total = math.fsum(weights.get(name, 0.0) for name in features(candidate, quoted=quoted))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
