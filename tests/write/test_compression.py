"""A clause is cut to a headline only where what is left was said: no denial, condition, doubt or speaker goes missing."""

from __future__ import annotations

import pytest

from broadsheet.write.compression import compressed
from broadsheet.write.shortening import as_headline, first_of


@pytest.mark.parametrize(
    ("clause", "most", "left"),
    [
        (
            "The council of Velm opened the old sluice on Monday night, flooding two farms beside the lake",
            9,
            "The council of Velm opened the old sluice",
        ),
        (
            "Former mill owner Anna Berg sold the last of her four barges to the town of Ostrand",
            14,
            "Anna Berg sold the last of her four barges to the town of Ostrand",
        ),
        (
            "After a night of heavy rain, the council of Velm opened the old sluice beside the mill",
            12,
            "The council of Velm opened the old sluice beside the mill",
        ),
        (
            "The miners of Velm closed the northern road on Tuesday in protest of the new toll on ore carts",
            8,
            "The miners of Velm closed the northern road",
        ),
        (
            "An anchor lost by the royal yacht in the storm was raised from the seabed off Port Halden",
            11,
            "An anchor was raised from the seabed off Port Halden",
        ),
        (
            "Amid the flags and drums accompanying President Ada Pell’s first visit to Velm, she and Ivo Oun look for a deal",
            20,
            "Amid the flags and drums accompanying Ada Pell’s first visit to Velm, she and Ivo Oun look for a deal",
        ),
        (
            "Amid the flags and drums of Ada Pell’s first long visit to Velm, she and Ivo Oun look for a deal",
            14,
            "Amid the flags and drums of Ada Pell’s first long visit to Velm, she and Ivo Oun look for a deal",
        ),
        (
            "In the biggest auction of bells since 1990, the barges of Velm were sold to a mason",
            10,
            "The barges of Velm were sold to a mason",
        ),
        (
            "President Pell injected himself into the national debate over sluices again, a risky move that opens him to charges",
            12,
            "President Pell injected himself into the national debate over sluices again",
        ),
        (
            "A Liberal staffer on Friday apologized for a letter that criticized the mayor’s appearance at the yearly goose pardon",
            17,
            "A Liberal staffer apologized for a letter that criticized the mayor’s appearance at the yearly goose pardon",
        ),
        (
            "The mayor of Velm drew a crowd to the old sluice, a costly move that nobody at the mill had asked for",
            10,
            "The mayor of Velm drew a crowd to the old sluice",
        ),
        (
            "At ten minutes to four on Thursday morning a goat sat down on the old bridge of Velm",
            12,
            "A goat sat down on the old bridge of Velm",
        ),
        (
            "A clerk on Friday apologised for the letter that the council of Velm sent to the mill",
            15,
            "A clerk apologised for the letter that the council of Velm sent to the mill",
        ),
        (
            "The mayor of Velm said the town has bought a new, quiet ferry and is preparing to paint it",
            12,
            "The mayor of Velm said the town has bought a new, quiet ferry",
        ),
        (
            "The mayor issued a decree that all the fields — and the mill, which Ostrand bought in May — belong to Velm",
            13,
            "The mayor issued a decree that all the fields belong to Velm",
        ),
        (
            "A vet in the village of Velm found one gold ring in the stomach of a goat that would not eat",
            13,
            "A vet found one gold ring in the stomach of a goat",
        ),
        (
            "At four on Thursday a goat of the upper mill sat down on the bridge and would not go on",
            13,
            "A goat of the upper mill sat down on the bridge",
        ),
        (
            "The board on Friday bought the mill — but not the sluice — from the town of Velm and from two of its farmers",
            10,
            "The board bought the mill — but not the sluice",
        ),
        (
            "The old barges of Velm were sold as part of a settlement with the masons of the upper valley",
            9,
            "The old barges of Velm were sold",
        ),
        (
            "Raiders hit the old mill at Velm early on Monday in a strike that the mayor blamed on Ostrand",
            9,
            "Raiders hit the old mill at Velm",
        ),
        (
            "The council has reached a deal with the masons in a session that went on until late at night",
            9,
            "The council has reached a deal with the masons",
        ),
    ],
)
def test_what_narrows_a_clause_down_goes(clause, most, left):
    assert compressed(clause, most) == left


@pytest.mark.parametrize(
    "clause",
    [
        "The council of Velm put the bell in the tower of the old church",
        "In May of 1990, the council of Velm opened the old sluice above the mill",
        "On Monday, if it rains, the council of Velm opens the old sluice above the mill",
        "As Ada Pell begins her second month in office, harbour safety, tolls and bridges top her agenda",
        "The guns of Velm sank three of the raiders by the light, but the town lost four barges of its own",
        "In 1990 the council of Velm opened the old sluice above the mill for the farmers of the valley",
        "The Velm Post joined a number of other papers in announcing that it would back the masons",
        "As Ada Pell begins the second month of her term in office, the toll tops her list",
        "The council did not open the sluice after the rain that fell on the valley on Monday night",
        "The toll will rise in May unless the council of Velm finds another way to pay the masons",
        "The council opened the old sluice above the mill without a word to the farmers at Ostrand",
        "The monks who hold the northern mill will pay the toll that the council of Velm has set",
    ],
)
def test_a_denial_a_condition_and_what_tells_one_thing_from_others_stay(clause):
    assert compressed(clause, 8) == clause


def test_nothing_is_cut_within_a_quotation():
    told = "Anna Berg of the Velm mill called the toll “a tax on bread, laid by people who never baked on any Monday”"
    assert "“a tax on bread, laid by people who never baked on any Monday”" in compressed(told, 8)


def test_who_says_it_stays_and_the_day_of_saying_goes():
    told = (
        "Farmer Anna Berg of Velm has sold the paper works to the town, the Ostrand Courier reported Tuesday, citing two officials."
    )
    assert as_headline(told) == "Anna Berg of Velm has sold the paper works to the town, the Ostrand Courier reported"


@pytest.mark.parametrize(
    ("title", "first"),
    [
        (
            "Velm council to open the old sluice above the mill — farmers ask who will pay for the rye",
            "Velm council to open the old sluice above the mill",
        ),
        ("Velm council to open the old sluice above the mill — if the farmers at Ostrand pay for the masons", None),
        ("Velm council opens sluice — farmers ask why", None),
    ],
)
def test_a_title_loses_a_second_one_but_no_condition(title, first):
    assert first_of(title) == (first or title)


@pytest.mark.parametrize(
    "whole",
    [
        "A vet in the village of Velm found one gold ring in the stomach of a goat with three long white horns and a bell",
    ],
)
def test_what_makes_no_headline_short_enough_or_may_not_go_stays(whole):
    """A place goes only for a headline that is short without it."""
    assert compressed(whole, 8) == whole


@pytest.mark.parametrize("verb", ["came", "begins", "named"])
def test_a_headline_does_not_end_on_a_verb_that_needs_more(verb):
    told = f"The ruling of the high court on the nine old mills {verb} after a year of talks between Velm and the town of Ostrand."
    assert not as_headline(told).endswith(verb)


def test_what_something_is_needs_its_place():
    told = "A mill in the village of Velm is the last of the seven that once stood here"
    assert compressed(told, 12) == told
