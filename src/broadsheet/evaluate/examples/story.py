"""A written story page as the scorers read it: places in our articles instead of keys of its pools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from broadsheet.evaluate.examples.program import Row
from broadsheet.evaluate.examples.truth import Spot


@dataclass(frozen=True, slots=True)
class Story:
    """A story page, `broadsheet/story@1` as plain JSON."""

    page: Row

    def items(self, section: str, pool: str) -> Iterator[Row]:
        """What a section lists out of a pool."""
        held = self.page.get(pool, {})
        for each in self.page["sections"]:
            if each["kind"] == section:
                yield from (held[key] for key in each.get("items", ()) if key in held)

    def pool(self, name: str) -> list[Row]:
        """Everything in a pool."""
        return list(self.page.get(name, {}).values())

    def spots(self, spans: Iterable[str]) -> list[Spot]:
        """Where spans lie."""
        return [self._spot(self.page["spans"][key]) for key in spans]

    def told_at(self, statements: Iterable[str]) -> list[Spot]:
        """Where the words lie that statements stand on."""
        return [spot for key in statements for spot in self.spots(self.page["statements"][key]["spans"])]

    def speaker(self, quote: Row) -> str:
        """The name of a quote's speaker as the page gives it."""
        entity = self.page.get("entities", {}).get(quote.get("speaker"))
        return str(entity["name"] if entity else quote["speaker_text"])

    def _spot(self, span: dict[str, Any]) -> Spot:
        return Spot(article=self.page["articles"][span["article"]]["id"], start=span["start"], end=span["end"])
