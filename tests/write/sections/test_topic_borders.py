"""More on these topics: where a description begins and ends, whose name it stands beside, and who still has the office."""

from __future__ import annotations

import pytest

from tests.write.sections.cards import cards, texts
from tests.write.telling import annotated


def told(text: str, role: str, *, name: str = "Ada Brenn", title: str = "A dam", **given: tuple[str, ...]) -> list[str]:
    """The lines of the card of `name`. `given`: `bodies`, and `said`, words and speaker."""
    bodies, said = given.get("bodies", ()), [given["said"]] if "said" in given else []
    people, places = [name, "Jon Pell"], ["Velm", "Harth"]
    found = cards(annotated("a1", text, title=title, people=people, bodies=bodies, places=places, roles={name: role}, said=said))
    return texts(found, name) if name in found else []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ada Brenn, the head of the Harth Board (HB) mission, said that gates stood open.", "the head of the Harth Board"),
        ("Ada Brenn, a clerk at the Velm Council on Mills, Grain and Water, said so.", "a clerk at the Velm Council on Mills"),
        ("Ada Brenn, a clerk at the Velm mills and chair of Harth, said so.", "a clerk at the Velm mills"),
        ("They asked top seed and defending Velm champion Ada Brenn, who said no.", "defending Velm champion"),
        ("They met her Velm clerk Ada Brenn, who said that the gates stood open.", "Velm clerk"),
        ("Gates stood open, said Jon Pell, 61, 47 Velm miller Ada Brenn, and others.", "47 Velm miller"),
        ("The Velunian club's manager Ada Brenn said in Velm that gates stood open.", "Velunian club's manager"),
        ("Old Velm miller Ada Brenn said that the gates in the valley stood open.", "Old Velm miller"),
        ("Ada Brenn — captain of the Velm mills — said so.", "captain of the Velm mills"),
        ("Ada Brenn, a Velm club's manager of mills in Harth, said so.", "a Velm club's manager of mills in Harth"),
        ("They spoke of a visiting Velm Mayor Ada Brenn, who said no.", "visiting Velm Mayor"),
        ("Velm Chairman and Chief Clerk Sir Ada Brenn said so.", "Velm Chairman and Chief Clerk Sir"),
        ("Gates stood open, said Deputy Marshal Ada Brenn.", "Deputy Marshal"),
        ("Gates stood open, said Velunian managing director Ada Brenn.", "Velunian managing director"),
        ("The Velm lost keeper Ada Brenn, who said no, to a flood.", "Velm lost keeper"),
        ("Ada Brenn, a fellow of the stern Velm Institute, said so.", "a fellow of the stern Velm Institute"),
        ("They asked House of Mills clerk Ada Brenn, who said no.", "Mills clerk"),
        ("Royal clerk Ada Brenn said so in Velm. The Royal mill is a royal mill.", "Royal clerk"),
        ("They asked the chairman of the Harth Mills General Ada Brenn, who said no.", "Harth Mills General"),
        ("Gates stood open, said study author Ada Brenn of Velm.", "study author"),
        ("Gates stood open, said match referee Ada Brenn of Velm.", "match referee"),
        ("Gates stood open, said Staff Sergeant Ada Brenn of Velm.", "Staff Sergeant"),
        ("The Velm writer Ada Brenn said so.", "The Velm writer"),
        (
            "Ada Brenn, the partner of Velm in building a pier in Harth, said that gates stood open.",
            "the partner of Velm in building a pier in Harth",
        ),
        ("Ada Brenn, a partner of Velm in order to build a pier, said so.", "a partner of Velm in order to build a pier"),
        ("Ada Brenn, the main supplier of rye with 235,000 tonnes, said so.", "the main supplier of rye with 235,000 tonnes"),
        ("Gates stood open, said Velm Bank managing director Ada Brenn.", "Velm Bank managing director"),
        ("Ada Brenn, who serves in a council of clerks, said that gates stood open.", "who serves in a council of clerks"),
    ],
)
def test_description_that_may_be_cut_is_not_told(text, role):
    assert told(text, role) == []


