"""What is forgotten is gone and stays away."""

from __future__ import annotations

from broadsheet.store import Store
from tests.store.making import article_of, page_of, put

URL = "https://halm.example/ferry"


def test_address_of_a_page_forgets_all_of_it(store: Store):
    page = page_of(url=URL)
    put(store, page, article_of(page), article_of(page, 2, "Second"))
    assert store.forgotten.forget(URL) == [f"{page.id}#1", f"{page.id}#2"]
    assert store.articles.count() == 0
    assert store.pages.count() == 0
    assert store.words.articles.holding(["ferry"]) == {}
    assert store.problems() == []


def test_forgotten_page_does_not_come_back(store: Store):
    page = page_of(url=URL)
    put(store, page, article_of(page))
    store.forgotten.forget(URL)
    assert not store.pages.add(page)
    assert not store.pages.add(page_of(body="other words", url=URL))


def test_address_can_be_forgotten_beforehand(store: Store):
    assert store.forgotten.forget(URL) == []
    assert not store.pages.add(page_of(url=URL))
    assert store.forgotten.forget(URL) == []


def test_one_article_of_many_goes_and_its_page_is_withheld(store: Store):
    page = page_of()
    first, second = article_of(page, url=URL), article_of(page, 2, "Second")
    put(store, page, first, second)
    assert store.forgotten.forget(URL) == [first.id]
    assert store.articles.ids() == [second.id]
    assert list(store.pages.shown()) == []
    assert store.pages.count() == 1


def test_last_article_takes_its_page_along(store: Store):
    page = page_of()
    put(store, page, article_of(page))
    store.forgotten.forget(f"{page.id}#1")
    assert store.pages.count() == 0
    assert not store.pages.add(page)


def test_copies_find_a_new_origin(store: Store):
    pages = [page_of(f"{n}.txt", f"body {n}") for n in range(3)]
    origin, *copies = [article_of(page) for page in pages]
    put(store, pages[0], origin)
    for page, copy in zip(pages[1:], copies, strict=True):
        put(store, page, copy, origin=origin.id)
    store.forgotten.forget(origin.id)
    found = store.articles.copies()
    assert {copy.origin for copy in found.values()} == {copies[0].id}
    assert [found[copy.id].kind for copy in copies] == ["original", "same"]
    assert store.problems() == []
