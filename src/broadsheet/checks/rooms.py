"""The package's own rooms as subjects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from broadsheet.checks.samples import odd_articles, odd_pages
from broadsheet.checks.subject import Subject, placing
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article, Copy
from broadsheet.records.page import Cutting
from broadsheet.records.story import Placement, Story, story_id, thread_id
from broadsheet.records.story_page import StoryPage
from broadsheet.steps import Step

AS_OF = "2031-03-20T07:00:00+00:00"


def extract() -> Subject:
    """Pages to cuttings."""
    from broadsheet.extract import Extract

    return Subject(name="extract", make=Extract, records=odd_pages(), gives=Cutting, order_free=True, stateless=True)


def dedupe() -> Subject:
    """Articles to copies. The pipeline places them in `precedence`, so that the order of arrival does not matter."""
    from broadsheet.dedupe import Dedupe, precedence

    articles = sorted(odd_articles(), key=precedence)
    return Subject(name="dedupe", make=placing(Dedupe, lambda room, article: room.place(article)), records=articles, gives=Copy)


def annotate() -> Subject:
    """Articles to annotations."""
    from broadsheet.annotate import Annotate

    return Subject(name="annotate", make=Annotate, records=odd_articles(), gives=Annotated, order_free=True, stateless=True)


def group() -> Subject:
    """Annotated articles to placements."""
    from broadsheet.group import Group

    make = placing(Group, lambda room, annotated: room.place(annotated, _original(annotated.article)))
    return Subject(name="group", make=make, records=odd_annotated(), gives=Placement)


def write() -> Subject:
    """Stories of one odd article, and one of all, to story pages."""
    annotated = odd_annotated()
    stories = [_story(one) for one in annotated] + [_story(*annotated)]
    return Subject(name="write", make=_writing, records=stories, gives=StoryPage, order_free=True, stateless=True)


SUBJECTS: Mapping[str, Callable[[], Subject]] = MappingProxyType(
    {room.__name__: room for room in (extract, dedupe, annotate, group, write)}
)
"""Room → builds its subject (the rooms load their models only then)."""


def _original(article: Article) -> Copy:
    return Copy(article=article.id, origin=article.id)


@cache
def odd_annotated() -> tuple[Annotated, ...]:
    """The odd articles with what is found in them."""
    from broadsheet.annotate import Annotate

    return tuple(made for made in Annotate()(odd_articles()) if isinstance(made, Annotated))


def _story(*annotated: Annotated) -> Story:
    story = story_id(annotated[0].article.id)
    placed = {one.article.id: Placement(article=one.article.id, story=story, thread=thread_id(story)) for one in annotated}
    copies = {one.article.id: _original(one.article) for one in annotated}
    return Story(id=story, thread=thread_id(story), articles=annotated, copies=copies, placements=placed)


class _Writing:
    """The writing room as a step, with the time it is told."""

    def __init__(self) -> None:
        from broadsheet.write import REASONS

        self.name = "write"
        self.reasons: Mapping[str, str] = REASONS

    def __call__(self, stories: Any, /) -> Any:
        from broadsheet.write import write_page

        for story in stories:
            yield write_page(story, as_of=AS_OF)


def _writing() -> Step[Any, Any]:
    return _Writing()
