"""More on these topics: what a card says, and of whom there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.records.story import Story
from broadsheet.write.dossier import Dossier
from broadsheet.write.draft import Draft
from broadsheet.write.sections.topics import section
from tests.write.stories import story
from tests.write.telling import annotated, at

TEXT = (
    "The dam above Velmont broke on Tuesday and the valley was cleared. "
    "Interior Minister Ada Brenn said the spillway had been blocked by timber for a week. "
    "Brenn flew over the valley with the army in the afternoon. "
    "Jon Pell stood on his roof until dawn."
)

SAID = [("the spillway had been blocked by timber for a week", "Ada Brenn")]


def flood(key="a1", text=TEXT, **options):
    given = {"people": ["Ada Brenn", "Jon Pell"], "places": ["Velmont"], "roles": {"Ada Brenn": "Interior Minister"}, "said": SAID}
    return annotated(key, text, **{**given, **options})


def cards(*articles, draft=None, **fields):
    dossier = Dossier(story(*articles, **fields), "2031-03-05")
    draft = draft or Draft(dossier)
    made = section(dossier, draft)
    pool = draft.pools()
    return {pool["entities"][key].name: (pool["entities"][key], draft) for key in (made.items if made else ())}


def texts(found, name):
    card, draft = found[name]
    return [draft.statement(key).text for key in card.card]


def test_role_first_then_what_they_did():
    found = cards(flood())
    told = texts(found, "Ada Brenn")
    assert told[0] == "Ada Brenn is Interior Minister."
    assert "Brenn" in told[1]
    assert found["Ada Brenn"][0].card_as_of == "2031-03-04"
    assert sum(len(text.split()) for text in told) <= 45


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


def test_newest_office_wins_and_the_conflict_is_noted():
    old = flood("a1", TEXT.replace("Interior", "Defence"), roles={"Ada Brenn": "Defence Minister"}, published="2031-03-01")
    card, draft = cards(old, flood("a2", published="2031-03-04"))["Ada Brenn"]
    assert draft.statement(card.role_here).text == "Ada Brenn is Interior Minister."
    (note,) = (draft.pools()["notes"][key].text for key in card.conflicts)
    assert "“Defence Minister”" in note
    assert "“Interior Minister”" in note


def test_body_described_in_the_text():
    text = "The dam above Velmont broke on Tuesday. Norwater, which runs the dam, opened its gates too late for the valley."
    found = cards(annotated("a1", text, bodies=["Norwater"]))
    assert texts(found, "Norwater")[0].startswith("Norwater, which runs the dam,")


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
    assert texts(found, "Ole Brenn")[0] == "Ole Brenn is a farmer."


def test_bare_office_that_two_people_hold_is_no_card():
    text = "President Ada Brenn met President Ole Torv in Velmont on Tuesday and signed the treaty of the two rivers."
    roles = {"Ada Brenn": "President", "Ole Torv": "President"}
    found = cards(annotated("a1", text, people=["Ada Brenn", "Ole Torv"], roles=roles))
    assert [told for name in found for told in texts(found, name)] == [text] * len(found)


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


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Mayor Ada Brenn said in 2019 that the gates had been open.", "2031-03-04"),
        ("Mayor Ada Brenn said that the gates had been open.", None),
    ],
)
def test_office_of_another_day_is_told_as_the_article_has_it(text, published):
    times = [("2019", "2019", "year")] if "2019" in text else []
    said = [("the gates had been open", "Ada Brenn")]
    article = annotated(
        "a1", f"The dam above Velmont broke. {text}", people=["Ada Brenn"], roles={"Ada Brenn": "Mayor"}, times=times, said=said,
        published=published,
    )  # fmt: skip
    assert not any(" is " in told for told in cards(article) for told in texts(cards(article), told))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ada Brenn, president of the Velmont, Va., dam board, said the gates had been open.", "president of the Velmont"),
        ("Ada Brenn, adviser to the Norwater School, said the gates had been open.", "adviser to the Norwater"),
        ("Ada Brenn (a clerk who sings songs making fun of dams) said the gates had been open.", "a clerk who sings songs"),
        ("Gates left open over flood Mayor Ada Brenn said the gates had been open.", "left open over flood Mayor"),
        ("Both her husband, former Mayor Ada Brenn said the gates had been open.", "Both her husband, former Mayor"),
        ("Ada Brenn, a spokeswoman for the 2028 campaign, said the gates had been open.", "a spokeswoman for the 2028 campaign"),
        ("Ada Brenn, the director until her resignation, said the gates had been open.", "the director until her resignation"),
        ("Ada Brenn, the acting director, said the gates had been open.", "the acting director"),
        ("Ada Brenn — a valley where water is king — said the gates had been open.", "a valley where water is king"),
    ],
)
def test_role_that_is_cut_or_says_too_little_is_not_stated(text, role):
    article = annotated("a1", f"The dam above Velmont broke. {text}", people=["Ada Brenn"], roles={"Ada Brenn": role})
    assert not any(told.startswith("Ada Brenn is") for name in cards(article) for told in texts(cards(article), name))


def test_two_people_named_together_are_not_one():
    text = "Mayor Jon Pell and Senator Ada Brenn said the gates had been open."
    people, roles = ["Ada Brenn", "Jon Pell"], {"Ada Brenn": "Mayor Jon Pell and Senator"}
    found = cards(annotated("a1", f"The dam above Velmont broke. {text}", people=people, roles=roles))
    assert not any("Ada Brenn is" in told for name in found for told in texts(found, name))


def office(key, role, day):
    text = f"{role} Ada Brenn said the gates had been open in the night that the dam of Velmont broke."
    said = [("the gates had been open", "Ada Brenn")]
    return annotated(key, text, people=["Ada Brenn"], roles={"Ada Brenn": role}, said=said, published=day)


def test_office_that_a_newer_article_calls_former_is_not_told_of_now():
    found = cards(office("a1", "Harbour Commissioner", "2031-03-01"), office("a2", "Former Harbour Commissioner", "2031-03-04"))
    assert texts(found, "Ada Brenn")[0] == "Ada Brenn is a former Harbour Commissioner."


def test_former_office_gives_way_to_the_present_one():
    text = "Ada Brenn, a former mayor of Velmont with a long memory, said the gates had been open."
    said, roles = [("the gates had been open", "Ada Brenn")], {"Ada Brenn": "a former mayor of Velmont with a long memory"}
    old = annotated("a1", text, people=["Ada Brenn"], roles=roles, said=said)
    found = cards(old, office("a2", "Interior Minister", "2031-03-04"))
    assert texts(found, "Ada Brenn")[0] == "Ada Brenn is Interior Minister."


def test_candidate_of_another_year_is_none_now():
    text = "In 2029 candidate Ada Brenn lost Velmont by nine votes."
    times = [("2029", "2029", "year")]
    article = annotated("a1", f"The dam broke. {text}", people=["Ada Brenn"], roles={"Ada Brenn": "candidate"}, times=times)
    assert not any("is a candidate" in told for name in cards(article) for told in texts(cards(article), name))


def test_body_has_the_article_of_its_name():
    text = "The gates were opened by the Harbour Board, an elected council of nine farmers. The dam above Velmont broke."
    roles = {"Harbour Board": "an elected council of nine farmers"}
    found = cards(annotated("a1", text, bodies=["Harbour Board"], roles=roles))
    assert texts(found, "Harbour Board")[0] == "The Harbour Board is an elected council of nine farmers."


def test_who_was_killed_was_somebody():
    text = "The flood killed Ole Brenn, a farmer who kept two cows. Jon Pell, a miller who kept two cats, stood on his roof."
    roles = {"Ole Brenn": "a farmer who kept two cows", "Jon Pell": "a miller who kept two cats"}
    found = cards(annotated("a1", text, people=["Ole Brenn", "Jon Pell"], roles=roles))
    assert texts(found, "Ole Brenn")[0] == "Ole Brenn was a farmer who kept two cows."
    assert texts(found, "Jon Pell")[0] == "Jon Pell is a miller who kept two cats."


def test_what_somebody_calls_another_is_no_office():
    text = "The dam above Velmont broke. Ada Brenn is the only keeper in the valley, Jon Pell said in Velmont on Monday."
    roles = {"Ada Brenn": "the only keeper in the valley"}
    told = texts(cards(annotated("a1", text, people=["Ada Brenn", "Jon Pell"], roles=roles)), "Ada Brenn")
    assert "Ada Brenn is the only keeper in the valley." in told
    quoted = text.replace("Ada Brenn is", "“Ada Brenn is").replace("valley,", "valley,”")
    words = "Ada Brenn is the only keeper in the valley"
    found = cards(annotated("a1", quoted, people=["Ada Brenn", "Jon Pell"], roles=roles, said=[(words, "Jon Pell")]))
    assert "Ada Brenn" not in found


def test_a_party_keeps_its_capital():
    text = "Democratic council candidate Ada Brenn said the spillway had been blocked by timber for a week."
    roles = {"Ada Brenn": "Democratic council candidate"}
    found = cards(annotated("a1", text, people=["Ada Brenn"], roles=roles, said=SAID))
    assert texts(found, "Ada Brenn")[0] == "Ada Brenn is a Democratic council candidate."


def test_a_name_with_half_a_bracket_has_no_role():
    text = "(VLM)Ada Brenn, a miller who kept two cats, stood on her roof. The dam above Velmont broke."
    assert "VLM)Ada Brenn" not in cards(
        annotated("a1", text, people=["VLM)Ada Brenn"], roles={"VLM)Ada Brenn": "a miller who kept two cats"})
    )


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


JUDGE = "a judge of the Velmont Appeal Court"


@pytest.mark.parametrize(
    "told",
    [
        "He shot and killed Velmont Appeal Court judge Ada Brenn and fled.",
        "A jury heard of the ambush slaying of Velmont judge Ada Brenn.",
        "Before she was buried, the police said that Ada Brenn had been shot to death.",
    ],
)
def test_who_was_killed_with_a_long_title_was_somebody(told):
    text = f"The farmer Ole Torv led the procession. Ada Brenn, {JUDGE}, lived in the valley. {told}"
    article = annotated("a1", text, people=["Ada Brenn", "Ole Torv"], roles={"Ada Brenn": JUDGE})
    assert texts(cards(article), "Ada Brenn")[0] == f"Ada Brenn was {JUDGE}."


def test_who_tells_of_a_killing_lives():
    text = f"Ada Brenn, {JUDGE}, lived in the valley. The flood killed two people in the mill, Ada Brenn said."
    article = annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": JUDGE})
    assert texts(cards(article), "Ada Brenn")[0] == f"Ada Brenn is {JUDGE}."


@pytest.mark.parametrize("role", ["the group's spokeswoman", "a favourite of their scouts", "the head of the team"])
def test_role_that_points_elsewhere_makes_no_card(role):
    text = f"Ada Brenn, {role}, said the gates had been open."
    article = annotated(
        "a1", text, people=["Ada Brenn"], roles={"Ada Brenn": role}, said=[("the gates had been open", "Ada Brenn")]
    )
    assert cards(article) == {}


def test_place_that_explains_the_words_before_it_is_nobody():
    text = "The only independent candidate in the capital, Velmont, is for the dam."
    roles = {"Velmont": "The only independent candidate in the capital"}
    assert cards(annotated("a1", text, places=["Velmont"], roles=roles)) == {}


@pytest.mark.parametrize(
    ("title", "said"), [("Otters striker", "an Otters striker"), ("Sports reporter", "a sports reporter")], ids=["a name", "a noun"]
)
def test_plural_before_a_role_keeps_the_capital_of_a_name(title, said):
    text = f"{title} Ada Brenn said the gates had been open. People who follow sports were glad of it."
    quoted = [("the gates had been open", "Ada Brenn")]
    found = cards(annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": title}, said=quoted))
    assert texts(found, "Ada Brenn")[0] == f"Ada Brenn is {said}."


def test_what_takes_up_the_clause_before_it_says_nothing_of_a_place():
    text = "A clerk was shot in Velmont, an incident which sparked unrest in the whole valley, the council said on Monday."
    assert cards(annotated("a1", text, places=["Velmont"], roles={"Velmont": "an incident which sparked unrest"})) == {}


def test_acting_office_of_an_undated_article_is_not_told_of_now():
    text = "The letter was read by Ada Brenn, the acting director of the Velmont dam board, in the old hall."
    article = annotated(
        "a1", text, people=["Ada Brenn"], roles={"Ada Brenn": "the acting director of the Velmont dam board"}, published=None
    )
    assert not any(" is " in told for name in cards(article) for told in texts(cards(article), name))


def test_a_firm_of_two_trades_is_no_person():
    text = "The roof fell on Friday. Hale Dorn, an accounting and consulting firm in the square, had moved. Hale Dorn lost nothing."
    found = cards(
        annotated("a1", text, people=["Hale Dorn"], roles={"Hale Dorn": "an accounting and consulting firm in the square"})
    )
    assert found["Hale Dorn"][0].kind == "organisation"


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Owner Ada Brenn", "Owner"),
        ("Ambassador Ada Brenn", "Ambassador"),
        ("the legendary founding director Ada Brenn", "the legendary founding director"),
        ("family spokeswoman Ada Brenn", "family spokeswoman"),
        ("the coalition's executive director, Ada Brenn,", "the coalition's executive director"),
        ("the judge in the case, Ada Brenn,", "the judge in the case"),
        ("Ada Brenn, a student there who kept a boat,", "a student there who kept a boat"),
        ("Velmont Area Commander Inspector Ada Brenn", "Velmont Area Commander Inspector"),
        ("to subpoena Mayor Pell's former aide Ada Brenn", "subpoena Mayor Pell's former aide"),
        ("Oversight and Government Reform Committee clerk Ada Brenn", "Reform Committee clerk"),
        ("former lawyer Ada Brenn", "former lawyer"),
        ("the heirs of Ada Brenn, a move that angered Velmont,", "a move that angered Velmont"),
        ("Velmont President and General Manager Ada Brenn", "General Manager"),
    ],
)
def test_role_that_says_too_little_or_leans_elsewhere_is_not_stated(words, role):
    text = f"The dam above Velmont broke. The valley must be cleared, said {words} in a letter of one page on Monday."
    assert "Ada Brenn" not in cards(annotated("a1", text, people=["Ada Brenn"], places=["Velmont"], roles={"Ada Brenn": role}))


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("The gates were shut, said Ada Brenn, a miller who kept two cats.", True),
        ("The gates were shut, said Ada Brenn, a miller who kept two cats", False),
        ("the gates were shut, said Ada Brenn, a miller who kept two cats.", False),
        ("The gates broke.Then they were shut, said Ada Brenn, a miller who kept two cats.", False),
        ("Minister Jon Pell Minister Jon Pell met Ada Brenn, a miller who kept two cats.", False),
        ("Green Mayor Jon Pell Resigns After Long Flood Inquiry Mayor Pell met Ada Brenn, a miller who kept two cats.", False),
        ("The 40 - year - old met Ada Brenn, a miller who kept two cats.", False),
    ],
)
def test_role_of_a_torn_sentence_is_not_stated(text, stated):
    found = cards(annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": "a miller who kept two cats"}))
    assert ("Ada Brenn" in found) is stated


@pytest.mark.parametrize(("before", "told"), [("", True), ("A few days later, ", False)])
def test_sentence_that_opens_on_something_else_introduces_nobody(before, told):
    text = f"{before}Interior Minister Ada Brenn flew over the valley with the army in the afternoon."
    undated = flood("a1", text, published=None, people=["Ada Brenn"], places=[], said=[])
    sentence = replace(undated.sentences[0], subject=at(text, "Interior Minister Ada Brenn"))
    assert ("Ada Brenn" in cards(replace(undated, sentences=(sentence,)))) is told


def test_deed_of_one_surname_is_told_of_none_of_its_two_bearers():
    text = (
        "Ada Brenn, a miller who kept two cats, met Jon Brenn, a baker who kept a boat. "
        "Brenn flew over the valley with the army in the afternoon."
    )
    roles = {"Ada Brenn": "a miller who kept two cats", "Jon Brenn": "a baker who kept a boat"}
    found = cards(annotated("a1", text, people=["Ada Brenn", "Jon Brenn"], roles=roles))
    assert not any("flew" in told for name in found for told in texts(found, name))


def test_who_was_killed_during_something_was_somebody():
    text = "The dam broke. The town paid the family of Ole Brenn, a farmer killed during the flood at Velm."
    roles = {"Ole Brenn": "a farmer killed during the flood at Velm"}
    told = texts(cards(annotated("a1", text, people=["Ole Brenn"], roles=roles)), "Ole Brenn")
    assert told[0] == "Ole Brenn was a farmer killed during the flood at Velm."


def test_role_cut_at_a_hyphen_is_not_stated():
    text = "The gates were shut, said Ada Brenn, a member of the Velm-on-Sea Club, in a letter."
    assert cards(annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": "a member of the Velm"})) == {}


def test_part_of_an_enumeration_describes_no_body():
    text = "The feast will feature a speech from the Grand Mole, a march of forty drummers and fireworks over the bay."
    roles = {"Grand Mole": "a march of forty drummers and fireworks over the bay"}
    assert cards(annotated("a1", text, bodies=["Grand Mole"], roles=roles)) == {}
    named = text.replace("will feature a speech from", "will begin at")
    assert "Grand Mole" in cards(annotated("a1", named, bodies=["Grand Mole"], roles=roles))


def test_title_of_another_in_a_role_keeps_its_capital():
    text = "Mayor Jon Pell's chief of staff Ada Brenn said the spillway had been blocked by timber for a week."
    roles = {"Ada Brenn": "Mayor Jon Pell's chief of staff"}
    found = cards(annotated("a1", text, people=["Ada Brenn", "Jon Pell"], roles=roles, said=SAID))
    assert texts(found, "Ada Brenn")[0] == "Ada Brenn is Mayor Jon Pell's chief of staff."


def test_who_has_died_behind_a_description_was_somebody():
    text = "Ole Brenn, a farmer who kept two cows, has died in Velmont at the age of ninety."
    told = texts(cards(annotated("a1", text, people=["Ole Brenn"], roles={"Ole Brenn": "a farmer who kept two cows"})), "Ole Brenn")
    assert told[0] == "Ole Brenn was a farmer who kept two cows."


def test_place_with_an_office_is_no_place():
    text = "President Velm sowed confusion on Wednesday and went on with the plan for the dam."
    article = annotated("a1", text, places=["Velm"], roles={"Velm": "President"}, published=None)
    sentence = replace(article.sentences[0], subject=at(text, "President Velm"))
    assert cards(replace(article, sentences=(sentence,))) == {}
