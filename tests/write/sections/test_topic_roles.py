"""More on these topics: offices and roles, as newly and as wholly as the articles tell them."""

from __future__ import annotations

import pytest

from broadsheet.write.sections.topics import who_they_are
from tests.write.sections.cards import SAID, TEXT, cards, flood, texts
from tests.write.stories import drafted
from tests.write.telling import annotated


def test_newest_office_wins_and_the_conflict_is_noted():
    old = flood("a1", TEXT.replace("Interior", "Defence"), roles={"Ada Brenn": "Defence Minister"}, published="2031-03-01")
    card, draft = cards(old, flood("a2", published="2031-03-04"))["Ada Brenn"]
    assert draft.statement(card.role_here).text == "Ada Brenn is Interior Minister."
    (note,) = (draft.pools()["notes"][key].text for key in card.conflicts)
    assert "“Defence Minister”" in note
    assert "“Interior Minister”" in note


def test_bare_office_that_two_people_hold_is_no_card():
    text = "President Ada Brenn met President Ole Torv in Velmont on Tuesday and signed the treaty of the two rivers."
    roles = {"Ada Brenn": "President", "Ole Torv": "President"}
    found = cards(annotated("a1", text, people=["Ada Brenn", "Ole Torv"], roles=roles))
    assert [told for name in found for told in texts(found, name)] == [text] * len(found)


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


def office(key, role, day):
    text = f"{role} Ada Brenn said the gates had been open in the night that the dam of Velmont broke."
    said = [("the gates had been open", "Ada Brenn")]
    return annotated(key, text, people=["Ada Brenn"], bodies=["Harbour"], roles={"Ada Brenn": role}, said=said, published=day)


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


def test_who_was_killed_was_somebody():
    text = "The flood killed Ole Brenn, a farmer who kept two cows. Jon Pell, a miller who kept two cats, stood on his roof."
    roles = {"Ole Brenn": "a farmer who kept two cows", "Jon Pell": "a miller who kept two cats"}
    found = cards(annotated("a1", text, people=["Ole Brenn", "Jon Pell"], roles=roles))
    assert texts(found, "Ole Brenn")[0] == "Ole Brenn was a farmer who kept two cows."
    assert texts(found, "Jon Pell")[0] == "Jon Pell is a miller who kept two cats."


def test_what_somebody_calls_another_is_no_office():
    words = "Ada Brenn is the only clerk in Harth"
    roles = {"Ada Brenn": "the only clerk in Harth"}
    known = {"people": ["Ada Brenn", "Jon Pell"], "roles": roles}
    text = f"The dam above Velmont broke. {words}. Jon Pell came to Velmont on Monday."
    assert f"{words}." in texts(cards(annotated("a1", text, **known)), "Ada Brenn")
    for said in (f"“{words},” Jon Pell said in Velmont on Monday.", f"{words}, Jon Pell said in Velmont on Monday."):
        text = f"The dam above Velmont broke. {said}"
        assert "Ada Brenn" not in cards(annotated("a1", text, **known, said=[(words, "Jon Pell")]))


def test_a_name_with_half_a_bracket_has_no_role():
    text = "(VLM)Ada Brenn, a miller who kept two cats, stood on her roof. The dam above Velmont broke."
    assert "VLM)Ada Brenn" not in cards(
        annotated("a1", text, people=["VLM)Ada Brenn"], roles={"VLM)Ada Brenn": "a miller who kept two cats"})
    )


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


