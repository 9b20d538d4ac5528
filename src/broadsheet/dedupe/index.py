"""Finds, among all articles seen, the few that a new one could be a copy of."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import chain
from typing import TypeVar

import numpy as np

from broadsheet.dedupe.fingerprint import Fingerprint, Words, each_once
from broadsheet.dedupe.likeness import days_between

Key = TypeVar("Key", int, str)
Known = tuple[Fingerprint, str]
"""An article, and the one that its family goes back to."""

SAMPLE = 4  # one run in four is indexed: those whose number divides by four (Manber 1994; Broder 1997)
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
        self._heads: defaultdict[str, list[int]] = defaultdict(list)
        self._runs: defaultdict[int, list[int]] = defaultdict(list)
        self._sizes: dict[int, int] = {}
        self._lines: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self._days: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, mark: Fingerprint, root: str) -> None:
        """Keep an article; `root` is the article that its family goes back to."""
        number, self._count = self._count, self._count + 1
        self.marks[number], self._roots[number] = mark, root
        if mark.size:
            self._texts.setdefault(mark.digest, number)
        self._heads[mark.title].append(number)
        chosen = sample(mark).tolist()
        self._sizes[number] = len(chosen)
        for run in chosen:
            self._runs[run].append(number)
        for line in mark.lines:
            self._lines[line.digest][root] += 1
        if mark.day is not None:
            self._days[mark.day].append(number)

    def let_go(self, day: str | None) -> None:
        """Let articles go that no article of this day or a later one can be a copy of, if there are many."""
        if day is None or len(self.marks) <= self._room:
            return
        first = shifted(day, -WINDOW)
        for past in [each for each in self._days if each < first]:
            for number in self._days.pop(past):
                self._remove(number)

    def _remove(self, number: int) -> None:
        mark, root = self.marks.pop(number), self._roots.pop(number)
        if self._texts.get(mark.digest) == number:
            del self._texts[mark.digest]
            self._past.setdefault(mark.digest, (mark.slim(), root))
        _leave(self._heads, mark.title, number)
        del self._sizes[number]
        for run in sample(mark).tolist():
            _leave(self._runs, run, number)
        for line in mark.lines:
            self._lines[line.digest] -= Counter({root: 1})
            if not self._lines[line.digest]:
                del self._lines[line.digest]

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
        return self._heads.get(mark.title, []) if mark.title else []

    def candidates(self, mark: Fingerprint) -> list[int]:
        """Articles of days near by that share enough sampled runs to be a copy, most alike first, at most twelve."""
        mine = sample(mark).tolist()
        found = (self._runs.get(run, ()) for run in mine)
        hits = Counter(chain.from_iterable(known for known in found if len(known) <= CROWD))
        ranked = [(-count, number) for number, count in hits.items() if count >= 2 and count >= FAINT * self._fewer(mine, number)]
        return [number for _, number in sorted(ranked) if self._is_near(mark, number)][:FEW]

    def _fewer(self, mine: list[int], number: int) -> int:
        return min(len(mine), self._sizes[number])

    def _is_near(self, mark: Fingerprint, number: int) -> bool:
        days = days_between(mark.day, self.marks[number].day)
        return days is None or days <= WINDOW

    def house_runs(self, mark: Fingerprint) -> Words:
        """Runs of the paragraphs that three unrelated articles or more carry word for word (digits aside)."""
        parts = [mark.runs[line.start : line.end] for line in mark.lines if len(self._lines.get(line.digest, ())) >= HOUSE]
        return each_once(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.uint64)


def shifted(day: str, days: int) -> str:
    """A day so many days later, as ISO 8601; the day itself if it is none or lies at an end of the calendar.

    >>> shifted("2031-03-01", -1)
    '2031-02-28'
    """
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def sample(mark: Fingerprint) -> Words:
    """The runs that are indexed: chosen by their own number, so that two copies choose alike."""
    chosen: Words = mark.distinct[mark.distinct % np.uint64(SAMPLE) == 0]
    return chosen


def _leave(postings: dict[Key, list[int]], key: Key, number: int) -> None:
    postings[key].remove(number)
    if not postings[key]:
        del postings[key]
