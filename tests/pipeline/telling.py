"""Invented articles as pages, read into a store by the real grouping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from broadsheet import pipeline
from broadsheet.executor import Bounds
from broadsheet.pipeline import description
from broadsheet.pipeline.description import Described
from broadsheet.pipeline.grouping import Standing
from broadsheet.read import read_sources
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article
from broadsheet.steps import Dropped
from broadsheet.store import Store
from tests.group.making import FLOOD_1, FLOOD_2, TRIAL
from tests.pipeline.fakes import PlainDescribe, sentences

HERE = Bounds(workers=0)
FLOOD_3 = replace(FLOOD_2, id="flood3", title="Varnby counts the cost of its broken dam", published="2031-03-06")
FOUNDER, SECOND, COURT = FLOOD_1.title, FLOOD_2.title, TRIAL.title
"""Headlines of two reports of a flood, the story's founder first, and of one of a trial."""


class VectorDescribe(PlainDescribe):
    """Sentences end at a full stop; the vector is the true one."""

    def __call__(self, records: Iterable[Article], /) -> Iterator[Described | Dropped]:
        for article in records:
            yield description.described(Annotated(article=article, sentences=tuple(sentences(article.text))), self.embedder)


def read_in(store: Store, folder: Path, *articles: Article, standing: Standing | None = None) -> dict[str, str]:
    """Read articles as pages of one batch; the ids of all that the store holds, by headline."""
    folder.mkdir(parents=True)
    for each in articles:
        day = date.fromisoformat(each.published or "2031-03-04")
        (folder / f"{each.id}.txt").write_text(f"{each.title}\n\n{day:%B} {day.day}, {day.year}\n\n{each.text}\n", "utf-8")
    pages = read_sources([str(folder)])
    pipeline.read_pages(store, pages, bounds=HERE, standing=standing)
    return {article.title: article.id for article in store.articles.all()}


def where(store: Store) -> dict[str, str]:
    """Headline → story."""
    placements = store.articles.placements()
    return {article.title: placements[article.id].story for article in store.articles.all()}
