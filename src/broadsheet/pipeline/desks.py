"""Desks: stories by subject, and the user's own, which are saved queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from broadsheet.language.words import words
from broadsheet.records.edition import Desk
from broadsheet.records.story_page import StoryPage

BY_SUBJECT = {
    "Politics": ("11000000",),
    "War and peace": ("16000000",),
    "Crime and courts": ("02000000",),
    "Disasters and weather": ("03000000", "17000000"),
    "Business and work": ("04000000", "09000000"),
    "Health, science, nature": ("07000000", "13000000", "06000000"),
    "Society": ("14000000", "05000000", "12000000"),
    "Culture": ("01000000",),
    "Sport": ("15000000",),
}
"""A paper's desks → the top terms of IPTC's Media Topics that they cover."""
FEWEST = 2
"""Stories that make a desk of a subject."""


def desks(stories: Iterable[StoryPage], saved: Mapping[str, str], told: Mapping[str, str] | None = None) -> tuple[Desk, ...]:
    """The user's own desks as they are named, each story in the first that wants it; then subjects that have two stories.

    A story that neither puts anywhere stands on the desk of its sources, behind the stories that stand there already.

    Args:
        stories: in front-page order.
        saved: name of a desk → its query: words that a story must all have, alternatives between commas.
        told: story → the desk that its sources were given.
    """
    listed = list(stories)
    found = list(saved_desks(listed, saved))
    taken = {story for desk in found for story in desk.stories}
    left = [story for story in listed if story.id not in taken]
    for name, codes in BY_SUBJECT.items():
        mine = tuple(story.id for story in left if any(subject.code in codes for subject in story.subjects))
        found += [Desk(name=name, stories=mine)] if len(mine) >= FEWEST else []
    placed = {story for desk in found for story in desk.stories}
    return _joined(found, [(told[story.id], story.id) for story in left if told and story.id in told and story.id not in placed])


def saved_desks(stories: Iterable[StoryPage], saved: Mapping[str, str]) -> tuple[Desk, ...]:
    """A desk for every saved query, each story on the first that wants it; `saved` as for `desks`."""
    left, found = list(stories), []
    for name, query in saved.items():
        wanted = [story for story in left if fits(story, query)]
        left = [story for story in left if story not in wanted]
        found.append(Desk(name=name, stories=tuple(story.id for story in wanted)))
    return tuple(found)


def _joined(found: Iterable[Desk], more: Iterable[tuple[str, str]]) -> tuple[Desk, ...]:
    """The desks that have stories, with further stories on the first desk of their name, which is made where there is none."""
    standing, added = [desk for desk in found if desk.stories], defaultdict[str, list[str]](list)
    for name, story in more:
        added[name].append(story)
    joined = [replace(desk, stories=(*desk.stories, *added.pop(desk.name, ()))) for desk in standing]
    return (*joined, *(Desk(name=name, stories=tuple(stories)) for name, stories in added.items()))


def belongs(story: StoryPage, desk: str, query: str | None = None) -> bool:
    """Whether a story is of a desk's subject, or fits the query of one that is the user's own, wherever else it stands."""
    codes = BY_SUBJECT.get(desk, ())
    return any(subject.code in codes for subject in story.subjects) or (query is not None and fits(story, query))


def fits(story: StoryPage, query: str) -> bool:
    """Whether a story has all words of one of a query's alternatives, in what it tells, in a name or in its subject."""
    wanted = [set(words(part)) for part in query.split(",")]
    held = {word for text in _texts(story) for word in words(text)}
    return any(part and part <= held for part in wanted)


def _texts(story: StoryPage) -> Iterator[str]:
    yield from (story.statements[key].text for key in story.told)
    yield from (name for card in story.entities.values() for name in (card.name, *card.aliases))
    yield from (subject.label or "" for subject in story.subjects)
