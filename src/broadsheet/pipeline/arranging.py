"""An edition as its editors want it: what leads, what is pinned, what is not in the paper."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from broadsheet.pipeline.docket import Orders
from broadsheet.records.article import Article
from broadsheet.records.story import Placement
from broadsheet.records.story_page import Section, StoryPage


def arranged(pages: Iterable[StoryPage], orders: Orders) -> tuple[StoryPage, ...]:
    """The pages that are in the paper: the lead, what is pinned, then the others as they were; none names one that is not.

    Where nobody chose the lead, it is the first that is not pinned.
    """
    printed = {page.id: page for page in pages if page.id not in orders.hidden}
    shown = [leading_to(page, printed.__contains__) for page in printed.values()]
    lead = orders.lead or next((page.id for page in shown if page.id not in orders.pinned), None)
    first = [lead, *orders.pinned]
    return tuple(sorted(shown, key=lambda page: first.index(page.id) if page.id in first else len(first)))


def leading_to(page: StoryPage, is_shown: Callable[[str], bool]) -> StoryPage:
    """A page that names as related only stories that are shown: not what is hidden, nor what no page could be written of."""
    kept = tuple(other for other in page.related if is_shown(other.story))
    if kept == page.related:
        return page
    sections = tuple(_listing(section, [other.story for other in kept]) for section in page.sections)
    return replace(page, related=kept, sections=tuple(section for section in sections if section))


def _listing(section: Section, stories: Collection[str]) -> Section | None:
    """The list of related stories with those alone; another section as it is."""
    if section.kind != "related":
        return section
    items = tuple(item for item in section.items if item in stories)
    return replace(section, items=items) if items else None


def left_out(
    articles: Iterable[Article], placements: dict[str, Placement], pages: Iterable[StoryPage], hidden: Collection[str]
) -> frozenset[str]:
    """Ids of the articles of hidden stories, but for those that a page which is in the paper lists or cites."""
    if not hidden:
        return frozenset()
    told = {entry.id for page in pages for entry in page.articles.values()}
    return frozenset(
        one.id for one in articles if one.id in placements and placements[one.id].story in hidden and one.id not in told
    )
