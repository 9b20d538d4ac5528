import pytest

from broadsheet.language.shares import shares


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("two thirds of the seats", 66.7),
        ("a two-thirds majority", 66.7),
        ("nearly a tenth.", 10.0),
        ("half the seats", 50.0),
        ("more than half", 50.0),
        ("nine out of ten doctors", 90.0),
        ("one of every nine voters", 11.1),
    ],
)
def test_parts_of_a_whole(text, share):
    assert [round(found.value, 1) for found in shares(text)] == [share]


@pytest.mark.parametrize(
    "text",
    [
        "half an hour",
        "the second half of the game",
        "in three quarters",
        "a quarter of a century",
        "by a quarter to nine",
        "less than half of 1 percent",
        "two in three years",
        "more than half a million",
    ],
)
def test_what_is_no_part(text):
    assert list(shares(text)) == []
