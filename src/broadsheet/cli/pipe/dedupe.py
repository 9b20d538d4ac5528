"""`broadsheet pipe dedupe`: whose copy each article is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from broadsheet.cli.pipe.incoming import incoming
from broadsheet.dedupe import Dedupe, precedence
from broadsheet.records.article import Article, Copy
from broadsheet.steps import Dropped


def filter_dedupe(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any] | Dropped]:
    """`{id, date?, title, text, outlet?}` → `{id, origin, kind, likeness}`, in the order given.

    All records are read before the first is answered, since an origin may come after its copy.
    """
    taken = [(record, incoming(record, Dedupe.name)) for record in records]
    names = {article.id: record["id"] for record, article in taken if isinstance(article, Article)}
    copies = find_copies(article for _, article in taken if isinstance(article, Article))
    for record, article in taken:
        yield article if isinstance(article, Dropped) else _answer(record["id"], copies[article.id], names)


def find_copies(articles: Iterable[Article]) -> dict[str, Copy]:
    """Article id → what it is a copy of, whatever the order in which they come."""
    return {copy.article: copy for copy in Dedupe().place_all(sorted(articles, key=precedence))}


def _answer(name: Any, copy: Copy, names: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "origin": names[copy.origin], "kind": copy.kind, "likeness": copy.likeness}
