"""An edition names as related only what stands in it."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.pipeline.arranging import arranged
from broadsheet.pipeline.docket import Orders
from broadsheet.records.pool import Related
from broadsheet.records.story_page import Section, StoryPage
from tests.publish.ferry import ferry


def page(story: str, *others: str) -> StoryPage:
    """A story that names others."""
    named = tuple(Related(story=other, title=other, relation="same_people", because=("shares a name",)) for other in others)
    _, found = ferry()
    told = tuple(section for section in found.sections if section.kind != "related")
    listed = (Section(kind="related", heading="Related stories", items=others),) if others else ()
    return replace(found, id=story, related=named, sections=(*told, *listed))


def named(story: StoryPage) -> tuple[list[str], list[tuple[str, ...]]]:
    """The related stories, and the lists of them."""
    return [other.story for other in story.related], [section.items for section in story.sections if section.kind == "related"]


def test_related_story_without_a_page_is_not_named():
    pages = (page("st_ferry", "st_fair", "st_unwritten"), page("st_fair", "st_unwritten"))
    ferry_page, fair_page = arranged(pages, Orders(lead=None, pinned=(), hidden={}))
    assert named(ferry_page) == (["st_fair"], [("st_fair",)])
    assert named(fair_page) == ([], [])


def test_related_story_that_is_hidden_is_not_named():
    pages = (page("st_ferry", "st_fair"), page("st_fair"))
    (shown,) = arranged(pages, Orders(lead=None, pinned=(), hidden={"st_fair": "2031-05-08T06:00:00+00:00"}))
    assert named(shown) == ([], [])
