"""`truth.json` as the tests use it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tests.conftest import ROOT

EXAMPLES = ROOT / "src/broadsheet/examples"
TRUTH: dict[str, Any] = json.loads((EXAMPLES / "truth.json").read_text("utf-8"))
ARTICLES: dict[str, dict[str, Any]] = TRUTH["articles"]
STORIES: dict[str, dict[str, Any]] = TRUTH["stories"]


@dataclass(frozen=True, slots=True)
class Placement:
    """One article as one page shows it."""

    page: str
    says: dict[str, Any]

    @property
    def article(self) -> dict[str, Any]:
        """The article itself."""
        return ARTICLES[self.says["article"]]

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs that stand there."""
        lines = self.article["text"].split("\n")
        return [lines[number] for number in self.says["paragraphs"]]

    @property
    def role(self) -> str:
        """What kind of piece it is there: a report's opening on a listing's card is a brief."""
        return str(self.says.get("role", self.article["role"]))

    @property
    def held_out(self) -> bool:
        """Whether nothing of it may be looked at while rooms are tuned."""
        return bool(self.article["story"] and STORIES[self.article["story"]]["held_out"])

    def __str__(self) -> str:
        return f"{self.says['article']} on {self.page.rpartition('/')[2]}"


PLACEMENTS = [Placement(page, says) for page, held in TRUTH["pages"].items() for says in held["placements"]]
OPEN = [placement for placement in PLACEMENTS if not placement.held_out]
"""What rooms may be tuned on: tests name these one by one, the others only in figures."""


def words_of(place: dict[str, Any]) -> str:
    """What stands at `{article, start, end}`."""
    return str(ARTICLES[place["article"]]["text"][place["start"] : place["end"]])
