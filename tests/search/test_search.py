"""Stories, articles and statements are found by words and meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.records.query import Filters
from broadsheet.search import Finder, ask, search
from broadsheet.search.vectors import Vectors
from broadsheet.search.words import terms
from broadsheet.store import Store
from broadsheet.store.postings import Document
from broadsheet.store.words import Kind, Words
from tests.store.making import article_of, page_of, placed, put

TEXTS = {
    "Ferry to Halm stops": "The ferry to Halm island stopped on Monday.\nIts crew asks for four more hands on deck.",
    "Council closes brewery": "The council of Varnby closed the old brewery on Tuesday.\nNobody in Varnby took the ferry.",
    "Choir sings": "The choir of Quellin sang for the mayor on Sunday.",
}


class Compass:
    """An encoder with three directions: boats, beer, and everything else."""

    def encode(self, texts: list[str], /) -> np.ndarray:
        made = np.zeros((len(texts), 384), dtype=np.float32)
        for row, text in enumerate(texts):
            lower = text.lower()
            made[row, 0 if "ferr" in lower or "vessel" in lower else 1 if "brew" in lower or "ale" in lower else 2] = 1
        return made


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        for n, (title, text) in enumerate(TEXTS.items()):
            page = page_of(f"{title}.txt", text)
            outlet = "Quellin Courier" if title.startswith("Choir") else "Halm Gazette"
            article = article_of(page, title=title, text=text, published=f"2031-05-0{n + 4}", outlet=outlet)
            opened.pages.add(page)
            opened.articles.place(*placed(article), vector=Compass().encode([title])[0].astype(np.float16).tobytes())
        opened.vocabulary.catch_up()
        yield opened


def titles(store: Store, query: str, limit: int = 10, filters: Filters | None = None) -> list[str]:
    return [hit.title for hit in Finder(Compass()).find(store, query, filters, limit=limit).of("article")]


def test_headline_counts_more_than_text(store: Store):
    assert titles(store, "ferries") == ["Ferry to Halm stops", "Council closes brewery"]


def test_any_word_is_enough_and_more_are_better(store: Store):
    ways = Finder(Compass()).articles(store, "brewery ferry Varnby")
    assert store.articles.get(ways.words[0]).title == "Council closes brewery"  # type: ignore[union-attr]
    assert set(titles(store, "choir brewery")) == {"Choir sings", "Council closes brewery"}


def test_meaning_finds_what_no_word_does(store: Store):
    assert titles(store, "vessel") == ["Ferry to Halm stops"]
    assert Finder(Compass()).articles(store, "vessel").words == ()


def test_words_and_meaning_are_one_ranking(store: Store):
    ways = Finder(Compass()).articles(store, "ferry of the choir")
    best = [store.articles.get(name).title for name in ways.hybrid]  # type: ignore[union-attr]
    assert best == ["Ferry to Halm stops", "Choir sings", "Council closes brewery"]
    assert list(ways.hybrid.values()) == sorted(ways.hybrid.values(), reverse=True)


def test_a_phrase_stands_word_for_word(store: Store):
    assert titles(store, '"old brewery"') == ["Council closes brewery"]
    assert titles(store, '"brewery old"') == []
    assert titles(store, '"the ferry" choir') == ["Ferry to Halm stops", "Council closes brewery"]
    assert titles(store, '"ferries to Halm"') == []


def test_filters_narrow_words_and_meaning(store: Store):
    assert titles(store, "ferry", filters=Filters(since="2031-05-05")) == ["Council closes brewery"]
    assert titles(store, "ferry", filters=Filters(until="2031-05-04")) == ["Ferry to Halm stops"]
    assert titles(store, "vessel", filters=Filters(outlet="Quellin Courier")) == []
    assert titles(store, "the", filters=Filters(role="opinion")) == []


def test_a_search_keeps_to_the_stories_it_is_given(store: Store):
    at_sea, *_ = (placed.story for placed in store.articles.placements().values())
    for query in ("ferry", "vessel", ""):
        assert titles(store, query, filters=Filters(stories=frozenset({at_sea, "st_none"}))) == ["Ferry to Halm stops"]
        assert titles(store, query, filters=Filters(stories=frozenset())) == []


def test_a_filter_without_words_lists_the_newest(store: Store):
    assert titles(store, "", filters=Filters(outlet="Halm Gazette")) == ["Council closes brewery", "Ferry to Halm stops"]
    assert titles(store, "") == []


def test_facets_are_counted_among_what_was_found(store: Store):
    facets = Finder(Compass()).find(store, "ferry choir").facets
    assert facets == {"outlet": [("Halm Gazette", 2), ("Quellin Courier", 1)], "role": [("report", 3)]}


def test_hit_says_where_it_stands(store: Store):
    (hit,) = Finder(Compass()).find(store, "choir of Quellin").of("article")[:1]
    assert (hit.kind, hit.published, hit.outlet) == ("article", "2031-05-06", "Quellin Courier")
    assert [mark.of(hit.text) for mark in hit.marks] == ["choir", "Quellin"]
    assert hit.story == store.articles.placements()[hit.id].story


def test_stories_of_what_was_found_come_first(store: Store):
    hits = search(store, "choir")
    assert [hit.kind for hit in hits] == ["story", "article"]
    assert (hits[0].id, hits[0].title) == (hits[1].story, "Choir sings")


def test_a_slip_is_put_right_if_nothing_is_found(store: Store):
    found = Finder(Compass()).find(store, "Brewrey")
    assert (found.query, found.instead_of, found.suggestion) == ("brewery", "Brewrey", None)
    assert [hit.title for hit in found.of("article")] == ["Council closes brewery"]


def test_a_slip_beside_words_that_are_found_is_a_suggestion(store: Store):
    found = Finder(Compass()).find(store, "ferry Varnbi")
    assert (found.query, found.instead_of, found.suggestion) == ("ferry Varnbi", None, "ferry varnby")


def test_two_slips_are_put_right_among_words_that_begin_alike(store: Store, monkeypatch: pytest.MonkeyPatch):
    assert Finder(Compass()).find(store, "brewwrey").query == "brewery"
    assert Finder(Compass()).find(store, "rbewwery").query == "brewery"
    monkeypatch.setattr("broadsheet.search.spelling.MOST_ALIKE", 0)
    assert Finder(Compass()).find(store, "brewwrey").query == "brewwrey"


def test_a_word_of_an_article_that_is_not_counted_yet_is_known(store: Store):
    page = page_of("later.txt", "later")
    with Store.open("sqlite://") as opened:
        put(opened, page, article_of(page, title="Brewery opens", text="The brewery opened."))
        opened.vocabulary.catch_up()
        later = page_of("news.txt", "news")
        put(opened, later, article_of(later, title="Breweri wins", text="A cup for the Breweri."))
        assert Finder(Compass()).find(opened, "breweri").suggestion is None
        assert Finder(Compass()).find(opened, "brewerk").query == "brewery"


def test_of_many_unknown_words_the_first_are_put_right(store: Store):
    found = Finder(Compass()).find(store, "ferry Varnbi brewrey Quelin chior concil Tusday")
    assert found.suggestion == "ferry varnby brewery quellin choir concil Tusday"


def test_what_is_quoted_is_meant(store: Store):
    found = Finder(Compass()).find(store, '"brewrey"')
    assert (found.of("article"), found.instead_of, found.suggestion) == ((), None, None)


def test_limit_is_kept(store: Store):
    assert len(titles(store, "the ferry council choir", limit=2)) == 2


@pytest.mark.parametrize("query", ["", " ", '"', "AND OR NOT", "title:ferry*", "(", "zeppelin", "a" * 10_000])
def test_odd_queries_find_little_and_break_nothing(store: Store, query: str):
    assert len(Finder(Compass()).find(store, query).of("article")) <= 2


@given(st.text(max_size=80))
def test_no_query_raises(query: str):
    with Store.open("sqlite://") as opened:
        put(opened, page_of(), article_of(page_of()))
        opened.vocabulary.catch_up()
        assert len(Finder(Compass()).find(opened, query).of("article")) <= 1


def test_what_is_placed_or_forgotten_is_noticed():
    finder, page = Finder(Compass()), page_of()
    with Store.open("sqlite://") as opened:
        vector = Compass().encode(["ferry"])[0].astype(np.float16).tobytes()
        for title in ("Ferry to Halm stops", "Second ferry"):
            page = page_of(f"{title}.txt", f"{title}.")
            opened.pages.add(page)
            opened.articles.place(*placed(article_of(page, title=title, text=f"{title}.")), vector=vector)
            found = [hit.title for hit in finder.find(opened, "vessel").of("article")]
            assert found[-1] == title
        opened.forgotten.forget(opened.articles.ids()[0])
        assert [hit.title for hit in finder.find(opened, "vessel").of("article")] == ["Second ferry"]


def test_a_search_sees_one_moment_while_others_write(tmp_path: Path):
    path = str(tmp_path / "paper.db")
    finder, first, second = Finder(Compass()), page_of("1.txt", "One."), page_of("2.txt", "Two.")
    with Store.open(path) as writer, Store.open(path, writes=False) as reader:
        put(writer, first, article_of(first, title="First ferry"))
        with reader.reading():
            assert [hit.title for hit in finder.find(reader, "ferry").of("article")] == ["First ferry"]
            put(writer, second, article_of(second, title="Second ferry"))
            assert finder.articles(writer, "ferry").words == tuple(writer.articles.ids())
            assert [hit.title for hit in finder.find(reader, "ferry").of("article")] == ["First ferry"]
        assert [hit.title for hit in finder.find(reader, "ferry").of("article")] == ["First ferry", "Second ferry"]


def test_an_irregular_form_is_found_by_its_word(store: Store):
    assert titles(store, "sing") == titles(store, "sang") == ["Choir sings"]


def test_common_words_are_left_out_of_large_stores(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("broadsheet.search.words.FEW", 50)
    with Store.open("sqlite://") as opened, opened.transaction():
        for n in range(120):
            page = page_of(f"{n}.txt", f"body {n}")
            put(opened, page, article_of(page, title=f"Ferry number{n}", text=f"The ferry number{n} sailed."))
        opened.vocabulary.catch_up()
        assert [term.word for term in terms(opened.words.articles, ["the", "ferry", "number7"])] == ["number7"]
        assert [term.word for term in terms(opened.words.articles, ["the", "ferry"])] == ["ferry"]


def test_words_are_counted_once_and_uncounted_when_forgotten():
    with Store.open("sqlite://") as opened:
        for n in range(3):
            page = page_of(f"{n}.txt", f"body {n}")
            put(opened, page, article_of(page, title=f"Ferry {n}", text="The ferry sailed."))
        opened.vocabulary.catch_up()
        opened.vocabulary.catch_up()
        assert (opened.vocabulary.articles(), opened.vocabulary.documents(["ferry", "1"])) == (3, {"ferry": 3, "1": 1})
        opened.forgotten.forget(opened.articles.ids()[1])
        assert (opened.vocabulary.articles(), opened.vocabulary.documents(["ferry", "1"])) == (2, {"ferry": 2})


def test_question_that_nothing_answers_is_refused(store: Store):
    assert ask(store, "Who invented the zeppelin?").refused


def test_of_articles_that_lie_alike_the_first_are_compared(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("broadsheet.search.vectors.SHORTLIST", 3)
    vectors = Vectors(Compass())
    with Store.open("sqlite://") as store:
        pages = [page_of(f"{number}.txt", f"Rain {number}") for number in range(9)]
        for page in pages:
            store.pages.add(page)
            vector = Compass().encode(["choir"])[0].astype(np.float16).tobytes()
            store.articles.place(*placed(article_of(page)), vector=vector)
        assert [name for name, _ in vectors.nearest(store, "rain")] == [f"{page.id}#1" for page in pages[:3]]


def test_a_text_is_read_once_for_a_phrase(store: Store, monkeypatch: pytest.MonkeyPatch):
    asked: list[int] = []
    texts = Words.texts

    def noted(self: Words, kind: Kind, seqs: Iterable[int]) -> dict[int, Document]:
        asked.extend(seqs := list(seqs))
        return texts(self, kind, seqs)

    monkeypatch.setattr(Words, "texts", noted)
    Finder(Compass()).find(store, '"the ferry"')
    assert len(set(asked)) == len(asked) > 0
