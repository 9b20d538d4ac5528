"""`broadsheet pipe extract`: the articles of pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from broadsheet.cli.pipe.cuttings import cuttings
from broadsheet.cli.pipe.pages import Named, pages_of
from broadsheet.executor import Crew
from broadsheet.extract import Extract, learn
from broadsheet.records.article import Article
from broadsheet.steps import Dropped


def filter_extract(records: Iterable[dict[str, Any]], *, fast: bool = False) -> Iterator[dict[str, Any] | Dropped]:
    """`{id, url?, html or text}` → an object per article, as the contract says.

    All pages are read before the first is answered, since what repeats over pages is furniture.

    Args:
        records: the pages.
        fast: whether web pages are skimmed.
    """
    taken = list(pages_of(records, Extract.name))
    furniture = learn(named.page.body for named in taken if isinstance(named, Named) and named.page.kind == "text")
    with Crew() as crew:
        for found in cuttings(taken, furniture, {}, crew, fast=fast):
            if isinstance(found, Dropped):
                yield found
                continue
            named, outcome = found
            for each in outcome:
                yield from [each] if isinstance(each, Dropped) else (_plain(article, named.id) for article in each.articles)


def _plain(article: Article, page: Any) -> dict[str, Any]:
    return {
        "id": f"{page}#{article.place}",
        "page": page,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published,
        "language": article.language,
        "role": article.role,
        "cut": article.cut,
        "text": article.text,
        "ranges": [[piece.page_start, piece.page_end, piece.text_start] for piece in article.ranges],
        "dropped": [{"kind": cut.kind, "start": cut.extent.start, "end": cut.extent.end} for cut in article.dropped],
    }
