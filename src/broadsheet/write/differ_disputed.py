"""A count that a paper itself sets against somebody else's: "more than twice as many as the ministry gives"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.records.annotation import Figure, Mention
from broadsheet.records.text import Extent
from broadsheet.write.differ import Account, Difference, clause_of, later
from broadsheet.write.differ_numbers import GROWS, ISSUES
from broadsheet.write.differ_scope import narrowed, past_years, says_it_is_older
from broadsheet.write.dossier import Dossier, Passage
from broadsheet.write.figure_clauses import clause_around
from broadsheet.write.measure_meanings import figures_in, is_part, meaning

_SIZES = r"more|fewer|less|higher|lower|greater|larger|smaller|twice|double|triple|times|half"
_GIVING = (
    r"give[sn]?|gave|ha[sd] given|say|says|said|report(?:s|ed)|count(?:s|ed)|put|puts|claim(?:s|ed)|admit(?:s|ted)|acknowledge[sd]?"
)
_SET_AGAINST = re.compile(
    rf"(?P<size>\b(?:{_SIZES})\b)(?:\s+as)?(?:\s+(?:many|much|high|large))?\s+(?:than|as|of|the)\s+"
    rf"(?P<whose>(?:[^\s.;:,]+\s+){{1,8}}?)(?:has\s+|have\s+)?(?:{_GIVING})\b",
    re.IGNORECASE,
)
"""How many more or fewer than what somebody says; `whose` are the words that name him."""

_FEWER = re.compile(r"fewer|less|lower|smaller|half", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dispute:
    """A figure, and the name of him against whose figure its sentence sets it."""

    passage: Passage
    figure: Figure
    means: str
    whose: Mention
    fewer: bool


def disputed_differences(dossier: Dossier) -> Iterator[Difference]:
    """Every count of people that is set against another one, with that one where it is told."""
    for passage in dossier.passages:
        dispute = _dispute(passage)
        against = next(_against(dossier, dispute), None) if dispute else None
        if dispute and against:
            one, other = _account(dispute.passage, dispute.figure), _account(*against)
            yield Difference(
                kind="number",
                issue=ISSUES[dispute.means],
                sides=(one, other),
                confidence=0.9,
                why="one account says itself that the other's figure is another",
            )


def _dispute(passage: Passage) -> Dispute | None:
    """The one count of people in a sentence that goes on to say by how much somebody else's differs."""
    found = _SET_AGAINST.search(passage.text)
    if not found or says_it_is_older(passage) or past_years(passage):
        return None
    place = Extent(passage.extent.start + found.start("whose"), passage.extent.start + found.end("whose"))
    named = [m for m in passage.mentions if place.holds(m.extent) and m.kind in ("person", "organisation")]
    counted = [(f, means) for f in figures_in(passage) if (means := meaning(passage, f)) in GROWS and f.extent.end <= place.start]
    if len(named) != 1 or len(counted) != 1 or is_part(passage, counted[0][0]):
        return None
    return Dispute(passage, *counted[0], named[0], bool(_FEWER.search(found["size"])))


def _against(dossier: Dossier, dispute: Dispute) -> Iterator[tuple[Passage, Figure]]:
    """What he against whose figure it is set says himself, in any article of the same day."""
    member = dossier.cast.of(dispute.passage.article.article.id, dispute.whose.entity)
    for passage in dossier.passages:
        if passage is dispute.passage or member is None or later(passage, dispute.passage):
            continue
        for figure in figures_in(passage):
            his = dossier.cast.of(passage.article.article.id, figure.holder_entity) is member
            if his and meaning(passage, figure) == dispute.means and _is_the_other(dispute, passage, figure):
                yield passage, figure


def _is_the_other(dispute: Dispute, passage: Passage, figure: Figure) -> bool:
    """Whether a figure is a whole, not an old one, and differs in the way the disputing sentence says."""
    alone = len(figures_in(passage)) == 1
    current = not says_it_is_older(passage if alone else narrowed(passage, clause_around(passage, figure.extent)))
    differs = figure.value > dispute.figure.value if dispute.fewer else figure.value < dispute.figure.value
    return current and differs and not is_part(passage, figure)


def _account(passage: Passage, figure: Figure) -> Account:
    said = " ".join(figure.extent.of(passage.article.article.text).split())
    return Account(passage=passage, text=said, clause=clause_of(passage, figure.extent), value=figure.value)
