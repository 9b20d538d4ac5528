"""`broadsheet pipe lines`: what every line of a page is, and which article it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from broadsheet.cli.pipe.pages import Named, pages_of
from broadsheet.extract import Extract, learn_furniture
from broadsheet.steps import Dropped


def filter_lines(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any] | Dropped]:
    """`{id, text}` → `{page, line, kind, article}` for every line.

    All pages are read before the first is answered, since what repeats over pages is furniture.
    """
    taken = list(pages_of(records, "lines"))
    extract = Extract(learn_furniture(named.page for named in taken if isinstance(named, Named)))
    for named in taken:
        if isinstance(named, Dropped):
            yield named
            continue
        for line in extract.cut(named.page).lines:
            yield {"page": named.id, "line": line.number, "kind": line.kind, "article": line.article}
