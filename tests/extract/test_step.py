"""Whole pages through the room's door."""

from __future__ import annotations

import pytest

from broadsheet.extract import Extract, rebuild
from broadsheet.records.article import Article
from broadsheet.records.codec import from_json, to_json
from broadsheet.records.page import Cutting, Page
from broadsheet.steps import Dropped
from tests.extract import pages


def cut(body: str, kind: str = "text", url: str | None = None) -> Cutting:
    cutting = Extract().cut(Page(name="page", kind=kind, body=body, url=url))  # type: ignore[arg-type]
    assert all(rebuild(cutting.text, article.ranges) == article.text for article in cutting.articles)
    return cutting


def paragraphs(article: Article) -> list[str]:
    return article.text.split("\n")


def test_one_article_without_its_box() -> None:
    (article,) = cut(pages.ONE).articles
    assert article.title == "Dam breaks above Port Velm after eleven days of rain"
    assert paragraphs(article) == pages.DAM


def test_doubled_caption_is_kept_once() -> None:
    (article,) = cut(pages.ONE).articles
    assert article.captions.count("Rescue boats in the flooded lower town of Port Velm, Marrowland") == 1


def test_box_lines_belong_to_no_article() -> None:
    cutting = cut(pages.ONE)
    start = next(n for n, line in enumerate(cutting.lines) if line.extent.of(cutting.text).startswith("More from"))
    assert {line.article for line in cutting.lines[start:]} == {None}
    assert {line.kind for line in cutting.lines[start:]} <= {"teaser", "junk", "blank"}


def test_three_articles_come_apart() -> None:
    found = cut(pages.THREE).articles
    assert [paragraphs(article) for article in found] == [pages.DAM, pages.FERRY, pages.CHESS]


def test_dateline_gives_agency_and_day_in_the_year_of_the_page() -> None:
    ferry = cut(pages.THREE).articles[1]
    assert (ferry.agency, ferry.published, ferry.outlet) == ("Lowland News", "2024-10-03", None)


def test_dateline_without_a_year_near_by_gives_no_day() -> None:
    (ferry,) = cut("\n\n".join(pages.FERRY)).articles
    assert (ferry.agency, ferry.published) == ("Lowland News", None)


def test_doubled_date_is_read() -> None:
    first = cut(pages.THREE).articles[0]
    assert (first.published, first.date_source) == ("2024-10-27", "text")


def test_untitled_article_says_so() -> None:
    (article,) = cut("\n".join(pages.CHESS)).articles
    assert article.title_inferred
    assert len(article.title.split()) <= 14
    assert article.text.startswith(article.title.rstrip("…"))


def test_byline_names_people() -> None:
    chess = cut(pages.THREE).articles[2]
    assert (chess.title, chess.authors, chess.title_inferred) == ("Teenager takes the chess crown", ("Una Brill",), False)


def test_inferred_title_leaves_the_dateline_out() -> None:
    ferry = cut(pages.THREE).articles[1]
    assert ferry.title.startswith("The first night ferry")


def test_missing_opening_is_marked() -> None:
    (article,) = cut("\n".join(pages.CHESS[2:])).articles
    assert article.cut == "start"


def test_cards_are_briefs_cut_at_their_end() -> None:
    found = cut(pages.LISTING).articles
    assert [article.title for article in found] == [
        "Dam breaks above Port Velm",
        "Night ferry sails after nine months",
        "Teenager takes the chess crown",
    ]
    assert {(article.role, article.cut) for article in found} == {("brief", "end")}


def test_article_before_cards_keeps_its_text() -> None:
    found = cut("\n".join(["Ferry sails at last", *pages.FERRY[1:]]) + "\n\n" + pages.LISTING).articles
    assert paragraphs(found[0]) == pages.FERRY[1:]
    assert [article.cut for article in found] == ["none", "end", "end", "end"]


def test_dated_subheads_do_not_split() -> None:
    body = ["How the wall came down", "May 1994: First cracks", *pages.DAM[:2], "June 2009: The letters", *pages.DAM[2:]]
    (article,) = cut("\n".join(body)).articles
    assert "June 2009: The letters" in paragraphs(article)


def test_digest_is_one_article() -> None:
    (article,) = cut(pages.DIGEST).articles
    assert article.role == "digest"
    assert "Port Velm is a harbour town" not in article.text


def test_html_page_with_its_metadata() -> None:
    (article,) = cut(pages.MARKUP, "html", "https://www.brae.example/news/dam?x=1").articles
    assert paragraphs(article) == pages.DAM
    assert (article.title, article.outlet, article.authors) == ("Dam breaks above Port Velm", "The Brae Courier", ("Orla Venn",))
    assert (article.published, article.modified) == ("2024-10-27T06:30:00+02:00", "2024-10-27T09:00:00+02:00")
    assert (article.language, article.date_source) == ("en", "jsonld")


def test_cutting_survives_json() -> None:
    cutting = cut(pages.THREE)
    assert from_json(Cutting, to_json(cutting)) == cutting


ODD = [
    "",
    " \n\t\n",
    "\x00\x01\x02\ufffd" * 500,
    "x" * 3_000_000,
    "a b " * 300_000,
    "<div>" * 5000 + "deep",
    "<p",
    "&#0;&#xD800;",
    "\ud800 lone",
    "|" * 5000,
    "1/1/2020 " * 2000 + "\n" + "By " * 6000,
]


@pytest.mark.parametrize("body", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("kind", ["text", "html"])
def test_odd_pages_never_raise(body: str, kind: str) -> None:
    outcome = list(Extract()([Page(name="odd", kind=kind, body=body)]))  # type: ignore[arg-type]
    assert isinstance(outcome[0], Cutting)
    drops = [drop.reason for drop in outcome if isinstance(drop, Dropped)]
    assert set(drops) <= set(Extract.reasons)
    assert bool(drops) == (not outcome[0].articles)


def test_figures_and_repetition_are_no_article() -> None:
    assert cut("12 " * 6000 + "\n" + "By " * 3000).articles == ()


def test_long_line_is_junk_with_a_reason() -> None:
    cutting = cut("word " * 20_000)
    assert (cutting.lines[0].kind, cutting.lines[0].why) == ("junk", "not words")


def test_same_page_same_cutting() -> None:
    assert to_json(cut(pages.THREE)) == to_json(cut(pages.THREE))
