from __future__ import annotations

from broadsheet.records.story import story_id
from broadsheet.store import Store
from broadsheet.store.grouping import ClosedStory
from tests.store.making import TEXT, article_of, page_of, placed, put


def closed(number: int, story: str, thread: str = "th_a", *, chapter: bool = True) -> ClosedStory:
    return ClosedStory(number=number, id=story, thread=thread, chapter=chapter, record=b"told \n\xff" + bytes([number]))


def test_words_and_names_take_the_place_of_what_was_there(store: Store):
    store.grouping.keep({1: 0.1 + 0.2, 2**32 - 1: 5.5}, {-(2**63): b"old", 7: b"seven"}, ())
    store.grouping.keep({1: 8.25}, {-(2**63): b"new"}, ())
    assert store.grouping.words([1, 2, 2**32 - 1]) == {1: 8.25, 2**32 - 1: 5.5}
    assert store.grouping.names([7, -(2**63), 8]) == {7: b"seven", -(2**63): b"new"}
    assert (store.grouping.words([]), store.grouping.names([])) == ({}, {})


def test_a_closed_story_is_found_by_number_id_and_thread(store: Store):
    flood, trial, digest = closed(1, "st_flood"), closed(2, "st_trial"), closed(3, "st_digest", chapter=False)
    store.grouping.keep({}, {}, [flood, trial, digest])
    assert store.grouping.stories([3, 1, 9]) == [flood, digest]
    assert (store.grouping.story("st_trial"), store.grouping.story("st_other")) == (trial, None)
    assert store.grouping.chapters(["th_a", "th_b"]) == {"th_a": 2}


def test_a_closed_story_is_found_by_its_articles(store: Store):
    page, other = page_of(), page_of("other.txt", TEXT + " More.")
    one, two = article_of(page), article_of(page, 2, "Ferry to Halm sails")
    put(store, page, one)
    flood = closed(1, story_id(one.id))
    store.articles.place(*placed(two, story=flood.id))
    put(store, other, article_of(other))
    store.grouping.keep({}, {}, [flood])
    assert store.grouping.home(two.id) == flood
    assert store.grouping.home(article_of(other).id) is None
    assert store.grouping.members(flood.id) == [one.id, two.id]


def test_without_a_state_all_rows_may_go(store: Store):
    store.grouping.put(b"state")
    store.grouping.keep({1: 2.0}, {1: b"name"}, [closed(1, "st_flood")])
    store.grouping.clear()
    assert store.grouping.words([1]) == {1: 2.0}
    store.grouping.empty()
    assert (store.grouping.words([1]), store.grouping.names([1]), store.grouping.stories([1])) == ({}, {}, [])
