"""What of an edition is news to a reader who was sent an earlier issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from broadsheet.pipeline.desks import belongs
from broadsheet.records import ledger
from broadsheet.records.edition import Edition
from broadsheet.records.pool import Change
from broadsheet.records.story_page import StoryPage

TOLD = ("added", "changed", "corrected", "removed")
"""Kinds of change that a letter tells; that stories joined or parted is told by their pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The stories that a reader has not been sent, or not as they are.

    Attributes:
        edition: the edition with these stories alone, in its order.
        updates: those of them that the reader knows → what is news in them.
    """

    edition: Edition
    updates: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)


def issue_of(edition: Edition) -> dict[str, int]:
    """Story → revision, of all that an edition tells."""
    return {story.id: story.revision for story in edition.stories}


def news(edition: Edition, told: Mapping[str, int], desks: Sequence[str] = (), saved: Mapping[str, str] | None = None) -> News:
    """What is new or materially changed.

    Args:
        edition: today's.
        told: story → revision of the issue that the reader was sent last; nothing for a new reader, to whom all is new.
        desks: the desks that the reader wants; none means the whole paper.
        saved: the paper's own desks, name → query.
    """
    wanted = {story for desk in edition.desks if desk.name in desks for story in desk.stories}
    own = saved or {}
    asked = [
        story
        for story in edition.stories
        if not desks or story.id in wanted or any(belongs(story, desk, own.get(desk)) for desk in desks)
    ]
    updates = {story.id: _missed(story, told) for story in asked if _known(story, told)}
    kept = tuple(story for story in asked if updates.get(story.id, True))
    return News(edition=replace(edition, stories=kept), updates={story: some for story, some in updates.items() if some})


def _known(story: StoryPage, told: Mapping[str, int]) -> int:
    """The revision of a story that the reader knows, 0 for none. What was parted from a story that they know was told with that."""
    return told.get(story.id, 1 if story.split_from in told else 0)


def _missed(story: StoryPage, told: Mapping[str, int]) -> tuple[Change, ...]:
    missed = ledger.since(story, _known(story, told))
    return tuple(change for change in missed if change.material and change.kind in TOLD)
