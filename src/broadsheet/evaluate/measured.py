"""The figures of one room on one set of data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Extent = Literal["full", "subset"]

LOWER_IS_BETTER = frozenset(
    {"pk", "windowdiff", "caption_leak", "hard_false_rate", "untouched_rejected", "reworded_rejected", "refused_wrongly"}
    | {"false_in_trap_stories"}
    | {"spurious articles", "furniture in texts", "traps wrongly claimed", "other claims", "misattributions", "refused wrongly"}
    | {"mismatches"}
    | {"dangling", "repeated", "told again", "cut", "unverified", "empty"}
    | {"false_only"}
)
"""Figures that count faults. Every other figure is better when it is higher."""


def lower_is_better(figure: str) -> bool:
    """Whether a figure counts faults: `neus.r1` does not, `hard_false_rate` does.

    >>> lower_is_better("hard_false_rate"), lower_is_better("aeb.caption_leak"), lower_is_better("neus.r1")
    (True, True, False)
    """
    return figure.rsplit(".", 1)[-1] in LOWER_IS_BETTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a room scored.

    Attributes:
        room: the measured room, as its file is called.
        extent: all rows, or the small share that the tests measure.
        rows: how many were given to the room.
        digest: sha256 of those rows and their gold.
        figures: by name, `set.figure` where a room has several sets.
    """

    room: str
    extent: Extent
    rows: int
    digest: str
    figures: dict[str, float]


def chosen(scores: Mapping[str, Any], *names: str, under: str = "") -> dict[str, float]:
    """The named figures of a scorer's answer as numbers; what the data could not measure (null) is left out.

    >>> chosen({"p": 0.25, "r": 1, "f1": None, "docs": 9}, "p", "r", "f1", under="dev")
    {'dev.p': 0.25, 'dev.r': 1.0}
    """
    prefix = f"{under}." if under else ""
    return {prefix + name: round(float(scores[name]), 4) for name in names if scores[name] is not None}
