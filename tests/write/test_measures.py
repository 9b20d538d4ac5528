"""What figures allow, and what they measure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.records.annotation import Figure
from broadsheet.records.text import Extent
from broadsheet.write.dossier import Passage
from broadsheet.write.measure_meanings import figures_in, is_count, is_part, meaning
from broadsheet.write.measures import agree, bounds, printed
from tests.write.telling import annotated


def figure(value, unit="people", qualifier="exact", high=None):
    return Figure(extent=Extent(0, 1), value=value, value_high=high, unit=unit, label="", sentence=0, qualifier=qualifier)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure(40000), figure(39870)),
        (figure(32, "km"), figure(20, "miles")),
        (figure(2, "weeks"), figure(14, "days")),
        (figure(11, qualifier="at_least"), figure(27)),
        (figure(60, qualifier="about"), figure(57)),
        (figure(50, qualifier="nearly"), figure(48)),
        (figure(10, high=20, qualifier="range"), figure(15)),
        (figure(6.8, "magnitude"), figure(6.8, "magnitude")),
    ],
)
def test_both_can_be_right(one, other):
    assert agree(one, other)
    assert agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure(19), figure(24)),
        (figure(20), figure(24)),
        (figure(1400, "hectares"), figure(4100, "hectares")),
        (figure(32, "km"), figure(32, "miles")),
        (figure(50, qualifier="at_least"), figure(40)),
        (figure(50, qualifier="nearly"), figure(53)),
        (figure(6.8, "magnitude"), figure(5.9, "magnitude")),
    ],
)
def test_one_must_be_wrong(one, other):
    assert not agree(one, other)
    assert not agree(other, one)


@given(
    st.floats(0, 1e12),
    st.sampled_from(["people", "km", "percent", "USD"]),
    st.sampled_from(["exact", "about", "at_least", "nearly"]),
)
def test_a_figure_agrees_with_itself(value, unit, qualifier):
    one = figure(value, unit, qualifier)
    assert bounds(one).low <= bounds(one).high
    assert agree(one, one)


def passage(text, *figures, title="A headline"):
    article = annotated("a1", text, figures=figures, title=title)
    return Passage(article, len(article.sentences) - 1, "a1")


MEANINGS = [
    ("The flood killed 14 people.", ("14 people", 14.0, "people"), "dead"),
    ("At least nine were killed and more than 400 people fled.", ("400 people", 400.0, "people"), "people"),
    ("At least nine were killed and up to 400 people hurt.", ("400 people", 400.0, "people"), "injured"),
    ("In Velm 40 people who were still missing on Friday had names.", ("40 people", 40.0, "people"), "missing"),
    ("In Velm 40 people who had killed time met.", ("40 people", 40.0, "people"), "people"),
    ("In all 30 people were hurt in the flood.", ("30 people", 30.0, "people"), "injured"),
    ("The judge sentenced the mayor to six years in prison.", ("six years", 6.0, "years"), "prison"),
    ("The mayor served six years in prison.", ("six years", 6.0, "years"), ""),
    ("The dam was built in six years.", ("six years", 6.0, "years"), ""),
    ("The council bought 300 pumps.", ("300 pumps", 300.0, "pump"), "pump"),
    ("The wall was 38 metres high.", ("38 metres", 38.0, "m"), "metre high"),
    ("The river tore out 60 metres of the wall.", ("60 metres", 60.0, "m"), "metre along"),
    ("A march filled the town. Police counted 9,000 people.", ("9,000 people", 9000.0, "people"), "crowd"),
    ("A flood filled the town. Police counted 9,000 people.", ("9,000 people", 9000.0, "people"), "people"),
]


@pytest.mark.parametrize(("text", "given_figure", "wanted"), MEANINGS)
def test_meaning(text, given_figure, wanted):
    found = passage(text, given_figure)
    assert meaning(found, found.figures[0]) == wanted


@pytest.mark.parametrize(
    ("text", "words", "value", "wanted"),
    [
        ("A quake of magnitude 6.8 shook Velm.", "6.8", 6.8, "magnitude"),
        ("Police put attendance at 21,000.", "21,000", 21000.0, "crowd"),
        ("In the end there were 24 dead.", "24 dead", 24.0, "dead"),
        ("The number of people known to have been killed rose to 23.", "23", 23.0, "dead"),
        ("The death toll has risen to about 40.", "40", 40.0, "dead"),
    ],
)
def test_numbers_that_a_word_beside_them_explains(text, words, value, wanted):
    found = passage(text)
    (one,) = figures_in(found)
    assert (one.extent.of(text), one.value, meaning(found, one)) == (words, value, wanted)


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("The call came at 3:30 pm on Monday.", "30 pm", 30.0, "pm"),
        ("She would not leave the 12-nation deal.", "12-nation", 12.0, "nation"),
        ("The magazine Velm 8 is sold out.", "8", 8.0, "velm"),
    ],
)
def test_no_count(text, words, value, unit):
    found = passage(text, (words, value, unit))
    assert not is_count(found, replace(found.figures[0], noun=unit))


def test_part_of_a_whole():
    found = passage("Three of the five men drowned.", ("Three of the five men", 3.0, "people"))
    assert is_part(found, found.figures[0])
    assert not is_part(passage("Five men drowned."), figure(5.0))


def test_printed_with_its_hedge():
    text = "They gave out about 3,000 sandbags."
    found = passage(text, ("3,000 sandbags", 3000.0, "sandbag"))
    assert printed(found, found.figures[0]).of(text) == "about 3,000 sandbags"