@pytest.mark.parametrize(
    ("text", "role", "line"),
    [
        (
            "Swedish Trade Representative Ada Brenn said so.",
            "Swedish Trade Representative",
            "Ada Brenn is Swedish Trade Representative.",
        ),
        ("Gates stood open, said Velm skipper Ada Brenn.", "Velm skipper", "Ada Brenn is Velm skipper."),
        ("Gates stood open, said Ada Brenn, the Velm skipper.", "the Velm skipper", "Ada Brenn is the Velm skipper."),
        ("Last week Velm clerk Ada Brenn said that gates stood open.", "Velm clerk", "Ada Brenn is a Velm clerk."),
        ("The Swedish leader Ada Brenn said so.", "The Swedish leader", "Ada Brenn is the Swedish leader."),
        ("South African miller Ada Brenn went south.", "South African miller", "Ada Brenn is a South African miller."),
        ("Chief Swedish negotiator Ada Brenn said so.", "Chief Swedish negotiator", "Ada Brenn is chief Swedish negotiator."),
        ("So said mill clerk Major General Ada Brenn.", "mill clerk Major General", "Ada Brenn is a mill clerk."),
        ("That day Velm clerk Ada Brenn said that gates stood open.", "Velm clerk", "Ada Brenn is a Velm clerk."),
        ("A senior Swedish official, Ada Brenn, said so.", "A senior Swedish official", "Ada Brenn is a senior Swedish official."),
        (
            "Ada Brenn, who is the head of the Velm mills, said so.",
            "the head of the Velm mills",
            "Ada Brenn is the head of the Velm mills.",
        ),
        (
            "The head of the Velm mills, Professor Ada Brenn, said so.",
            "The head of the Velm mills, Professor",
            "Ada Brenn is the head of the Velm mills.",
        ),
        (
            "The head of the Velm mills (VM), Ada Brenn, said so.",
            "The head of the Velm mills (VM",
            "Ada Brenn is the head of the Velm mills.",
        ),
        (
            "The head of the Velm mills, Ada Brenn, said so.",
            "The head of the Velm mills",
            "Ada Brenn is the head of the Velm mills.",
        ),
        (
            "Ada Brenn, a clerk at the Velm mills (VM), said so.",
            "a clerk at the Velm mills",
            "Ada Brenn is a clerk at the Velm mills.",
        ),
    ],
)
def test_whole_description_is_told_with_the_article_that_is_its_own(text, role, line):
    assert told(text, role) == [line]


@pytest.mark.parametrize("name", ["Ada Brenn - found", "Ada Brenn 4", "Mill Capt"])
def test_name_with_a_stray_word_or_figure_has_no_card(name):
    assert told(f"Gates stood open, said Velm clerk {name} at noon.", "Velm clerk", name=name) == []


def test_name_of_a_place_that_ends_another_has_no_card():
    role = "a town in the valley of the Orl"
    for text, made in (("They met in Dry Velm am Harth, {}.", False), ("They met in Harth, {}.", True)):
        article = annotated("a1", text.format(role), places=["Harth"], roles={"Harth": role})
        assert ("Harth" in cards(article)) is made


@pytest.mark.parametrize(
    ("also", "made"),
    [
        ("The Harth Board of Velm met.", False),
        ("The Harth, Board and Velm mills met.", False),
        ("The HBV, a board, met.", False),
        ("The Harbour Board met.", True),
    ],
)
def test_initials_that_an_article_writes_out_are_not_known_to_all(also, made):
    lines = told(f"Gates stood open, said Ada Brenn, the HBV's director. {also}", "the HBV's director", bodies=("HBV",))
    assert bool(lines) is made


@pytest.mark.parametrize(
    ("lands", "made"), [("Polish and French clerks met.", False), ("Polish clerks met.", True), ("Clerks met.", True)]
)
def test_minister_among_several_lands_needs_one_of_them(lands, made):
    assert bool(told(f"Gates stood open, said Grain Minister Ada Brenn. {lands}", "Grain Minister")) is made


@pytest.mark.parametrize(("lands", "made"), [("Polish and French clerks met.", False), ("Polish clerks met.", True)])
@pytest.mark.parametrize("role", ["the Federal Grain Minister", "the head of the Army"])
def test_office_of_a_land_that_is_not_named_needs_it_told(role, lands, made):
    assert bool(told(f"Gates stood open, said {role}, Ada Brenn. {lands}", role)) is made


