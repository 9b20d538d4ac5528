"""More on these topics: which whole sentences say what a body is, and what stands on no card."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.write.sections.cards import cards
from tests.write.telling import annotated


def test_what_a_sentence_says_that_somebody_is_must_be_a_trade():
    for role, made in (
        ("a clerk in the valley of Harth", True),
        ("a narrative arsonist in Harth", False),
        ("a bore of Harth", False),
    ):
        text = f"The dam above Velmont broke. Ada Brenn is {role}. Nobody mended the gates of Velmont."
        assert ("Ada Brenn" in cards(annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": role}))) is made


def test_body_that_is_called_a_plan_makes_no_card():
    for role, made in (
        ("a union of bakers in Harth", True),
        ("an initiative that has slim hopes in Harth", False),
        ("a prominent union of bakers in Harth", False),
        ("a University of Harth history professor", False),
    ):
        text = f"They want to widen the Harbour Board, {role}. The Harbour Board met in Velmont."
        found = cards(annotated("a1", text, bodies=["Harbour Board"], roles={"Harbour Board": role}))
        assert ("Harbour Board" in found) is made


def defined(deed: str, role: str = "report", **told: object) -> bool:
    """Whether a sentence that says beside a body's name what it is, and then what it did, makes a card."""
    text = f"The gates stood open. Harth Dairy, a maker of cheese in the valley of Harth, {deed}"
    article = annotated("a1", text, bodies=["Harth Dairy"], **told)  # type: ignore[arg-type]
    return "Harth Dairy" in cards(replace(article, article=replace(article.article, role=role)))


def test_whole_sentence_says_what_a_body_is():
    assert defined("sold grain to farmers in Harth in March.")
    assert not defined("sold grain to farmers in Harth in March.", role="opinion")


@pytest.mark.parametrize(
    "deed",
    [
        "sold grain to farmers in Harth on Friday.",
        "sold grain to farmers in Harth last week.",
        "moved grain to the company's house at noon.",
        "also got a second loan for mills in Harth.",
        "sold a mill to the council for nine boats.",
        "campaigned in Harth and Tench later that month.",
        "will sell grain to farmers in Harth in March.",
        "was expected to sell grain to farmers in Harth.",
        "has not sold grain to farmers in Harth.",
        "said farmers in Harth had sold grain for years.",
        "sold grain to “honest farmers” in Harth in March.",
        "sold splendid grain to farmers in Harth in March.",
        "sold grain to Harth while Velmont had none.",
    ],
    ids=[
        "weekday",
        "counted day",
        "its owner unnamed",
        "goes on",
        "price in things",
        "another month",
        "ahead",
        "planned",
        "not done",
        "said",
        "quoted",
        "judged",
        "another's",
    ],
)
def test_definition_that_leans_or_is_not_over_is_left_out(deed: str):
    assert not defined(deed)


def test_definition_that_names_one_of_two_by_the_surname_is_left_out():
    assert defined("sold a mill in Harth to Jon Pell at noon. Jon Pell met Ole Pell.", people=["Jon Pell", "Ole Pell"])
    assert not defined("sold a mill in Harth to Pell at noon. Jon Pell met Ole Pell.", people=["Jon Pell", "Ole Pell"])
