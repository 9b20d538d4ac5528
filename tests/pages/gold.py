"""What the rooms make of the example pages, beside what `truth.json` says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from broadsheet.extract import Extract, learn_furniture
from broadsheet.read import Limits, read_sources
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.page import Cutting, Page
from broadsheet.records.story import Placement as Place
from broadsheet.records.story import Story, chronology
from tests.pages.truth import EXAMPLES, PLACEMENTS, Placement


@dataclass
class Paper:
    """The corpus after every room."""

    pages: dict[str, Page] = field(default_factory=dict)
    cuttings: dict[str, Cutting] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    annotated: dict[str, Annotated] = field(default_factory=dict)
    copies: dict[str, Copy] = field(default_factory=dict)
    placements: dict[str, Place] = field(default_factory=dict)

    def on(self, page: str) -> list[Article]:
        """The articles cut out of the page of that name."""
        return list(self.cuttings[page].articles) if page in self.cuttings else []

    def found(self, placement: Placement) -> Article | None:
        """The article that is meant: it holds half of what stands there of the gold article, and half of it is that."""
        paragraphs = placement.paragraphs
        for article in self.on(placement.page):
            shared = sum(len(paragraph) for paragraph in paragraphs if paragraph in article.text)
            if 2 * shared >= max(sum(map(len, paragraphs)), len(article.text)):
                return article
        return None

    def cut_out(self, key: str) -> list[Article]:
        """The gold article wherever it was cut out, the fullest first."""
        at = [placement for placement in PLACEMENTS if placement.says["article"] == key]
        at.sort(key=lambda placement: -len(placement.paragraphs))
        return [article for placement in at if (article := self.found(placement))]

    def told(self, *keys: str) -> Story:
        """The gold articles as one story."""
        articles = sorted((found[0] for key in keys if (found := self.cut_out(key))), key=chronology)
        first = self.placements[articles[0].id]
        return Story(
            id=first.story,
            thread=first.thread,
            articles=tuple(self.annotated[article.id] for article in articles),
            copies={article.id: self.copies[article.id] for article in articles},
            placements={article.id: self.placements[article.id] for article in articles},
        )


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