@pytest.mark.parametrize(
    ("title", "said"), [("Otters striker", "an Otters striker"), ("Sports reporter", "a sports reporter")], ids=["a name", "a noun"]
)
def test_plural_before_a_role_keeps_the_capital_of_a_name(title, said):
    text = f"{title} Ada Brenn said the gates had been open. People who follow sports were glad of it."
    quoted = [("the gates had been open", "Ada Brenn")]
    found = cards(annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": title}, said=quoted))
    assert texts(found, "Ada Brenn")[0] == f"Ada Brenn is {said}."


def test_acting_office_of_an_undated_article_is_not_told_of_now():
    text = "The letter was read by Ada Brenn, the acting director of the Velmont dam board, in the old hall."
    article = annotated(
        "a1", text, people=["Ada Brenn"], roles={"Ada Brenn": "the acting director of the Velmont dam board"}, published=None
    )
    assert not any(" is " in told for name in cards(article) for told in texts(cards(article), name))


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
        ("Velmont Harbour Commander Inspector Ada Brenn", "Velmont Harbour Commander Inspector"),
        ("to subpoena Mayor Pell's former aide Ada Brenn", "subpoena Mayor Pell's former aide"),
        ("Roads and Bridges Repair Committee clerk Ada Brenn", "Repair Committee clerk"),
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


def test_who_was_killed_during_something_was_somebody():
    text = "The dam broke. The town paid the family of Ole Brenn, a farmer killed during floods at Velm."
    roles = {"Ole Brenn": "a farmer killed during floods at Velm"}
    told = texts(cards(annotated("a1", text, people=["Ole Brenn"], roles=roles)), "Ole Brenn")
    assert told[0] == "Ole Brenn was a farmer killed during floods at Velm."


def test_role_cut_at_a_hyphen_is_not_stated():
    text = "The gates were shut, said Ada Brenn, a member of the Velm-on-Sea Club, in a letter."
    assert cards(annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": "a member of the Velm"})) == {}


def test_role_that_a_hyphen_stands_before_is_not_stated():
    for before, made in (("Mill-", False), ("chief ", True)):
        role = f"{before}veteran Velm Post reporter"
        text = f"The gates were shut, said {role} Ada Brenn in a letter."
        found = cards(annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": role.removeprefix("Mill-")}))
        assert ("Ada Brenn" in found) is made


def test_what_somebody_is_only_thought_to_be_is_not_stated():
    for before, made in (("It is as if ", False), ("They know that ", True)):
        text = f"The gates of Velm were shut. {before}Ada Brenn was a lawyer for the mill of Harth, and it rained."
        found = cards(annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": "a lawyer for the mill of Harth"}))
        assert ("Ada Brenn" in found and "Ada Brenn was a lawyer for the mill of Harth." in texts(found, "Ada Brenn")) is made


def test_part_of_an_enumeration_describes_no_body():
    text = "The feast will feature a speech from the Grand Mole, a band of forty drummers and fireworks from Velmont."
    roles = {"Grand Mole": "a band of forty drummers and fireworks from Velmont"}
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


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The gates were open, Farmers for a Dry Velm director Ada Brenn said at noon.", "a Dry Velm director"),
        ("The gates were open, said Ada Brenn, a consultant for Torv amp Pell, at noon.", "a consultant for Torv amp Pell"),
        ("The gates were open, said Ada Brenn, a consultant for Torv (Velm) Mills, at noon.", "a consultant for Torv"),
        (
            "The gates were open, said Ada Brenn, the most quoted miller in 20 papers, at noon.",
            "the most quoted miller in 20 papers",
        ),
        ("The gates were open, host Ada Brenn said at noon.", "host"),
    ],
)
def test_role_that_a_name_or_a_day_goes_on_in_is_not_stated(text, role):
    whole = "The gates were open, said Ada Brenn, a consultant for Torv Mills, at noon."
    kept = annotated("a1", whole, people=["Ada Brenn"], roles={"Ada Brenn": "a consultant for Torv Mills"})
    assert texts(cards(kept), "Ada Brenn")[0] == "Ada Brenn is a consultant for Torv Mills."
    found = cards(annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": role}))
    assert not any(" is " in told for name in found for told in texts(found, name))


def test_initials_that_have_run_into_a_name_make_no_card():
    text = "The gates were open, said VLM pilot Ada Brenn VLM at noon in the valley below the dam."
    assert cards(annotated("a1", text, people=["Ada Brenn VLM"], roles={"Ada Brenn VLM": "VLM pilot"})) == {}


def test_a_body_has_one_secretary_general():
    text = "The gates were open, VLM secretary general Ada Brenn said at noon in the valley below the dam."
    found = cards(annotated("a1", text, people=["Ada Brenn"], bodies=["VLM"], roles={"Ada Brenn": "VLM secretary general"}))
    assert texts(found, "Ada Brenn")[0] == "Ada Brenn is the VLM secretary general."


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Mayor Torv met Interior Minister Ada Brenn on Friday.", True),
        ("Mayor Torv fired Interior Minister Ada Brenn on Friday.", False),
        ("Mayor Torv met Interior Minister Ada Brenn on Friday. Ada Brenn resigned.", False),
        ("The council took away the bust of Interior Minister Ada Brenn on Friday.", False),
    ],
)
def test_who_has_left_or_is_remembered_holds_no_office_now(text, stated):
    dossier, draft = drafted(annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": "Interior Minister"}))
    member = next(member for member in dossier.cast.members if member.name == "Ada Brenn")
    key, _ = who_they_are(dossier, draft, member) or ("", "")
    assert (bool(key) and draft.statement(key).text == "Ada Brenn is Interior Minister.") is stated


def test_another_critic_is_a_critic_beside_one_named_before():
    text = "The dam of Velm broke, said Ada Brenn, another critic of the mill at Ostrand, on Friday."
    assert cards(annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": "another critic of the mill at Ostrand"})) == {}


@pytest.mark.parametrize(
    "role",
    [
        "a likely heir to the mill of Harth",
        "Mayor Jon Pell's first adviser",
        "director of a group in Velmont",
        "vice president for flour",
        "the miller who has divided Velmont",
        "formerly the chief of the Velmont mill",
        "an event meant to honour the Velmont mill",
        "a former high school student",
    ],
)
def test_role_that_is_not_sure_or_of_nobody_makes_no_card(role):
    text = f"Wet gates stood open in Velmont, said Ada Brenn, {role}."
    assert "Ada Brenn" not in cards(annotated("a1", text, people=["Ada Brenn"], roles={"Ada Brenn": role}))


def test_role_that_names_another_by_the_surname_makes_no_card():
    text = "Jon Pell swam to Velmont. Wet gates stood open in Velmont, said {}, a spokesman for {}."
    for whose, made in (("Mr. Pell", False), ("Jon Pell", True)):
        told = text.format("Ada Brenn", whose)
        article = annotated("a1", told, people=["Ada Brenn", "Jon Pell"], roles={"Ada Brenn": f"a spokesman for {whose}"})
        assert ("Ada Brenn" in cards(article)) is made


def test_candidate_who_has_lost_is_none():
    text = "Ada Brenn, a challenger in Velmont, had promised a dry valley for all. {} by ten votes on Sunday."
    for told, made in (("She lost", False), ("She led", True)):
        article = annotated("a1", text.format(told), people=["Ada Brenn"], roles={"Ada Brenn": "a challenger in Velmont"})
        found = cards(article)
        assert ("Ada Brenn" in found and "Ada Brenn is a challenger in Velmont." in texts(found, "Ada Brenn")) is made
