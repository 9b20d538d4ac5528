"""Where stories went: which ended in which, and which was taken out of which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import insert, select

from broadsheet.records.story import Succession, story_id
from broadsheet.store.database import Database, chunks
from broadsheet.store.schema import chapters, placements, revisions, successions


class Successions:
    """Merges and splits, oldest first. A story that has articles is where it is, whatever happened to it before."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Succession, ...]:
        """Every merge and split."""
        rows = self._database.rows(select(successions).order_by(successions.c.seq))
        return tuple(Succession(kind=row.kind, story=row.story, other=row.other) for row in rows)

    def current(self, story: str) -> str | None:
        """The story that goes on under that id: itself, or the one it went into; None if it has come to nothing."""
        ends = self._ends()
        return _followed(story, ends, self.told({story, *ends.values()}))

    def redirects(self) -> dict[str, str]:
        """Ended stories that once had a page → the story that goes on."""
        ends = self._ends()
        printed = {row.story for row in self._database.rows(select(revisions.c.story).distinct())}
        told = {row.story for row in self._database.rows(select(placements.c.story).distinct())}
        found = {story: _followed(story, ends, told) for story in sorted((printed & ends.keys()) - told)}
        return {story: goes_on for story, goes_on in found.items() if goes_on}

    def chapters(self) -> dict[str, tuple[str, ...]]:
        """Every thread that was ever printed → the stories that go on of those that were its chapters, by id."""
        ends = self._ends()
        rows = self._database.rows(select(chapters).order_by(chapters.c.thread, chapters.c.story))
        told = self.told({*(row.story for row in rows), *ends.values()})
        found: dict[str, dict[str, None]] = {}
        for row in rows:
            goes_on = _followed(row.story, ends, told)
            found.setdefault(row.thread, {}).update({goes_on: None} if goes_on else {})
        return {thread: tuple(stories) for thread, stories in found.items()}

    def told(self, stories: Iterable[str]) -> set[str]:
        """Those of the stories that have articles."""
        queries = (select(placements.c.story).where(placements.c.story.in_(some)).distinct() for some in chunks(sorted(stories)))
        return {row.story for query in queries for row in self._database.rows(query)}

    def record(self, before: Mapping[str, str], after: Mapping[str, str], told_before: set[str]) -> None:
        """Note what moving articles did to stories.

        Args:
            before: article → the story it was in.
            after: article → the story it is in now.
            told_before: those of these stories that had articles.
        """
        told = self.told({*before.values(), *after.values()})
        ended = [("merged", story, _heir(story, before, after)) for story in sorted(set(before.values()) - told)]
        begun = [("split", _heir(story, after, before), story) for story in sorted(set(after.values()) - told_before)]
        rows = [{"kind": kind, "story": story, "other": other} for kind, story, other in (*begun, *ended) if story != other]
        self._database.run(insert(successions), rows)

    def _ends(self) -> dict[str, str]:
        return {held.story: held.other for held in self.all() if held.kind == "merged"}


def _heir(story: str, here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """Where the article went, or came from, that the story is called after; else where most of its articles did."""
    members = [article for article in sorted(here) if here[article] == story]
    founder = next((article for article in members if story_id(article) == story), None)
    counted = Counter(there[article] for article in members)
    return there[founder] if founder else min(counted, key=lambda other: (-counted[other], other))


def _followed(story: str, ends: Mapping[str, str], told: set[str]) -> str | None:
    passed: set[str] = set()
    while story not in told and story in ends and story not in passed:
        passed.add(story)
        story = ends[story]
    return story if story in told else None
