"""The example pages are taken apart as `truth.json` says."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.records.article import Article
from tests.pages.gold import ENDING, GOLD, OPENING, TRUTH, cut

CORE = sorted(key for key, gold in GOLD.items() if not gold.get("optional"))


def allowed(value: Any) -> list[Any]:
    """Gold values that are right: one, or any of a list."""
    return value if isinstance(value, list) else [value]


def cut_out(key: str) -> Article:
    """The article of that key. Where it was not cut out at all, one test says so and the others have nothing to look at."""
    article = cut().found(key)
    if article is None:
        pytest.skip("not cut out")
    return article


def test_every_page_was_read():
    assert set(cut().cuttings) == set(TRUTH["pages"])


@pytest.mark.parametrize("page", sorted(TRUTH["pages"]))
def test_page_gives_its_articles_and_no_more(page):
    held = TRUTH["pages"][page]
    needed = sum(not gold.get("optional") for gold in held)
    found = [article.title for article in cut().on(page)]
    assert needed <= len(found) <= len(held), found


@pytest.mark.parametrize("key", CORE)
def test_article_opens_and_closes_where_it_should(key):
    article = cut().found(key)
    assert article is not None
    assert GOLD[key]["first"] in article.text[:OPENING]
    if GOLD[key]["last"]:
        assert GOLD[key]["last"] in article.text[-ENDING:]


@pytest.mark.parametrize("key", [key for key in CORE if GOLD[key]["title"]])
def test_headline(key):
    article = cut_out(key)
    assert (article.title, article.title_inferred) == (GOLD[key]["title"], False)


@pytest.mark.parametrize("key", CORE)
def test_date(key):
    article = cut_out(key)
    assert (article.published and article.published[:10]) in allowed(GOLD[key]["published"])


@pytest.mark.parametrize("key", CORE)
def test_outlet(key):
    article = cut_out(key)
    assert article.outlet in allowed(GOLD[key]["outlet"])


@pytest.mark.parametrize("key", CORE)
def test_role_and_cut(key):
    article = cut_out(key)
    assert article.role in allowed(GOLD[key]["role"])
    assert article.cut == GOLD[key]["cut"]


@pytest.mark.parametrize("key", [key for key in CORE if GOLD[key].get("authors")])
def test_authors(key):
    article = cut_out(key)
    assert list(article.authors) == GOLD[key]["authors"]


@pytest.mark.parametrize("key", [key for key in CORE if GOLD[key].get("agency")])
def test_agency(key):
    article = cut_out(key)
    assert article.agency == GOLD[key]["agency"]


@pytest.mark.parametrize("phrase", TRUTH["never"])
def test_furniture_stays_out(phrase):
    assert [article.title for article in cut().articles.values() if article.role != "sponsored" and phrase in article.text] == []


def test_pieces_stand_where_they_say():
    paper = cut()
    assert paper.articles
    for cutting in paper.cuttings.values():
        for article in cutting.articles:
            for piece in article.ranges:
                taken = cutting.text[piece.page_start : piece.page_end]
                assert article.text[piece.text_start :].startswith(taken[:1])
