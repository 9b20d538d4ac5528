"""The front page: a lead, lists that end, and a rail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from broadsheet.publish.views import cards
from broadsheet.publish.views.editorial import chosen
from broadsheet.publish.views.evidence import Notes, Said
from broadsheet.publish.views.library import NO_ORIGIN, Library, headline, outlet_names
from broadsheet.publish.views.timeline import events
from broadsheet.publish.views.wording import (
    age,
    clock_label,
    count,
    day_label,
    long_day,
    machine_time,
    outlets_counted,
    plain_label,
)
from broadsheet.records.edition import Edition
from broadsheet.records.ledger import fresh
from broadsheet.records.story_page import StoryPage

DESK = 8
"""Lines of a list that are seen at once; the rest is one click away."""
ALONE, BRIEF = "One origin so far", "In brief"
RAIL = 5
RANKED = 12
PARTS = ("origins", "recency", "novelty")
WEIGHED = "sources"
"""The part that is shown where the sources of some story were given a weight."""
CHIPS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A story in one line. `digest` changes with what the story says, so that a reader's mark belongs to a revision."""

    id: str
    digest: str
    revision: int
    href: str
    headline: str
    language: str
    counts: str
    date: str
    age: str
    machine_date: str | None
    state: str
    fresh: int
    standfirst: Said | None = None
    chosen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The first story with its three strips."""

    line: Line
    kicker: str
    text: tuple[Said, ...]
    outlets: tuple[str, ...]
    more_outlets: int
    new: tuple[Said, ...]
    figures: tuple[cards.FigureCard, ...]
    differences: tuple[cards.DifferCard, ...]
    more_differences: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A list of stories: what is seen, and what is folded. `thin` ones hold what rests on one origin and stand below the fold."""

    heading: str
    lines: tuple[Line, ...]
    folded: tuple[Line, ...]
    thin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RailItem:
    """A line of the rail: the words in bold first."""

    bold: str
    text: str
    href: str
    said: Said | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Why a story stands where it stands: its importance and the parts that make it."""

    headline: str
    href: str
    importance: str
    parts: tuple[str, ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """Everything that the template of the front page speaks of."""

    day: str
    cutoff: str
    lead: Lead | None
    seconds: tuple[Line, ...]
    desks: tuple[Desk, ...]
    numbers: tuple[RailItem, ...]
    coming: tuple[RailItem, ...]
    differing: tuple[RailItem, ...]
    thin: tuple[RailItem, ...]
    single: str
    ranking: tuple[Ranked, ...]
    threads: tuple[tuple[str, str, int], ...]


def front(library: Library) -> Front:
    """The view of the front page."""
    put = (library.edition.lead, *library.edition.pinned)
    briefs = [story for story in library.edition.stories if is_brief(library, story) and story.id not in put]
    real = [story for story in library.edition.stories if story not in briefs]
    leading = next((story for story in real if story.id not in library.edition.pinned), None)
    lead = [leading] if leading else real[:1]
    rest = [story for story in real if story not in lead]
    seconds = _seconds(rest, library.edition.pinned)
    others = [story for story in rest if story not in seconds]
    return Front(
        day=long_day(library.edition.day),
        cutoff=cutoff(library.edition),
        lead=_lead(library, lead[0]) if lead else None,
        seconds=tuple(line(library, story, standfirst=True) for story in seconds),
        desks=_desks(library, others, briefs),
        numbers=rail_numbers(library),
        coming=rail_coming(library),
        differing=rail_differing(library),
        thin=_thin(library),
        single=_single(real),
        ranking=_ranking(library),
        threads=_threads(library),
    )


def _seconds(rest: Sequence[StoryPage], pinned: Sequence[str]) -> list[StoryPage]:
    """What stands below the lead: all that is pinned, and up to three with more than one origin."""
    several = [story for story in rest if story.stats.origins > 1 and story.id not in pinned]
    first = [story for story in rest if story.id in pinned]
    return first + several[: max(0, 3 - len(first))]


def is_brief(library: Library, story: StoryPage) -> bool:
    """Whether a story rests on one brief or one article of a single paragraph: it belongs in the list of briefs."""
    if story.stats.origins > 1:
        return False
    entries = [entry for entry in story.articles.values() if entry.role not in NO_ORIGIN]
    return all(entry.role == "brief" or _is_paragraph(library, entry.id) for entry in entries)


def _is_paragraph(library: Library, article: str) -> bool:
    known = library.articles.get(article)
    return known is not None and "\n" not in known.text.strip()


def cutoff(edition: Edition) -> str:
    """The masthead's line on what the paper was built from."""
    voices = [article for article in edition.articles if article.role not in NO_ORIGIN]
    outlets = {plain_label(article.outlet) for article in voices if article.outlet}
    origins = {edition.copies[a.id].origin if a.id in edition.copies else a.id for a in voices}
    counts = [count(len(edition.articles), "article"), count(len(outlets), "outlet"), count(len(origins), "origin")]
    clock = clock_label(edition.built) if edition.day else ""
    newest = f" · newest source {day_label(edition.data_cutoff[:10])}" if edition.data_cutoff else ""
    return f"Built {clock + ' ' if clock else ''}from {', '.join(counts)}{newest}"


