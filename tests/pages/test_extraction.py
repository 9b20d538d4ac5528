"""The example pages are taken apart as `truth.json` says. Held-out pages are measured, not named (see docs/evaluation)."""

from __future__ import annotations

import pytest

from broadsheet.records.article import Article
from tests.pages.gold import cut
from tests.pages.truth import OPEN, PLACEMENTS, TRUTH, Placement

CORE = [placement for placement in OPEN if not placement.says["optional"]]
OPEN_PAGES = sorted(set(TRUTH["pages"]) - {placement.page for placement in PLACEMENTS if placement.held_out})
ENDS = 60
"""How near its edges a text holds the words that open and close it: a dateline may stand before, a byline behind."""


def cut_out(placement: Placement) -> Article:
    """The article of that placement. Where it was not cut out at all, one test says so and the others have nothing to look at."""
    article = cut().found(placement)
    if article is None:
        pytest.skip("not cut out")
    return article


def every(placements: list[Placement]) -> pytest.MarkDecorator:
    """One case a placement."""
    return pytest.mark.parametrize("placement", placements, ids=str)


def test_every_page_was_read():
    assert set(cut().pages) == set(TRUTH["pages"])


@pytest.mark.parametrize("page", OPEN_PAGES, ids=lambda page: page.rpartition("/")[2])
def test_page_gives_its_articles_and_no_more(page):
    held = TRUTH["pages"][page]["placements"]
    needed = sum(not says["optional"] for says in held)
    found = [article.title for article in cut().on(page)]
    assert needed <= len(found) <= len(held), found


@every(CORE)
def test_article_opens_and_closes_where_it_should(placement):
    article = cut().found(placement)
    assert article is not None
    first, last = placement.paragraphs[0], placement.paragraphs[-1]
    assert first[:ENDS] in article.text[: 3 * ENDS]
    assert last[-ENDS:] in article.text[-2 * ENDS :]


@every([placement for placement in CORE if placement.says["title"]])
def test_headline(placement):
    article = cut_out(placement)
    assert (article.title, article.title_inferred) == (placement.says["title"], False)


@every(CORE)
def test_date(placement):
    article = cut_out(placement)
    assert (article.published and article.published[:10]) == (placement.says["published"] and placement.says["published"][:10])


@every(CORE)
def test_outlet(placement):
    article = cut_out(placement)
    assert article.outlet == placement.says["outlet"]


@every(CORE)
def test_role_and_cut(placement):
    article = cut_out(placement)
    assert (article.role, article.cut) == (placement.role, placement.says["cut"])


@every([placement for placement in CORE if placement.says["authors"]])
def test_authors(placement):
    article = cut_out(placement)
    assert list(article.authors) == placement.says["authors"]


@every([placement for placement in CORE if placement.article.get("agency")])
def test_agency(placement):
    article = cut_out(placement)
    assert article.agency == placement.article["agency"]


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
