"""A store that follows the outlets of the tests, with what was printed and reported."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from broadsheet.executor import Bounds
from broadsheet.pipeline.following import Habits
from broadsheet.pipeline.schedule import Plan, Schedule
from broadsheet.records.source import Source
from broadsheet.store import Store
from tests.pipeline.outlets import HOUR, Outlets

FEED = "https://halm.example/feed"
FERRY = "https://halm.example/ferry"
SOURCE = Source(address=FEED, name="Halm Post", outlet="The Halm Post")
PLAN = Plan(habits=Habits(bounds=Bounds(workers=0)), idle=HOUR, newsletter="07:00")
TEXT = (
    "The ferry to Halm island stopped sailing on Monday after its engine failed in the harbour mouth, the port said.",
    "Engineers expect to work on the ship for three days, and a smaller boat carries passengers until then, it added.",
    "Some 400 people cross to the island on an ordinary weekday, most of them to work in the cannery by the north pier.",
)

CONTENT = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
LONG = tuple(f"Pier {number} stays closed to lorries while the crane lifts the old engine out of the hull." for number in range(12))


@dataclass
class Newsroom:
    """A store that follows outlets, with what was printed and reported."""

    store: Store
    outlets: Outlets
    printed: list[tuple[str, datetime]] = field(default_factory=list)
    told: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def run(self, hours: float, plan: Plan = PLAN) -> None:
        """Follow for so long by the outlets' clock."""
        asyncio.run(self._run(self.outlets.now + hours * HOUR, plan))

    async def _run(self, end: datetime, plan: Plan) -> None:
        async def sleep(seconds: float) -> None:
            await self.outlets.sleep(seconds)
            if self.outlets.now >= end:
                schedule.stop()

        schedule = Schedule(self.store, self.outlets, self._print, plan, clock=self.outlets.clock, sleep=sleep, report=self._report)
        await schedule.follow()

    def _print(self, kind: str, as_of: str) -> None:
        self.printed.append((kind, datetime.fromisoformat(as_of)))

    def _report(self, event: str, /, **facts: Any) -> None:
        self.told.append((event, facts))

    def titles(self) -> list[str]:
        return [one.title for one in self.store.articles.all()]