def line(library: Library, story: StoryPage, *, standfirst: bool = False, aged: bool = True) -> Line:
    """One story as a line; its age, which changes with the hour, is told by pages of the edition alone."""
    href = library.story_href(story.id) or ""
    notes = Notes(library, story, address=href)
    named = outlets_counted(story.stats.outlets)
    return Line(
        id=story.id,
        digest=story.content_sha256[:16],
        revision=story.revision,
        href=href,
        headline=headline(story),
        language=story.language,
        counts=f"{named} / {count(story.stats.origins, 'origin')}",
        date=day_label(story.times.last_update),
        age=age(story.times.last_update, library.edition.built) if aged else "",
        machine_date=machine_time(story.times.last_update),
        state=story.state,
        fresh=len(fresh(story)),
        standfirst=notes.said(opening(story)) if standfirst else None,
        chosen=chosen(library.edition, story.id),
    )


def opening(story: StoryPage) -> str:
    """The key of the sentence that stands under a headline: the standfirst, else the first of what happened that adds to it."""
    said = [key for key in _body(story, "whats_happened") if key in story.statements]
    fresh = [key for key in said if not _repeats_headline(story, key)]
    return story.standfirst or next(iter(fresh or said), "")


def _repeats_headline(story: StoryPage, key: str) -> bool:
    """Whether the headline was made from this very sentence."""
    return story.statements[key].spans[0] == story.statements[story.headline].spans[0]


def _beyond_opening(story: StoryPage) -> list[str]:
    """What happened, without what headline and standfirst have said already."""
    said = [key for key in _body(story, "whats_happened") if key != opening(story)]
    return [key for key in said if key not in story.statements or not _repeats_headline(story, key)]


def _lead(library: Library, story: StoryPage) -> Lead:
    notes = Notes(library, story, address=library.story_href(story.id) or "")
    outlets = outlet_names(library, story)
    differing = [key for key in _items(story, "contradictions") if key in story.contradictions]
    return Lead(
        line=line(library, story, standfirst=True),
        kicker=plain_label(story.thread.title) if story.thread else "",
        text=notes.all_said(_beyond_opening(story))[:3],
        outlets=outlets[:CHIPS],
        more_outlets=max(0, len(outlets) - CHIPS),
        new=notes.all_said(_body(story, "whats_new"))[:2],
        figures=cards.each(cards.figure, notes, _items(story, "hard_numbers")[:3]),
        differences=cards.each(cards.difference, notes, differing[:1]),
        more_differences=len(differing[1:]),
    )


def _desks(library: Library, others: Sequence[StoryPage], briefs: Sequence[StoryPage]) -> tuple[Desk, ...]:
    """The edition's desks, those stories that have none by how many tell them, and briefs."""
    known = {story.id: story for story in others}
    named = [(plain_label(desk.name), [known.pop(one) for one in desk.stories if one in known]) for desk in library.edition.desks]
    several = [story for story in known.values() if story.stats.origins > 1]
    single = [story for story in known.values() if story.stats.origins <= 1]
    named += [("More than one origin", several), (ALONE, single), (BRIEF, list(briefs))]
    return tuple(_desk(library, heading, stories) for heading, stories in named if stories)


def _desk(library: Library, heading: str, stories: Sequence[StoryPage]) -> Desk:
    lines = tuple(line(library, story, standfirst=heading != BRIEF) for story in stories)
    return Desk(heading=heading, lines=lines[:DESK], folded=lines[DESK:], thin=heading in (ALONE, BRIEF))


