"""What a reader of earlier revisions saw become of stories: they joined, or parted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from broadsheet.records.story import Story
from broadsheet.records.story_page import StoryPage
from broadsheet.store import Store


class Lineage:
    """The merges and splits of printed stories, as the store has them when a run of writing begins.

    What happened before anything was printed is nobody's news: grouping changes its mind within a batch.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._home = {name: placement.story for name, placement in store.articles.placements().items()}
        self._absorbed: dict[str, list[str]] = defaultdict(list)
        for ended, goes_on in store.successions.redirects().items():
            self._absorbed[goes_on].append(ended)
        self._parents = {held.other: held.story for held in store.successions.all() if held.kind == "split"}

    def of(self, story: Story) -> Story:
        """The story with what it came from."""
        return replace(
            story, absorbed=tuple(self._absorbed.get(story.id, ())), parted=self._parted(story), split_from=self._parent(story)
        )

    def _parted(self, story: Story) -> tuple[str, ...]:
        """Stories that were taken out of this one, and hold articles that one of its revisions printed."""
        if story.id not in self._parents.values():
            return ()
        homes = {self._home.get(name) for page in self._store.revisions.all_of(story.id) for name in _own(page)}
        return tuple(sorted(home for home in homes if home and self._parents.get(home) == story.id))

    def _parent(self, story: Story) -> str | None:
        """The story that this one was taken out of, if that ever printed one of its articles. It stays what it was printed as."""
        parent = self._parents.get(story.id)
        if parent is None:
            return None
        latest = self._store.revisions.latest(story.id)
        if latest is not None:
            return latest.page.split_from
        mine = {annotated.article.id for annotated in story.articles}
        return parent if any(mine & _own(page) for page in self._store.revisions.all_of(parent)) else None


def _own(page: StoryPage) -> set[str]:
    """Ids of the articles that a page tells, not of those it cites from other chapters."""
    return {entry.id for entry in page.articles.values() if entry.x_story is None}
