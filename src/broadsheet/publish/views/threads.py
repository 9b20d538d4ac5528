"""A long affair as a page: its chapters in order, and what changed from one to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from broadsheet.language.words import content_words
from broadsheet.publish.views import cards, days, front
from broadsheet.publish.views.evidence import Notes, Said
from broadsheet.publish.views.library import Library
from broadsheet.publish.views.wording import count, day_label, machine_time, plain_label
from broadsheet.records.pool import NumberItem
from broadsheet.records.story import Thread
from broadsheet.records.story_page import StoryPage

NEWCOMERS = 4
FIGURES = 3
FULL_LABEL = 2
"""Content words that a figure's label needs before the same label in two chapters means the same count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A figure that both chapters give, with another value in the later one."""

    label: str
    before: cards.FigureCard
    after: cards.FigureCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What changed from the chapter before: days between, who is named for the first time, figures that moved."""

    gap: str
    newcomers: tuple[tuple[str, str | None], ...]
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A story of a thread, with what it says happened; the first has no step."""

    number: int
    line: front.Line
    date: str
    machine_date: str | None
    said: tuple[Said, ...]
    step: Step | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadView:
    """One long affair, chapter by chapter."""

    id: str
    title: str
    chapters: tuple[Chapter, ...]
    pulse: days.Pulse | None


def thread_view(library: Library, thread: Thread) -> ThreadView:
    """The view of a thread; stories that this edition does not hold are left out."""
    held = [library.stories[story] for story in thread.stories if story in library.stories]
    chapters = tuple(_chapter(library, held[: number + 1]) for number in range(len(held)))
    written = Counter(days.dated(entry.published) for story in held for entry in story.articles.values())
    return ThreadView(id=thread.id, title=plain_label(thread.title), chapters=chapters, pulse=days.pulse(written, "article"))


def _chapter(library: Library, so_far: Sequence[StoryPage]) -> Chapter:
    story = so_far[-1]
    notes = Notes(library, story, address=library.story_href(story.id) or "")
    happened = story.section("whats_happened")
    return Chapter(
        number=len(so_far),
        line=front.line(library, story, aged=False),
        date=day_label(story.times.last_update),
        machine_date=machine_time(story.times.last_update),
        said=notes.all_said(happened.body if happened else ())[:3],
        step=_step(library, notes, so_far[:-1]) if len(so_far) > 1 else None,
    )


def _step(library: Library, notes: Notes, earlier: Sequence[StoryPage]) -> Step:
    newcomers = _newcomers(library, notes.story, {story.id for story in earlier})
    return Step(
        gap=_gap(earlier[-1].times.last_update, notes.story.times.first_seen),
        newcomers=tuple(newcomers)[:NEWCOMERS],
        moved=tuple(_moved(library, notes, earlier[-1]))[:FIGURES],
    )


def _gap(before: str | None, after: str | None) -> str:
    """The days between two chapters in words; empty if they are not known or overlap."""
    try:
        days = (date.fromisoformat((after or "")[:10]) - date.fromisoformat((before or "")[:10])).days
    except ValueError:
        return ""
    return f"{count(days, 'day')} later" if days > 0 else ""


def _newcomers(library: Library, story: StoryPage, earlier: set[str]) -> Iterator[tuple[str, str | None]]:
    """People and organisations that the chapter introduces and that no earlier one names, as far as the registry knows them."""
    section = story.section("topics")
    for key in section.items if section else ():
        card = story.entities.get(key)
        known = library.bearer(story.id, card.name) if card and card.kind in ("person", "organisation") else None
        if card and known and not earlier & {name for name, _ in known.stories}:
            yield plain_label(card.name), library.up + library.topic_path(story.id, card)


def _moved(library: Library, notes: Notes, before: StoryPage) -> Iterator[Moved]:
    """Figures of the same label and unit in both chapters, of which each gives one value, and not the same."""
    old = Notes(library, before, address=library.story_href(before.id) or "")
    theirs, mine = _counted(before), _counted(notes.story)
    for what in mine:
        if what not in theirs or _value(before.numbers[theirs[what]]) == _value(notes.story.numbers[mine[what]]):
            continue
        one, other = cards.figure(old, theirs[what]), cards.figure(notes, mine[what])
        if one and other:
            yield Moved(label=other.label, before=one, after=other)


def _counted(story: StoryPage) -> dict[tuple[str, ...], str]:
    """What a chapter's figures count → the key of the figure, where one alone counts it."""
    section = story.section("hard_numbers")
    found: dict[tuple[str, ...], list[str]] = {}
    for key in section.items if section else ():
        item = story.numbers[key]
        label = tuple(sorted(set(content_words(item.label))))
        if len(label) >= FULL_LABEL:
            found.setdefault((item.unit, *label), []).append(key)
    return {what: keys[0] for what, keys in found.items() if len(keys) == 1}


def _value(item: NumberItem) -> tuple[float, float | None]:
    return item.value, item.value_high
