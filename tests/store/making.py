"""Invented pages and articles for the tests of the store and of what stands on it."""

from __future__ import annotations

from broadsheet.records.annotation import Annotated, Sentence
from broadsheet.records.article import Article, Copy, Piece
from broadsheet.records.page import Cutting, Line, Page
from broadsheet.records.story import Placement, story_id, thread_id
from broadsheet.records.text import Extent
from broadsheet.store import Store

TEXT = "The ferry to Halm island stopped on Monday.\nIts crew asks for four more hands on deck."


def page_of(name: str = "halm.txt", body: str = TEXT, url: str | None = None) -> Page:
    return Page(name=name, kind="text", body=body, url=url)


def article_of(page: Page, place: int = 1, title: str = "Ferry to Halm stops", text: str = TEXT, **more: object) -> Article:
    piece = Piece(page_start=0, page_end=len(text), text_start=0)
    return Article(id=f"{page.id}#{place}", page=page.id, place=place, title=title, text=text, ranges=(piece,), **more)  # type: ignore[arg-type]


def cutting_of(page: Page, *articles: Article) -> Cutting:
    lines = (Line(number=1, extent=Extent(0, len(page.body)), kind="body", article=1),)
    return Cutting(page=page.id, text=page.body, lines=lines, articles=articles)


def placed(article: Article, origin: str | None = None, story: str | None = None) -> tuple[Annotated, Copy, Placement]:
    annotated = Annotated(article=article, sentences=(Sentence(extent=Extent(0, 10), paragraph=0, terms=("ferry",)),))
    copy = Copy(
        article=article.id, origin=origin or article.id, kind="same" if origin else "original", likeness=0.9 if origin else 1.0
    )
    story = story or story_id(article.id)
    return annotated, copy, Placement(article=article.id, story=story, thread=thread_id(story), score=0.5, why=("it says so",))


def put(store: Store, page: Page, *articles: Article, origin: str | None = None) -> None:
    """The page, taken apart, with its articles placed."""
    store.pages.add(page)
    store.cuttings.add(cutting_of(page, *articles))
    for article in articles:
        store.articles.place(*placed(article, origin), vector=b"12")
