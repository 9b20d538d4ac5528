"""What a card may print with nothing around it."""

from __future__ import annotations

import pytest

from broadsheet.write.grounding_tokens import stem
from broadsheet.write.unaided import leans_elsewhere, points_outside


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("Ada Brenn sold the boat.", True),
        ("Ada Brenn was appalled by that.", True),
        ("Ada Brenn said that the weather was fine that week.", True),
        ("Ada Brenn is the baker.", False),
        ("Ada Brenn sold a boat to her brother, the baker.", False),
        ("Ada Brenn sold the boat of her brother.", False),
        ("Ada Brenn sold the meeting of Monday.", True),
        ("Ada Brenn sold the largest boat.", False),
        ("Ada Brenn sold the first boat.", False),
        ("Ada Brenn sold the Halm boat.", False),
        ("Ada Brenn sold a boat in the morning.", False),
    ],
)
def test_thing_that_is_not_told_which_is_looked_for_elsewhere(text: str, leans: bool):
    assert points_outside(text) is leans


def test_thing_that_the_card_has_told_is_known_but_for_one_of_several():
    assert not points_outside("Ada Brenn sold the boat.", {stem("boat")})
    assert points_outside("Ada Brenn sold the company.", {stem("company")})


def test_title_among_the_sentences_stands_on_no_card():
    assert leans_elsewhere("Ada Brenn Sells Mill Boat Before Winter Comes.")
    assert not leans_elsewhere("Ada Brenn sells a boat before winter comes.")
