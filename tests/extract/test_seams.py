"""Where one article of a text page ends and the next begins: what is no boundary, and whose a caption is."""

from __future__ import annotations

from broadsheet.extract import Extract
from broadsheet.records.page import Cutting, Page
from tests.extract.pages import CHESS, DAM, FERRY

FERRY_PICTURE = "The night ferry Sundling leaves Tarn Harbour with its first passengers on Friday"
CREDIT = "Brae Marine/Lowland Photo"
FERRY_HEADLINE = "Night ferry reaches the outer islands after nine hours"


def cutting(*lines: str, gap: str = "\n\n") -> Cutting:
    """A text page of these lines, taken apart."""
    return Extract().cut(Page(name="page", kind="text", body=gap.join(lines)))


def kept(page: Cutting) -> list[list[str]]:
    """The paragraphs of every article."""
    return [article.text.split("\n") for article in page.articles]


def test_a_caption_within_an_article_is_no_boundary() -> None:
    picture = "People watch the river from the hill above Port Velm on Tuesday. Pela Quint/Lowland Photo"
    page = cutting("Dam breaks above Port Velm after eleven days of rain", *DAM[:3], picture, *DAM[3:])
    assert kept(page) == [DAM]
    assert page.articles[0].captions == (picture,)


def test_a_caption_may_precede_its_headline() -> None:
    page = cutting(
        "Dam breaks above Port Velm after eleven days of rain",
        *DAM,
        FERRY_PICTURE,
        CREDIT,
        FERRY_HEADLINE,
        "By Tova Frange",
        *FERRY,
    )
    assert kept(page) == [DAM, FERRY]
    first, second = page.articles
    assert (second.title, second.captions) == (FERRY_HEADLINE, (FERRY_PICTURE, CREDIT))
    assert first.captions == ()


def test_a_month_and_a_year_over_a_stretch_of_an_affair_are_no_boundary() -> None:
    months = ("June 2024: Port Velm-Sund", "January 2025: Marrow-Renn", "May 2025: Council-Engineers")
    lines = [line for month, told in zip(months, (DAM[:2], DAM[2:4], DAM[4:]), strict=True) for line in (month, *told)]
    page = cutting("How the dam at Port Velm came to break", DAM[0].replace("broke early", "has broken"), *lines)
    assert len(page.articles) == 1
    assert all(month in page.articles[0].text for month in months)


def test_an_article_that_stops_short_is_kept_and_marked() -> None:
    short = [*CHESS[:2], "Her trainer, Hanne Pell, said the teenager had studied old endgames every morning before…"]
    page = cutting("Teenager takes the chess crown", "By Una Brill", *short, FERRY_HEADLINE, "By Tova Frange", *FERRY)
    assert kept(page) == [short, FERRY]
    assert [article.cut for article in page.articles] == ["end", "none"]


def test_an_article_that_begins_in_its_middle_is_kept_and_marked() -> None:
    page = cutting("But " + DAM[3][0].lower() + DAM[3][1:], DAM[4], FERRY_HEADLINE, "By Tova Frange", *FERRY)
    assert [article.cut for article in page.articles] == ["start", "none"]


def test_no_paper_that_a_text_or_a_furniture_line_names_becomes_its_outlet() -> None:
    quoting = "The Brae Courier reported that the cabinet had known of the letters, and the Lowland Post called for a vote."
    masthead = ("THE TARN GAZETTE", "Subscribe to The Tarn Gazette")
    page = cutting(*masthead, "Dam breaks above Port Velm after days of rain", "By Orla Venn", *DAM, quoting)
    assert [article.outlet for article in page.articles] == [None]
    assert {line.kind for line in page.lines if line.extent.of(page.text) in masthead} <= {"junk", "teaser"}


def test_a_line_of_the_articles_own_names_its_outlet() -> None:
    page = cutting("Dam breaks above Port Velm", "The Brae Courier, 12 March 2031", *DAM)
    assert [(article.outlet, article.published) for article in page.articles] == [("The Brae Courier", "2031-03-12")]
    (line,) = [line for line in page.lines if line.extent.of(page.text).startswith("The Brae Courier,")]
    assert (line.kind, line.article) == ("byline", 1)
