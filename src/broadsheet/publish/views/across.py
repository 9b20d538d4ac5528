"""Pages across stories: Hard Numbers, What we're watching."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.publish.views import cards, front
from broadsheet.publish.views.evidence import Notes, Said
from broadsheet.publish.views.library import Library, headline
from broadsheet.publish.views.timeline import Event, events
from broadsheet.publish.views.wording import plain_label
from broadsheet.records.story_page import StoryPage

FIVE = 5


def all_numbers(library: Library) -> tuple[tuple[front.Line, tuple[cards.FigureCard, ...]], ...]:
    """Every figure of the edition, story by story."""
    listed = []
    for story in library.edition.stories:
        section = story.section("hard_numbers")
        notes = Notes(library, story, address=library.story_href(story.id) or "")
        figures = tuple(card for key in (section.items if section else ()) if (card := cards.figure(notes, key)))
        if figures:
            listed.append((front.line(library, story), figures))
    return tuple(listed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A story worth watching: its headline as the watchword in bold, the reason, and the sentence."""

    watchword: str
    reason: str
    said: tuple[Said, ...]
    href: str


def watching(library: Library, most: int = FIVE) -> tuple[Watched, ...]:
    """The open and scheduled stories: those with something announced first, then unresolved accounts, then developing ones.

    An affair is watched once, in the first of its chapters on the front page that has something to watch.
    """
    ranked: list[tuple[int, int, Watched]] = []
    affairs: set[str] = set()
    for place, story in enumerate(library.edition.stories):
        affair = story.thread.id if story.thread else story.id
        watched = _watched(library, story) if affair not in affairs else None
        if watched:
            affairs.add(affair)
            ranked.append((watched[0], place, watched[1]))
    ranked.sort(key=lambda row: row[:2])
    return tuple(watched for _, _, watched in ranked[:most])


def _watched(library: Library, story: StoryPage) -> tuple[int, Watched] | None:
    notes = Notes(library, story, address=library.story_href(story.id) or "")
    coming = story.section("whats_next")
    ahead = [event for event in events(notes, coming.items) if event.coming] if coming else []
    if ahead:
        return 0, _watch(story, notes, _ahead(ahead[0]), ahead[0].said[:2])
    open_issues = [item for item in story.contradictions.values() if item.state == "open"]
    happened = notes.all_said(story.section("whats_happened").body)[:1] if story.section("whats_happened") else ()  # type: ignore[union-attr]
    if open_issues:
        return 1, _watch(story, notes, f"accounts differ: {plain_label(open_issues[0].issue)}", happened)
    if story.state == "developing" and story.stats.origins > 1:
        return 2, _watch(story, notes, "developing", happened)
    return None


def _watch(story: StoryPage, notes: Notes, reason: str, said: tuple[Said, ...]) -> Watched:
    return Watched(watchword=headline(story), reason=reason, said=said, href=notes.address)


def _ahead(event: Event) -> str:
    return f"{event.tense}{' ' if event.when[:1].isdigit() else ', '}{event.when}"
