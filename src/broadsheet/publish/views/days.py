"""Pictures of who wrote when and how often something is named: places across are percentages, so that type keeps its size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from broadsheet.publish.views.library import Library
from broadsheet.publish.views.wording import count, short_day
from broadsheet.records.story_page import StoryPage

_TOP, _LINE, _EDGE = 36, 36, 3.0
_TALL, _GROUND = 34, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day that is named: its place across in percent, and which end of its label stands there."""

    label: str
    x: float
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """Articles of one outlet on one day; `x` in percent, the rest in pixels."""

    x: float
    y: int
    radius: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An outlet's line: its place in pixels, and per day how many articles."""

    outlet: str
    y: int
    counts: tuple[int, ...]
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Who wrote when."""

    height: int
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    dots: tuple[Dot, ...]
    all_days: tuple[str, ...]
    summary: str


def coverage(library: Library, story: StoryPage) -> Coverage | None:
    """The picture of coverage by day and outlet; None where fewer than two days or outlets are dated."""
    counted: dict[str, dict[str, int]] = {}
    for entry in story.articles.values():
        row = counted.setdefault(library.entry_outlet(story, entry), {})
        day = dated(entry.published)
        row[day] = row.get(day, 0) + 1
    days = sorted({day for row in counted.values() for day in row if day})
    if len(days) < 2 or len(counted) < 2:
        return None
    order = sorted(counted, key=lambda outlet: (min((day for day in counted[outlet] if day), default="9"), outlet))
    return _draw(counted, order, days)


def _draw(counted: dict[str, dict[str, int]], order: list[str], days: list[str]) -> Coverage:
    across = _across(days)
    rows = [
        Row(
            outlet=outlet,
            y=_TOP + n * _LINE,
            counts=tuple(counted[outlet].get(day, 0) for day in days),
            undated=counted[outlet].get("", 0),
        )
        for n, outlet in enumerate(order)
    ]
    dots = [
        Dot(
            x=across[day],
            y=row.y,
            radius=min(3 + 2 * number, 10),
            label=f"{row.outlet}, {short_day(day)}: {count(number, 'article')}",
        )
        for row in rows
        for day, number in zip(days, row.counts, strict=True)
        if number
    ]
    return Coverage(
        height=_TOP + len(rows) * _LINE - 12,
        ticks=_ticks(days),
        rows=tuple(rows),
        dots=tuple(dots),
        all_days=tuple(short_day(day) for day in days),
        summary=f"{count(len(order), 'paper')} between {short_day(days[0])} and {short_day(days[-1])}",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A day: its place across in percent, the pixels of its top, and how many."""

    x: float
    top: int
    day: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """How often, day by day: bars of `Bar.top` to `ground`; `most` is what the tallest stands for, `undated` has no bar."""

    ground: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    undated: int
    most: int
    summary: str


def pulse(counted: Mapping[str, int], noun: str) -> Pulse | None:
    """Bars of what was counted by day (`` holds what has no date); None where fewer than two days have any."""
    days = sorted(day for day, number in counted.items() if day and number)
    if len(days) < 2:
        return None
    across, most = _across(days), max(counted[day] for day in days)
    total = count(sum(counted[day] for day in days), noun)
    return Pulse(
        ground=_GROUND,
        bars=tuple(
            Bar(x=across[day], top=_GROUND - max(2, round(_TALL * counted[day] / most)), day=short_day(day), number=counted[day])
            for day in days
        ),
        ticks=_ticks(days),
        undated=counted.get("", 0),
        most=most,
        summary=f"{total} on {count(len(days), 'day')}, at most {most:,} on one",
    )


def dated(value: str | None) -> str:
    """The day of a moment, empty where it is not known to the day.

    >>> dated("2031-05-05T18:04:00Z"), dated("2031-05"), dated("2031-13-05"), dated(None)
    ('2031-05-05', '', '', '')
    """
    day = (value or "")[:10]
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return ""


def _across(days: list[str]) -> dict[str, float]:
    ordinals = [date.fromisoformat(day).toordinal() for day in days]
    wide = max(1, ordinals[-1] - ordinals[0])
    return {day: round(_EDGE + (100 - 2 * _EDGE) * (at - ordinals[0]) / wide, 1) for day, at in zip(days, ordinals, strict=True)}


def _ticks(days: list[str]) -> tuple[Tick, ...]:
    """The first and the last day."""
    return (
        Tick(label=short_day(days[0]), x=0, anchor="start"),
        Tick(label=short_day(days[-1]), x=100, anchor="end"),
    )
