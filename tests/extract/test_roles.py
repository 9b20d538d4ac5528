"""Kinds of pieces, missing ends, and what an undated text implies."""

from __future__ import annotations

import pytest

from broadsheet.extract.bounds import bounds
from broadsheet.extract.digest import is_digest
from broadsheet.extract.roles import cut_of, role_of
from tests.extract.pages import CHESS, DAM, DIGEST, FERRY


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("The World at Noon: A dam breaks, a ferry sails, a crown is found", "roundup"),
        ("Storm over Velm: live updates", "liveblog"),
        ("Explainer: why the dam broke", "explainer"),
        ("Opinion: the dam was no accident", "opinion"),
        ("In pictures: the flood", "gallery"),
        ("Sponsored by Halloran: a better beer", "sponsored"),
        ("Paid for by Halloran Brewers", "sponsored"),
        ("Advertising feature: five beers for spring", "sponsored"),
        ("Mayor’s trip was paid for by a brewer", "report"),
        ("Dam breaks above Port Velm", "report"),
    ],
)
def test_role_by_headline(title: str, role: str) -> None:
    assert role_of(title, None, DAM) == role


def test_dated_subheads_make_a_recap() -> None:
    body = ["June 2001: First flood", DAM[0], "May 2009: A new wall", DAM[1], "March 2020: Letters", DAM[2]]
    assert role_of("How it came to this", None, body) == "recap"


QUESTIONS = ["Why so late?", "Who paid?", "Was it worth it?", "What comes next?"]


def test_questions_to_somebody_make_an_interview() -> None:
    said = [f"I was told to wait, and I waited. {line}" for line in FERRY[:4]]
    body = [line for pair in zip(QUESTIONS, said, strict=True) for line in pair]
    assert role_of("The captain speaks", None, body) == "interview"


def test_questions_to_nobody_make_an_explainer() -> None:
    body = [line for pair in zip(QUESTIONS, DAM[:4], strict=False) for line in pair]
    assert role_of("The dam and the valley", None, body) == "explainer"


def test_alternating_names_make_an_interview() -> None:
    said = ["It sailed late.", "The fog.", "Not at all.", "Next year.", "Nobody knows.", "Good night."]
    body = [f"{name}: {line}" for name, line in zip(["Brae Courier", "Venn"] * 3, said, strict=True)]
    assert role_of("The captain speaks", None, body) == "interview"
    assert role_of("The captain speaks", None, [*DAM, *body[:3]]) == "report"


def test_how_with_subheads_explains() -> None:
    body = ["The clay", DAM[0], "The water", DAM[1], "The town", DAM[2]]
    assert role_of("How a dam breaks", None, body) == "explainer"
    assert role_of("How a dam breaks", None, DAM) == "report"


@pytest.mark.parametrize("line", ["Orla Venn is a columnist of the Brae Courier.", "Orla Venn ist Kolumnistin in Brae."])
def test_foot_line_of_a_columnist_makes_an_opinion(line: str) -> None:
    assert role_of("The dam and I", None, [*DAM, line]) == "opinion"
    assert role_of("The dam and I", None, [line, *DAM, *FERRY]) == "report"


def test_label_makes_an_opinion() -> None:
    assert role_of("The dam was no accident", None, DAM, marked=["COMMENT"]) == "opinion"
    assert role_of("The minister’s comment on the dam", None, DAM) == "report"


def test_own_voice_and_judgment_make_an_opinion() -> None:
    own = ["I knew the dam as a child.", "I think it was tired.", "I do not believe the board.", "It was built in 1950."]
    assert role_of("The tired dam", None, own) == "opinion"
    assert role_of("The tired dam", None, [f"“{line}” Venn said." for line in own]) == "report"


def test_clock_times_run_and_prices_do_not() -> None:
    assert role_of("Final", None, ["19:02 It begins.", "19:14 A goal.", "20:01 It is over."]) == "liveblog"
    assert role_of("Final", None, ["20.01 It is over.", "19.14 A goal.", "19.02 It begins."]) == "liveblog"
    assert role_of("Sales", None, ["9.49 was expected, the shop said.", "2.26% more was sold.", "11.20 is the price."]) == "report"


def test_lone_whole_paragraph_is_a_brief() -> None:
    whole = (
        "A seal came aboard the ferry on Monday, lay across three seats for two stops while people stood, and left at the market."
    )
    assert role_of("Seal rides ferry", None, [whole]) == "brief"
    assert role_of("Seal rides ferry", None, [f"{whole[:-1]}…"]) == "report"


def test_long_text_above_a_link_is_no_card() -> None:
    assert role_of("Dam breaks", None, [*DAM, *FERRY], folded=True) == "report"
    assert role_of("Dam breaks", None, DAM[:1], folded=True) == "brief"


def test_aspects_are_no_events() -> None:
    assert role_of("The old dam: causes, chances, risks", None, DAM) == "report"


def test_as_many_headed_paragraphs_as_the_title_counts_are_a_roundup() -> None:
    item = "A day in Brae. The council meets on Thursday about the ferry, which has not sailed since the storm of last week."
    assert role_of("Three dates, and a storm", None, [item] * 3) == "roundup"
    assert role_of("Three die in a storm", None, [*DAM, item]) == "report"


def test_headed_article_is_not_cut() -> None:
    assert cut_of(["He said nothing."], headed=True, folded=False, dateline=False) == "none"


def test_leaning_first_word_shows_a_lost_opening() -> None:
    assert cut_of(["They cited the letters.", DAM[0]], headed=False, folded=False, dateline=False) == "start"


def test_speaker_never_given_in_full_shows_a_lost_opening() -> None:
    lost = [*CHESS[3:4], "Moor said he was proud of her.", "The town was loud. Moor said his own street had danced."]
    assert cut_of(lost, headed=False, folded=False, dateline=False) == "start"
    assert cut_of(DAM, headed=False, folded=False, dateline=False) == "none"


def test_digest_needs_outlets_or_definitions() -> None:
    assert is_digest(DIGEST.split("\n"))
    assert not is_digest(["What happened", *DAM, "What's next", *FERRY])


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("The wall was mended in 1994. It fell in 2009.", "2009"),
        ("It will be carbon neutral by 2040.", None),
        ("The goals that were set for 2040 remain.", None),
        ("“It was built in 2031,” he said.", None),
        ("It opened on 7 March 2021 and was a success.", "2021-03-07"),
        ("Plans for 2050 were made in 2019.", None),
        ("The 1990s were wet.", None),
    ],
)
def test_only_the_told_past_bounds(text: str, earliest: str | None) -> None:
    assert bounds(text) == (earliest, None)


@pytest.mark.parametrize(
    ("section", "role"), [("Live blog", "liveblog"), ("Sponsored content", "sponsored"), ("Opinion", "opinion")]
)
def test_section_tells_the_role(section: str, role: str) -> None:
    assert role_of("Dam breaks above Port Velm", section, DAM) == role
