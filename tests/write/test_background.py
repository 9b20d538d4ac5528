"""Dated background on cards: of whom, how much, and whom it is surely not of."""

from __future__ import annotations

import pytest

from broadsheet.write.background import background, opening
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft
from broadsheet.write.page import write_page
from broadsheet.write.sections.topics import section
from tests.models.zim import make_encyclopaedia
from tests.write.stories import story
from tests.write.telling import annotated

pytest.importorskip("libzim")

SOURCE = "The Little Encyclopaedia, “{}”"


@pytest.fixture(scope="module")
def little(tmp_path_factory):
    from broadsheet.models.encyclopaedia import Encyclopaedia

    return Encyclopaedia(make_encyclopaedia(tmp_path_factory.mktemp("zim") / "little.zim"))


def test_a_person_whose_office_both_tell_of(little):
    found = background(little, "Ada Brenn", "person", "Ada Brenn is Interior Minister.")
    assert found.text == "Ada Brenn is a politician who has been interior minister since 2029. She read law in Harth."
    assert (found.source, found.as_of) == (SOURCE.format("Ada Brenn"), "2030-11-02")


@pytest.mark.parametrize(
    ("name", "kind", "role"),
    [
        ("Tomas Riel", "person", "Tomas Riel leads the engineers' union."),  # another person of that name
        ("Ada Brenn", "person", "Ada Brenn is Foreign Minister."),  # another office
        ("Ada Brenn", "person", ""),
        ("Ada Brenn", "organisation", "Interior Minister"),
        ("Norwater", "person", "a water company"),
        ("Velmont", "organisation", ""),
        ("Vera Stroud", "person", "Vera Stroud is a minister."),  # told of in the past
        ("Jon Pell", "person", "Jon Pell is a painter."),  # two of the name
        ("Oslerby", "place", ""),  # its first sentence is too long for a card
        ("Fog", "place", ""),
        ("Mill", "organisation", ""),
    ],
)
def test_whom_it_is_not_surely_of(little, name, kind, role):
    assert background(little, name, kind, role) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Norwater", "organisation"),
        ("Orla Bank", "organisation"),
        ("Kestrel Post", "organisation"),
        ("Ring", "place"),
        ("Velmont", "place"),
    ],
)
def test_bodies_and_places(little, name, kind):
    assert background(little, name, kind, "").text.removeprefix("The ").startswith(f"{name} is a")


def test_enough_is_enough():
    sentence = "The mill has nine wheels and a bell that rings at noon. "
    assert opening(sentence * 9) == (sentence * 2).strip()
    assert opening("This goes on and on and has no end") == ""
    assert opening(" ".join(["word"] * 46) + ".") == ""


TEXT = (
    "The dam of Norwater above Velmont broke on Tuesday and the valley was cleared. "
    "Interior Minister Ada Brenn said the spillway had been blocked by timber for a week. "
    "Brenn flew over the valley with the army in the afternoon."
)
FLOOD = annotated(
    "a1", TEXT, title="Dam of Norwater breaks", people=["Ada Brenn"], bodies=["Norwater"], places=["Velmont"],
    roles={"Ada Brenn": "Interior Minister"}, said=[("the spillway had been blocked by timber for a week", "Ada Brenn")],
)  # fmt: skip


def test_cards_carry_it_and_nothing_rests_on_it(little):
    dossier = Dossier(story(FLOOD), "2031-03-05", encyclopaedia=little)
    draft = Draft(dossier)
    made = section(dossier, draft)
    cards = {card.name: card for card in (draft.pools()["entities"][key] for key in made.items)}
    assert list(cards) == ["Ada Brenn", "Norwater"]  # Velmont stands in no title
    assert cards["Ada Brenn"].background.text.startswith("Ada Brenn is a politician")
    assert draft.statement(cards["Ada Brenn"].role_here).text == "Ada Brenn is Interior Minister."
    assert (cards["Norwater"].card, cards["Norwater"].background.source) == ((), SOURCE.format("Norwater"))
    assert all("politician" not in statement.text for statement in draft.pools()["statements"].values())


def test_a_page_says_the_same_without_it_but_for_the_cards(little):
    plain, told = (write_page(story(FLOOD), as_of="2031-03-05", encyclopaedia=given) for given in (None, little))
    assert {s.text for s in plain.statements.values()} == {s.text for s in told.statements.values()}
    assert not any(card.background for card in plain.entities.values())
    assert plain.build.config_sha256 != told.build.config_sha256
