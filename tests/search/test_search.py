"""Articles and statements are found by their words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.search import ask, search
from broadsheet.store import Store
from tests.store.making import article_of, page_of, put

TEXTS = {
    "Ferry to Halm stops": "The ferry to Halm island stopped on Monday.\nIts crew asks for four more hands on deck.",
    "Council closes brewery": "The council of Varnby closed the old brewery on Tuesday.\nNobody in Varnby took the ferry.",
    "Choir sings": "The choir of Quellin sang for the mayor on Sunday.",
}


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        for title, text in TEXTS.items():
            page = page_of(f"{title}.txt", text)
            put(opened, page, article_of(page, title=title, text=text, published="2031-05-06", outlet="Halm Gazette"))
        yield opened


def titles(store: Store, query: str, limit: int = 10) -> list[str]:
    return [hit.title for hit in search(store, query, limit=limit)]


def test_headline_counts_more_than_text(store: Store):
    assert titles(store, "ferries") == ["Ferry to Halm stops", "Council closes brewery"]


def test_any_word_is_enough_and_more_are_better(store: Store):
    assert titles(store, "brewery ferry Varnby")[0] == "Council closes brewery"
    assert set(titles(store, "choir brewery")) == {"Choir sings", "Council closes brewery"}


def test_hit_says_where_it_stands(store: Store):
    (hit,) = search(store, "choir")
    assert (hit.kind, hit.published, hit.outlet) == ("article", "2031-05-06", "Halm Gazette")
    assert "choir of Quellin" in hit.text
    assert hit.story == store.articles.placements()[hit.id].story
    assert hit.score > 0


def test_limit_is_kept(store: Store):
    assert len(titles(store, "the ferry council choir", limit=2)) == 2


@pytest.mark.parametrize("query", ["", " ", '"', "AND OR NOT", "title:ferry*", "(", "zeppelin", "a" * 10_000])
def test_odd_queries_find_little_and_break_nothing(store: Store, query: str):
    assert len(search(store, query)) <= 2


@given(st.text(max_size=80))
def test_no_query_raises(query: str):
    with Store.open("sqlite://") as opened:
        put(opened, page_of(), article_of(page_of()))
        assert len(search(opened, query)) <= 1


def test_common_words_are_left_out_of_large_stores():
    with Store.open("sqlite://") as opened, opened.transaction():
        for n in range(120):
            page = page_of(f"{n}.txt", f"body {n}")
            put(opened, page, article_of(page, title=f"Ferry number{n}", text=f"The ferry number{n} sailed."))
        assert opened.words.telling(["the", "Ferry", "number7"]) == ["number7"]
        assert opened.words.telling(["the", "ferry"]) == ["the", "ferry"]


def test_question_that_nothing_answers_is_refused(store: Store):
    assert ask(store, "Who invented the zeppelin?").refused