def _body(story: StoryPage, kind: str) -> tuple[str, ...]:
    return next((section.body for section in story.sections if section.kind == kind), ())


def _items(story: StoryPage, kind: str) -> tuple[str, ...]:
    return next((section.items for section in story.sections if section.kind == kind), ())


def rail_numbers(library: Library, most: int = RAIL) -> tuple[RailItem, ...]:
    """The day's figures: the first of each story, in front-page order, then the second, until there are enough."""
    return tuple(islice(_numbers(library), most))


def _numbers(library: Library) -> Iterator[RailItem]:
    figures = [(story, _items(story, "hard_numbers")) for story in library.edition.stories]
    for place in range(RAIL):
        for story, keys in [(story, keys) for story, keys in figures if place < len(keys)]:
            notes = Notes(library, story, address=library.story_href(story.id) or "")
            card = cards.figure(notes, keys[place])
            if card:
                yield RailItem(bold=card.value, text=card.label, href=f"{notes.address}#hard_numbers", said=card.said)


def rail_coming(library: Library, most: int = RAIL) -> tuple[RailItem, ...]:
    """What is announced or expected, soonest first, without a date last. What was due by now is told on its story's page."""
    found: list[tuple[str, int, RailItem]] = []
    for place, story in enumerate(library.edition.stories):
        notes = Notes(library, story, address=library.story_href(story.id) or "")
        keys = _items(story, "whats_next")
        for key, event in zip([k for k in keys if k in story.events], events(notes, keys), strict=True):
            if not event.coming:
                continue
            said = event.said[0] if event.said else None
            item = RailItem(bold=event.when, text=headline(story), href=f"{notes.address}#whats_next", said=said)
            found.append((story.events[key].when.start or "9999", place, item))
    found.sort(key=lambda row: row[:2])
    return tuple(item for _, _, item in found[:most])


def rail_differing(library: Library, most: int = RAIL) -> tuple[RailItem, ...]:
    """Where accounts differ, unresolved ones only."""
    found = []
    for story in library.edition.stories:
        for key in _items(story, "contradictions"):
            item = story.contradictions.get(key)
            if item and item.state == "open":
                href = f"{library.story_href(story.id)}#contradictions"
                found.append(RailItem(bold=plain_label(item.issue), text=cards.values(item) or headline(story), href=href))
    return tuple(found[:most])


def _single(real: Sequence[StoryPage]) -> str:
    """How many stories rest on one account, briefs aside; nothing where none does."""
    single = sum(story.stats.origins <= 1 for story in real)
    return (
        f"{single} of {count(len(real), 'story', 'stories')} {'rests' if single == 1 else 'rest'} on one origin so far."
        if single
        else ""
    )


def _ranking(library: Library) -> tuple[Ranked, ...]:
    """The first stories in order, each with origins, recency and novelty as they were multiplied, and sources where they weigh."""
    listed = [story for story in library.edition.stories if story.stats.importance is not None][:RANKED]
    shown = (*PARTS, *([WEIGHED] if _is_weighed(listed) else []))
    return tuple(
        Ranked(
            headline=headline(story),
            href=library.story_href(story.id) or "",
            importance=f"{story.stats.importance:.2f}",
            parts=tuple(f"{story.stats.importance_parts.get(part, float(part == WEIGHED)):.2f}" for part in shown),
            chosen=chosen(library.edition, story.id),
        )
        for story in listed
    )


def _is_weighed(stories: Iterable[StoryPage]) -> bool:
    """Whether the sources of any of the stories were given a weight."""
    return any(WEIGHED in story.stats.importance_parts for story in stories)


def _thin(library: Library) -> tuple[RailItem, ...]:
    """What no paper says: the first open question of each story."""
    asked = (
        (story, [story.notes[key] for key in _body(story, "open_questions") if key in story.notes])
        for story in library.edition.stories
    )
    found = [(story, notes[0]) for story, notes in asked if notes]
    return tuple(
        RailItem(bold=note.text, text=headline(story), href=f"{library.story_href(story.id)}#open_questions")
        for story, note in found[:RAIL]
    )


def _threads(library: Library) -> tuple[tuple[str, str, int], ...]:
    listed = [
        (plain_label(t.title), library.thread_href(t.id) or "", len(t.stories))
        for t in library.edition.threads
        if len(t.stories) > 1
    ]
    return tuple(listed[:RAIL])
