"""The rail of dated events, and the picture of who wrote when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from broadsheet.publish.views.evidence import Notes, Said
from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.views.wording import count, machine_time, plain_label, short_day, when_label
from broadsheet.records.pool import EventItem
from broadsheet.records.story_page import StoryPage

GAP_YEARS = 3
"""A longer silence between two events is folded and named."""
_TENSES = {
    "past": "",
    "now": "now",
    "scheduled": "scheduled",
    "expected": "expected",
    "overdue": "overdue: no paper says whether it happened",
}
_COMING = ("scheduled", "expected")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A node of the rail. `size` is 1 to 3; `now_before` asks for the line that stands for the edition's day."""

    when: str
    words: str
    machine_time: str | None
    said: tuple[Said, ...]
    tense: str
    coming: bool
    size: int
    origins: int
    gap: str
    now_before: bool
    from_story: tuple[str, str] | None


def events(notes: Notes, keys: Sequence[str]) -> tuple[Event, ...]:
    """The events among `keys`, in the order given."""
    items = [notes.story.events[key] for key in keys if key in notes.story.events]
    past_before = [any(other.tense not in _COMING for other in items[:n]) for n in range(len(items))]
    rail = []
    for n, item in enumerate(items):
        turns = item.tense in _COMING and past_before[n] and items[n - 1].tense not in _COMING
        rail.append(_event(notes, item, _gap(items[n - 1] if n else None, item), now_before=turns))
    return tuple(rail)


def _event(notes: Notes, item: EventItem, gap: str, *, now_before: bool) -> Event:
    label = when_label(item.when)
    words = plain_label(item.when.text or "")
    earlier = notes.library.stories.get(item.from_story or "")
    return Event(
        when=label,
        words=words if item.when.relative and words and words.casefold() != label.casefold() else "",
        machine_time=machine_time(item.when.start),
        said=notes.all_said(item.statements),
        tense=_TENSES[item.tense],
        coming=item.tense in _COMING,
        size=1 + (item.weight >= 0.34) + (item.weight >= 0.67),
        origins=item.origins or 1,
        gap=gap,
        now_before=now_before,
        from_story=_link(notes.library, earlier) if earlier else None,
    )


def _link(library: Library, story: StoryPage) -> tuple[str, str] | None:
    href = library.story_href(story.id)
    return (headline(story), href) if href else None


def _gap(earlier: EventItem | None, later: EventItem) -> str:
    years = [int(item.when.start[:4]) for item in (earlier, later) if item and item.when.start and item.when.start[:4].isdigit()]
    silence = years[1] - years[0] if len(years) == 2 else 0
    return count(silence, "year") if silence > GAP_YEARS else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """Articles of one outlet on one day. Places are in the units of the drawing."""

    x: int
    y: int
    radius: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An outlet's line: its place, and per day how many articles."""

    outlet: str
    y: int
    counts: tuple[int, ...]
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Who wrote when. `days` are labels with their place across."""

    width: int
    height: int
    days: tuple[tuple[str, int, str], ...]
    rows: tuple[Row, ...]
    dots: tuple[Dot, ...]
    all_days: tuple[str, ...]
    summary: str


_LEFT, _RIGHT, _TOP, _LINE = 200, 620, 28, 24


def coverage(library: Library, story: StoryPage) -> Coverage | None:
    """The picture of coverage by day and outlet; None where fewer than two days or outlets are dated."""
    counted: dict[str, dict[str, int]] = {}
    for entry in story.articles.values():
        day = entry.published[:10] if entry.published and len(entry.published) >= 10 else ""
        row = counted.setdefault(library.entry_outlet(story, entry), {})
        row[day if _ordinal(day) else ""] = row.get(day if _ordinal(day) else "", 0) + 1
    days = sorted({day for row in counted.values() for day in row if day})
    if len(days) < 2 or len(counted) < 2:
        return None
    order = sorted(counted, key=lambda outlet: (min((day for day in counted[outlet] if day), default="9"), outlet))
    return _draw(counted, order, days)


def _draw(counted: dict[str, dict[str, int]], order: list[str], days: list[str]) -> Coverage:
    across = {day: _across(day, days) for day in days}
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
            radius=min(4 + 2 * number, 10),
            label=f"{row.outlet}, {short_day(day)}: {count(number, 'article')}",
        )
        for row in rows
        for day, number in zip(days, row.counts, strict=True)
        if number
    ]
    return Coverage(
        width=640,
        height=_TOP + len(rows) * _LINE + 16,
        days=tuple((short_day(day), across[day], "end" if across[day] > 560 else "middle") for day in _labelled(days)),
        rows=tuple(rows),
        dots=tuple(dots),
        all_days=tuple(short_day(day) for day in days),
        summary=f"{count(len(order), 'paper')} between {short_day(days[0])} and {short_day(days[-1])}",
    )


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0


def _across(day: str, days: list[str]) -> int:
    first, last = _ordinal(days[0]), _ordinal(days[-1])
    return _LEFT + 20 + round((_RIGHT - _LEFT - 30) * (_ordinal(day) - first) / max(1, last - first))


def _labelled(days: list[str]) -> list[str]:
    return days if len(days) == 2 else [days[0], days[-1]]
