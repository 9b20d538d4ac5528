"""The clause that a figure stands in, told alone: whole, and only where it tells what is so."""

from __future__ import annotations

import pytest

from broadsheet.models import grammar
from broadsheet.write.figure_cores import core

CASES = {
    "what is told by the way": (
        "Velm Board, which milled 1,200 tonnes of rye last year, may close.",
        "tonnes",
        "Velm Board milled 1,200 tonnes of rye last year",
    ),
    "without what stands before": (
        "Under the plan, the ministry would spend 40 million crowns on sand by May.",
        "crowns",
        "the ministry would spend 40 million crowns on sand by May",
    ),
    "the noun that a figure belongs to": (
        "Exports rose in May after a 2.8 percent fall in April.",
        "percent",
        "Exports rose in May after a 2.8 percent fall in April",
    ),
    "what somebody is said to do": (
        "The clerk said the mill had sold 300 tonnes of rye.",
        "tonnes",
        "the mill had sold 300 tonnes of rye",
    ),
    "what is expected goes with who expects it": (
        "Brenn expects the mill to earn about 1.5 million crowns, she said.",
        "crowns",
        "Brenn expects the mill to earn about 1.5 million crowns",
    ),
    "a figure of the subject": (
        "About 80 percent of the town’s water is pumped from the lake, the board said.",
        "percent",
        "About 80 percent of the town’s water is pumped from the lake",
    ),
    "without what it is joined to": (
        "Velm will have 60 percent of the catch and 40 percent of the income from the ferry below it.",
        "percent",
        "Velm will have 40 percent of the income from the ferry",
    ),
    "a condition": ("If the mill sells 300 tonnes of rye, Velm will live.", "tonnes", ""),
    "what nobody expects": (
        "There was no reason to expect the harvest of rye would be less than the 16 million tonnes of last year.",
        "tonnes",
        "",
    ),
    "what is denied": ("The board denied that the mill had lost 5 million crowns.", "crowns", ""),
    "which of them": ("Workers who earn less than 200 crowns pay nothing.", "crowns", ""),
    "somebody of another sentence": ("She spent 40,000 crowns on sand.", "crowns", ""),
    "an aside between": ("The mayor spent, her clerk said, 40,000 crowns.", "crowns", ""),
    "not all that is said of it": ("Prices of 385 crowns were lower than they had thought.", "crowns", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_core(case):
    text, head, wanted = CASES[case]
    (doc,) = grammar.parse([text], names=False)
    figure = [token for token in doc if token.text == head][-1]
    assert core(doc, figure) == wanted


def test_nothing_is_longer_than_a_card():
    text = f"The council of Velm spent 40,000 crowns on sand for {'the old and '.join([''] * 9)}new streets of the lower town."
    (doc,) = grammar.parse([text], names=False)
    assert all(len(core(doc, token).split()) <= 18 for token in doc if token.text == "crowns")
