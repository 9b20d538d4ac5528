"""Round-ups are taken apart by their build and their cast; what only looks like one stays whole."""

from __future__ import annotations

import pytest

from broadsheet.extract import Extract, rebuild
from broadsheet.records.page import Cutting, Page
from tests.extract.pages import DAM

ITEMS = [
    (
        "The dam that broke twice",
        "Governor Ilse Marrow moved 214 people of Port Velm to schools on the hill when the eastern wall gave way on Tuesday.",
    ),
    (
        "A crown for a schoolgirl",
        "Mirel Aspen, a pupil from Lund Vale, beat the champion Dov Carrick with the black pieces after six hours of play.",
    ),
    (
        "Ships that pass by night",
        "Captain Oren Tasker brought the first ferry of Brae Marine to the outer islands, twice as slowly as the table has it.",
    ),
    (
        "Bees above the stalls",
        "The opera house of Dremin harvested honey from its roof, and the conductor Halla Sorn sold forty jars in the interval.",
    ),
]
PLAIN_HEADING = "What else the desk has read this evening"
FIGURES = (214, 6, 60, 40)


def cutting(*lines: str, kind: str = "text") -> Cutting:
    """A page of these lines, taken apart."""
    body = "\n\n".join(lines)
    return Extract().cut(Page(name="page", kind=kind, body=body))  # type: ignore[arg-type]


def web(*paragraphs: str, title: str = PLAIN_HEADING, head: str = "") -> Cutting:
    """A web page of one article, taken apart."""
    body = "".join(paragraphs)
    return cutting(
        f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>", kind="html"
    )


def opened(manner: str) -> list[str]:
    """The items, each opened in that manner."""
    made = {
        "figure": [[f"{figure}: {text}"] for figure, (_, text) in zip(FIGURES, ITEMS, strict=True)],
        "colon": [[f"{lead}: {text}"] for lead, text in ITEMS],
        "phrase": [[f"{lead}. {text}"] for lead, text in ITEMS],
        "number": [[f"{at}. {text}"] for at, (_, text) in enumerate(ITEMS, 1)],
        "bullet": [[f"• {text}"] for _, text in ITEMS],
        "subhead": [[lead, text] for lead, text in ITEMS],
    }
    return [line for item in made[manner] for line in item]


@pytest.mark.parametrize("manner", ["figure", "colon", "phrase", "number", "bullet", "subhead"])
def test_every_item_is_an_article_of_its_own(manner: str) -> None:
    page = cutting(PLAIN_HEADING, "By Una Brill", "12 March 2031", *opened(manner))
    assert [article.id for article in page.articles] == [f"{page.page}#{place}" for place in (1, 2, 3, 4)]
    for article, (lead, text) in zip(page.articles, ITEMS, strict=True):
        assert article.text.endswith(text)
        assert rebuild(page.text, article.ranges) == article.text
        assert (article.role, article.cut, article.standfirst) == ("roundup", "none", None)
        assert (article.authors, article.published) == (("Una Brill",), "2031-03-12")
        told = manner in ("colon", "phrase", "subhead")
        assert (article.title == lead) is told
        assert article.title_inferred is not told


def test_subheads_become_titles_and_are_no_text() -> None:
    page = cutting(PLAIN_HEADING, *opened("subhead"))
    assert [article.text for article in page.articles] == [text for _, text in ITEMS]
    assert [line.kind for line in page.lines if line.kind != "blank"] == ["headline"] + ["headline", "body"] * 4


def test_what_speaks_of_all_items_is_dropped_with_its_reason() -> None:
    introduction = (
        "Four things happened while the rest of us were looking at the rain, and here they are for those who missed them."
    )
    closing = "That is all for tonight, and we shall be back as soon as anything else of the kind comes to our ears."
    page = cutting(PLAIN_HEADING, introduction, *opened("figure"), closing)
    assert len(page.articles) == 4
    why = {line.extent.of(page.text): (line.article, line.why) for line in page.lines}
    assert why[introduction] == (None, "introduces a round-up, whose items are articles of their own")
    assert why[closing] == (None, "closes a round-up, whose items are articles of their own")


