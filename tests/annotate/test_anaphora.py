"""What a sentence points at without naming it."""

from __future__ import annotations

import pytest


def points(read_text, text):
    found = read_text(text)
    return [place.of(text) for place in found.sentences[-1].points]


@pytest.mark.parametrize(
    ("text", "pointing"),
    [
        ("From Saturday it will export none for six months.", ["it"]),
        ("The engraving led her to a couple from Velm.", ["her"]),
        ("Mara Lorn, the city’s health officer, says it will stay in force until Friday.", ["it"]),
        ("Olin Vest expects him to lose.", ["him"]),
        ("Mayor Ada Pell complained to him about the noise.", ["him"]),
        ("Visitors have been asked not to put it in drinks.", ["it"]),
        ("Emil Rask, a professor, who had forecast that they would last, was wrong.", ["they"]),
        ("Bruna Salk, their coach, was pleased with the goal.", ["their"]),
        ("The company behind it is Velm Night Rail.", ["it"]),
        ("It is to reopen in May.", ["It"]),
        ("Ada Pell said this was wrong.", ["this"]),
        ("Those in which Orrin dries its cells have a poor name.", ["Those"]),
        ("There Ada Pell said that the state would pay.", ["There"]),
        ("Both sides called the meeting useful.", ["Both"]),
        ("The association of clerks said the same, and asked for 60 extra staff.", ["same"]),
        ("A spokeswoman said that the two counts now agreed.", ["two"]),
        ("This time, the court of Velm barred the state from closing the mill.", ["This"]),
        ("Ada Pell has done so often.", ["so"]),
        ("Ada Pell spoke of their house.", ["their"]),
        ("It seemed like a plain trick: dozens of clerks telling voters that the count was wrong.", ["It"]),
    ],
)
def test_a_word_that_nothing_in_its_sentence_explains(read_text, text, pointing):
    assert points(read_text, text) == pointing


@pytest.mark.parametrize(
    "text",
    [
        "The council of Velm said it would close the mill.",
        "The clerks of Velm asked for the same staff as in May.",
        "The clerks of Velm asked for the same as the clerks of Orsk.",
        "The council closed the mill, and the owner did the same.",
        "Ada Pell said her son Ivo was well.",
        "When she arrived in Velm, Ada Pell shook hands.",
        "In its report the ministry said the dam was safe.",
        "Norrland and Sudland signed the treaty, and both parliaments must ratify it.",
        "The company cut 400 jobs, and this angered the union.",
        "Those who stayed were fed.",
        "Prices in Velm were higher than those in Sudport.",
        "Ada Pell told farmers to fight for her.",
        "Protesters burned tyres as police fired on them.",
        "It rained in Velm on Monday.",
        "It is clear that the dam will break.",
        "This time next year, the court of Velm will have a new roof.",
        "It seemed to Ada Pell that the dam would break.",
        "The hurricane tore through Velm, and at least 12 died there.",
        "The loss hurts towns such as Velm.",
        "“They agreed on it,” said Ada Pell.",
        "The first ruling of its kind closed the mill.",
        "Every member of the council cast their vote.",
        "Ada Pell is suing Ivo Oun over a picture of their house.",
        "The council may close the mill if the clerks of Velm choose to do so.",
    ],
)
def test_a_word_that_its_sentence_explains(read_text, text):
    assert points(read_text, text) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("One, of silver, has gone to the maritime museum.", "deictic"),
        ("Many left on Monday.", "deictic"),
        ("The largest, 1,960, belongs to a dentist in Velm.", "deictic"),
        ("Nineteen were still missing at the end of last week.", None),
        ("One in five pupils was ill.", None),
        ("About a third of the ballots had been counted.", None),
    ],
)
def test_a_bare_number_stands_for_something_named_before_but_the_dead_and_missing_are_people(read_text, text, reason):
    assert read_text(text).sentences[-1].leans == reason


def test_a_participle_with_a_subject_of_its_own_is_a_verb(read_text):
    """The grammar takes "refused" for a participle where a day stands between it and its subject."""
    text = "VELM, Feb 14 (ABC) — Norrland’s government on Friday refused battery maker Orrin Cells a loan of 450 million crowns."
    assert read_text(text).sentences[0].leans is None
