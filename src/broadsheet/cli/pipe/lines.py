"""`broadsheet pipe lines`: what every line of a page is, and which article it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from broadsheet.cli.pipe.cuttings import cuttings
from broadsheet.cli.pipe.pages import Named, pages_of
from broadsheet.executor import REASONS, Crew
from broadsheet.extract import learn
from broadsheet.pipeline.lessons import rendered
from broadsheet.records.page import Cutting
from broadsheet.steps import Dropped


def filter_lines(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any] | Dropped]:
    """`{id, text}` → `{page, line, kind, article}` for every line.

    All pages are read before the first is answered, since what repeats over pages is furniture.
    """
    taken = list(pages_of(records, "lines"))
    refused: dict[str, Dropped] = {}
    with Crew() as crew:
        furniture = learn(_lessons(taken, crew, refused))
        for found in cuttings(taken, furniture, refused, crew):
            if isinstance(found, Dropped):
                yield found
                continue
            named, outcome = found
            yield from (line for each in outcome for line in _lines(named, each))


def _lessons(taken: Iterable[Named | Dropped], crew: Crew, refused: dict[str, Dropped]) -> Iterator[str]:
    pages = [named.page for named in taken if isinstance(named, Named)]
    yield from (page.body for page in pages if page.kind == "text")
    yield from rendered((page for page in pages if page.kind == "html"), crew, refused)


def _lines(named: Named, found: Cutting | Dropped) -> Iterator[dict[str, Any] | Dropped]:
    """A page without an article has its lines all the same; that it failed is said in their place."""
    if isinstance(found, Cutting):
        yield from ({"page": named.id, "line": line.number, "kind": line.kind, "article": line.article} for line in found.lines)
    elif found.reason in REASONS:
        yield found
