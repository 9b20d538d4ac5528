"""Where the words of a card begin and end: at whole phrases."""

from __future__ import annotations

import pytest

from broadsheet.models import grammar
from broadsheet.write.figure_edges import snapped

CASES = {
    "the day": ("Velm milled 17 tonnes of rye last year.", "17 tonnes of rye last", "17 tonnes of rye last year"),
    "the thing itself": (
        "The bank bought 49.9 percent of the company’s common stock.",
        "49.9 percent of the company’s common",
        "49.9 percent of the company’s common stock",
    ),
    "within a word": (
        "This year 30 percent of U.K.-bound travellers came by boat.",
        "30 percent of U",
        "30 percent of U.K.-bound travellers",
    ),
    "a beginning": ("The mill made a third quarter loss of 75.8 million crowns.", "quarter loss of 75.8 million crowns",
                    "a third quarter loss of 75.8 million crowns"),
    "whose it is": ("The rate fell to last year’s levels of 6.7 percent.", "s levels of 6.7 percent",
                    "last year’s levels of 6.7 percent"),
    "a clause begun": ("The river cut 25 miles of pipeline linking Velm and Harth.", "25 miles of pipeline linking",
                       "25 miles of pipeline"),
    "two things announced": ("The town asked for 100 tonnes in both May and June.", "100 tonnes in both May",
                             "100 tonnes in both May and June"),
    "a small word": ("The mill sold 300 tonnes to a bakery.", "sold 300 tonnes to", "sold 300 tonnes"),
    "whole": ("The mill sold 300 tonnes to a bakery.", "The mill sold 300 tonnes", "The mill sold 300 tonnes"),
    "what it comes to": ("More than 70 people had been listed as missing.", "people had been listed",
                         "More than 70 people had been listed as missing"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_snapped(case):
    text, words, wanted = CASES[case]
    (doc,) = grammar.parse([text], names=False)
    span = snapped(doc, text.index(words), text.index(words) + len(words))
    assert span is not None
    assert span.text == wanted


def test_nothing_before_a_place_is_taken_up():
    text = "More than 70 people had been listed as missing."
    (doc,) = grammar.parse([text], names=False)
    start = text.index("people")
    span = snapped(doc, start, start + len("people had been listed"), least=start)
    assert span is not None
    assert span.text == "people had been listed as missing"


def test_a_phrase_that_runs_into_another_number_is_none():
    text = "Five million crowns will go to the new and 12 million crowns to the old bridge."
    (doc,) = grammar.parse([text], names=False)
    words = "crowns will go to the new"
    span = snapped(doc, text.index(words), text.index(words) + len(words))
    assert span is None or not any(token.like_num for token in span)
