"""What is searched to the letter: names, counts and quotations in every form in which another paper may have them."""

from __future__ import annotations

import pytest

from broadsheet.write.papers_exact import Exact, Letters, exact
from tests.write.stories import drafted
from tests.write.telling import annotated

TOLD = "Orla Gadrin said “the old piers were never meant to carry lorries” after 4,300 vehicles had crossed."
OTHER = "The bridge at Velm is shut. Anglers may keep two trout each."


def found(
    other: str = OTHER, text: str = TOLD, unit: tuple[str, float, str] = ("4,300 vehicles", 4300.0, "vehicle")
) -> list[Exact]:
    said = [("the old piers were never meant to carry lorries", "Orla Gadrin")] if "piers" in text else []
    one = annotated("a1", text, people=["Orla Gadrin"] if "Orla" in text else [], figures=[unit], said=said)
    dossier, _ = drafted(one, annotated("b1", other))
    return list(exact(dossier.passages[0], Letters([dossier.annotated("b1")]), dossier.passages[0].text))


def kinds(other: str, **given) -> list[str]:
    return [each.kind for each in found(other, **given)]


def test_a_name_a_count_and_a_quotation_that_nobody_else_has():
    assert found() == [
        Exact("name", "Orla Gadrin"),
        Exact("figure", "4,300 vehicles"),
        Exact("words", "the old piers were never meant …"),
    ]


@pytest.mark.parametrize(
    "other",
    [
        "Ms Gadrin was not there.", "The Gadrins live in Velm.", "Orla Qadrin spoke.", "A letter by O. Gaddrin lay there.",
        "Then Orla, 40, spoke.",
    ],
    ids=["surname", "family", "other letters", "doubled letter", "first name alone"],
)  # fmt: skip
def test_a_name_in_any_form_is_a_name(other):
    assert kinds(other) == ["figure", "words"]


def test_a_first_name_is_anybodys():
    assert "name" in kinds("Orla Brandt spoke.")


@pytest.mark.parametrize(
    "other",
    [
        "There were 4300 of them.",
        "More than four thousand cars crossed.",
        "Some 4.3 thousand came.",
    ],
    ids=["without a comma", "rounded", "in thousands"],
)
def test_a_count_in_any_form_is_a_count(other):
    assert kinds(other) == ["name", "words"]


@pytest.mark.parametrize(
    ("other", "unit"),
    [
        ("Only 57 percent stayed away.", ("43 percent", 43.0, "percent")),
        ("Almost half of them came.", ("43 percent", 43.0, "percent")),
        ("It cost $900.", ("800 crowns", 800.0, "SEK")),
    ],
    ids=["the rest of a hundred", "a fraction", "another currency"],
)
def test_a_share_or_a_sum_may_be_told_by_another(other, unit):
    text = f"The council of Velm counted {unit[0]} of it."
    assert kinds(other, text=text, unit=unit) == []
    assert kinds(OTHER, text=text, unit=unit) == ["figure"]


def test_a_measure_may_stand_in_another_unit():
    text, unit = "The council of Velm moved the wall 320 feet.", ("320 feet", 320.0, "feet")
    assert kinds("The wall was moved by 97 metres.", text=text, unit=unit) == []
    assert kinds("The wall was moved by 60 metres.", text=text, unit=unit) == ["figure"]


@pytest.mark.parametrize(
    "unit",
    [
        ("90 days", 90.0, "day"),
        ("9 cars", 9.0, "car"),
        ("20-ton", 20.0, "ton"),
        ("30 times", 30.0, "time"),
        ("half", 40.0, "people"),
    ],
)
def test_what_is_told_in_other_ways_than_by_its_number_is_no_count(unit):
    assert kinds(OTHER, text=f"The council of Velm counted {unit[0]} of it.", unit=unit) == []


def test_two_words_side_by_side_are_enough_of_a_quotation():
    assert kinds("She spoke of old piers.") == ["name", "figure"]


def test_the_name_of_a_film_is_no_quotation():
    said = "The Old Piers Were Never Meant To Carry Lorries"
    one = annotated("a1", f"Orla Gadrin said “{said}” again.", people=["Orla Gadrin"], said=[(said, "Orla Gadrin")])
    dossier, _ = drafted(one, annotated("b1", OTHER))
    held = exact(dossier.passages[0], Letters([dossier.annotated("b1")]), dossier.passages[0].text)
    assert [each.kind for each in held] == ["name"]


def test_whom_a_sentence_only_mentions_is_not_named_by_it():
    text = "The council met where 4,300 vehicles had passed the house of Orla Gadrin."
    assert kinds(OTHER, text=text) == ["figure"]
