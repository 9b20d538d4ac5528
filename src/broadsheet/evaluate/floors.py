"""Pinned figures. A measured one may not fall below its floor; lowering a floor needs a written reason."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from broadsheet.errors import UsageError
from broadsheet.evaluate.measured import Extent, Measured, lower_is_better

SHIPPED = Path(__file__).with_name("floors.json")
TOLERANCE = 0.005
"""What another build of the numeric libraries may cost. The rooms themselves are deterministic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """A measured figure that is worse than its floor, or cannot be compared with it.

    Attributes:
        figure: its name, None where the whole room cannot be compared.
        floor: the pinned figure.
        measured: the figure now, None if it was not measured.
        why: in a few words.
    """

    room: str
    extent: Extent
    figure: str | None = None
    floor: float | None = None
    measured: float | None = None
    why: str = "below its floor"

    def __str__(self) -> str:
        if self.figure is None:
            return f"{self.room} ({self.extent}): {self.why}"
        return f"{self.room} ({self.extent}) {self.figure}: {self.measured} is {self.why}, {self.floor}"


@dataclass(slots=True)
class Floors:
    """The floors of every room, as `floors.json` has them.

    Attributes:
        rooms: room → extent → `{digest, rows, figures}`.
        lowered: what was lowered on purpose: `{room, extent, figure, from, to, reason}`, oldest first.
        tolerance: how far below its floor a figure may lie.
    """

    rooms: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    lowered: list[dict[str, Any]] = field(default_factory=list)
    tolerance: float = TOLERANCE

    @classmethod
    def load(cls, path: Path = SHIPPED) -> Self:
        """The floors in a file; none if it is not there."""
        if not path.is_file():
            return cls()
        plain = json.loads(path.read_text("utf-8"))
        return cls(rooms=plain["rooms"], lowered=plain["lowered"], tolerance=plain["tolerance"])

    def save(self, path: Path = SHIPPED) -> None:
        """Write the file, sorted, so that a difference reads well."""
        plain = {"tolerance": self.tolerance, "rooms": self.rooms, "lowered": self.lowered}
        path.write_text(json.dumps(plain, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")

    def falls(self, measured: Measured) -> list[Fall]:
        """Every figure of a measurement that is worse than its floor, or the one reason why they cannot be compared."""
        pinned = self.rooms.get(measured.room, {}).get(measured.extent)
        if pinned is None:
            return [Fall(room=measured.room, extent=measured.extent, why="nothing is pinned: run with --update")]
        if pinned["digest"] != measured.digest:
            return [Fall(room=measured.room, extent=measured.extent, why="measured on other data than was pinned")]
        return list(self._worse(measured, pinned["figures"]))

    def _worse(self, measured: Measured, figures: dict[str, float]) -> Iterator[Fall]:
        for name, floor in figures.items():
            now = measured.figures.get(name)
            if now is None:
                yield Fall(room=measured.room, extent=measured.extent, figure=name, floor=floor, why="no longer measured; it was")
            elif _gain(name, floor, now) < -self.tolerance - 1e-9:
                yield Fall(room=measured.room, extent=measured.extent, figure=name, floor=floor, measured=now)

    def update(self, measured: Measured, reason: str | None = None) -> None:
        """Pin a measurement. Figures that rose are raised; those that fell are lowered only with a reason.

        Args:
            measured: what was measured.
            reason: a page of `docs/decisions` that explains what fell.

        Raises:
            UsageError: something fell and no reason is given. Nothing is changed then.
        """
        falls = self.falls(measured) if measured.extent in self.rooms.get(measured.room, {}) else []
        if falls and reason is None:
            raise UsageError(
                f"lowering needs a reason: {'; '.join(map(str, falls))}",
                hint="give --reason docs/decisions/<page>.md that says why",
            )
        self.lowered += [_lowering(fall, reason) for fall in falls]
        kept = self._kept(measured, falls)
        figures = {name: _better(name, kept.get(name), now) for name, now in measured.figures.items()}
        pinned = {"digest": measured.digest, "rows": measured.rows, "figures": figures}
        self.rooms.setdefault(measured.room, {})[measured.extent] = pinned

    def _kept(self, measured: Measured, falls: list[Fall]) -> dict[str, float]:
        """The floors that a lowering leaves standing: none if the data changed, else all that did not fall."""
        if any(fall.figure is None for fall in falls):
            return {}
        pinned = self.rooms.get(measured.room, {}).get(measured.extent, {}).get("figures", {})
        lowered = {fall.figure for fall in falls}
        return {name: floor for name, floor in pinned.items() if name not in lowered}


def _gain(name: str, floor: float, now: float) -> float:
    return floor - now if lower_is_better(name) else now - floor


def _better(name: str, floor: float | None, now: float) -> float:
    """The higher of floor and figure (the lower for faults), so that small losses do not add up."""
    return now if floor is None or _gain(name, floor, now) > 0 else floor


def _lowering(fall: Fall, reason: str | None) -> dict[str, Any]:
    plain = {"room": fall.room, "extent": fall.extent, "figure": fall.figure, "from": fall.floor, "to": fall.measured}
    return {**plain, "why": fall.why, "reason": reason}


def checked_reason(path: str, root: Path) -> str:
    """The page that explains a lowering, as a path below the checkout.

    Raises:
        UsageError: it is not a page of `docs/decisions`.
    """
    page = (root / path).resolve()
    decisions = (root / "docs" / "decisions").resolve()
    if page.suffix != ".md" or page.parent != decisions or not page.is_file():
        raise UsageError(f"{path} is no page of docs/decisions", hint="write the page first: context, choice, figures")
    return page.relative_to(root.resolve()).as_posix()


def table(measured: Iterable[Measured], floors: Floors) -> str:
    """Measured figures beside their floors, one line each."""
    lines = []
    for result in measured:
        pinned = floors.rooms.get(result.room, {}).get(result.extent, {}).get("figures", {})
        lines.append(f"{result.room} ({result.extent}, {result.rows} rows)")
        for name, now in result.figures.items():
            floor = f"{pinned[name]:.4f}" if name in pinned else "-"
            sign = "↓" if lower_is_better(name) else " "
            lines.append(f"  {name:28}{sign} {now:8.4f}   floor {floor}")
    return "\n".join(lines)
