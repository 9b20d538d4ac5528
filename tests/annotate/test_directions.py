"""Which day a weekday, a day or a month without a year means, by tense and cue, to a paper of Wednesday, 7 May 2031."""

import pytest


def values(found):
    return [when.value for when in found.times]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The dam opened on Monday.", "2031-05-05"),
        ("The dam will open on Monday.", "2031-05-12"),
        ("The dam opens on Monday.", "2031-05-12"),
        ("Ana Reva says the dam is sound, her lawyer writes on Monday.", "2031-05-05"),
        ("The council plans to meet on Monday.", "2031-05-12"),
        ("A vote scheduled for Monday was called off.", "2031-05-12"),
        ("The record was set on Monday.", "2031-05-05"),
        ("Two of them may have left on Monday.", "2031-05-05"),
        ("Monday's ruling will cost the town dear.", "2031-05-05"),
        ("The town is voting on Monday.", "2031-05-12"),
        ("She campaigned ahead of Monday's vote.", "2031-05-12"),
        ("He urged them to vote on Monday.", "2031-05-12"),
        ("He managed to flee on Monday.", "2031-05-05"),
        ("The share of 7 percent before Monday's purchases is small.", "2031-05-05"),
        ("A planned march on Monday worries the police.", "2031-05-12"),
        ("Despite winning there on Monday, he should give up.", "2031-05-05"),
        ("The opening was postponed to Monday.", "2031-05-12"),
        ("They demanded that he resign on Monday.", "2031-05-12"),
        ("The law passes if they return on Monday.", "2031-05-12"),
        ("The council was to meet on Monday.", "2031-05-12"),
        ("She said that she was leaving on Monday.", "2031-05-12"),
        ("The road was closed until Monday.", "2031-05-12"),
        ("A levy due on Monday worried the town.", "2031-05-12"),
    ],
)
def test_a_weekday(read_text, text, value):
    assert values(read_text(text)) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The mill closed in November.", "2030-11"),
        ("They could lose the November election.", "2031-11"),
        ("They could be hurt by the November storm.", "2030-11"),
        ("Nine seats are up for grabs this November.", "2031-11"),
        ("She takes office if she wins in November.", "2031-11"),
        ("They cheered the bridge to be built in July.", "2031-07"),
        ("Output is up from 37 percent in April.", "2031-04"),
        ("Bonds maturing in December fell.", "2031-12"),
        ("Oil for June delivery fell.", "2031-06"),
        ("The record stood since it was set on Dec. 6.", "2030-12-06"),
        ("The opera will open on December 30.", "2031-12-30"),
        ("It is to reopen on December 30, they said.", "2031-12-30"),
        ("A panel would study the Dec. 6 riot.", "2030-12-06"),
    ],
)
def test_a_month(read_text, text, value):
    assert values(read_text(text)) == [value]


def test_a_bare_hour_belongs_to_the_day_of_the_paragraph_before(read_text):
    found = read_text("The dam broke on Tuesday.\nAt 3:30 a.m. the first homes were flooded.")
    assert values(found) == ["2031-05-06", "2031-05-06T03:30"]


def test_the_next_day_is_not_sought_beyond_the_paragraph_before(read_text):
    assert values(read_text("The dam broke on Friday.\nIt was old.\nThe next day, the army came.")) == ["2031-05-02", "XXXX-XX-XX"]


def test_an_hour_to_come_is_none_of_a_day_that_is_over(read_text):
    found = read_text("On Tuesday, she sent out a letter, and at 7 p.m. she will hold a rally.")
    assert values(found) == ["2031-05-06", "2031-05-07T19:00"]
