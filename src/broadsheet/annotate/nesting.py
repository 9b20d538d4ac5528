"""What somebody is said to have said: reports inside reports, and who tells them."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.annotate.cues import Candidate
from broadsheet.annotate.direct import Attributed
from broadsheet.language.speech import PLAIN, SPEECH
from broadsheet.records.text import Extent

_TELLING = PLAIN | {"tell", "according"}
_UNSURE = 0.3


def is_within(inner: Candidate, outer: Candidate) -> bool:
    """Whether one report tells that somebody else reported: X said that *Y denied that …*. Both hold, each of its own speaker.

    Only a clause with a subject of its own counts, and no pronoun, which mostly means who is speaking already.
    """
    if not (inner.shape.startswith("ccomp") and outer.content.holds(inner.clause.at(inner.cue)) and _word(outer) in _TELLING):
        return False
    own = next((child for child in inner.cue.children if child.dep_ == "nsubj"), None)
    return inner.cue.lemma_.lower() in SPEECH and own is not None and own.pos_ != "PRON"


def is_relayed(outer: Candidate, quoted_by: Attributed | None, place: Extent) -> bool:
    """Whether "according to" tells of a whole quotation with its own cue: “…,” Y said, according to X."""
    cue = quoted_by.cue_place if quoted_by else None
    return cue is not None and outer.cue.lower_ == "according" and outer.content.holds(cue) and outer.content.holds(place)


def teller(by: Attributed, likely: Iterable[tuple[float, Candidate]]) -> Attributed | None:
    """Who tells that somebody said something, where the article itself does not: the X of "X said Y told her".

    Args:
        by: whose words they are.
        likely: the reports of the cue's sentence with their chances.
    """
    place, speaker = by.cue_place, by.speaker
    if place is None or speaker is None or by.cue is None:
        return None
    outer = [
        one
        for given, one in likely
        if given >= _UNSURE and one.cue != by.cue and one.source and _word(one) in _TELLING and one.content.holds(place)
    ]
    around = [one for one in outer if one.content.holds(speaker)]
    return Attributed(around[0].clause, around[0].source, around[0].cue) if around else None


def _word(candidate: Candidate) -> str:
    return "according" if candidate.cue.lower_ == "according" else candidate.cue.lemma_.lower()
