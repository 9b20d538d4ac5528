"""Where the accounts differ: what is claimed, and the general reasons why most differences are none."""

from __future__ import annotations

import pytest

from broadsheet.write.sections.contradictions import section
from tests.write.stories import drafted
from tests.write.telling import annotated

DEAD = "The flood at Velm killed 14 people, the council said."


def one(text=DEAD, words="14 people", value=14.0, unit="people", key="a1", **options):
    options = {"places": ["Velm"], "outlet": "Lisse Courier"} | options
    return annotated(key, text, figures=[(words, value, unit)], **options)


def other(text, words, value, unit="people", **options):
    return one(text, words, value, unit, key="a2", **({"outlet": "Northern Post"} | options))


def cards(*articles):
    dossier, draft = drafted(*articles)
    made = section(dossier, draft)
    pool = draft.pools()["contradictions"]
    return [pool[key] for key in made.items] if made else [], draft


def test_two_tolls():
    (card,), draft = cards(one(), other("In Velm 19 people died in the flood, the ministry said.", "19 people", 19.0))
    assert (card.kind, card.state, card.issue) == ("number", "open", "How many people died")
    assert [side.value for side in card.sides] == [14.0, 19.0]
    assert [side.holders[0].outlet for side in card.sides] == ["lisse-courier", "northern-post"]
    for side in card.sides:
        assert len(side.spans) <= 2
        assert sum(len(draft.span(span).exact) for span in side.spans) <= 400
        assert side.text in draft.span(side.spans[0]).exact


def test_later_toll_is_an_update():
    (card,), _ = cards(one(), other("In Velm 19 people died in the flood.", "19 people", 19.0, published="2031-03-05"))
    assert card.state == "newer_supersedes"


def test_first_reports_are_superseded():
    (card,), _ = cards(one(), other("First reports said that 19 people died in the flood at Velm.", "19 people", 19.0))
    assert card.state == "newer_supersedes"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("In Velm 14 people died in the flood.", "14 people", 14.0),
        ("In Ostrand 19 people died in the flood.", "19 people", 19.0),
        ("In Velm 19 more people died in the flood.", "19 more people", 19.0),
        ("In Velm 19 people could die in the flood.", "19 people", 19.0),
        ("In Velm 19 people lost their homes in the flood.", "19 people", 19.0),
    ],
    ids=["same", "other place", "in addition", "forecast", "other predicate"],
)
def test_no_contradiction(text, words, value):
    assert cards(one(), other(text, words, value, places=["Velm", "Ostrand"]))[0] == []


def test_same_origin_does_not_contradict_itself():
    dossier, draft = drafted(one(), other("In Velm 19 people died in the flood.", "19 people", 19.0), copies={"a2": "a1"})
    assert section(dossier, draft) is None


@pytest.mark.parametrize(
    ("words", "value", "unit", "words2", "value2", "unit2"),
    [
        ("40,000 refugees", 40000.0, "refugee", "39,870 refugees", 39870.0, "refugee"),
        ("32 kilometres", 32.0, "km", "20 miles", 20.0, "miles"),
    ],
)
def test_one_value_in_two_wordings(words, value, unit, words2, value2, unit2):
    a = one(f"The column from Velm was {words} long on Monday.", words, value, unit)
    b = other(f"The column from Velm was {words2} long on Monday.", words2, value2, unit2)
    assert cards(a, b)[0] == []
