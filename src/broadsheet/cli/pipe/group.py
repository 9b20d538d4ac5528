"""`broadsheet pipe group`: which story and which thread each article belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from broadsheet.cli.pipe.dedupe import find_copies
from broadsheet.cli.pipe.incoming import incoming
from broadsheet.group import Group
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.story import Placement, chronology
from broadsheet.steps import Dropped


def filter_group(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any] | Dropped]:
    """`{id, date?, title, text, outlet?}` → `{id, story, thread, origin}`, in the order given.

    All records are read before the first is answered: articles are placed in the order of their dates, whatever the order in
    which they come, and copies go where their origin goes.
    """
    taken = [(record, incoming(record, Group.name)) for record in records]
    articles = {article.id: article for _, article in taken if isinstance(article, Article)}
    names = {article.id: record["id"] for record, article in taken if isinstance(article, Article)}
    copies = find_copies(articles.values())
    placements = place_all(articles.values(), copies)
    for record, article in taken:
        if isinstance(article, Dropped):
            yield article
        else:
            where = placements[article.id]
            yield {"id": record["id"], "story": where.story, "thread": where.thread, "origin": names[copies[article.id].origin]}


def place_all(articles: Iterable[Article], copies: dict[str, Copy]) -> dict[str, Placement]:
    """Article id → where it belongs: originals in the order of their dates, then the copies."""
    group = Group()
    ordered = sorted(articles, key=lambda article: (copies[article.id].origin != article.id, chronology(article)))
    where: dict[str, Placement] = {}
    for article in ordered:
        placement = group.place(Annotated(article=article), copies[article.id])
        where.update({moved.article: moved for moved in (placement, *group.moved())})
    where.update({moved.article: moved for moved in group.settle()})
    return where
