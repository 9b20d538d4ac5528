"""More on these topics: what a sentence tells of somebody beside the role."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.records.annotation import Trim
from broadsheet.records.text import Extent
from tests.write.sections.cards import cards, flood, texts
from tests.write.telling import annotated, at


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


def test_deed_of_one_surname_is_told_of_none_of_its_two_bearers():
    text = (
        "Ada Brenn, a miller who kept two cats, met Jon Brenn, a baker who kept a boat. "
        "Brenn flew over the valley with the army in the afternoon."
    )
    roles = {"Ada Brenn": "a miller who kept two cats", "Jon Brenn": "a baker who kept a boat"}
    found = cards(annotated("a1", text, people=["Ada Brenn", "Jon Brenn"], roles=roles))
    assert not any("flew" in told for name in found for told in texts(found, name))


def test_what_an_opinion_piece_tells_of_somebody_is_no_deed():
    text = "The valley saw Interior Minister Ada Brenn. Brenn gave a speech to the army in the afternoon."
    for role, told in (("report", True), ("opinion", False)):
        article = flood(text=text, people=["Ada Brenn"], places=[], said=[])
        start = text.index("Brenn gave")
        acting = replace(article.sentences[1], subject=Extent(start, start + len("Brenn")))
        surname = replace(article.mentions[0], extent=acting.subject)
        article = replace(article, sentences=(article.sentences[0], acting), mentions=(*article.mentions, surname))
        article = replace(article, article=replace(article.article, role=role))
        found = cards(article)
        assert any("speech" in line for name in found for line in texts(found, name)) is told


def test_deed_that_leans_on_another_sentence_is_left_out():
    role = {"Ada Brenn": "a miller at the lower end of Velmont"}
    for deed, told in (
        ("Brenn sold grain to farmers in Harth in March.", True),
        ("Brenn sold grain to farmers in Harth on Friday.", False),
        ("Brenn moved grain to the company's house at noon.", False),
        ("Brenn also got a second loan for mills in Harth.", False),
        ("Brenn sold a mill to the council for nine boats.", False),
        ("Brenn sold a mill to farmers of Velmont for its weir.", False),
        ("Brenn campaigned in Harth and Tench later that month.", False),
    ):
        text = f"Wet gates stood open, said Ada Brenn, a miller at the lower end of Velmont. {deed}"
        article = annotated("a1", text, people=["Ada Brenn"], roles=role)
        place = text.rindex("Brenn")
        last = replace(article.sentences[-1], subject=Extent(place, place + len("Brenn")))
        article = replace(article, sentences=(*article.sentences[:-1], last))
        assert (len(texts(cards(article), "Ada Brenn")) == 2) is told, deed


def with_deed(sentence: str, subject: str, opening: str = "", **told: object) -> list[str]:
    """The card of Ada Brenn, whose role one sentence tells and whose deed the other, which may open on a connective."""
    role = "a miller at the lower end of Velmont"
    text = f"Wet gates stood open, said Ada Brenn, {role}. {sentence}"
    article = annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": role}, **told)  # type: ignore[arg-type]
    place = text.rindex(subject)
    cut = (Trim(extent=at(text, opening), kind="connective"),) if opening else ()
    last = replace(article.sentences[-1], subject=Extent(place, place + len(subject)), trims=cut)
    return texts(cards(replace(article, sentences=(*article.sentences[:-1], last))), "Ada Brenn")


@pytest.mark.parametrize(
    ("sentence", "subject", "is_told"),
    [
        ("Brenn sold grain to farmers in Harth in March.", "Brenn", True),
        ("Brenn’s son sold grain to farmers in Harth in March.", "Brenn’s son", False),
        ("The Brenn mill sold grain to farmers in Harth in March.", "The Brenn mill", False),
        ("(Brenn sold grain to farmers in Harth in March.)", "Brenn", False),
        ("Brenn, the miller at the lower Velmont end, sold grain in Harth in March.", "Brenn", False),
    ],
)
def test_deed_is_its_bearers_own_and_says_no_role_again(sentence: str, subject: str, is_told: bool):
    assert (len(with_deed(sentence, subject)) == 2) is is_told


def test_deed_that_goes_on_from_another_is_left_out():
    deed = "Brenn sold grain to farmers in Harth in March."
    assert len(with_deed(f"But {deed}", "Brenn", opening="But ", leans={1: "connective"})) == 1
    assert len(with_deed(deed, "Brenn")) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Brenn will sell grain to farmers in Harth in March.",
        "Brenn was expected to sell grain to farmers in Harth.",
        "Brenn has not sold grain to farmers in Harth.",
        "Brenn sold grain to farmers in Harth last week.",
        "Brenn said farmers in Harth had sold grain for years.",
        "Brenn sold grain to “honest farmers” in Harth in March.",
        "Brenn sold splendid grain to farmers in Harth in March.",
        "Brenn was the widow of a farmer in Harth.",
        "Brenn was fined in Harth for ten open gates.",
        "Brenn sold grain to Harth while Velmont had none.",
        "When asked by Brenn in Harth, farmers sold grain in March.",
        "Brenn and farmers in Harth sold grain at noon in March.",
    ],
    ids=[
        "ahead",
        "planned",
        "not done",
        "counted day",
        "said",
        "quoted",
        "judged",
        "no deed",
        "done to her",
        "beside another's",
        "another's",
        "of several",
    ],
)
def test_only_what_somebody_has_done_is_a_deed(sentence: str):
    assert len(with_deed(sentence, "Brenn")) == 1


def test_deed_that_names_one_of_two_by_the_surname_is_left_out():
    told = (
        "Wet gates stood open, said Ada Brenn, a miller in Velmont. "
        "Brenn sold a mill in Harth to {} at noon. Jon Pell met Ole Pell."
    )
    for whom, stands in (("Pell", False), ("Jon Pell", True)):
        text = told.format(whom)
        article = annotated("a1", text, people=["Ada Brenn", "Jon Pell", "Ole Pell"], roles={"Ada Brenn": "a miller in Velm"})
        sold = replace(article.sentences[1], subject=Extent(text.index("Brenn sold"), text.index(" sold")))
        article = replace(article, sentences=(article.sentences[0], sold, *article.sentences[2:]))
        assert (len(texts(cards(article), "Ada Brenn")) == 2) is stands
