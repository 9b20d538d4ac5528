"""A page names the models that it was made with, each once, in one order."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.models import embedder, grammar
from broadsheet.records.codec import from_plain, to_plain
from broadsheet.records.model import ModelUse
from broadsheet.records.story_page import StoryPage
from broadsheet.write import write_until
from tests.write.stories import story
from tests.write.test_worded import AS_OF, COUNCIL

FINDER = ModelUse(name="en_halm", version="1.2", sha256="a" * 64)
VECTORS = embedder.identity()


def written(*uses: ModelUse, grouping: tuple[ModelUse, ...] = ()) -> StoryPage:
    page = write_until(story(replace(COUNCIL, models=uses)), as_of=AS_OF, models=grouping).page
    assert isinstance(page, StoryPage)
    return page


def test_a_page_names_its_models_once():
    (ours,) = grammar.taking_part()
    page = written(FINDER, ours, grouping=(VECTORS,))
    assert page.build.models == tuple(sorted((FINDER, ours, VECTORS), key=lambda use: use.name))
    assert from_plain(StoryPage, to_plain(page)) == page
    assert written(ours, FINDER, grouping=(VECTORS,)) == page


def test_what_took_no_part_is_not_named():
    assert written().build.models == grammar.taking_part()


def test_other_models_alone_are_no_news():
    assert written(FINDER).content_sha256 == written().content_sha256
