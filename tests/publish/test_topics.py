"""Topic pages over the registry: one page for one bearer, two for two of a name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.publish.views.library import Library
from broadsheet.publish.views.story import story_view
from broadsheet.publish.views.topics import topic_records, topic_views
from broadsheet.records.pool import EntityCard
from broadsheet.records.registry import Office, Registered
from broadsheet.records.text import Extent, Respelt

from .desk import edition
from .ferry import ferry
from .pages import little_auk


def story_naming(name, number, kind="person"):
    """A story of the invented edition with one topic of this name."""
    desk, story = (ferry, little_auk)[number]()
    said = story.headline
    section = replace(ferry()[1].section("topics"), items=("e1",))
    rest = tuple(one for one in story.sections if one.kind != "topics")
    card = EntityCard(name=name, kind=kind, role_here=said, card=(said,), mentions=2, articles=1)
    return desk, replace(story, sections=(*rest, section), entities={**story.entities, "e1": card})


def library(*registry, names=("Ana Reva", "Ana Reva")):
    told = [story_naming(name, number) for number, name in enumerate(names)]
    return Library(replace(edition(*told), registry=tuple(registry)), "../")


@pytest.fixture(scope="module")
def ids():
    return ferry()[1].id, little_auk()[1].id


def test_two_names_of_one_bearer_have_one_page(ids):
    one = Registered(
        id="en_1", name="Ana J. Reva", kind="person", aliases=("Ana Reva",), stories=((ids[0], "Ana Reva"), (ids[1], "Ana J. Reva"))
    )
    (view,) = topic_views(library(one, names=("Ana Reva", "Ana J. Reva")))
    assert (view.name, view.aliases, len(view.stories)) == ("Ana J. Reva", ("Ana Reva",), 2)


def test_two_bearers_of_one_name_have_two_pages_that_name_one_another(ids):
    judge, swimmer = (
        Registered(id=f"en_{n}", name="Ana Reva", kind="person", stories=((story, "Ana Reva"),), namesakes=(f"en_{1 - n}",))
        for n, story in enumerate(ids)
    )
    held = library(judge, swimmer)
    first, second = topic_views(held)
    assert first.path != second.path
    assert [len(view.stories) for view in (first, second)] == [1, 1]
    assert first.namesakes == (("Ana Reva", f"../{second.path}"),)
    links = {
        topic.href for story in held.edition.stories for block in story_view(held, story, "x").blocks for topic in block.topics
    }
    assert links == {f"../{first.path}", f"../{second.path}"}


def test_a_name_that_the_registry_does_not_know_has_its_page_by_name():
    (view,) = topic_views(library())
    assert (view.name, len(view.stories), view.called, view.elsewhere) == ("Ana Reva", 2, (), ())


def test_offices_stand_with_outlet_and_day_and_link(ids):
    held = library()
    article = held.edition.articles[0]
    minister = Office(text="harbour minister", article=article.id, day="2031-05-05", outlet=article.outlet)
    older = Office(text="Harbour Minister", article=article.id, day="2031-05-01", outlet="Another")
    gone = Office(text="Interior Minister", article="gone#1", day="2031-05-05", outlet="The Gone Post")
    one = Registered(
        id="en_1", name="Ana Reva", kind="person", offices=(minister, gone, older), disputed=((minister, gone),),
        stories=((ids[0], "Ana Reva"), (ids[1], "Reva")),
    )  # fmt: skip
    (view,) = topic_views(library(one, names=("Ana Reva", "Reva")))
    assert [(c.text, c.href) for c in view.called] == [
        ("harbour minister", held.article_href(article.id)),
        ("Interior Minister", None),
    ]
    assert view.called[0].source.endswith(", 5 May 2031")
    assert [(a.text, b.text) for a, b in view.disputed] == [("harbour minister", "Interior Minister")]


def test_stories_without_a_card_are_linked(ids):
    one = Registered(
        id="en_1", name="Ana Reva", kind="person", stories=((ids[0], "Ana Reva"), (ids[1], "Reva"), ("st_gone", "Reva"))
    )
    held = Library(replace(edition(story_naming("Ana Reva", 0), little_auk()), registry=(one,)), "../")
    view = next(view for view in topic_views(held) if view.name == "Ana Reva")
    assert [href for _, href in view.elsewhere] == [held.story_href(ids[1])]
    (card,) = (topic for block in story_view(held, held.edition.stories[0], "x").blocks for topic in block.topics)
    assert (card.others, card.href) == ((), held.up + view.path), "a story that came later must not change the card"


def test_what_others_say_that_names_it_is_no_saying_of_its_own(ids):
    desk, story = story_naming("Ana Reva", 0)
    key, item = next(iter(story.quotes.items()))
    about, own = replace(item, text="We told Ana Reva in May.", speaker=None), replace(item, text="Ana Reva stays.", speaker="e1")
    held = replace(story, quotes={key: about, "q90": own, "q91": replace(item, text="Anastasia Revan left.", speaker=None)})
    (record,) = topic_records(Library(edition((desk, held)), "../"))
    (place,) = record.places
    assert (place.quotes_by, place.quotes_about) == (("q90",), (key,))


def test_the_list_of_topics_leads_to_every_page(site):
    listed = (site / "topics.html").read_text("utf-8")
    pages = [path.name for path in (site / "topics").glob("*.html")]
    assert pages
    assert all(f'href="topics/{name}"' in listed for name in pages)


def test_a_name_that_an_editor_corrected_is_told_with_how_it_was_printed():
    paper = library(names=("Ana Reva", "Ivo Oun"))
    story = next(one for one in paper.edition.stories if one.entities["e1"].name == "Ana Reva")
    key, span = next(iter(story.spans.items()))
    start = span.start
    respelt = Respelt(extent=Extent(start, start + 4), name="Reva")
    told = replace(story, spans={**story.spans, key: replace(span, x_respelt=(respelt,))})
    others = tuple(told if one is story else one for one in paper.edition.stories)
    views = {view.name: view.respelt for view in topic_views(Library(replace(paper.edition, stories=others), "../"))}
    assert views == {"Ana Reva": (span.exact[:4].strip(),), "Ivo Oun": ()}
