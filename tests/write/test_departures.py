"""Offices and candidacies that have passed by the time of the story are not told of now."""

from __future__ import annotations

import pytest

from tests.write.sections.cards import cards, texts
from tests.write.telling import annotated

OFFICE = "Harbour Commissioner"
OPENING = "The valley was cleared by Harbour Commissioner Ada Brenn on Friday."


@pytest.mark.parametrize(
    "told",
    [
        "Ada Brenn agreed to resign.",
        "Brenn was asked to step down over the flood.",
        "Brenn will resign in May.",
        "Brenn announced on Sunday she will resign.",
        "Brenn was shown the door in the morning.",
        "The council suspended Ada Brenn.",
        "The council named Ada Brenn to run the mill.",
        "Brenn was appointed to run the mill.",
        "Brenn took over as mayor.",
        "Ada Brenn, a miller, was elected mayor of Velm.",
        "Ada Brenn bade farewell to the valley.",
        "It was the last week in office of Ada Brenn.",
    ],
)
def test_who_leaves_or_moves_on_holds_no_office_now(told):
    roles = {"Ada Brenn": OFFICE}
    staying = annotated("a1", f"{OPENING} Brenn asked for boats.", people=["Ada Brenn"], bodies=["Harbour"], roles=roles)
    leaving = annotated("a1", f"{OPENING} {told}", people=["Ada Brenn"], bodies=["Harbour"], roles=roles)
    assert texts(cards(staying), "Ada Brenn")[0] == "Ada Brenn is Harbour Commissioner."
    found = cards(leaving)
    assert not any("is Harbour Commissioner" in line for name in found for line in texts(found, name))


@pytest.mark.parametrize(
    ("told", "stated"),
    [
        ("The vote is in May.", True),
        ("She whose loss surprised nobody came to Velmont.", False),
        ("The mayor-elect came to Velmont.", False),
        ("Jon Pell won the election.", False),
    ],
)
def test_after_the_vote_nobody_is_a_candidate(told, stated):
    role = "the Green candidate for mayor of Velmont"
    article = annotated("a1", f"Ada Brenn, {role}, swam. {told}", people=["Ada Brenn"], roles={"Ada Brenn": role})
    assert ("Ada Brenn" in cards(article)) is stated


def test_second_of_two_killed_was_somebody():
    role = "a miller who kept two cats"
    text = f"The flood killed Ole Torv and Ada Brenn, {role}. The dam above Velmont broke."
    found = cards(annotated("a1", text, people=["Ada Brenn", "Ole Torv"], roles={"Ada Brenn": role}))
    assert texts(found, "Ada Brenn")[0] == f"Ada Brenn was {role}."


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Jon Pell was set beside the former Velm mayor Ada Brenn.", False),
        ("Jon Pell met the former Velm mayor Ada Brenn.", True),
        ("The gates were open, said the former Velm mayor Ada Brenn.", True),
        ("Jon Pell said nothing. Beside him the former Velm mayor Ada Brenn was dead.", False),
    ],
    ids=["only named", "met", "speaking", "dead"],
)
def test_who_only_is_named_may_be_long_dead(text, stated):
    role = "former Velm mayor"
    found = cards(annotated("a1", text, people=["Ada Brenn", "Jon Pell"], places=["Velm"], roles={"Ada Brenn": role}))
    assert ("Ada Brenn" in found) is stated


def test_who_takes_over_behind_a_description_is_that_no_more():
    role = "the deputy clerk of Velmont"
    for told, stated in (("will take over as mayor", False), ("said no", True)):
        text = f"They heard that Ada Brenn, {role}, {told}."
        found = cards(annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": role}))
        assert ("Ada Brenn" in found) is stated


def test_who_had_written_long_before_need_not_live():
    role = "a Velmont columnist"
    for told, made in (("Brenn wrote of the weir.", True), ("Brenn had written of the weir.", False), ("Brenn once sang.", False)):
        text = f"The dam above Velmont broke, as of old under Ada Brenn, {role}. {told}"
        assert ("Ada Brenn" in cards(annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": role}))) is made, told
