"""Desks: stories by subject, and the user's own, which are saved queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

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


def desks(stories: Iterable[StoryPage], saved: Mapping[str, str]) -> tuple[Desk, ...]:
    """The user's own desks as they are named, each story in the first that wants it; then subjects that have two stories.

    Args:
        stories: in front-page order.
        saved: name of a desk → its query: words that a story must all have, alternatives between commas.
    """
    left, found = list(stories), []
    for name, query in saved.items():
        wanted = [story for story in left if fits(story, query)]
        left = [story for story in left if story not in wanted]
        found.append(Desk(name=name, stories=tuple(story.id for story in wanted)))
    for name, codes in BY_SUBJECT.items():
        mine = tuple(story.id for story in left if any(subject.code in codes for subject in story.subjects))
        found += [Desk(name=name, stories=mine)] if len(mine) >= FEWEST else []
    return tuple(desk for desk in found if desk.stories)


def fits(story: StoryPage, query: str) -> bool:
    """Whether a story has all words of one of a query's alternatives, in what it tells, in a name or in its subject."""
    wanted = [set(words(part)) for part in query.split(",")]
    held = {word for text in _texts(story) for word in words(text)}
    return any(part and part <= held for part in wanted)


def _texts(story: StoryPage) -> Iterator[str]:
    yield from (story.statements[key].text for key in story.told)
    yield from (name for card in story.entities.values() for name in (card.name, *card.aliases))
    yield from (subject.label or "" for subject in story.subjects)
