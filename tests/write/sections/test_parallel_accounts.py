"""Two papers that tell the same step by step: what is left over on either side is what they differ in."""

from __future__ import annotations

import pytest

from broadsheet.annotate import Annotate
from broadsheet.records.annotation import Annotated
from broadsheet.records.article import Article
from broadsheet.write.dossier import Dossier
from broadsheet.write.sections.contradictions import differences
from tests.write.stories import story

PLAIN = "Mayor Tilda Hask of Orvenne, 61, thanked 240 helpers. The council met for 9 hours."
RETOLD = "The council needed 9 hours. Tilda Hask, 61, mayor of Orvenne, had a word for the 240 helpers."
STRANGE = "In Bressing 17 sheep were shorn by Otto Lamm and 88 people watched."


@pytest.fixture(scope="module")
def annotate():
    return Annotate()


def found(annotate, one, other, *, around=(PLAIN, RETOLD), days=("2031-03-05", "2031-03-05")):
    told = [
        Article(
            id=f"a{i}", page=f"pg_a{i}", place=1, title="A headline", text=f"{text} {rest}", ranges=(), outlet=f"Outlet {i}",
            published=day, language="en", as_given=True,
        )
        for i, (text, rest, day) in enumerate(zip((one, other), around, days, strict=True))
    ]  # fmt: skip
    articles = [a for a in annotate(told) if isinstance(a, Annotated)]
    return [
        (f.kind, *(side.text for side in f.sides))
        for f in differences(Dossier(story(*articles), as_of="2031-03-06T00:00:00Z"))
        if f.state == "open"
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Surgeon Olga Brand will take over the clinic.", "The clinic is led by Ivo Penn from May.",
         ("identity", "Surgeon Olga Brand", "Ivo Penn")),
        ("Mats Orlo won by a length.", "Victory went to Gil Hane.", ("identity", "Mats Orlo", "Gil Hane")),
        ("Ada Quill scored the only goal.", "Then Berta Munn struck from afar.", ("identity", "Ada Quill", "Berta Munn")),
        ("The brewery was bought by Nordmalz Holding.", "Brauhof Kessel is paying for the brewery.",
         ("identity", "Nordmalz Holding", "Brauhof Kessel")),
        ("The boy was found in an abandoned quarry.", "He was discovered in a barn by the river.",
         ("place", "in an abandoned quarry", "in a barn by the river")),
        ("The envoys will meet in Karvall.", "The delegations are to gather in Ostrim.", ("place", "in Karvall", "in Ostrim")),
        ("The vase was smashed on Friday night.", "The vase fell on Monday night.", ("date", "Friday night", "Monday night")),
        ("Thirty-two penguins moved in.", "Keepers counted 23 penguins.", ("number", "Thirty-two penguins", "23 penguins")),
        ("The firm will shed 640 jobs.", "Nine hundred positions disappear.", ("number", "640 jobs", "Nine hundred positions")),
        ("The judge gave him seven years.", "The court: he must serve four years.", ("number", "seven years", "four years")),
        ("Some 310 pupils were sent home.", "The school let 190 children go home.", ("number", "Some 310 pupils", "190 children")),
        ("A wolf killed 27 sheep.", "The owner counted 19 sheep.", ("number", "27 sheep", "19 sheep")),
        ("The night train runs from 12 May.", "Every evening from 26 May a train sets off.", ("date", "12 May", "26 May")),
        ("The train was going 95 kilometres an hour when it fell.", "It took the bend at 78 kilometres per hour.",
         ("number", "95 kilometres", "78 kilometres per hour")),
    ],
    ids=[
        "post", "victory", "goal", "sale", "find", "meeting", "day", "animals", "jobs", "sentence", "pupils", "sheep", "train",
        "speed",
    ],
)  # fmt: skip
def test_what_is_left_over(annotate, one, other, expected):
    assert found(annotate, one, other) == [expected]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Surgeon Olga Brand will take over the clinic.", "The clinic is led by Ivo Penn after Olga Brand."),
        ("Olga Brand becomes chief prosecutor.", "Ivo Penn becomes president of the court."),
        ("Olga Brand won, sharing the cup.", "The cup was won by Ivo Penn."),
        ("The ministers met in Vellis.", "The ministers gathered in the orangery of Schonau castle."),
        ("The boy was found in a barn.", "A second boy was found in a quarry."),
        ("A mine was found in a quarry.", "The firm withdrew its word that nothing had been found in a barn."),
        ("The plane landed in the province of Osmar.", "The plane landed at the airstrip of Rell."),
        ("The clerk asked on Friday night.", "The clerk ate on Monday night."),
        ("Sixty pupils fell ill at lunch.", "Nine pupils spent the night in hospital after lunch."),
        ("A visit costs adults 22 crowns.", "Children pay 9 crowns for a visit."),
        ("The Varro firm will cut 3,200 jobs.", "The Varro plant in Ebersol loses 1,100 jobs."),
        ("The bank expects growth of 2.0 per cent next year.", "The institute Kerner forecasts growth of 1.3 per cent next year."),
    ],
    ids=[
        "known",
        "two posts",
        "shared",
        "within",
        "second",
        "withdrawn",
        "province",
        "no one deed",
        "worse off",
        "two sorts",
        "part",
        "forecasts",
    ],
)
def test_what_is_no_difference(annotate, one, other):
    assert found(annotate, one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mats Orlo won by a length.", "Victory went to Gil Hane."),
        ("The boy was found in an abandoned quarry.", "He was discovered in a barn by the river."),
        ("The vase was smashed on Friday night.", "The vase fell on Monday night."),
    ],
    ids=["victory", "find", "day"],
)
def test_only_accounts_that_run_parallel_are_held_together(annotate, one, other):
    assert found(annotate, one, other) != []
    assert found(annotate, one, other, around=(PLAIN, STRANGE)) == []


def test_of_two_days_the_newer_counts(annotate):
    assert found(annotate, "Mats Orlo won by a length.", "Victory went to Gil Hane.", days=("2031-03-05", "2031-03-07")) == []


def test_a_word_is_not_part_of_another(annotate):
    one = "After the deadline had passed, miner Olga Brand was found dead in the shaft."
    alive = "Miner Olga Brand was found alive in the shaft"
    assert found(annotate, one, f"{alive}.") == [("denial", "miner Olga Brand was found dead in the shaft", alive)]
