"""What a pattern needs must be in everything it matches."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.language import times
from broadsheet.language.needed import needed
from broadsheet.language.time_rules import RULES

PIECES = [
    *sorted({word for _, pattern in RULES for words in needed(pattern) for word in words}),
    *("Monday", "Sept.", "MARCH", "3", "2031", "1/2", "9:30 a.m.", "’90s", "Q3", "half an hour", "twenty-two", "first half"),
    *(
        "The",
        "a",
        "two",
        "Last",
        "of",
        "in",
        "this",
        "years",
        "ago",
        "old",
        "every",
        "ſecond",
        "fiscal",
        "end of",
        "the",
        ",",
        "\n",
    ),
]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"spring|fall", [{"spring", "fall"}]),
        (r"(?:early )?(?P<when>spring|fall) of", [{"spring", "fall"}, {" of"}]),
        (r"a year(?! ago)", [{"a year"}]),
        (r"\d+ (?:day|week)?", []),
        (r"\d+(?:day|\d)", []),
        (r"(?:last week){2}|month", [{"last week", "month"}]),
        (r"[Ww]eek\b", [{"week"}]),
        (r"(?i:WEEK)[ab]", [{"week"}]),
        (r"weekend|week", [{"week"}]),
        (r"(?:every|each) day", [{" day"}, {"very", "ach"}, {"e"}]),
    ],
)
def test_what_a_pattern_needs(pattern, words):
    assert sorted(needed(re.compile(pattern)), key=sorted) == sorted(words, key=sorted)


def test_every_rule_of_times_needs_something():
    assert all(needed(pattern) for _, pattern in RULES)


def plainly(text):
    """All matches, every rule tried on the whole text."""
    return {(match.span("all"), match.span(), name) for name, pattern in RULES for match in pattern.finditer(text)}


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_no_time_is_passed_over(text):
    assert {(m.span("all"), m.span(), name) for _, _, m, name in times._matches(text)} == plainly(text)


@pytest.mark.parametrize("text", ["He left the day before\nHe came.", "He left the day before\nI", "He left the day before"])
def test_the_end_of_a_line_is_none_of_the_text(text):
    assert {(m.span("all"), m.span(), name) for _, _, m, name in times._matches(text)} == plainly(text)
