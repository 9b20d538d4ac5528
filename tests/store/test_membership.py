"""What readers say of membership is kept, and old stories lead to where they went."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet.records.story import Constraint, Placement, Succession, story_id, thread_id
from broadsheet.records.story_page import ThreadPlace
from broadsheet.store import Store
from broadsheet.store.restore import restore
from broadsheet.store.revisions import Revision
from tests.publish.pages import lone
from tests.store.making import article_of, page_of, placed, put


@pytest.fixture
def names(store: Store) -> list[str]:
    """Three articles in stories of their own."""
    page = page_of()
    articles = [article_of(page, place) for place in (1, 2, 3)]
    put(store, page, *articles)
    return [article.id for article in articles]


def moved(store: Store, article: str, story: str) -> Placement:
    return replace(store.articles.placements()[article], story=story, thread=thread_id(story))


def test_what_was_said_is_kept_under_a_number(store: Store):
    assert store.constraints.add("apart", "a1", ["a3", "a2", "a3"]) == 1
    assert store.constraints.add("together", "a4", ["a5"]) == 2
    assert store.constraints.all() == (
        Constraint(number=1, kind="apart", article="a1", other="a2"),
        Constraint(number=1, kind="apart", article="a1", other="a3"),
        Constraint(number=2, kind="together", article="a4", other="a5"),
    )
    assert [held.number for held in store.constraints.of("a5")] == [2]


def test_what_was_said_twice_is_kept_once(store: Store):
    first = store.constraints.add("apart", "a1", ["a2"])
    assert store.constraints.add("apart", "a1", ["a2"]) == first
    assert store.constraints.add("together", "a1", ["a2"]) != first


def test_taking_back(store: Store):
    number = store.constraints.add("apart", "a1", ["a2", "a3"])
    assert [held.other for held in store.constraints.remove(number)] == ["a2", "a3"]
    assert (store.constraints.remove(number), store.constraints.all()) == ((), ())


def test_what_was_said_outlives_the_process(address: str):
    with Store.open(address) as opened:
        opened.constraints.add("apart", "a1", ["a2"])
    with Store.open(address) as opened:
        assert [held.other for held in opened.constraints.all()] == ["a2"]


def test_a_copy_inherits_what_was_said_of_its_forgotten_origin(store: Store):
    page, other = page_of(), page_of("other.txt", "Another page.")
    origin, copy, third = article_of(page), article_of(other), article_of(other, 2)
    put(store, page, origin)
    put(store, other, copy, third, origin=origin.id)
    store.constraints.add("apart", origin.id, ["a9", copy.id])
    store.constraints.add("together", "a8", [origin.id])
    store.forgotten.forget(origin.id)
    assert [(held.article, held.other) for held in store.constraints.all()] == [(copy.id, "a9"), ("a8", copy.id)]


def test_nobody_inherits_what_was_said_of_a_forgotten_article(store: Store, names: list[str]):
    store.constraints.add("apart", names[0], [names[1]])
    store.forgotten.forget(names[1])
    assert store.constraints.all() == ()


def test_a_story_that_ended_leads_to_the_one_it_went_into(store: Store, names: list[str]):
    one, two, three = map(story_id, names)
    store.articles.move([moved(store, names[1], one)])
    store.articles.move([moved(store, name, three) for name in names])
    assert [store.successions.current(story) for story in (one, two, three, "st_never")] == [three, three, three, None]
    assert store.successions.all() == (
        Succession(kind="merged", story=two, other=one),
        Succession(kind="merged", story=one, other=three),
    )


def test_a_story_taken_out_is_noted_and_lives_on_under_its_own_name(store: Store, names: list[str]):
    one, two, _ = map(story_id, names)
    store.articles.move([moved(store, names[1], one)])
    store.articles.move([moved(store, names[1], two)])
    assert store.successions.all()[-1] == Succession(kind="split", story=one, other=two)
    assert store.successions.current(two) == two
    assert store.successions.redirects() == {}


def test_an_ended_story_leads_to_where_its_founder_went(store: Store, names: list[str]):
    one, two, three = map(story_id, names)
    store.articles.move([moved(store, names[1], one), moved(store, names[2], one)])
    page = page_of("fourth.txt", "A fourth page.")
    fourth = article_of(page)
    put(store, page, fourth)
    store.articles.move([moved(store, names[0], story_id(fourth.id)), moved(store, names[1], three), moved(store, names[2], three)])
    assert store.successions.current(one) == story_id(fourth.id)
    assert store.successions.current(two) == story_id(fourth.id)


def test_moving_between_stories_that_live_on_is_neither(store: Store, names: list[str]):
    page = page_of("fifth.txt", "A fifth page.")
    store.pages.add(page)
    more = [article_of(page, place) for place in (1, 2)]
    for each in more:
        store.articles.place(*placed(each, story=story_id(names[0])), vector=b"12")
    store.articles.move([moved(store, more[0].id, story_id(names[1]))])
    assert store.successions.all() == ()


def test_only_what_was_printed_is_redirected(store: Store, names: list[str]):
    one, two, three = map(story_id, names)
    page = replace(lone()[1], id=two)
    store.revisions.keep(Revision(page=page, inputs_sha256="", as_of=""))
    store.articles.move([moved(store, name, one) for name in names])
    assert store.successions.current(three) == one
    assert store.successions.redirects() == {two: one}


def test_printed_threads_are_remembered_with_where_their_chapters_went(store: Store, names: list[str]):
    one, two, three = map(story_id, names)
    for story in (two, three):
        page = replace(lone()[1], id=story, thread=ThreadPlace(id="th_old", title="The dam", position=1, of=2))
        store.revisions.keep(Revision(page=page, inputs_sha256="", as_of=""))
        store.revisions.keep(Revision(page=page, inputs_sha256="", as_of=""))
    store.articles.move([moved(store, names[1], one)])
    assert store.successions.chapters() == {"th_old": tuple(one if story == two else story for story in sorted((two, three)))}
    store.forgotten.forget(names[2])
    assert store.successions.chapters() == {"th_old": (one,)}


def test_a_story_of_forgotten_articles_leads_nowhere(store: Store, names: list[str]):
    one, two, _ = map(story_id, names)
    store.articles.move([moved(store, names[1], one)])
    store.forgotten.forget(names[0])
    store.forgotten.forget(names[1])
    assert (store.successions.current(one), store.successions.current(two)) == (None, None)


def test_an_older_store_learns_to_keep_it(tmp_path: Path):
    path = tmp_path / "paper.db"
    restore(Path(__file__).with_name("versions") / "0001.zip", str(path))
    with Store.open(str(path)) as opened:
        assert (opened.articles.count(), opened.constraints.add("apart", "a1", ["a2"])) == (2, 1)
        assert opened.successions.all() == ()
        assert [value for _, kind, value in opened.listing.traits(0) if kind == "role"] == ["report", "report"]
