"""More on these topics: a role that is not certain or not of anybody's is not told, and a short sure one is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.write.sections.cards import cards, texts
from tests.write.telling import annotated


def told_of(text: str, role: str, kind: str = "report") -> list[str]:
    places = [name for name in ("Velm", "Velmont") if re.search(rf"\b{name}\b", text)]
    article = annotated(
        "a1", f"The dam above Velmont broke. {text}", people=["Ada Brenn"], places=places, roles={"Ada Brenn": role}
    )
    found = cards(replace(article, article=replace(article.article, role=kind)))
    return [line for name in found for line in texts(found, name)]


@pytest.mark.parametrize(
    ("role", "made"),
    [
        ("a friend of the Velmont mills", True),
        ("an ardent friend of the Velmont mills", False),
        ("the deputy harbour master of Velmont", True),
        ("the current deputy harbour master of Velmont", False),
        ("the New Velm harbour master", True),
        ("the mayor of Velmont", True),
        ("the 40-year-old mayor of Velmont", False),
        ("a Velmont clerk", True),
        ("a city clerk", False),
        ("a Republican strategist", True),
        ("a Republican opponent", False),
        ("the owner of the Harth mill", True),
        ("the owner of a mill", False),
        ("an ally of Jon Pell who keeps sheep", True),
        ("an ally who is the friend of Jon Pell", False),
        ("the leader of the Green-held chamber", False),
        ("a miller who lives in the valley", False),
        ("parent company's chief", False),
        ("the Velunian foreign minister", True),
        ("the foreign minister", False),
        ("an adviser to the Velm mayor", True),
        ("an adviser to mayor", False),
        ("the fastest woman in Velmont", False),
        ("the third candidate in Velmont", False),
        ("Jon Pell's clerk", True),
        ("Jon Pell's new clerk", False),
        ("a special counsel for Velmont", True),
        ("Special Counsel", False),
        ("Secretary of State", False),
        ("a professor of law professor at Velm", False),
        ("founder of the Velm mill", True),
        ("founder of her own mill", False),
        ("Pell's clerk", False),
        ("State Auditor", False),
        ("the miller who briefly came to Velmont", False),
        ("Green mayoral candidate Velmont Clerk", False),
        ("a Velm miller who swam last year", False),
        ("the master of ceremonies at Velm", False),
        ("a miller and valley firebrand in Harth", False),
        ("a VLM debate moderator", False),
        ("the only miller on stage in Harth", False),
        ("Director of the Velm Mills of National", False),
        ("Dry-Valley-Now Leader", False),
        ("a member of a RNV board in Velmont", False),
        ("a member of an RNV board in Velmont", True),
        ("the Green mayoral candidate dogged by floods in Velm", False),
        ("a state Court of Mills judge", False),
        ("a state court judge from Velm", True),
        ("a longtime member of the Velm Board", False),
        ("the parliamentary commissioner for mills", False),
        ("the parliamentary commissioner of Velunia", True),
        ("an adviser to Torv", False),
        ("an adviser to Mia Torv", True),
        ("the young Green's harbour clerk", False),
        ("a Green nominee for mayor of Velm born in Harth", False),
        ("a Velmont victim", False),
        ("the national security adviser", False),
        ("the Velm national security adviser", True),
        ("Chief Mill Officer", False),
        ("Foreign Secretary", False),
        ("the undersecretary for mills", False),
        ("naming miller", False),
        ("a clerk in Mia Torv's government", False),
        ("a former clerk in Mia Torv's government", True),
        ("the Green mayoral candidate", False),
        ("the Green candidate for mayor of Velm", True),
        ("a Harth-based president of the Velm Mills", False),
        ("a Top Velm Mills clerk", False),
        ("a Jewish aide", False),
        ("State Harbour President", False),
        ("a State Department clerk", True),
        ("a Velm miller of a Green bent", False),
        ("a clerk at Zo\u00c3\u00ab Mills", False),
    ],
)
def test_role_is_told_only_if_it_is_sure_and_says_of_what(role, made):
    lines = told_of(f"Wet gates stood open in Velmont, said Ada Brenn, {role}.", role)
    assert lines == ([f"Ada Brenn is {role}."] if made else [])


def test_short_sure_role_is_a_card():
    assert told_of("Wet gates stood open, said Velmont Mayor Ada Brenn.", "Velmont Mayor") == ["Ada Brenn is Velmont Mayor."]
    assert told_of("Wet gates stood open, said miller Ada Brenn.", "miller") == []


def test_assistant_has_others_beside_her():
    lines = told_of("Wet gates stood open, said Assistant Velm Harbour Clerk Ada Brenn.", "Assistant Velm Harbour Clerk")
    assert lines == ["Ada Brenn is an Assistant Velm Harbour Clerk."]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Wet gates stood open, said Ada Brenn, a clerk at Harth...", "a clerk at Harth"),
        ("Wet gates stood open, said Ada Brenn, the anchor of Velm's “Morning Bell”.", "the anchor of Velm's"),
        ("Wet gates stood open, said former Velm Gov. and Harbour Board chairwoman Ada Brenn.", "Harbour Board chairwoman"),
        (
            "Wet gates stood open, said Chief of the Harbour Board Velm General Ada Brenn.",
            "Chief of the Harbour Board Velm General",
        ),
        ("Wet gates stood open, said acting Velm Harbour Clerk Ada Brenn.", "Velm Harbour Clerk"),
        ("Presumptive Velm Harbour Clerk Ada Brenn spoke.", "Velm Harbour Clerk"),
        ("Acting U.V. Mills and Harbour Clerk Ada Brenn spoke.", "Harbour Clerk"),
        ("Wet gates bore the College of Velm at Dry Harth professor Ada Brenn.", "Dry Harth professor"),
        ("Wet gates stood open, said Ada Brenn, a clerk for Velm mills, grain, and floods.", "a clerk for Velm mills, grain"),
        ("A Dry Harth clerk Ada Brenn spoke.", "Dry Harth clerk"),
        ("Wet gates stood open, said Ada Brenn, a cook at the Tench. Gulls slept on the Tench Arms.", "a cook at the Tench"),
        ("The state senate met under Senate President Ada Brenn.", "Senate President"),
        ("Wet gates stood open, as Harbour Clerk Ada Brenn had built them.", "Harbour Clerk"),
        ("Wet gates stood open, said ex-Harbour Clerk Ada Brenn.", "Harbour Clerk"),
        ("Wet gates stood open, said the Velm Post writer Ada Brenn.", "the Velm Post writer"),
        ("Wet gates stood open, whose builder clerk Ada Brenn slept.", "whose builder clerk"),
    ],
    ids=[
        "dots",
        "a work",
        "the second of two",
        "a rank run in",
        "acting",
        "presumptive",
        "a body",
        "a college",
        "a list",
        "an article",
        "a short form",
        "a chamber",
        "what she did then",
        "ex",
        "which one",
        "whose",
    ],
)
def test_role_that_was_cut_is_not_told(text, role):
    assert told_of(text, role) == []


def test_next_of_a_list_is_no_part_of_a_role():
    for role, made in (("clerk of the Harbour Board Jon Pell", False), ("clerk of mayor Jon Pell", True)):
        text = f"Wet gates were met by Ada Brenn, {role}, and the army. Jon Pell left."
        found = cards(annotated("a1", text, people=["Ada Brenn", "Jon Pell"], roles={"Ada Brenn": role}))
        assert ("Ada Brenn" in found) is made


def test_two_short_forms_of_a_name_have_one_card():
    text = "Wet gates stood open, said Cyrus Brenn, a clerk at Harth. Wet gates stood open, said Cy Brenn, a miller at Tench."
    roles = {"Cyrus Brenn": "a clerk at Harth", "Cy Brenn": "a miller at Tench"}
    assert len(cards(annotated("a1", text, people=["Cyrus Brenn", "Cy Brenn"], roles=roles))) == 1


def test_two_spellings_of_a_name_have_one_card():
    text = (
        "Wet gates stood open, said Cyrus Tobrenko, a clerk at Harth. Wet gates stood open, said Cyrus Tovrenko, a miller at Tench."
    )
    roles = {"Cyrus Tobrenko": "a clerk at Harth", "Cyrus Tovrenko": "a miller at Tench"}
    assert len(cards(annotated("a1", text, people=[*roles], roles=roles))) == 1


def test_one_of_many_officers_has_an_article():
    assert told_of("Wet gates stood open, said Velm Police Officer Ada Brenn.", "Velm Police Officer") == [
        "Ada Brenn is a Velm Police Officer."
    ]


def test_name_into_which_a_place_has_run_has_no_card():
    role = "the chair of Velm Mills"
    for name, made in (("O.V. Ada Brenn", False), ("O.V. Brenn", True)):
        text = f"Wet gates stood open, said {name}, {role}."
        assert (name in cards(annotated("a1", text, people=[name], roles={name: role}))) is made


def test_name_of_a_body_keeps_its_capital_where_it_opens_a_sentence():
    text = "Flour and Mills Secretary Ada Brenn told them. They sold flour."
    article = annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": "Flour and Mills Secretary"})
    assert not any("is flour" in line for line in texts(cards(article), "Ada Brenn"))


def test_body_has_one_chief_of_a_trade():
    behind = "chief strategist for the Velm Mills"
    assert told_of(f"Wet gates stood open, said Ada Brenn, {behind}.", behind) == [f"Ada Brenn is {behind}."]
    assert told_of("Wet gates stood open, said Velm Mills chief baker Ada Brenn.", "Velm Mills chief baker") == [
        "Ada Brenn is the Velm Mills chief baker."
    ]


def test_noun_that_opens_a_sentence_is_small_within_a_role():
    text = "Flour seller Jon Pell's clerk, Ada Brenn, told them. They sold flour."
    article = annotated("a1", text, people=["Ada Brenn", "Jon Pell"], roles={"Ada Brenn": "Flour seller Jon Pell's clerk"})
    assert texts(cards(article), "Ada Brenn") == ["Ada Brenn is flour seller Jon Pell's clerk."]


def test_opinion_piece_says_nobodys_role():
    text, role = "Wet gates stood open, said Ada Brenn, a clerk at Harth.", "a clerk at Harth"
    assert told_of(text, role) == ["Ada Brenn is a clerk at Harth."]
    assert told_of(text, role, "opinion") == []
