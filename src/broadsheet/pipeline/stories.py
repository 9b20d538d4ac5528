"""Stories as the writers see them: articles in order, other chapters, neighbours."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from broadsheet.language.respelling import read_corrected
from broadsheet.pipeline.docket import by_story
from broadsheet.pipeline.naming import corrections
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Copy
from broadsheet.records.reading import Correction
from broadsheet.records.story import Placement, Story, chronology
from broadsheet.store import Store

MOST_NEIGHBOURS = 5


def stories_of(store: Store) -> list[Story]:
    """Every story with its articles, oldest first, the other chapters of its thread and its neighbours; by id."""
    bare = _bare_stories(store)
    threads: dict[str, list[Story]] = defaultdict(list)
    for story in sorted(bare, key=lambda story: (_first_told(story), story.id)):
        threads[story.thread].append(story)
    near = _neighbours(bare)
    return [_in_context(story, threads[story.thread], near[story.id]) for story in sorted(bare, key=lambda s: s.id)]


def _first_told(story: Story) -> tuple[bool, str, str]:
    """The key of a story's first article that is dated: one without a day says nothing of when the others began."""
    keys = [chronology(annotated.article) for annotated in story.articles]
    return next((key for key in keys if key[0]), keys[0])


def story_alone(store: Store, story: str) -> Story:
    """One story with its articles, without its thread and its neighbours. It has articles."""
    copies, placements = store.articles.copies(), store.articles.placements()
    here = [name for name, placement in placements.items() if placement.story == story]
    return _with_names(_bare(story, list(store.articles.annotated(here)), copies, placements), corrections(store))


def _bare_stories(store: Store) -> list[Story]:
    copies, placements = store.articles.copies(), store.articles.placements()
    settled, decided = store.readers.settled(), by_story(store)
    members: dict[str, list[Annotated]] = defaultdict(list)
    for annotated in store.articles.annotated():
        members[placements[annotated.article.id].story].append(annotated)
    corrected = corrections(store)
    bare = [_with_names(_bare(story, found, copies, placements), corrected) for story, found in members.items()]
    return [replace(story, settled=settled.get(story.id, ()), edited=decided.get(story.id, ())) for story in bare]


def _bare(story: str, found: Sequence[Annotated], copies: Mapping[str, Copy], placements: Mapping[str, Placement]) -> Story:
    return Story(
        id=story,
        thread=placements[found[-1].article.id].thread,
        articles=tuple(sorted(found, key=lambda a: (chronology(a.article), a.article.id))),
        copies={a.article.id: copies[a.article.id] for a in found},
        placements={a.article.id: placements[a.article.id] for a in found},
    )


def _with_names(story: Story, corrected: Sequence[Correction]) -> Story:
    """The story with names as editors corrected them."""
    articles, readings = read_corrected(story.articles, corrected)
    return replace(story, articles=articles, readings=readings) if readings else story


def _in_context(story: Story, chapters: Sequence[Story], neighbours: tuple[Story, ...]) -> Story:
    place = next(i for i, chapter in enumerate(chapters) if chapter.id == story.id)
    return replace(story, earlier=tuple(chapters[:place]), later=tuple(chapters[place + 1 :]), neighbours=neighbours)


def _neighbours(stories: Sequence[Story]) -> dict[str, tuple[Story, ...]]:
    """For every story those of other threads that share names with it which few stories have, nearest first.

    A shared name weighs the logarithm of how rare it is. One that is more common than one story in ten, and than two, is not rare.
    """
    names = {story.id: _names(story) for story in stories}
    frequency = Counter(name for found in names.values() for name in sorted(found))
    holders: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        for name in sorted(names[story.id]):
            if 2 <= frequency[name] <= max(2, len(stories) // 10):
                holders[name].append(story)
    return {story.id: _nearest(story, names[story.id], holders, len(stories)) for story in stories}


def _names(story: Story) -> set[str]:
    """Full names of people and organisations: a single word is too often somebody else's."""
    return {
        entity.name
        for annotated in story.articles
        for entity in annotated.entities
        if entity.kind in ("person", "organisation") and " " in entity.name
    }


def _nearest(story: Story, names: set[str], holders: dict[str, list[Story]], total: int) -> tuple[Story, ...]:
    score: Counter[str] = Counter()
    others: dict[str, Story] = {}
    for name in sorted(names & holders.keys()):
        for other in holders[name]:
            if other.thread != story.thread:
                others[other.id] = other
                score[other.id] += round(1000 * math.log(1 + total / len(holders[name])))
    ranked = sorted(others, key=lambda other: (-score[other], other))
    return tuple(others[other] for other in ranked[:MOST_NEIGHBOURS])
