"""Whether a page that came again says something else: other furniture, another clock time or a moved picture is no new version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from broadsheet import executor
from broadsheet.dedupe import changes
from broadsheet.executor import Bounds, Outcome
from broadsheet.language.words import words
from broadsheet.pipeline.intake import extraction, furniture_of
from broadsheet.records.article import Article
from broadsheet.records.page import Cutting, Page
from broadsheet.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A page that came again, beside the id of the one that is kept."""

    kept: str
    page: Page


def new_versions(store: Store, some: Sequence[Again], bounds: Bounds, *, fast: bool) -> set[str]:
    """Ids of those pages whose articles say something else than those that are kept.

    A page that cannot be taken apart is none: what it was stays. One whose kept page gave no article is, if it gives some now.
    """
    fresh = {one.page.id: one for one in some if one.page.id != one.kept}
    kept = {one.kept: store.cuttings.get(one.kept) for one in fresh.values()}
    waiting = store.pages.each([page for page, cutting in kept.items() if cutting is None])  # for its batch to be taken apart
    outcomes = executor.run(extraction(furniture_of(store), fast=fast), [*waiting, *(one.page for one in fresh.values())], bounds)
    articles = {page: cutting.articles for page, cutting in kept.items() if cutting}
    articles |= {page.id: tuple(_articles(outcome)) for page, outcome in outcomes}
    return {
        page
        for page, one in fresh.items()
        if any(_says_something_else(article, articles.get(one.kept, ())) for article in articles[page])
    }


def _articles(outcome: Outcome[Cutting]) -> Iterator[Article]:
    for cutting in outcome:
        if isinstance(cutting, Cutting):
            yield from cutting.articles


def _says_something_else(article: Article, before: Iterable[Article]) -> bool:
    """Whether no article of the kept page has the same headline and the same sentences."""
    return not any(words(article.title) == words(other.title) and _same(article, other) for other in before)


def _same(article: Article, other: Article) -> bool:
    changed = changes(other.text, article.text)
    return not changed.added and not changed.removed
