"""A count that a paper sets against somebody else's, and what is no such thing."""

from __future__ import annotations

import pytest

from broadsheet.annotate import Annotate
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article
from broadsheet.write.differ import Difference
from broadsheet.write.differ_disputed import disputed_differences
from broadsheet.write.dossier import Dossier
from tests.write.stories import story

OFFICIAL = "The Velm River Authority said 46 people were missing in the valley."


@pytest.fixture(scope="module")
def annotate() -> Annotate:
    return Annotate()


def found(annotate: Annotate, *texts: str, days: tuple[str, ...] = ("2031-03-05", "2031-03-05")) -> list[Difference]:
    articles = [
        Article(
            id=f"a{i}", page=f"p{i}", place=1, title="The flood", text=text, ranges=(), outlet=outlet, published=day, language="en",
            as_given=True,
        )
        for i, (text, outlet, day) in enumerate(zip(texts, ("Lisse Courier", "Northern Post"), days, strict=False))
    ]  # fmt: skip
    told = [article for article in annotate(articles) if isinstance(article, Annotated)]
    return list(disputed_differences(Dossier(story(*told), as_of="2031-03-05T23:00:00Z")))


@pytest.mark.parametrize(
    "text",
    [
        "The mayors have a list of 118 people who are still missing, more than twice as many as the Velm River Authority gives.",
        "Two town halls said 118 people were missing, far more than the Velm River Authority has reported.",
    ],
)
def test_a_count_set_against_another(annotate, text):
    (difference,) = found(annotate, OFFICIAL, text)
    assert difference.issue == "How many people are missing"
    assert [(side.text, side.value) for side in difference.sides] == [("118 people", 118.0), ("46 people", 46.0)]
    assert [side.passage.article.article.outlet for side in difference.sides] == ["Northern Post", "Lisse Courier"]


def test_both_in_one_article(annotate):
    text = (
        f"The mayors have a list of 118 people who are still missing, twice as many as the Velm River Authority gives. {OFFICIAL}"
    )
    assert len(found(annotate, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The mayors have a list of 30 people who are still missing, more than twice as many as the Velm River Authority gives.",
        "The mayors have a list of 118 people who are still missing, fewer than the Velm River Authority has reported.",
        "The mayors have a list of 118 people who are still missing, more than twice as many as the Ostrand Fire Board gives.",
        "The mayors have a list of 118 people who lost their homes, more than twice as many as the Velm River Authority gives.",
        "At first 118 people were missing, more than twice as many as the Velm River Authority gives.",
    ],
    ids=["too few to be more", "the other way about", "another body", "of something else", "an old count"],
)
def test_no_dispute(annotate, text):
    assert found(annotate, OFFICIAL, text) == []


@pytest.mark.parametrize(
    "official",
    [
        "The Velm River Authority said 46 people were hurt in the valley.",
        "The Velm River Authority initially said 46 people were missing in the valley.",
    ],
    ids=["of something else", "an old count"],
)
def test_no_figure_to_dispute(annotate, official):
    text = "The mayors have a list of 118 people who are still missing, more than twice as many as the Velm River Authority gives."
    assert found(annotate, official, text) == []


def test_a_later_count_is_no_side_of_an_earlier_dispute(annotate):
    text = "The mayors have a list of 118 people who are still missing, more than twice as many as the Velm River Authority gives."
    assert found(annotate, OFFICIAL, text, days=("2031-03-06", "2031-03-05")) == []


def test_a_side_keeps_the_point_of_its_last_letters(annotate):
    official = "The Velm River Authority said 46 people were missing at 6 p.m."
    text = "The mayors have a list of 118 people who are still missing, more than twice as many as the Velm River Authority gives."
    (difference,) = found(annotate, official, text)
    clauses = [side.clause.of(side.passage.article.article.text) for side in difference.sides]
    assert clauses == ["The mayors have a list of 118 people who are still missing", official]
