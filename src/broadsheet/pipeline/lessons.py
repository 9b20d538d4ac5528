"""What web pages teach about furniture is rendered within the executor's bounds: one page must not hold up the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from broadsheet.executor import Crew, Job
from broadsheet.extract import Render
from broadsheet.records.page import Page
from broadsheet.steps import Dropped


def rendered(pages: Iterable[Page], crew: Crew, refused: dict[str, Dropped]) -> Iterator[str]:
    """The lines of every page, as `learn` takes them; a page that cannot be rendered within bounds teaches nothing.

    Args:
        pages: the pages.
        crew: renders them, within its bounds.
        refused: takes those that could not be rendered, by their ids. Cutting them would only fail again.
    """
    job: Job[Page, str] = Job(step=Render.name, make=Render, name=lambda page: page.name, size=lambda page: len(page.body))
    for page, outcome in crew.run(job, pages):
        for text in outcome:
            if isinstance(text, Dropped):
                refused[page.id] = text
            else:
                yield text
