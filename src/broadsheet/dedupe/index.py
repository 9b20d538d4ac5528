"""Finds, among all articles seen, the few that a new one could be a copy of."""

from __future__ import annotations

from collections import Counter

import numpy as np

from broadsheet.dedupe.fingerprint import Fingerprint, Words

SAMPLE = 4  # one run in four is indexed: those whose number divides by four (Manber 1994; Broder 1997)
CROWD = 48  # a run that stands in more articles than this leads nowhere
FEW = 12  # candidates compared in full
FAINT = 0.12  # of the shorter one's sampled runs: with fewer shared, a third of all runs is out of reach
HOUSE = 3  # unrelated articles that must carry a paragraph before it is house matter


class Index:
    """Articles by text, by sampled runs of words, and paragraphs by the families that carry them."""

    def __init__(self) -> None:
        self.marks: list[Fingerprint] = []
        self.roots: list[str] = []
        self._sizes: list[int] = []
        self._texts: dict[bytes, int] = {}
        self._heads: dict[str, list[int]] = {}
        self._runs: dict[int, list[int]] = {}
        self._lines: dict[int, list[str]] = {}

    def add(self, mark: Fingerprint, root: str) -> None:
        """Keep an article; `root` is the article that its family goes back to."""
        number = len(self.marks)
        self.marks.append(mark)
        self.roots.append(root)
        if mark.size:
            self._texts.setdefault(mark.digest, number)
        self._heads.setdefault(mark.title, []).append(number)
        chosen = sample(mark).tolist()
        self._sizes.append(len(chosen))
        for run in chosen:
            self._runs.setdefault(run, []).append(number)
        self._remember_lines(mark, root)

    def _remember_lines(self, mark: Fingerprint, root: str) -> None:
        for line in mark.lines:
            families = self._lines.setdefault(line.digest, [])
            if len(families) < HOUSE and root not in families:
                families.append(root)

    def same_text(self, mark: Fingerprint) -> int | None:
        """The first article with exactly these words, if the text has any."""
        return self._texts.get(mark.digest) if mark.size else None

    def same_head(self, mark: Fingerprint) -> list[int]:
        """Articles under exactly this headline, in order of arrival."""
        return self._heads.get(mark.title, []) if mark.title else []

    def candidates(self, mark: Fingerprint) -> list[int]:
        """Articles that share enough sampled runs to be a copy, most alike first, at most twelve."""
        hits: Counter[int] = Counter()
        mine = sample(mark).tolist()
        for run in mine:
            known = self._runs.get(run, ())
            if len(known) <= CROWD:
                hits.update(known)
        ranked = [(-count, number) for number, count in hits.items() if count >= 2 and count >= FAINT * self._fewer(mine, number)]
        return [number for _, number in sorted(ranked)[:FEW]]

    def _fewer(self, mine: list[int], number: int) -> int:
        return min(len(mine), self._sizes[number])

    def house_runs(self, mark: Fingerprint) -> Words:
        """Runs of the paragraphs that three unrelated articles or more carry word for word (digits aside)."""
        parts = [mark.runs[line.start : line.end] for line in mark.lines if len(self._lines.get(line.digest, ())) >= HOUSE]
        return np.unique(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.uint64)


def sample(mark: Fingerprint) -> Words:
    """The runs that are indexed: chosen by their own number, so that two copies choose alike."""
    chosen: Words = mark.distinct[mark.distinct % np.uint64(SAMPLE) == 0]
    return chosen
