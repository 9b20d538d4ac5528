"""Where the accounts differ in who did it, why, where, whether at all, and who said so; and what only looks like that."""

from __future__ import annotations

import pytest

from broadsheet.write.deeds import deeds
from tests.write.sections.test_contradictions import cards, dated, plain

PRIZE = "The Orlan prize for poetry was awarded to Mira Tolle in Velm."


def told(text):
    (found,) = deeds([text])
    return [
        (sorted(deed.kinds), deed.doer.extent.of(text) if deed.doer else "", deed.object.head if deed.object else "", deed.negated)
        for deed in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The baker Jon Arle stole the bell.", (["steal"], "The baker Jon Arle", "bell", False)),
        ("It was Jon Arle who stole the bell.", (["steal"], "Jon Arle", "bell", False)),
        ("The bell was stolen by Jon Arle.", (["steal"], "Jon Arle", "bell", False)),
        ("The prize went to Jon Arle.", (["win"], "Jon Arle", "prize", False)),
        ("The minister has never met the owner.", (["meet"], "The minister", "owner", True)),
    ],
    ids=["active", "cleft", "passive", "given", "denied"],
)
def test_deed(text, expected):
    assert expected in told(text)


def test_what_is_planned_is_not_certain():
    assert [[deed.certain for deed in told] for told in deeds(["Mira Tolle will win the prize.", "She won."])] == [[False], [True]]


def test_whose_name_a_prize_has_is_asked_only_where_it_went_to_somebody():
    went, stood = deeds(["This year's Silver Spade went to Jon Arle.", "Jon Arle praised this year's Silver Spade."])
    assert [(sorted(deed.kinds), deed.object.head) for deed in went] == [(["win"], "prize")]
    assert [deed.object.head for deed in stood] == ["spade"]


def test_two_winners_of_one_prize():
    a = plain("a1", PRIZE, people=["Mira Tolle"], places=["Velm"])
    b = plain("a2", "Ansel Roe has claimed the prize for poetry, the jury in Velm said.", people=["Ansel Roe"], places=["Velm"])
    (card,), _ = cards(a, b)
    assert (card.kind, card.state) == ("identity", "open")
    assert [side.text for side in card.sides] == ["Mira Tolle", "Ansel Roe"]


@pytest.mark.parametrize(
    "text",
    [
        "Ansel Roe claimed the Korda prize in Velm, ahead of Mira Tolle.",
        "Ansel Roe claimed the Korda prize in Velm.",
        "Ansel Roe claimed a prize for poetry in Velm.",
        "Ansel Roe will claim the prize for poetry in Velm.",
        "Ansel Roe has not claimed the prize for poetry in Velm.",
        "Ansel Roe praised the prize for poetry in Velm.",
    ],
    ids=["knows the other", "other prize", "some prize", "to come", "denied", "other deed"],
)
def test_no_two_winners(text):
    b = plain("a2", text, people=["Ansel Roe", "Mira Tolle"], places=["Velm"])
    assert cards(plain("a1", PRIZE, people=["Mira Tolle"], places=["Velm"]), b)[0] == []


FIRE = "The fire at the mill was caused by a faulty heater, the brigade said."


def test_two_causes():
    (card,), _ = cards(plain("a1", FIRE), plain("a2", "The mill burned because of a stray rocket, according to the brigade."))
    assert (card.kind, card.issue) == ("cause", "What caused the fire")
    assert [side.text for side in card.sides] == ["a faulty heater", "a stray rocket"]


@pytest.mark.parametrize(
    "text",
    [
        "The mill burned because of a heater, according to the brigade.",
        "The mill may have burned because of a stray rocket.",
        "The strike at the mill was caused by low pay.",
        "The fire was caused by a stray rocket. It hit a heater.",
    ],
    ids=["one cause", "perhaps", "no mishap", "knows the other"],
)
def test_no_two_causes(text):
    assert cards(plain("a1", FIRE), plain("a2", text))[0] == []


CRASH = "The bus crashed at the Orlan Bridge on Monday, the police said."


@pytest.mark.parametrize(
    "text",
    [
        "The crash happened at the Korda Bridge, the police said.",
        "The accident happened 12 kilometres from the Orlan Bridge, the police said.",
    ],
    ids=["other bridge", "far from it"],
)
def test_two_places(text):
    (card,), _ = cards(plain("a1", CRASH), plain("a2", text))
    assert (card.kind, card.issue) == ("place", "Where it happened")


@pytest.mark.parametrize(
    "text",
    [
        "The crash happened at the Korda Bridge, which some call the Orlan Bridge.",
        "The accident happened 2 kilometres from the Orlan Bridge, the police said.",
        "The crash happened near the village of Velm, the police said.",
    ],
    ids=["knows both", "near it", "another sort of place"],
)
def test_no_two_places(text):
    assert cards(plain("a1", CRASH), plain("a2", text))[0] == []


DINNER = "Mira Tolle dined with the owner of Karbeck in May, two waiters said."


def owner(text):
    return plain("a2", text, people=["Mira Tolle", "Ansel Roe"], places=["Karbeck"])


def test_denied_in_other_words():
    denied = owner("Mira Tolle said that Mira Tolle had never visited the owner of Karbeck.")
    (card,), _ = cards(plain("a1", DINNER, people=["Mira Tolle"], places=["Karbeck"]), denied)
    assert card.kind == "denial"
    assert [side.text.split()[-1] for side in card.sides] == ["Karbeck", "Karbeck"]


@pytest.mark.parametrize(
    "text",
    [
        "Ansel Roe has never visited the owner of Karbeck.",
        "Mira Tolle has never paid the owner of Karbeck.",
        "Mira Tolle has never visited the mayor of Velm.",
    ],
    ids=["another", "other deed", "somebody else"],
)
def test_no_denial_of_it(text):
    assert cards(plain("a1", DINNER, people=["Mira Tolle"], places=["Karbeck"]), owner(text))[0] == []


@pytest.mark.parametrize("said", ["neither the owner of Karbeck nor the mayor", "hardly ever the owner of Karbeck"])
def test_what_says_no_in_another_way_is_no_other_account(said):
    denied = owner("Mira Tolle said that Mira Tolle had never visited the owner of Karbeck.")
    told = f"Mira Tolle visited {said} in May, two waiters said."
    assert cards(plain("a1", told, people=["Mira Tolle"], places=["Karbeck"]), denied)[0] == []


WORDS = "We will not pay for the dam until it holds water"


def said(key, who):
    return plain(key, f"“{WORDS},” {who} said.", people=[who], said=[(WORDS, who)])


def test_one_remark_of_two_people():
    (card,), _ = cards(said("a1", "Mira Tolle"), said("a2", "Ansel Roe"))
    assert (card.kind, [side.text for side in card.sides]) == ("attribution", ["Mira Tolle", "Ansel Roe"])


def test_one_remark_of_one():
    assert cards(said("a1", "Mira Tolle"), said("a2", "Mira Tolle"))[0] == []


def test_days_to_come_of_one_beginning():
    a = dated("a1", "The trial of three engineers will open on 14 October, the court announced.", "14 October", "2031-10-14")
    b = dated("a2", "A judge ruled that proceedings begin on 28 October and last six weeks.", "28 October", "2031-10-28")
    (card,), _ = cards(a, b)
    assert (card.kind, [side.text for side in card.sides]) == ("date", ["14 October", "28 October"])


def test_a_lone_surrogate_ends_no_parse():
    assert told("Jon Arle stole the \ud800 bell.")
