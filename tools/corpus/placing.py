"""Which article stands where on a page, noted while the page is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from corpus.source import Article, SourceError
from corpus.world import World

Plain = dict[str, Any]


@dataclass
class Placed:
    """What a page shows of one article, so far."""

    article: Article
    number: int
    titled: bool = False
    signed: bool = False
    paragraphs: list[int] = field(default_factory=list)

    @property
    def cut(self) -> str:
        """Which end the page leaves out."""
        if not self.paragraphs:
            return "both"
        head, tail = min(self.paragraphs) > 0, max(self.paragraphs) < len(self.article.paragraphs) - 1
        return {(False, False): "none", (True, False): "start", (False, True): "end", (True, True): "both"}[head, tail]


class Placing:
    """The articles of one page in the order in which they first occur."""

    def __init__(self, articles: dict[str, Article], world: World) -> None:
        self.articles = articles
        self.world = world
        self.placed: dict[str, Placed] = {}

    def at(self, key: str) -> Placed:
        """The article's place on this page, made at its first line."""
        if key not in self.articles:
            raise SourceError(f"no article {key}")
        if key not in self.placed:
            self.placed[key] = Placed(self.articles[key], len(self.placed) + 1)
        return self.placed[key]

    def take(self, key: str, span: str) -> list[tuple[str, bool]]:
        """Paragraphs `3`, `2-5` or `4-` (1-based) of an article with whether each is a subhead; they stand on the page now."""
        placed = self.at(key)
        count = len(placed.article.paragraphs)
        first, dash, last = span.partition("-")
        numbers = range(int(first) - 1, int(last or count) if dash else int(first))
        if not 0 <= numbers.start < numbers.stop <= count:
            raise SourceError(f"{key} has {count} paragraphs, not {span}")
        placed.paragraphs += numbers
        return [(placed.article.paragraphs[number], number in placed.article.subheads) for number in numbers]

    def shows(self, key: str, field_name: str) -> str:
        """A piece of the front matter (`title`, `byline`, `caption2`, `credit1`), noted as shown."""
        placed = self.at(key)
        placed.titled |= field_name == "title"
        placed.signed |= field_name == "byline"
        return front_words(placed.article, field_name)

    def placements(self, says: dict[str, Plain], *, markup: bool = False) -> list[Plain]:
        """What the page says of its articles; `says` overrides per article. Markup states outlet and date unless told otherwise."""
        return [self._placement(placed, says.get(key, {}), markup) for key, placed in self.placed.items()]

    def _placement(self, placed: Placed, told: Plain, markup: bool) -> Plain:
        front = placed.article.front
        outlet = self.world.outlets[front["outlet"]]["name"] if front["outlet"] else None
        return {
            "article": placed.article.key,
            "number": placed.number,
            "title": told.get("title", placed.article.title if placed.titled else None) or None,
            "outlet": told.get("outlet", outlet if markup else None) or None,
            "published": told.get("published", front.get("published") if markup else None) or None,
            "authors": told.get("authors", front["authors"] if placed.signed else []),
            "cut": told.get("cut", placed.cut),
            "paragraphs": placed.paragraphs,
            "optional": bool(told.get("optional", False)),
        } | ({"role": told["role"]} if "role" in told else {})


def front_words(article: Article, name: str) -> str:
    """A piece of an article's front matter as it is printed."""
    for kind, index in (("caption", 0), ("credit", 1)):
        if name.startswith(kind):
            return str(article.front["captions"][int(name.removeprefix(kind)) - 1][index])
    return str(article.front[name])
