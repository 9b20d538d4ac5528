"""How likely a cue, as it stands in its sentence, really reports what somebody says, thinks or wants."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from broadsheet.annotate.cues import FINDINGS, Candidate
from broadsheet.annotate.naming import is_capitalised
from broadsheet.annotate.reading import Clause
from broadsheet.language.quotemarks import Quotation, touching
from broadsheet.language.roles import is_office
from broadsheet.language.speech import PLAIN

if TYPE_CHECKING:
    from spacy.tokens import Token

_TELLING = PLAIN | {"tell"}
_CLAUSES = frozenset({"ccomp", "front", "according-front", "according-back", "aside", "aside-front", "trail"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What a candidate stands in.

    Attributes:
        quoted: its content lies in a quotation that is somebody's words.
        nested: its cue lies in what another candidate of the sentence tells with a plain verb of speech.
        rival: its cue governs a clause as well, as another candidate.
        capitals: its sentence is written like a headline.
    """

    quoted: bool = False
    nested: bool = False
    rival: bool = False
    capitals: bool = False


def settings(found: Sequence[Candidate], whole: Sequence[Quotation]) -> list[Setting]:
    """The setting of every candidate of one sentence, given the quotations that are somebody's words."""
    tellers = [one for one in found if one.cue.lower_ == "according" or one.cue.lemma_.lower() in _TELLING]
    governing = {one.cue.i for one in found if _family(one) in _CLAUSES}
    capitals = bool(found) and is_capitalised(found[0].clause)
    return [
        Setting(
            quoted=any(quote.outer.holds(one.content) for quote in touching(one.content, whole)),
            nested=any(other.cue != one.cue and other.content.holds(one.clause.at(one.cue)) for other in tellers),
            rival=_family(one) not in _CLAUSES and one.cue.i in governing,
            capitals=capitals,
        )
        for one in found
    ]


def _family(candidate: Candidate) -> str:
    return candidate.shape.split(":")[0]


def features(candidate: Candidate, setting: Setting) -> Iterator[str]:
    """What the model looks at, as names of weights. Lemmas stand in them; names never do."""
    cue, shape = candidate.cue, candidate.shape
    family = _family(candidate) + "+" * setting.quoted  # the parts of a quotation hang together in ways of their own
    lemma = cue.lemma_.lower() if cue.is_alpha else "-"
    yield from ("bias", f"shape {shape}", f"family {family}", f"cue {lemma}", f"{shape} {lemma}", f"{family} {lemma}")
    holder = _holder_kind(candidate)
    yield from (f"by {holder}", f"by {holder} {family}")
    if holder == "finding":
        yield f"finding {lemma}"
    yield from _verb_features(cue, family)
    yield from _content_features(candidate, family)
    for name in ("quoted", "nested", "rival"):
        if getattr(setting, name):
            yield from (name, f"{name} {family}", f"{name} {holder}")
    if setting.capitals:
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
    if root.lemma_.lower() in FINDINGS:
        return "finding"
    return "office" if is_office(root.lemma_.lower()) else "people" if root.tag_ == "NNS" else "thing"


def _verb_features(cue: Token, family: str) -> Iterator[str]:
    yield from (f"tag {cue.tag_}", f"tag {cue.tag_} {family}", f"hangs {cue.dep_}", f"hangs {cue.dep_} {family}")
    if cue.dep_ in ("xcomp", "ccomp", "advcl", "conj", "dobj", "pobj", "pcomp"):
        yield f"under {cue.head.lemma_.lower()}"
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
    if any(candidate.first <= mark < candidate.last for mark in _marks(candidate.clause)):
        yield from ("marks", f"marks {family}")
    if any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in span.root.children):
        yield from ("clause", f"clause {family}")
    gap = span.start - candidate.cue.i
    yield f"gap {max(-3, min(gap, 6))} {family}"
    if candidate.source and candidate.source[0] > candidate.cue.i:
        yield f"inverted {family}"


@lru_cache(maxsize=1)  # asked of one sentence for every candidate
def _marks(clause: Clause) -> list[int]:
    """The tokens of a sentence that are quotation marks."""
    return [token.i for token in clause.words if token.text in ('"', "''", "``")]


def chance(candidate: Candidate, setting: Setting, weights: Mapping[str, float]) -> float:
    """Probability, 0 to 1, that the candidate is a report (logistic regression)."""
    total = math.fsum(weights.get(name, 0.0) for name in features(candidate, setting))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
