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


def test_many_questions_make_an_interview() -> None:
    assert (
        role_of("The captain speaks", None, ["Why so late?", *FERRY[1:3], "Who paid?", FERRY[3], "Again?", "And now?"])
        == "interview"
    )


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
