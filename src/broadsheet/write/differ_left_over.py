"""Shares, sums, weights, areas and spans of time of which parallel accounts have one left over on either side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from broadsheet.language.words import STOP_WORDS, words
from broadsheet.records.annotation import Annotated, Figure
from broadsheet.write.counted_things import MONEY
from broadsheet.write.differ import Account, Difference, clause_of, later
from broadsheet.write.differ_numbers import NEAR
from broadsheet.write.differ_parallel import are_parallel
from broadsheet.write.differ_scope import (
    about_other_people,
    foreseen_by_two,
    narrowed,
    of_other_scope,
    says_it_is_older,
    set_elsewhere,
)
from broadsheet.write.dossier import FEW, Dossier, Passage
from broadsheet.write.grounding_tokens import stem
from broadsheet.write.measure_meanings import figures_in, is_part
from broadsheet.write.measures import agree, printed, rate, scale_of

_WANTED = re.compile(
    r"\b(?:demand\w*|offer\w*|ask(?:s|ed|ing)? for|call(?:s|ed|ing)? for|want\w*|seek\w*|sought|propos\w*|expect\w*|forecast\w*"
    r"|target\w*|aim\w*|hop(?:e|es|ed|ing)|plan(?:s|ned)?|maximum|minimum|up to|could|may|might|fac(?:es|ed|ing)"
    r"|estimat\w*|worth|budget\w*|another|others?|more|further|rest|half|each|per(?! ?cent\b)|average)\b",
    re.IGNORECASE,
)
"""What somebody wants, offers, foresees or reckons, what is a part or holds for one of many: another may want another."""

_CHANGED = re.compile(
    r"\b(?:ris\w+|rose|rais\w+|lift\w*|climb\w*|jump\w*|fell|fall\w*|slip\w*|declin\w*|grow\w*|grew|gain\w*|drop\w*|cut\w*|up|down"
    r"|increas\w*|decreas\w*|lost|lose)\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"^[ -](?:old|aged)\b")
_AGO = re.compile(r"^ (?:ago|later|earlier|before|after)\b")
_STRETCH = re.compile(r"\b(?:first|last|past|next|previous|coming)\s+$", re.IGNORECASE)
"""Before a span that is a part of a longer time: "its first 60 years", "the last 44 years"."""

_COURT = re.compile(r"\b(?:sentence\w*|prison|jail\w*|bars|court|judge|suspended|banned)\b", re.IGNORECASE)
"""Terms that courts set have rules of their own (`differ_numbers`)."""

_VOTE = re.compile(r"\b(?:votes?|voted|voting|ballots?|in favou?r|said yes|backed|approved|supported)\b", re.IGNORECASE)
"""What a share is of if people were asked: two clauses with such words measure one thing in whatever other words."""

_ENTITLED = re.compile(r"\b(?:entitled|eligible|electorate|registered|whole|entire|all the)\b", re.IGNORECASE)
"""A share of all who might have taken part is none of those who did."""

SHARED_BY_SHARES = 2
"""Words beside the figure that two sentences with a percentage have in common: shares are told of anything."""

_PASSING = frozenset({"second", "minute", "hour"})
"""Spans so short that every report has its own."""


class Amount(NamedTuple):
    """A figure that measures a share, a sum or a time, in its passage."""

    passage: Passage
    figure: Figure

    @property
    def sort(self) -> tuple[str, str]:
        """What must be the same for two to be compared: `percent`, a currency or `time`, and per what it holds."""
        return scale_of(self.figure.unit)[0], rate(self.passage, self.figure)

    @property
    def clause(self) -> Passage:
        """The clause it stands in, as a passage of its own."""
        return narrowed(self.passage, clause_of(self.passage, self.figure.extent))


def left_over_differences(dossier: Dossier) -> Iterator[Difference]:
    """Of each sort the one amount that is left over on either side of two parallel accounts, where nothing tells them apart."""
    for one, other in combinations(dossier.voices, 2):
        passages = [Passage(voice, 0, dossier.origin(voice.article.id)) for voice in (one, other)]
        if passages[0].origin == passages[1].origin or not are_parallel(dossier, *passages):
            continue
        mine, theirs = _amounts(dossier, one), _amounts(dossier, other)
        for sort in sorted({amount.sort for amount in mine} & {amount.sort for amount in theirs}):
            ours, others = ([a for a in held if a.sort == sort] for held in (mine, theirs))
            left = _alone(ours, others), _alone(others, ours)
            if left[0] and left[1] and _measure_one_thing(left[0], left[1]):
                yield _difference(left[0], left[1])


def _amounts(dossier: Dossier, voice: Annotated) -> list[Amount]:
    held = (passage for passage in dossier.passages if passage.article is voice)
    return [Amount(p, f) for p in held for f in figures_in(p) if _is_amount(p, f) and (f.unit == "percent" or not is_part(p, f))]


def _is_amount(passage: Passage, figure: Figure) -> bool:
    text = passage.article.article.text
    before, behind = text[passage.extent.start : figure.extent.start], text[figure.extent.end : figure.extent.end + 12]
    if figure.label == "age" or _AGE.match(behind) or figure.value_high is not None:
        return False
    if scale_of(figure.unit)[0] == "time":
        return (
            figure.value > FEW
            and not _COURT.search(passage.text)
            and figure.unit.removesuffix("s") not in _PASSING
            and not _AGO.match(behind)
            and not _STRETCH.search(before)
        )
    money = (len(figure.unit) == 3 and figure.unit.isupper()) or figure.unit in MONEY
    return money or figure.unit == "percent" or scale_of(figure.unit)[0] in _MEASURED


_MEASURED = frozenset({"weight", "area"})
"""Dimensions in which papers measure the very thing, by whatever noun they call it: kilos of elvers, of glass eels."""


def _alone(ours: Sequence[Amount], others: Sequence[Amount]) -> Amount | None:
    """The one amount that none of the others can be."""
    left = [a for a in ours if not any(agree(a.figure, b.figure) for b in others)]
    return left[0] if len({a.figure.value for a in left}) == 1 else None


def _measure_one_thing(one: Amount, other: Amount) -> bool:
    """Whether nothing in the two sentences says that they measure two things, and words in common that it is one."""
    pair = one.passage, other.passage
    sizes = sorted(a.figure.value * scale_of(a.figure.unit)[1] for a in (one, other))
    return (
        sizes[0] > 0
        and sizes[1] <= NEAR * sizes[0]
        and not any(_WANTED.search(a.clause.text) for a in (one, other))
        and not any(says_it_is_older(p) for p in pair)
        and bool(_CHANGED.search(pair[0].text)) == bool(_CHANGED.search(pair[1].text))
        and not (foreseen_by_two(*pair) or about_other_people(*pair) or set_elsewhere(*pair))
        and not of_other_scope(one.clause, other.clause)
        and bool(_ENTITLED.search(pair[0].text)) == bool(_ENTITLED.search(pair[1].text))
        and (_share_words(one, other) or all(_VOTE.search(a.clause.text) for a in (one, other)))
    )


def _share_words(one: Amount, other: Amount) -> bool:
    own = {stem(word) for a in (one, other) for word in words(a.figure.extent.of(a.passage.article.article.text))}
    mine, theirs = ({stem(w) for w in words(a.passage.text) if w not in STOP_WORDS and w.isalpha()} for a in (one, other))
    return len((mine & theirs) - own) >= (SHARED_BY_SHARES if one.figure.unit == "percent" else 1)


def _difference(one: Amount, other: Amount) -> Difference:
    sort = one.sort[0]
    return Difference(
        kind="number",
        issue="The percentage" if sort == "percent" else "How long it was" if sort == "time" else "How much money it is",
        sides=(_account(one), _account(other)),
        confidence=0.76,
        state="newer_supersedes" if later(one.passage, other.passage) else "open",
        why="two accounts of the same steps have one such figure each that the other has not",
    )


def _account(amount: Amount) -> Account:
    passage, extent = amount.passage, printed(amount.passage, amount.figure)
    text = " ".join(extent.of(passage.article.article.text).split())
    return Account(passage=passage, text=text, clause=clause_of(passage, extent), value=amount.figure.value)
