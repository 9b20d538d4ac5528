"""The scores of a room in two columns: what rooms may be tuned on, and what is held out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from broadsheet.evaluate.examples.formulas import Formula, Part
from broadsheet.evaluate.examples.ledger import Ledger, Worst

HEADINGS = ("room", "score", "tuned on", "held out")
MOST_FAULTS = 6
"""Faults of one place that are listed; of the others only the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One figure of a room; None where its column has nothing to measure."""

    name: str
    tuned: Part | None
    held_out: Part | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a room scored. `worst` is of stories that rooms may be tuned on only."""

    room: str
    scores: tuple[Score, ...]
    worst: tuple[Worst, ...] = ()

    def rows(self) -> Iterator[tuple[str, str, str, str]]:
        """The scores for a table under `HEADINGS`."""
        for score in self.scores:
            yield self.room, score.name, _cell(score.tuned), _cell(score.held_out)

    def plain(self) -> dict[str, Any]:
        """The report as plain data."""
        scores = {score.name: {"tuned": _plain(score.tuned), "held_out": _plain(score.held_out)} for score in self.scores}
        worst = [{"place": each.place, "faults": list(each.faults)} for each in self.worst]
        return {"room": self.room, "scores": scores, **({"worst": worst} if worst else {})}

    def cases(self) -> Iterator[str]:
        """The worst places, a line each, and their faults below them."""
        for each in self.worst:
            yield f"{self.room}: {each.place}"
            yield from (f"    {fault}" for fault in each.faults[:MOST_FAULTS])
            if len(each.faults) > MOST_FAULTS:
                yield f"    … and {len(each.faults) - MOST_FAULTS} more"


def reported(room: str, formulas: Mapping[str, Formula], ledger: Ledger, worst: int = 0) -> Report:
    """The report of a room with so many of its worst places."""
    scores = (
        Score(name=name, tuned=formula(ledger.column("tuned")), held_out=formula(ledger.column("held_out")))
        for name, formula in formulas.items()
    )
    return Report(room=room, scores=tuple(scores), worst=tuple(ledger.worst(worst)))


def _cell(part: Part | None) -> str:
    return "–" if part is None else str(part)


def _plain(part: Part | None) -> dict[str, float] | None:
    if part is None:
        return None
    return {"value": round(part.value, 4)} | ({} if part.of is None else {"of": part.of})
