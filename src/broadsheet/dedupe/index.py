"""Finds, among all articles seen, the few that a new one could be a copy of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain

import numpy as np

from broadsheet.dedupe.fingerprint import Fingerprint
from broadsheet.dedupe.join import MOST, Join
from broadsheet.dedupe.likeness import days_between
from broadsheet.dedupe.postings import Postings
from broadsheet.dedupe.runs import RUN, Words, runs_of

Known = tuple[Fingerprint, str]
"""An article, and the one that its family goes back to."""

CROWD = 48  # a run that stands in more articles than this leads nowhere
FEW = 12  # candidates compared in full
FAINT = 0.12  # of the shorter one's sampled runs: with fewer shared, a third of all runs is out of reach
HOUSE = 3  # unrelated articles that must carry a paragraph before it is house matter
WINDOW = 31  # days: what is told again after a month is told anew, unless it is the same text
ROOM = 20_000  # articles from which on those of days outside the window are let go


class Index:
    """Articles by text, by sampled runs of words, and paragraphs by the families that carry them.

    It holds the articles of a stretch of days as a whole, and of older ones the digest of the text.

    Attributes:
        marks: the articles held, by the number that each was given when it came.
    """

    def __init__(self, room: int) -> None:
        self.marks: dict[int, Fingerprint] = {}
        self._roots: dict[int, str] = {}
        self._room = room
        self._count = 0
        self._texts: dict[bytes, int] = {}
        self._past: dict[bytes, Known] = {}
        self._heads: Postings[str] = Postings()
        self._runs: Postings[int] = Postings()
        self._lines: Postings[int] = Postings()
        self._days: dict[str, list[int]] = {}
        self._faint: dict[int, float] = {}
        self._join: Join | None = None
        self._waiting: list[int] = []

    def expect(self, marks: Sequence[Fingerprint]) -> None:
        """These articles come next, each once and in this order: what they share with one another is found at once.

        Only into an empty index, and so many that none need be let go; otherwise each is looked up when it comes.
        """
        if marks and not self._count and len(marks) <= min(self._room, MOST):
            self._join = Join([mark.wording.sample for mark in marks], CROWD, FAINT)

    def _settle(self) -> None:
        """Index what was joined, so that what comes now can be looked up."""
        for number in self._waiting:
            self._runs.add(_sampled(self.marks[number]), number)
        self._waiting, self._join = [], None

    def add(self, mark: Fingerprint, root: str) -> None:
        """Keep an article; `root` is the article that its family goes back to."""
        number, self._count = self._count, self._count + 1
        self.marks[number], self._roots[number] = mark, root
        if mark.size:
            self._texts.setdefault(mark.digest, number)
        self._faint[number] = FAINT * len(mark.wording.sample.runs)
        if self._join is None:
            self._runs.add(_sampled(mark), number)
        else:
            self._waiting.append(number)
        self._lines.add(_paragraphs(mark), number)
        self._heads.add([mark.title], number)
        if mark.day is not None:
            self._days.setdefault(mark.day, []).append(number)

    def let_go(self, day: str | None) -> None:
        """Let articles go that no article of this day or a later one can be a copy of, if there are many."""
        if day is None or len(self.marks) <= self._room:
            return
        self._settle()
        first = shifted(day, -WINDOW)
        for past in [each for each in self._days if each < first]:
            for number in self._days.pop(past):
                self._remove(number)

    def _remove(self, number: int) -> None:
        mark, root = self.marks.pop(number), self._roots.pop(number)
        if self._texts.get(mark.digest) == number:
            del self._texts[mark.digest]
            self._past.setdefault(mark.digest, (mark.slim(), root))
        del self._faint[number]
        self._runs.remove(_sampled(mark), number)
        self._lines.remove(_paragraphs(mark), number)
        self._heads.remove([mark.title], number)

    def same_text(self, mark: Fingerprint) -> Known | None:
        """The first article with exactly these words, if the text has any."""
        if not mark.size:
            return None
        number = self._texts.get(mark.digest)
        return self._past.get(mark.digest) if number is None else self.known(number)

    def known(self, number: int) -> Known:
        """An article that is held."""
        return self.marks[number], self._roots[number]

    def same_head(self, mark: Fingerprint) -> list[int]:
        """Articles under exactly this headline, in order of arrival."""
        return [*self._heads.get(mark.title)] if mark.title else []

    def candidates(self, mark: Fingerprint) -> list[int]:
        """Articles of days near by that share enough sampled runs to be a copy, most alike first, at most twelve.

        Those of the openings are looked at where the others tell nothing.
        """
        if self._join is not None and self._count < len(self._join):
            return self._enough(mark, self._join.hits(self._count)) or self._enough(
                mark, self._join.hits(self._count, opening=True)
            )
        self._settle()
        sample = mark.wording.sample
        hits = Counter(self._runs.of(sample.runs, CROWD))
        found = self._enough(mark, hits)
        if not found and (further := self._runs.of(sample.opening, CROWD)):
            hits.update(further)
            found = self._enough(mark, hits)
        return found

    def _enough(self, mark: Fingerprint, hits: Mapping[int, int]) -> list[int]:
        least, faint = FAINT * len(mark.wording.sample.runs), self._faint
        ranked = [(-count, number) for number, count in hits.items() if count >= least or count >= faint[number]]
        return [number for _, number in sorted(ranked) if self._is_near(mark, number)][:FEW]

    def _is_near(self, mark: Fingerprint, number: int) -> bool:
        days = days_between(mark.day, self.marks[number].day)
        return days is None or days <= WINDOW

    def house_runs(self, mark: Fingerprint) -> Words:
        """Runs of the paragraphs that three unrelated articles or more carry word for word (digits aside), sorted, each once."""
        text = mark.wording
        often = [at for at, line in enumerate(text.lines.tolist()) if len(self._lines.get(line)) >= HOUSE and self._is_house(line)]
        if not often:
            return np.zeros(0, dtype=np.uint64)
        return np.unique(
            np.concatenate([runs_of(text.numbers[start : end + RUN - 1]) for start, end in text.extents[often].tolist()])
        )

    def _is_house(self, line: int) -> bool:
        """Whether three families carry it. Most that many articles carry are in the first three, so few are looked at."""
        families = set[str]()
        for number in self._lines.get(line):
            families.add(self._roots[number])
            if len(families) == HOUSE:
                return True
        return False


def shifted(day: str, days: int) -> str:
    """A day so many days later, as ISO 8601; the day itself if it is none or lies at an end of the calendar.

    >>> shifted("2031-03-01", -1)
    '2031-02-28'
    """
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def _sampled(mark: Fingerprint) -> Iterable[int]:
    return chain(mark.wording.sample.runs, mark.wording.sample.opening)


def _paragraphs(mark: Fingerprint) -> list[int]:
    return list(dict.fromkeys(mark.wording.lines.tolist()))
