"""How figures come from counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A figure of one column.

    Attributes:
        value: a share from 0 to 1, or a count.
        of: how many things it is measured on; None where that makes no sense.
        counted: whether the value is a count.
    """

    value: float
    of: int | None = None
    counted: bool = False

    def __str__(self) -> str:
        """The figure as it is printed: `0.913 of 45`, `2 of 10`, `3`.

        >>> str(Part(value=0.91304, of=45)), str(Part(value=2, of=10, counted=True)), str(Part(value=3, counted=True))
        ('0.913 of 45', '2 of 10', '3')
        """
        value = f"{self.value:.0f}" if self.counted else f"{self.value:.3f}"
        return value if self.of is None else f"{value} of {self.of}"


Counts = Mapping[str, float]
Formula = Callable[[Counts], Part | None]
"""A figure from the counts of a column; None where there is nothing to measure."""


def share(right: str, of: str) -> Formula:
    """One count as a share of another.

    >>> share("hit", "all")({"hit": 3, "all": 4})
    Part(value=0.75, of=4, counted=False)
    """

    def figure(counts: Counts) -> Part | None:
        total = counts.get(of, 0)
        return Part(value=counts.get(right, 0) / total, of=round(total)) if total else None

    return figure


def count(name: str, of: str | None = None) -> Formula:
    """A plain count, of so many if the second is named; None if there are none of those.

    >>> count("hit", "all")({"all": 2}), count("hit", "all")({})
    (Part(value=0, of=2, counted=True), None)
    """

    def figure(counts: Counts) -> Part | None:
        value, total = counts.get(name, 0), None if of is None else round(counts.get(of, 0))
        return None if total == 0 else Part(value=value, of=total, counted=True)

    return figure


def f1(right: str, said: str, wanted: str, right_wanted: str | None = None) -> Formula:
    """F1 of precision `right / said` and recall `right_wanted / wanted`; the two kinds of right are one if only one is named.

    >>> f1("hit", "said", "gold")({"hit": 2, "said": 4, "gold": 2})
    Part(value=0.6666666666666666, of=2, counted=False)
    """

    def figure(counts: Counts) -> Part | None:
        p, r = share(right, said)(counts), share(right_wanted or right, wanted)(counts)
        if p is None and r is None:
            return None
        precision, recall = p.value if p else 0.0, r.value if r else 0.0
        both = precision + recall
        return Part(value=2 * precision * recall / both if both else 0.0, of=round(counts.get(wanted, 0)))

    return figure
