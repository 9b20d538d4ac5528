"""Where articles are: all of it while a story can grow, its number alone once it has closed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from broadsheet.group.event import Event
from broadsheet.group.stories import Stories
from broadsheet.records.story import Placement


class Whereabouts:
    """Article → where it belongs.

    Attributes:
        placements: of articles whose stories can still grow.
        origins: copy → the article it goes with, as long as its story can be taken apart.
    """

    def __init__(self, stories: Stories) -> None:
        self._stories = stories
        self.placements: dict[str, Placement] = {}
        self.origins: dict[str, str] = {}
        self._shelved: dict[str, int] = {}  # article → its closed story, as long as the archive does not know it

    def __contains__(self, article: str) -> bool:
        return self.home(article) is not None

    def __getitem__(self, article: str) -> Placement:
        """Where an article belongs by now; once its story has closed, without score and reasons."""
        if article in self.placements:
            return self.placements[article]
        event = self.home(article)
        if event is None:
            raise KeyError(article)
        return Placement(article=article, story=event.id, thread=event.thread)

    def home(self, article: str) -> Event | None:
        """The story of an article, if it was placed."""
        if article in self.placements:
            return self._stories.current(self.placements[article].story)
        number = self._shelved.get(article)
        return self._stories.of(article) if number is None else self._stories.at(number)

    def put(self, placement: Placement) -> None:
        """Keep a placement, or what stays known of it."""
        event = self._stories.current(placement.story)
        if self._stories.is_closed(event):
            self.placements.pop(placement.article, None)
            self._shelved[placement.article] = event.number
        else:
            self.placements[placement.article] = placement

    def shelve(self, event: Event, waiting: Collection[str]) -> None:
        """Of the articles of a story that has closed only the story stays known, once what moved them has been told."""
        for article in event.members:
            self.origins.pop(article, None)
            if article not in waiting:
                self.put(self.placements[article])

    def hand_over(self) -> dict[str, int]:
        """Articles of closed stories, with the numbers of these, which the archive knows from now on."""
        known, self._shelved = self._shelved, {}
        return known

    def state(self) -> dict[str, Any]:
        """All of it, as plain data."""
        held = [[one.article, one.story, one.thread, one.score, one.why] for one in self.placements.values()]
        return {"placements": held, "shelved": self._shelved, "origins": self.origins}

    def restore(self, state: dict[str, Any]) -> None:
        """Be what `state` was made of."""
        for article, story, thread, score, why in state["placements"]:
            self.placements[article] = Placement(article=article, story=story, thread=thread, score=score, why=tuple(why))
        self._shelved, self.origins = state["shelved"], state["origins"]
