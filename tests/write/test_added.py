"""Sections that plugins add: what the gate lets pass stands, cited; the rest is counted, and the page is as without it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest

from broadsheet.models.embedder import identity
from broadsheet.pipeline.writing import _inputs
from broadsheet.records.annotation import Annotated
from broadsheet.records.codec import from_plain, to_json, to_plain
from broadsheet.records.contribution import Cited, SectionWriter
from broadsheet.records.story_page import StoryPage
from broadsheet.records.text import Extent
from broadsheet.write import write_until
from tests.write.stories import story
from tests.write.test_worded import AS_OF, COUNCIL, MAYOR, WALL

ID, TEXT = COUNCIL.article.id, COUNCIL.article.text


def place(words: str) -> tuple[str, Extent]:
    start = TEXT.index(words)
    return ID, Extent(start, start + len(words))


def writer(*told: Cited, again: bool = True, version: str = "1") -> SectionWriter:
    def write(articles: Sequence[Annotated]) -> Iterable[Cited]:
        return told if [one.article.id for one in articles] == [ID] else ()

    return SectionWriter(name="tides", heading="Tides", write=write, again=again, version=version, plugin="notes")


def written(*writers: SectionWriter) -> StoryPage:
    page = write_until(story(COUNCIL), as_of=AS_OF, writers=writers).page
    assert isinstance(page, StoryPage)
    return page


@pytest.fixture(scope="module")
def plain() -> StoryPage:
    return written()


def test_true_sentences_stand_with_their_words(plain: StoryPage):
    shorter = "Mayor Ada Brenn opened the building site with a short speech."
    page = written(writer(Cited(text=WALL, places=(place(WALL),)), Cited(text=shorter, places=(place(MAYOR),))))
    (section,) = page.x_sections
    assert (section.plugin, section.heading) == ("notes", "Tides")
    assert [(page.statements[key].text, page.statements[key].made) for key in section.body] == [
        (WALL, "verbatim"),
        (shorter, "trimmed"),
    ]
    assert page.spans[page.statements[section.body[1]].spans[0]].exact == MAYOR
    assert set(section.body) <= page.told
    assert page.content_sha256 != plain.content_sha256
    jsonschema.validate(to_plain(page), json.loads(files("broadsheet.records").joinpath("story.schema.json").read_text("utf-8")))
    assert from_plain(StoryPage, to_plain(page)) == page


LIES = {
    "a number": (WALL.replace("4 million", "9 million"), WALL),
    "a denial": (WALL.replace("approved", "did not approve"), WALL),
    "another's words": (WALL, MAYOR),
    "nothing of the kind": ("The tide was the highest in thirty years.", MAYOR),
}


@pytest.mark.parametrize("lie", LIES)
def test_false_sentences_are_refused_and_counted(lie: str, plain: StoryPage):
    text, words = LIES[lie]
    page = written(writer(Cited(text=text, places=(place(words),))))
    assert page.x_sections == ()
    assert page.content_sha256 == plain.content_sha256
    assert page.build.checks.refused == plain.build.checks.refused + 1


def test_prose_is_told_again_only_where_asked(plain: StoryPage):
    told = Cited(text=WALL, places=(place(WALL),))
    assert to_json(written(writer(told, again=False))) == to_json(plain)
    assert len(written(writer(told, told)).x_sections[0].body) == 1


def test_plugins_sections_stand_before_what_ends_a_page():
    page = written(writer(Cited(text=WALL, places=(place(WALL),))))
    kinds = [section.kind for section in page.printed]
    assert kinds[kinds.index("x_tides") + 1] in ("topics", "related", "sources")
    assert kinds[0] == "whats_happened"


def test_another_section_version_or_embedder_has_pages_written_anew():
    one, ours, own = story(COUNCIL), identity(), replace(identity(), sha256="0" * 64)
    digests = {_inputs(one, None, None, some, ours) for some in ((), (writer(),), (writer(version="2"),))}
    assert len({*digests, _inputs(one, None, None, (), own)}) == 4


@pytest.mark.parametrize("bad", [{"text": " "}, {"places": ()}])
def test_a_sentence_has_words_and_stands_on_some(bad: dict[str, object]):
    with pytest.raises(ValueError, match="stands on some"):
        Cited(**({"text": "It rained.", "places": (place(WALL),)} | bad))
