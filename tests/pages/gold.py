"""What the example pages hold, and what the rooms make of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from broadsheet.extract import Extract, learn_furniture
from broadsheet.read import Limits, read_sources
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.page import Cutting, Page
from broadsheet.records.story import Placement, Story, chronology
from tests.conftest import ROOT

EXAMPLES = ROOT / "src/broadsheet/examples"
OPENING, ENDING = 200, 120
"""How near its edges a text must hold the words that open and close it: a dateline may stand before, a byline behind."""

TRUTH: dict[str, Any] = json.loads((EXAMPLES / "truth.json").read_text("utf-8"))
GOLD: dict[str, dict[str, Any]] = {entry["key"]: {**entry, "page": page} for page, held in TRUTH["pages"].items() for entry in held}


@dataclass
class Paper:
    """The corpus after every room."""

    pages: dict[str, Page] = field(default_factory=dict)
    cuttings: dict[str, Cutting] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    annotated: dict[str, Annotated] = field(default_factory=dict)
    copies: dict[str, Copy] = field(default_factory=dict)
    placements: dict[str, Placement] = field(default_factory=dict)

    def on(self, page: str) -> list[Article]:
        """The articles cut out of the page of that name."""
        return list(self.cuttings[page].articles) if page in self.cuttings else []

    def found(self, key: str) -> Article | None:
        """The article that the gold means: on its page, holding half of the gold's stretch, and half of it within that stretch."""
        gold = GOLD[key]
        if gold["page"] not in self.cuttings:
            return None
        text = self.cuttings[gold["page"]].text
        start = text.index(gold["first"])
        end = text.index(gold["last"], start) + len(gold["last"]) if gold["last"] else len(text)
        for article in self.on(gold["page"]):
            if 2 * _shared(article, start, end) >= max(end - start, len(article.text)):
                return article
        return None

    def told(self, *keys: str) -> Story:
        """The gold articles as one story."""
        articles = sorted((article for key in keys if (article := self.found(key))), key=chronology)
        first = self.placements[articles[0].id]
        return Story(
            id=first.story,
            thread=first.thread,
            articles=tuple(self.annotated[article.id] for article in articles),
            copies={article.id: self.copies[article.id] for article in articles},
            placements={article.id: self.placements[article.id] for article in articles},
        )


def _shared(article: Article, start: int, end: int) -> int:
    """How many code points of the page between start and end went into the article."""
    return sum(max(0, min(end, piece.page_end) - max(start, piece.page_start)) for piece in article.ranges)


def _kept(kind: type[Any], outcomes: Iterator[Any]) -> list[Any]:
    return [made for made in outcomes if isinstance(made, kind)]


@cache
def cut() -> Paper:
    """The corpus read and taken apart."""
    pages = _kept(Page, read_sources([str(EXAMPLES / "pages")], limits=Limits()))
    names = {page.id: page.name for page in pages}
    cuttings = {names[made.page]: made for made in _kept(Cutting, Extract(learn_furniture(pages))(pages))}
    articles = {article.id: article for cutting in cuttings.values() for article in cutting.articles}
    return Paper(pages={page.name: page for page in pages}, cuttings=cuttings, articles=articles)


@cache
def placed() -> Paper:
    """The corpus after the whole recipe up to writing, as a build has it."""
    from broadsheet import pipeline
    from broadsheet.executor import Bounds
    from broadsheet.store import Store

    paper = cut()
    with Store.open("sqlite://") as store:
        pipeline.read(store, [str(EXAMPLES / "pages")], bounds=Bounds(workers=0))
        paper.annotated.update({annotated.article.id: annotated for annotated in store.articles.annotated()})
        paper.copies.update(store.articles.copies())
        paper.placements.update(store.articles.placements())
    return paper