def test_a_web_page_sets_lead_ins_off_in_bold() -> None:
    page = web(*(f"<p><strong>{lead}</strong> {text}</p>" for lead, text in ITEMS))
    assert [(article.title, article.title_inferred) for article in page.articles] == [(lead, False) for lead, _ in ITEMS]
    assert [article.text for article in page.articles] == [f"{lead} {text}" for lead, text in ITEMS]


def test_items_of_a_web_page_share_what_the_page_says() -> None:
    said = {"og:site_name": "Brae Courier", "article:published_time": "2031-03-12T06:00:00Z"}
    head = "".join(f'<meta property="{name}" content="{value}">' for name, value in said.items())
    page = web(*(f"<h2>{lead}</h2><p>{text}</p>" for lead, text in ITEMS), head=head)
    assert {(article.outlet, article.published) for article in page.articles} == {("Brae Courier", "2031-03-12T06:00:00+00:00")}
    assert [article.title for article in page.articles] == [lead for lead, _ in ITEMS]


def test_an_article_after_a_roundup_keeps_its_place_in_the_numbers() -> None:
    page = cutting(PLAIN_HEADING, *opened("figure"), "Dam breaks above Port Velm after days of rain", "By Tova Frange", *DAM)
    assert [article.place for article in page.articles] == list(range(1, len(page.articles) + 1))
    last = page.articles[-1]
    assert {line.article for line in page.lines if line.extent.of(page.text) in DAM} == {last.place}


@pytest.mark.parametrize(
    ("heading", "lines"),
    [
        ("Hard Numbers: the broken dam", [f"{at}: {line}" for at, line in zip((11, 214, 90, 2, 7), DAM, strict=True)]),
        ("In brief: five things about the dam", [f"{at}. {line}" for at, line in enumerate(DAM, 1)]),
        ("Week in review", [line for at, line in enumerate(DAM) for line in (f"Chapter {'abcde'[at]} of the flood", line)]),
    ],
)
def test_a_name_of_a_roundup_makes_none_of_a_report(heading: str, lines: list[str]) -> None:
    told = [line.replace("river", "river Marrow").replace("Engineers", "Engineers of Governor Marrow") for line in lines]
    assert len(cutting(heading, *told).articles) == 1


def test_questions_as_subheads_are_an_explainer() -> None:
    asked = ["Why did the wall give way?", "Who beat the champion?", "When did the ferry sail?", "What do the bees do?"]
    lines = [line for question, (_, text) in zip(asked, ITEMS, strict=True) for line in (question, text)]
    assert len(cutting("What we know tonight", *lines).articles) == 1


def test_a_chronology_is_one_article() -> None:
    months = ["June 2001: First flood", "May 2009: A new wall", "March 2020: Letters", "April 2031: The end"]
    lines = [line for month, (_, text) in zip(months, ITEMS, strict=True) for line in (month, text)]
    assert [article.role for article in cutting("How it came to this", *lines).articles] == ["recap"]


def test_a_live_blog_is_one_article() -> None:
    clock = ["21.14", "21.02", "20.47", "20.31"]
    page = web(*(f"<p>{at}</p><p>{text}</p>" for at, (_, text) in zip(clock, ITEMS, strict=True)))
    assert [article.role for article in page.articles] == ["liveblog"]


def test_turns_of_a_conversation_are_no_items() -> None:
    lines = [f"{name}: {text}" for name, (_, text) in zip(("Aspen", "Brill", "Aspen", "Brill"), ITEMS, strict=True)]
    assert len(cutting(PLAIN_HEADING, *lines).articles) == 1


def test_two_items_are_no_roundup() -> None:
    assert len(cutting(PLAIN_HEADING, *opened("subhead")[:4]).articles) == 1


def test_where_capitals_tell_no_names_nothing_is_parted() -> None:
    lines = [line.lower() for line in opened("figure")]
    assert len(cutting(PLAIN_HEADING, *lines).articles) <= 1