def test_office_of_which_a_witness_tells_may_be_over():
    text = "{} Velm Grain Minister Ada Brenn met the millers in the spring. Brenn asked for boats."
    assert told(text.format("Jon Pell told the inquiry that"), "Velm Grain Minister") == []
    assert told(text.format("Jon Pell said that"), "Velm Grain Minister") != []


def test_who_is_met_by_another_is_there():
    text = "It came after talks with Velm clerk Ada Brenn. The council of Harth was split."
    assert told(text, "Velm clerk") == ["Ada Brenn is a Velm clerk."]
    assert told(text.replace("talks with", "a row over"), "Velm clerk") == []


def test_minister_of_a_named_land_stands_among_several():
    text = "Gates stood open, said Velm Grain Minister Ada Brenn. Polish and French clerks met."
    assert told(text, "Velm Grain Minister") == ["Ada Brenn is Velm Grain Minister."]


def test_capital_that_is_no_name_says_not_whose_an_office_is():
    assert told("Gates stood open, said Special Grain Chief Ada Brenn.", "Special Grain Chief") == []
    assert told("Gates stood open, said Velm Grain Chief Ada Brenn.", "Velm Grain Chief") != []


@pytest.mark.parametrize(
    "rest",
    [
        "Ada Brenn, director of the mills branch of the board, has resigned from the post.",
        "The council named a successor to Brenn.",
        "Jon Pell said that Brenn was retiring.",
    ],
)
def test_office_of_one_on_the_way_out_is_not_told(rest):
    assert told(f"Gates stood open, said Velm clerk Ada Brenn. {rest}", "Velm clerk") == []


def test_who_was_fired_from_the_second_of_two_posts_has_no_card():
    role = "a former pitcher and one of the clerks in Velm"
    assert told(f"Ada Brenn, {role}, was fired on Monday. Brenn spoke.", role) == []
    assert told(f"Ada Brenn, {role}, was thanked on Monday. Brenn spoke.", role) != []


def test_title_tells_that_somebody_is_on_the_way_out():
    text = "Gates stood open, said Velm clerk Ada Brenn."
    assert told(text, "Velm clerk", title="Brenn's departure") == []
    assert told(text, "Velm clerk", title="Brenn's dam") != []


def test_who_is_only_somebodys_child_and_a_body_in_a_tomb_is_not_met():
    text = "The tomb may hold the remains of Velm pilot Ada Brenn. Brenn's mother wants them looked at."
    assert told(text, "Velm pilot") == []


def test_who_is_only_told_of_as_somebodys_child_is_not_met():
    text = "They had been speaking for a very long time of the Velm clerk Ada Brenn. Brenn{} a mill."
    assert told(text.format("'s mother wants"), "Velm clerk") == []
    assert told(text.format(" wants"), "Velm clerk") != []


def test_who_has_died_in_the_story_is_not_met_unless_they_speak():
    text = "They paid for Velm clerk Ada Brenn. Brenn was held for a year and died at home."
    assert told(text, "Velm clerk") == []
    assert told(f"{text} “Gates stood open,” said Ada Brenn.", "Velm clerk", said=("Gates stood open", "Ada Brenn")) != []


def test_description_in_the_papers_own_voice_is_not_told():
    role = "a council of millers with which we work"
    article = annotated("a1", f"The money is of the Harth Board, {role}.", bodies=["Harth Board"], roles={"Harth Board": role})
    assert not cards(article)


@pytest.mark.parametrize("role", ["Velm Department of Mills press officer", "a University of Velm mill professor"])
def test_officer_of_a_body_whose_name_has_an_of_is_a_person(role):
    text = f"It was said by Ada Brenn, {role}."
    card, _ = cards(annotated("a1", text, people=["Ada Brenn"], places=["Velm"], roles={"Ada Brenn": role}))["Ada Brenn"]
    assert card.kind == "person"


def test_two_people_of_one_surname_with_a_bracket_in_a_name_are_asked_about():
    text = "Gates stood open, said Velm clerk Ada (Brenn. Jon (Brenn met her."
    article = annotated("a1", text, people=["Ada (Brenn", "Jon (Brenn"], places=["Velm"], roles={"Ada (Brenn": "Velm clerk"})
    assert not cards(article)
