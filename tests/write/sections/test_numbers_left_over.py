"""Figures and days of two papers that are paired off first; what is left on either side is compared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.write.sections.test_contradictions import cards, dated, one, other, plain
from tests.write.telling import annotated

HOUSES = "The mill has 40 looms, and its owner put 3 million crowns into the roof of the weaving shed."
CROWNS = ("3 million crowns", 3e6, "crown")


def test_what_both_have_is_out_of_question():
    a = plain("a1", HOUSES, figures=[("40 looms", 40.0, "loom"), CROWNS])
    b = plain(
        "a2",
        "Forty looms stand in the mill. The owner of the weaving shed put 5 million crowns into its roof.",
        figures=[("Forty looms", 40.0, "loom"), ("5 million crowns", 5e6, "crown")],
    )
    (card,), _ = cards(a, b)
    assert [side.value for side in card.sides] == [3e6, 5e6]


def test_a_figure_that_the_other_prints_too_is_known_to_it():
    a = plain("a1", HOUSES, figures=[CROWNS])
    text = "The owner of the weaving shed put 5.5 million crowns into its roof, of which 3 million crowns were a loan."
    b = plain("a2", text, figures=[("5.5 million crowns", 5.5e6, "crown"), ("3 million crowns", 3e6, "crown")])
    assert cards(a, b)[0] == []


def test_digits_that_the_other_prints_of_something_else_are_known_to_it():
    a = plain("a1", "The mill at Velm has 43 looms.", figures=[("43 looms", 43.0, "loom")])
    known = plain("a2", "The mill at Velm has 36 looms, since of the 43 of old some burned.", figures=[("36 looms", 36.0, "loom")])
    unknown = plain("a2", "The mill at Velm has 36 looms, since of those of old some burned.", figures=[("36 looms", 36.0, "loom")])
    assert cards(a, known)[0] == []
    assert len(cards(a, unknown)[0]) == 1


@pytest.mark.parametrize(
    ("first", "second", "unit"),
    [
        ("90 gallons of petrol", "40 gallons of water", "gallon"),
        ("12 looms and the wheel", "13 looms", "loom"),
    ],
    ids=["of other stuff", "with one more"],
)
def test_what_stands_behind_a_figure_tells_it_apart(first, second, unit):
    told = "After the storm {} were missing in the mill at Velm."
    words = [" ".join(said.split()[:2]) for said in (first, second)]
    a, b = (
        plain(key, told.format(said), figures=[(figure, float(figure.split()[0]), unit)])
        for key, said, figure in zip(("a1", "a2"), (first, second), words, strict=True)
    )
    assert cards(a, b)[0] == []
    assert len(cards(plain("a1", told.format(words[0]), figures=[(words[0], float(words[0].split()[0]), unit)]), b)[0]) == 1


def test_a_third_paper_that_has_both_tells_of_two_things():
    a, b = (
        annotated(key, f"The mill at Velm has {count} looms.", figures=[(f"{count} looms", float(count), "loom")], outlet=outlet)
        for key, count, outlet in (("a1", 43, "Lisse Courier"), ("a2", 36, "Northern Post"))
    )
    both = "The mill at Velm has 43 looms below and 36 looms above."
    c = annotated("a3", both, figures=[("43 looms", 43.0, "loom"), ("36 looms", 36.0, "loom")], outlet="Velm Echo")
    assert len(cards(a, b)[0]) == 1
    assert cards(a, b, c)[0] == []


@pytest.mark.parametrize(
    "text",
    [
        "The owner put 5 million crowns into the roof of the weaving shed, fees included.",
        "The union demanded that its owner put 5 million crowns into the roof of the weaving shed.",
        "The owner did not put 5 million crowns into the roof of the weaving shed.",
        "The owner put another 5 million crowns into the roof of the weaving shed.",
        "The owner put 5 million crowns into the roof there, as into the weaving shed.",
    ],
    ids=["takes in more", "only demanded", "denied", "in addition", "elsewhere"],
)
def test_figures_of_two_things(text):
    b = plain("a2", text, figures=[("5 million crowns", 5e6, "crown")])
    assert cards(plain("a1", HOUSES, figures=[CROWNS]), b)[0] == []


def test_two_lengths_of_one_unit_are_not_rounded_into_one():
    a = one("Her throw in Velm reached 71.4 metres.", "71.4 metres", 71.4, "m")
    b = other("The throw in Velm landed at 74.1 metres.", "74.1 metres", 74.1, "m")
    assert [card.kind for card in cards(a, b)[0]] == ["number"]


def test_depth_is_no_height():
    a = one("The wreck off Velm lies 140 metres below the surface.", "140 metres", 140.0, "m")
    assert len(cards(a, other("The wreck off Velm lies at a depth of 410 metres.", "410 metres", 410.0, "m"))[0]) == 1
    assert cards(a, other("The cliff of Velm is 410 metres high.", "410 metres", 410.0, "m"))[0] == []


REOPENS = "The boat lift reopens on 3 March."


def test_the_one_day_to_come():
    a = dated("a1", REOPENS, "3 March", "2031-03-30")
    b = dated("a2", "Barges will use it again from 17 March.", "17 March", "2031-04-17")
    (card,), _ = cards(a, b)
    assert (card.kind, card.issue) == ("date", "When it is to happen")


@pytest.mark.parametrize(
    "text",
    [
        "The lift for lorries opens on 17 March, a fortnight later than that for boats.",
        "The opening has been postponed to 17 March.",
        "Barges used it on 17 March.",
    ],
    ids=["tells of both", "put off", "over"],
)
def test_another_day_to_come(text):
    value = "2031-03-01" if "used" in text else "2031-04-17"
    b = dated("a2", text, "17 March", value)
    assert cards(dated("a1", REOPENS, "3 March", "2031-03-30"), b)[0] == []


@pytest.mark.parametrize(
    ("crowns", "state"), [(5.2e6, "rounding"), (6e6, "rounding"), (9e6, "open")], ids=["inside", "end", "outside"]
)
def test_a_figure_within_the_other_ones_range_is_no_contradiction(crowns, state):
    ranged, single = "4 and 6 million crowns", f"{crowns / 1e6:g} million crowns"
    told = "The storm at Velm caused damage of {} to the weaving mill."
    a = plain("a1", told.format(f"between {ranged}"), figures=[(ranged, 4e6, "crown")])
    a = replace(a, figures=(replace(a.figures[0], value_high=6e6),))
    b = plain("a2", told.format(single), figures=[(single, crowns, "crown")])
    (card,), _ = cards(a, b)
    assert (card.state, [(side.value, side.x_high) for side in card.sides]) == (state, [(4e6, 6e6), (crowns, None)])
    assert card.sides[0].text == f"between {ranged}"


def test_a_range_is_not_set_beside_a_figure_of_something_else():
    a = plain(
        "a1", "Repairs to the mill at Velm will take 4 to 6 million crowns.", figures=[("4 to 6 million crowns", 4e6, "crown")]
    )
    a = replace(a, figures=(replace(a.figures[0], value_high=6e6),))
    b = plain("a2", "A collector bid 5 million crowns for a painting.", figures=[("5 million crowns", 5e6, "crown")])
    assert cards(a, b)[0] == []
