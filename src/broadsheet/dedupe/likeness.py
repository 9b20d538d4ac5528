"""How alike two articles are, and whether that makes one a copy of the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from broadsheet.dedupe.fingerprint import RUN, Fingerprint, Mask, Numbers, Words, among, each_once

OPENING = 25  # words: the first sentence of a news report
LEAST_WORDS = 25  # what is shorter is a sentence, and two papers can happen on the same sentence
BRIEF = 60  # words under which a shared passage must also stand at the head of both, or under the same headline
LEAST_CONTAINED = 0.25  # of the shorter text's runs of words
LEAST_CONTAINED_LATER = 0.6  # the same, a week or more apart: a form filled in again is no copy
LEAST_EXPLAINED = 0.65  # of the shorter text's words
LEAST_OPENING = 0.25  # of one of the two openings
LEAST_UNQUOTED = 0.2  # of the shorter text's runs outside quotation marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two texts have in common, each a share from 0 to 1.

    Attributes:
        contained: of the shorter text's runs of three words, those that the longer holds (Broder's containment).
        unquoted: the same, counting only runs outside quotation marks.
        explained: of the words of the better covered text, those in shared runs, and of the rest as much as its content
            words overlap with the other's rest. A copy with changed words keeps its vocabulary; two articles under one
            long house notice do not.
        opening: of the better covered of the two first 25 words.
        openings: of the worse covered one.
        words: number of words in shared runs of the better covered text.
        head: True if the two headlines are the same.
        weeks: whole weeks between the two days of publication, 0 if either is unknown.
    """

    contained: float
    unquoted: float
    explained: float
    opening: float
    openings: float
    words: int
    head: bool
    weeks: int = 0

    @property
    def is_copy(self) -> bool:
        """Whether one is a copy of the other.

        Shares alone do not tell: a long house notice or a speech quoted by everybody can be most of a short article.
        So a copy must also share its opening, its vocabulary where the wording differs, and words outside quotations.
        """
        if self.words < LEAST_WORDS:
            return False
        if self.words < BRIEF and not (self.head or self.openings >= LEAST_OPENING):
            return False
        needed = LEAST_CONTAINED_LATER if self.weeks else LEAST_CONTAINED
        alike = self.contained >= needed and self.explained >= LEAST_EXPLAINED
        return alike and self.opening >= LEAST_OPENING and self.unquoted >= LEAST_UNQUOTED


def compare(a: Fingerprint, b: Fingerprint, house: Words) -> Likeness:
    """Measure two articles; runs in `house` (known to stand in many unrelated articles) count for neither."""
    shared = a.distinct[among(a.distinct, b.distinct)]
    one, two = _Side(a, shared, house), _Side(b, shared, house)
    openings = sorted((one.opening, two.opening))
    return Likeness(
        contained=max(one.contained, two.contained),
        unquoted=max(one.unquoted, two.unquoted),
        explained=max(_explained(one, two), _explained(two, one)),
        opening=openings[1],
        openings=openings[0],
        words=max(one.covered_words, two.covered_words),
        head=bool(a.title) and a.title == b.title,
        weeks=(days_between(a.day, b.day) or 0) // 7,
    )


def days_between(one: str | None, two: str | None) -> int | None:
    """Days from one ISO 8601 day to the other, without sign; None if either is unknown."""
    try:
        return abs((date.fromisoformat(one or "") - date.fromisoformat(two or "")).days)
    except ValueError:
        return None


class _Side:
    """One of the two texts, with its shared runs marked."""

    def __init__(self, mark: Fingerprint, shared: Words, house: Words) -> None:
        common = among(mark.runs, house)
        hit = among(mark.runs, shared) & ~common
        covered, noise = _spread(hit, mark.size), _spread(common, mark.size)
        self.own: Mask = ~noise | covered
        self.covered: Mask = covered
        self.contained = _share(hit, ~common)
        self.unquoted = _share(hit & ~mark.quoted, ~common & ~mark.quoted)
        self.covered_words = int(covered.sum())
        self.opening = _opening(covered, self.own)
        self.rest: Numbers = each_once(mark.numbers[self.own & ~covered & ~mark.stops])


def _spread(hits: Mask, size: int) -> Mask:
    """The words that lie in a marked run."""
    covered = np.zeros(size, dtype=np.bool_)
    for place in range(RUN):
        covered[place : place + len(hits)] |= hits
    return covered


def _share(hits: Mask, among: Mask) -> float:
    total = int(among.sum())
    return int(hits.sum()) / total if total else 0.0


def _opening(covered: Mask, own: Mask) -> float:
    first = covered[own][:OPENING]
    return float(first.mean()) if len(first) else 0.0


def _explained(one: _Side, other: _Side) -> float:
    total = int(one.own.sum())
    if not total:
        return 0.0
    covered = one.covered_words / total
    smaller = min(len(one.rest), len(other.rest))
    overlap = int(among(one.rest, other.rest).sum()) / smaller if smaller else 0.0
    return covered + (1 - covered) * overlap
