"""How alike two articles are, and whether that makes one a copy of the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

import numpy as np

from broadsheet.dedupe.fingerprint import Fingerprint
from broadsheet.dedupe.runs import RUN, Mask, Numbers, Words, shared
from broadsheet.dedupe.wording import Wording, read
from broadsheet.language.words import STOP_WORDS

Each = TypeVar("Each", Words, Numbers)
STOPS: Numbers = np.unique(read(" ".join(sorted(STOP_WORDS))).numbers)

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
            long house notice do not. Where shared runs explain enough, the rest is not looked at.
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


def compare(a: Fingerprint, b: Fingerprint, house: Words, above: float = 0.0) -> Likeness | None:
    """Measure two articles; None if their runs alone tell that neither is a copy, or a worse one.

    Args:
        a: one article.
        b: the other.
        house: runs known to stand in many unrelated articles, sorted; they count for neither.
        above: what must be contained of one in the other, and more.
    """
    hits = shared(a.wording.runs, b.wording.runs)
    one, two = (_Side(text, hit, house) for text, hit in zip((a.wording, b.wording), hits, strict=True))
    contained = max(one.contained, two.contained)
    if contained < LEAST_CONTAINED or contained <= above:
        return None
    covers = one.cover(), two.cover()
    openings = sorted(cover.opening for cover in covers)
    return Likeness(
        contained=contained,
        unquoted=max(one.unquoted(), two.unquoted()),
        explained=_explained(*covers),
        opening=openings[1],
        openings=openings[0],
        words=max(cover.words for cover in covers),
        head=bool(a.title) and a.title == b.title,
        weeks=(days_between(a.day, b.day) or 0) // 7,
    )


@lru_cache(maxsize=1 << 12)
def days_between(one: str | None, two: str | None) -> int | None:
    """Days from one ISO 8601 day to the other, without sign; None if either is unknown."""
    try:
        return abs((date.fromisoformat(one or "") - date.fromisoformat(two or "")).days)
    except ValueError:
        return None


class _Side:
    """The runs of one of the two texts, of which some are shared and some may count for nobody."""

    def __init__(self, wording: Wording, hit: Mask, house: Words) -> None:
        self._wording = wording
        self._common = among(wording.runs.distinct, house)[wording.runs.ranks] if len(house) else None
        self._hit = hit if self._common is None else hit & ~self._common
        self.contained = _share(self._hit, self._common)

    def unquoted(self) -> float:
        """What is contained of the runs outside quotation marks."""
        if not len(self._wording.quotations):
            return self.contained
        quoted = self._wording.quoted
        return _share(self._hit & ~quoted, quoted if self._common is None else quoted | self._common)

    def cover(self) -> _Cover:
        """The words in shared runs."""
        covered = _spread(self._hit)
        return _Cover(self._wording.numbers, covered, None if self._common is None else ~_spread(self._common) | covered)


class _Cover:
    """The words of one of the two texts, with those in shared runs marked, without those that count for nobody."""

    def __init__(self, numbers: Numbers, covered: Mask, own: Mask | None) -> None:
        self._numbers, self._covered = (numbers, covered) if own is None else (numbers[own], covered[own])
        self.words = int(np.count_nonzero(covered))
        first = self._covered[:OPENING]
        self.opening = np.count_nonzero(first) / len(first) if len(first) else 0.0
        self.share = self.words / len(self._covered) if len(self._covered) else 0.0

    def rest(self) -> Numbers:
        """The content words that are not covered, sorted, each once."""
        numbers = np.unique(self._numbers[~self._covered])
        return numbers[~among(numbers, STOPS)]


def _share(hit: Mask, out: Mask | None) -> float:
    """How many of the runs are hit, but for those left out, of which none is."""
    total = len(hit) - (0 if out is None else int(np.count_nonzero(out)))
    return int(np.count_nonzero(hit)) / total if total else 0.0


def _spread(hits: Mask) -> Mask:
    """The words that lie in a marked run."""
    covered = np.zeros(len(hits) + RUN - 1, dtype=np.bool_)
    for place in range(RUN):
        covered[place : place + len(hits)] |= hits
    return covered


def _explained(one: _Cover, two: _Cover) -> float:
    """Of the better covered side. Vocabulary is looked at only where the shared runs do not explain enough."""
    covered = max(one.share, two.share)
    if covered >= LEAST_EXPLAINED:
        return covered
    rests = one.rest(), two.rest()
    smaller = min(map(len, rests))
    overlap = np.count_nonzero(among(*rests)) / smaller if smaller else 0.0
    return covered + (1 - covered) * overlap


def among(numbers: Each, known: Each) -> Mask:
    """Which numbers are among the known ones, which are sorted: `numpy.isin`, without sorting them all again."""
    if not len(known):
        return np.zeros(len(numbers), dtype=np.bool_)
    at = known.searchsorted(numbers)
    found: Mask = known[np.minimum(at, len(known) - 1)] == numbers
    return found
