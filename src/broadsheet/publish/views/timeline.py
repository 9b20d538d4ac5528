"""The rail of dated events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.publish.views.evidence import Notes, Said
from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.views.wording import count, machine_time, plain_label, when_label
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
COMING = ("scheduled", "expected")


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
    past_before = [any(other.tense not in COMING for other in items[:n]) for n in range(len(items))]
    rail = []
    for n, item in enumerate(items):
        turns = item.tense in COMING and past_before[n] and items[n - 1].tense not in COMING
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
        coming=item.tense in COMING,
        size=node_size(item.weight),
        origins=item.origins or 1,
        gap=gap,
        now_before=now_before,
        from_story=_link(notes.library, earlier) if earlier else None,
    )


def node_size(weight: float) -> int:
    """1 to 3, by thirds of the weight."""
    return 1 + (weight >= 0.34) + (weight >= 0.67)


def _link(library: Library, story: StoryPage) -> tuple[str, str] | None:
    href = library.story_href(story.id)
    return (headline(story), href) if href else None


def _gap(earlier: EventItem | None, later: EventItem) -> str:
    years = [int(item.when.start[:4]) for item in (earlier, later) if item and item.when.start and item.when.start[:4].isdigit()]
    silence = years[1] - years[0] if len(years) == 2 else 0
    return count(silence, "year") if silence > GAP_YEARS else ""
