"""More on these topics: of whom and of what there is a card, and of whom none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.records.story import Story
from broadsheet.write.sections.topics import who_they_are
from tests.write.sections.cards import SAID, cards, flood, texts
from tests.write.stories import drafted
from tests.write.telling import annotated, at


def test_card_says_the_role_and_its_day():
    found = cards(flood())
    assert texts(found, "Ada Brenn") == ["Ada Brenn is Interior Minister."]
    assert found["Ada Brenn"][0].card_as_of == "2031-03-04"


def test_nobody_says_what_they_are():
    assert "Jon Pell" not in cards(flood())
    assert "Velmont" not in cards(flood())


def test_role_rests_on_the_words_beside_the_name():
    found = cards(flood())
    card, draft = found["Ada Brenn"]
    (span,) = draft.statement(card.role_here).spans
    assert draft.span(span).exact == "Interior Minister Ada Brenn"
    assert draft.statement(card.role_here).made == "joined"


def test_role_far_from_the_name_is_not_used():
    text = "The Interior Minister spoke in Velmont after the flood. Ada Brenn stayed in the town all night long."
    assert cards(annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": "Interior Minister"})) == {}


def test_body_described_in_the_text():
    text = "The dam above Velmont broke on Tuesday. Norwater, which runs three dams, flooded a road in Velmont."
    found = cards(annotated("a1", text, bodies=["Norwater"]))
    assert texts(found, "Norwater")[0].startswith("Norwater, which runs three dams,")


@pytest.mark.parametrize(("name", "stories"), [("Ada Brenn", ("st_9",)), ("Brenn", ()), ("Ida Brenn", ())])
def test_other_stories_by_full_name_only(name, stories):
    other = annotated("b1", f"{name} opened a bridge.", people=[name])
    near = Story(id="st_9", thread="th_9", articles=(other,), copies={}, placements={})
    assert cards(flood(), neighbours=(near,))["Ada Brenn"][0].other_stories == stories


def test_two_people_of_one_surname_stay_apart():
    text = "Interior Minister Ada Brenn said the gates had been open. The farmer Ole Brenn said two cows had drowned in the flood."
    article = annotated(
        "a1",
        text,
        people=["Ada Brenn", "Ole Brenn"],
        roles={"Ada Brenn": "Interior Minister", "Ole Brenn": "farmer"},
        said=[("the gates had been open", "Ada Brenn"), ("two cows had drowned", "Ole Brenn")],
    )
    found = cards(article)
    assert texts(found, "Ada Brenn")[0] == "Ada Brenn is Interior Minister."
    assert "Ole Brenn" not in found  # a farmer he is, and that says hardly more than the name


def test_surname_beside_the_role_is_not_enough():
    text = "Ada Brenn said she was tired. A letter from Mr. Brenn, a lawyer, reached the council of Velmont in the evening."
    article = annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": "a lawyer"}, said=[("she was tired", "Ada Brenn")])
    assert cards(article) == {}


def test_office_alone_is_no_card():
    text = "President Ada Brenn slept. The dam above Velmont broke on Tuesday and the valley was cleared by the army."
    assert cards(annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": "President"})) == {}


def test_office_with_its_country():
    text = "President Ada Brenn of Qassara said the gates had been open. The dam above Velmont broke on Tuesday."
    said = [("the gates had been open", "Ada Brenn")]
    found = cards(annotated("a1", text, people=["Ada Brenn"], places=["Qassara"], roles={"Ada Brenn": "President"}, said=said))
    assert texts(found, "Ada Brenn")[0] == "Ada Brenn is President of Qassara."


def test_company_taken_for_a_person():
    text = "Norwater, the company that runs the dam of Velmont, said the gates had been open all day."
    said, roles = [("the gates had been open all day", "Norwater")], {"Norwater": "the company that runs the dam of Velmont"}
    found = cards(annotated("a1", text, bodies=["Norwater"], roles=roles, said=said))
    assert texts(found, "Norwater")[0] == "Norwater is the company that runs the dam of Velmont."
    assert found["Norwater"][0].kind == "organisation"


def test_two_people_named_together_are_not_one():
    text = "Mayor Jon Pell and Senator Ada Brenn said the gates had been open."
    people, roles = ["Ada Brenn", "Jon Pell"], {"Ada Brenn": "Mayor Jon Pell and Senator"}
    found = cards(annotated("a1", f"The dam above Velmont broke. {text}", people=people, roles=roles))
    assert not any("Ada Brenn is" in told for name in found for told in texts(found, name))


def test_body_has_the_article_of_its_name():
    text = "The gates were opened by the Harbour Board, an elected council of nine farmers. The dam above Velmont broke."
    roles = {"Harbour Board": "an elected council of nine farmers"}
    found = cards(annotated("a1", text, bodies=["Harbour Board"], roles=roles))
    assert texts(found, "Harbour Board")[0] == "The Harbour Board is an elected council of nine farmers."


def test_a_party_keeps_its_capital():
    text = "Democratic council candidate Ada Brenn said the spillway had been blocked by timber for a week."
    roles = {"Ada Brenn": "Democratic council candidate"}
    found = cards(annotated("a1", text, people=["Ada Brenn"], roles=roles, said=SAID))
    assert texts(found, "Ada Brenn")[0] == "Ada Brenn is a Democratic council candidate."


FERRY = "The ferry to Iceland ran aground on Tuesday. Its passengers were taken to {}."


def ferry(key, title, port="Velm", **options):
    return annotated(key, FERRY.format(port), title=title, places=["Iceland"], **options)


def test_a_country_in_the_title_has_a_card_from_the_factbook():
    found = cards(ferry("a1", "Ferry to Iceland runs aground"))
    card, _ = found["Iceland"]
    assert (card.kind, card.role_here, card.card) == ("place", None, ())
    assert card.background.text.startswith("Population ")
    assert card.background.source.startswith("The World Factbook")
    assert len(card.background.as_of) == 4


def test_a_country_that_one_paper_names_in_passing_has_none():
    assert cards(ferry("a1", "Ferry runs aground")) == {}
    both = cards(ferry("a1", "Ferry runs aground"), ferry("a2", "Ferry off course", "Ostrand", outlet="Northern Post"))
    assert list(both) == ["Iceland"]


def test_a_name_that_a_country_shares_is_its_own_beside_its_capital():
    def told(rest):
        text = f"A bridge in Georgia fell on Tuesday. {rest}"
        return cards(annotated("a1", text, title="Bridge falls in Georgia", places=["Georgia"]))

    assert told("Its builders were called to the county court.") == {}
    assert list(told("Its builders were called to Tbilisi.")) == ["Georgia"]


def test_a_person_of_that_name_is_no_country():
    text = "Chad Jordan of the ferry line spoke on Tuesday. Jordan left at once."
    assert cards(annotated("a1", text, title="Jordan leaves ferry line", people=["Jordan"])) == {}


def test_place_that_explains_the_words_before_it_is_nobody():
    text = "The only independent candidate in the capital, Velmont, is for the dam."
    roles = {"Velmont": "The only independent candidate in the capital"}
    assert cards(annotated("a1", text, places=["Velmont"], roles=roles)) == {}


def test_what_takes_up_the_clause_before_it_says_nothing_of_a_place():
    text = "A clerk was shot in Velmont, an incident which sparked unrest in the whole valley, the council said on Monday."
    assert cards(annotated("a1", text, places=["Velmont"], roles={"Velmont": "an incident which sparked unrest"})) == {}


def test_a_firm_of_two_trades_is_no_person():
    text = "The roof fell on Friday. Hale Dorn, an accounting and consulting firm in Harth, had moved. Hale Dorn lost nothing."
    found = cards(annotated("a1", text, people=["Hale Dorn"], roles={"Hale Dorn": "an accounting and consulting firm in Harth"}))
    assert found["Hale Dorn"][0].kind == "organisation"


def test_a_body_is_no_part_of_itself():
    text = "The bid was made by Velm Corp Ltd, an arm of Velm Corp Ltd. Velm Corp Ltd made no statement in May."
    assert cards(annotated("a1", text, bodies=["Velm Corp Ltd"], roles={"Velm Corp Ltd": "an arm of Velm Corp Ltd"})) == {}
    other = text.replace("arm of Velm Corp Ltd", "arm of Harth Corp Ltd")
    assert cards(annotated("a1", other, bodies=["Velm Corp Ltd"], roles={"Velm Corp Ltd": "an arm of Harth Corp Ltd"})) != {}


def test_place_with_an_office_is_no_place():
    text = "President Velm sowed confusion on Wednesday and went on with the plan for the dam."
    article = annotated("a1", text, places=["Velm"], roles={"Velm": "President"}, published=None)
    sentence = replace(article.sentences[0], subject=at(text, "President Velm"))
    assert cards(replace(article, sentences=(sentence,))) == {}


def test_role_that_prose_has_told_in_much_the_same_words_makes_no_card():
    text = "Ada Brenn, the chairwoman of the Millers’ Union of Velmont, objects. The council met for hours in the old hall."
    role = {"Ada Brenn": "the chairwoman of the Millers’ Union of Velmont"}
    article = annotated("a1", text, people=["Ada Brenn"], roles=role)
    for told, stated in (("The council met for hours in the old hall.", True), (article.sentences[0].extent.of(text), False)):
        dossier, draft = drafted(article)
        draft.say(told)
        member = next(member for member in dossier.cast.members if member.name == "Ada Brenn")
        assert (who_they_are(dossier, draft, member) is not None) is stated
        assert who_they_are(dossier, draft, member, again=True) is not None
