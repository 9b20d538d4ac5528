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


def test_a_state_knows_how_far_it_goes(store: Store):
    page, other = page_of(), page_of("other.txt", TEXT + " More.")
    one, two = article_of(page), article_of(other)
    assert (store.grouping.get(), store.grouping.size(), store.grouping.mark(), store.grouping.behind()) == (None, None, None, 0)
    put(store, page, one)
    assert store.grouping.behind() == 1
    store.grouping.settle()
    store.grouping.put(b"state")
    kept, mark = store.grouping.get(), store.grouping.mark()
    assert kept is not None
    assert (kept.state, store.grouping.size(), store.grouping.behind(), store.grouping.settled()) == (b"state", 5, 0, [])
    put(store, other, two)
    store.grouping.settle()
    store.grouping.settle()
    (seq, name), *rest = store.grouping.since(kept.upto)
    assert (name, rest, store.grouping.behind(), store.grouping.settled()) == (two.id, [], 1, [seq, seq])
    assert (store.grouping.get(), store.grouping.mark() == mark) == (kept, False)
    store.grouping.clear()
    assert (store.grouping.get(), store.grouping.settled(), store.grouping.mark()) == (None, [], None)


def test_another_state_has_another_mark(store: Store):
    store.grouping.put(b"state")
    mark = store.grouping.mark()
    store.grouping.put(b"state")
    assert store.grouping.mark() == mark
    store.grouping.put(b"other")
    assert store.grouping.mark() != mark


def test_later_articles_are_not_known_before_their_place(store: Store):
    page, other = page_of(), page_of("other.txt", TEXT + " More.")
    one, two = article_of(page), article_of(other)
    put(store, page, one)
    flood = closed(1, story_id(one.id))
    store.grouping.keep({}, {}, [flood])
    store.grouping.put(b"state")
    kept = store.grouping.get()
    assert kept is not None
    store.pages.add(other)
    store.articles.place(*placed(two, story=flood.id))
    assert (store.grouping.home(two.id), store.grouping.home(two.id, kept.upto)) == (flood, None)
    assert store.grouping.home(one.id, kept.upto) == flood
    assert (store.grouping.members(flood.id), store.grouping.members(flood.id, kept.upto)) == ([one.id, two.id], [one.id])
