"""A sentence that a language model wrote says so in every form that prints it, and no other sentence does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from broadsheet.cli.story_text import lines
from broadsheet.publish.exports import FORMS
from broadsheet.publish.exports.kite import kite_files
from broadsheet.publish.feeds import offered as feeds
from broadsheet.publish.newsletter import offered as letters
from broadsheet.publish.programs.shown import story_html
from broadsheet.publish.site.finder import index_files
from broadsheet.publish.views.finding import stories_found
from broadsheet.publish.views.library import Library
from broadsheet.publish.views.revisions import revisions
from broadsheet.publish.views.wording import MARKED
from broadsheet.records.edition import Edition
from broadsheet.records.pool import Change
from broadsheet.records.story_page import ModelReport, StoryPage
from broadsheet.search import Hit

TOLD = "Night crossings were stopped."


def by_model(story: StoryPage) -> StoryPage:
    """The story with the first sentence of what happened in a model's words."""
    key = next(key for key in story.section("whats_happened").body if key in story.statements)
    said = replace(story.statements[key], text=TOLD, made="model")
    report = ModelReport(endpoint="https://model.example/v1", model="m", prompt_sha256="0" * 64, written=1, refused=0)
    return replace(story, statements=story.statements | {key: said}, build=replace(story.build, model=report))


@pytest.fixture(scope="module")
def edition(invented: Edition) -> Edition:
    """The paper whose first story with what happened in it, and no news, is told by a model."""
    story = next(one for one in invented.stories if one.section("whats_happened"))
    marked = by_model(replace(story, sections=tuple(s for s in story.sections if s.kind != "whats_new"), standfirst=None))
    return replace(invented, stories=(marked, *(one for one in invented.stories if one.id != marked.id)))


def printed(edition: Edition) -> Iterator[tuple[str, str]]:
    """Every form of the first story that has running prose, as words."""
    library, story = Library(edition), edition.stories[0]
    for name, make in [*feeds(edition), *letters(edition)]:
        if name in ("feed.xml", "feed.json", "newsletter.html"):
            yield name, make(None).decode()
        if name == "newsletter.eml":
            mail = message_from_bytes(make(None), policy=default)
            yield from ((part.get_content_subtype(), part.get_content()) for part in mail.iter_parts())
    yield from ((name, FORMS[name](library, story).decode()) for name in ("markdown", "ninjs"))
    yield from ((name, make().decode()) for name, make in kite_files(library) if name == "kite/today.json")
    yield "notebook", story_html(library, story)
    yield "terminal", " ".join("\n".join(lines(story)).split())


def test_every_form_marks_a_models_sentence(edition: Edition):
    forms = dict(printed(edition))
    assert len(forms) == 10, sorted(forms)
    for name, words in forms.items():
        plain = " ".join(words.replace("&lt;small&gt;", "").replace("<small>", "").split())
        assert f"{TOLD} (model)" in plain, name
        assert plain.count(TOLD) == plain.count(f"{TOLD} (model)"), name


def test_searches_mark_a_models_sentence(edition: Edition):
    hit = Hit(kind="statement", id=edition.stories[0].id, title="", text=TOLD, score=1.0)
    (line,) = stories_found(Library(edition), [hit], "night")
    ((pieces, _),) = line.passages
    assert pieces == (("Night", True), (" crossings were stopped.", False), (" (model)", False))
    index = b"".join(content for _, content in index_files(edition)).decode()
    assert index.count(TOLD) == index.count("(model)") == index.count(f'"{TOLD} (model)"') == 1


def test_forms_for_readers_explain_the_mark(edition: Edition, invented: Edition):
    told, untold = dict(printed(edition)), dict(printed(invented))
    for name in set(told) - {"kite/today.json", "ninjs"}:
        assert MARKED in " ".join(told[name].split()).replace("\\", ""), name
    for name, words in untold.items():
        assert "(model)" not in words, name


def test_a_change_says_whose_words_it_brought(edition: Edition):
    story = edition.stories[0]
    key = next(key for key, said in story.statements.items() if said.made == "model")
    news = Change(revision=9, target=key, kind="added", before=None, after=TOLD, material=True)
    line = revisions(Library(edition), replace(story, changes=(news,)))[0].changes[0]
    assert line.after == f"{TOLD} (model)"
