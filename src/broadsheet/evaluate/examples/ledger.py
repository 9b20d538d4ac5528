"""What a scorer notes down: counts in two columns, and cases of what may be shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from broadsheet.evaluate.examples.truth import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Worst:
    """A place where a room went wrong, with everything that went wrong there."""

    place: str
    faults: tuple[str, ...]


@dataclass(slots=True)
class Ledger:
    """Counts by column and name. Faults are kept of stories that rooms may be tuned on, and of no others.

    Attributes:
        counts: column → name → how many.
        faults: place (an article, a page, a story, a question) → what is wrong there.
    """

    counts: dict[Column, Counter[str]] = field(default_factory=lambda: {"tuned": Counter(), "held_out": Counter()})
    faults: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, column: Column, name: str, number: float = 1) -> None:
        """Count something."""
        self.counts[column][name] += number  # type: ignore[assignment]  # a Counter holds fractions too

    def fault(self, column: Column, place: str, what: str) -> None:
        """Keep a fault, unless it is of a held-out story."""
        if column == "tuned":
            self.faults[place].append(what)

    def test(self, column: Column, name: str, right: bool, place: str = "", what: str = "") -> None:
        """Count `name` if it is right; else it is a fault."""
        self.add(column, name, int(right))
        if not right and what:
            self.fault(column, place, what)

    def worst(self, most: int) -> list[Worst]:
        """The places with most faults, at most so many."""
        ranked = sorted(self.faults.items(), key=lambda item: (-len(item[1]), item[0]))
        return [Worst(place=place, faults=tuple(faults)) for place, faults in ranked[:most]]

    def column(self, column: Column) -> Mapping[str, float]:
        """The counts of a column; what was never counted is 0."""
        return self.counts[column]
