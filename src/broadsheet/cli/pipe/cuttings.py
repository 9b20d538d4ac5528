"""Pages taken apart for the page rooms, within the executor's bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from broadsheet.cli.pipe.pages import Named
from broadsheet.executor import Crew, Job, Outcome
from broadsheet.extract import Extract, Furniture
from broadsheet.records.page import Cutting, Page
from broadsheet.steps import Dropped


def cuttings(
    taken: Sequence[Named | Dropped], furniture: Furniture, refused: Mapping[str, Dropped], crew: Crew, *, fast: bool = False
) -> Iterator[tuple[Named, Outcome[Cutting]] | Dropped]:
    """What became of every page, in order.

    Args:
        taken: the pages, and what was given in their place and is none.
        furniture: what repeats over them.
        refused: pages that are known to fail, by their ids.
        crew: takes them apart.
        fast: whether web pages are skimmed.
    """
    make = partial(Extract, furniture, fast=fast)
    job: Job[Page, Cutting] = Job(step=Extract.name, make=make, name=lambda page: page.name, size=lambda page: len(page.body))
    good = (named.page for named in taken if isinstance(named, Named) and named.page.id not in refused)
    found = crew.run(job, good)
    for named in taken:
        if isinstance(named, Dropped):
            yield named
        elif named.page.id in refused:
            yield named, [refused[named.page.id]]
        else:
            yield named, next(found)[1]
