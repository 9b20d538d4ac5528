"""What a search knows of every article in memory is what the database says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.language.index_words import index_words
from broadsheet.records.annotation import Entity
from broadsheet.records.pool import Subject
from broadsheet.records.query import Filters
from broadsheet.records.story_page import StoryPage
from broadsheet.search import Finder
from broadsheet.search.catalogue import Catalogue
from broadsheet.search.narrowing import allowed_articles
from broadsheet.search.query import read
from broadsheet.store import Store
from broadsheet.store.revisions import Revision
from tests.publish.pages import lone
from tests.store.making import article_of, page_of, placed

OUTLETS, DAYS = ("Halm Gazette", "Varnby Post", None), ("2031-05-04", "2031-05-05T08:00:00+02:00", None)
NARROWED = [
    Filters(outlet="Halm Gazette"), Filters(outlet="Nowhere"), Filters(since="2031-05-05"), Filters(until="2031-05-04"),
    Filters(since="2031-05-05", until="2031-05-05"), Filters(until="9999-12-31"), Filters(person="Ida Brandel"),
    Filters(place="Ida Brandel"),
    Filters(role="report"), Filters(role="opinion"), Filters(story="st_0"), Filters(story="st_9"), Filters(thread="th_1"),
    Filters(without=frozenset({"st_0", "st_9"})), Filters(subject="Ferries"), Filters(subject="Beer"), Filters(disputed=True),
    Filters(outlet="Varnby Post", role="report", without=frozenset({"st_1"})),
]  # fmt: skip


class Nowhere:
    """An encoder to which nothing is near."""

    def encode(self, texts: list[str], /) -> np.ndarray:
        return np.zeros((len(texts), 384), dtype=np.float32)


def fill(store: Store, first: int, count: int) -> list[str]:
    """Articles of every outlet and day, three to a story; their ids."""
    made = []
    for n in range(first, first + count):
        page = page_of(f"{n}.txt", f"The ferry of pier{n} stopped.")
        article = article_of(page, title=f"Pier{n}", text=page.body, outlet=OUTLETS[n % 3], published=DAYS[n // 3 % 3])
        annotated, copy, placement = placed(article)
        named = replace(annotated, entities=(Entity(id="e", name="Ida Brandel", kind="person"),) if n % 2 else ())
        store.pages.add(page)
        store.articles.place(named, copy, replace(placement, story=f"st_{n // 3}", thread=f"th_{n // 6}"))
        made.append(article.id)
    store.vocabulary.catch_up()
    return made


def page_on(subject: str, story: str) -> StoryPage:
    """A page of a story that has a subject."""
    return replace(lone()[1], id=story, content_sha256=subject, subjects=(Subject(scheme="local", code=subject, label=subject),))


def allowed(store: Store, catalogue: Catalogue, filters: Filters) -> list[str]:
    with store.reading():
        articles, statements = store.words.articles.now(), store.words.statements.now()
        assert catalogue.follow(store, articles, statements)
        held = store.words.passages("article", list(range(articles.last + 1)))
        may = allowed_articles(store, catalogue, filters)
    return sorted(each.id for each in held if may[each.seq])


@pytest.fixture(params=["file", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    address = str(request.getfixturevalue("paper_on_server")) if request.param == "server" else str(tmp_path / "paper.db")
    with Store.open(address) as opened:
        yield opened


def test_filters_mean_what_the_database_means(store: Store):
    catalogue = Catalogue()
    fill(store, 0, 9)
    assert len(allowed(store, catalogue, Filters())) == 9
    store.revisions.keep(Revision(page=page_on("Ferries", "st_1"), inputs_sha256="", as_of=""))
    ids = fill(store, 9, 8)
    store.articles.move([replace(store.articles.placements()[ids[0]], story="st_0", thread="th_1")])
    sizes = set()
    for filters in NARROWED:
        found = allowed(store, catalogue, filters)
        assert found == sorted(each.id for each in store.words.newest(filters, 99)), filters
        sizes.add(len(found))
    assert len(sizes) > 5


def test_a_search_follows_what_is_moved_printed_and_forgotten(store: Store):
    finder, ids = Finder(Nowhere()), fill(store, 0, 6)
    assert [hit.id for hit in finder.find(store, "pier4", Filters(story="st_1")).of("story")] == ["st_1"]
    store.articles.move([replace(store.articles.placements()[ids[4]], story="st_0")])
    assert finder.find(store, "pier4", Filters(story="st_1")).of("story") == ()
    assert [hit.id for hit in finder.find(store, "pier4").of("story")] == ["st_0"]
    for number, subject in enumerate(("Ferries", "Piers"), start=1):
        page = replace(page_on(subject, "st_0"), revision=number)
        store.revisions.keep(Revision(page=page, inputs_sha256="", as_of=""))
        assert finder.find(store, "pier4").facets["subject"] == [(subject, 1)]
    store.forgotten.forget(ids[4])
    assert finder.find(store, "pier4").of("article") == ()
    assert [hit.title for hit in finder.find(store, "pier3 pier4").of("article")] == ["Pier3"]


def test_statements_are_narrowed_by_the_articles_of_their_story(store: Store):
    fill(store, 0, 6)
    page = page_on("Ferries", "st_1")
    store.revisions.keep(Revision(page=page, inputs_sha256="", as_of=""))
    word = index_words(page.statements[page.headline].text)[0]
    finder = Finder(Nowhere())
    assert finder.find(store, word, Filters(story="st_1")).of("statement") != ()
    assert finder.find(store, word, Filters(outlet="Varnby Post")).of("statement") != ()
    assert finder.find(store, word, Filters(story="st_0")).of("statement") == ()


@given(st.text(alphabet="abÄß’-_. \n1", max_size=30), st.text(alphabet="abÄß’-_. 1", max_size=6))
def test_a_phrase_is_a_run_of_words(text: str, quoted: str):
    phrase = index_words(quoted)
    held = f" {' '.join(phrase)} " in f" {' '.join(index_words(text))} "
    assert read(f'"{quoted}"').holds_phrases(text) == (held or not phrase)
