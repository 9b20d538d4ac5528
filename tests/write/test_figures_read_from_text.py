"""Figures of two papers, read from their words by the grammar: what a crowd's part and another deed do to the comparison."""

from __future__ import annotations

import pytest

from broadsheet.annotate import Annotate
from broadsheet.records.annotation import Annotated
from broadsheet.write.differ_numbers import number_differences
from broadsheet.write.dossier import Dossier
from tests.write.stories import story
from tests.write.test_invented_accounts import article


@pytest.fixture(scope="module")
def differences():
    annotate = Annotate()

    def found(*texts):
        given = [
            {"id": f"a{n}", "title": "", "text": text, "outlet": f"Paper {n}", "date": "2031-05-07"} for n, text in enumerate(texts)
        ]
        told = [one for one in annotate([article(row) for row in given]) if isinstance(one, Annotated)]
        dossier = Dossier(story(*told), as_of="2031-05-07T23:00:00Z")
        return [[side.text for side in one.sides] for one in number_differences(dossier)]

    return found


MARCHED = "Some 90 protesters marched through Velm on Sunday, police said."


def test_a_part_of_a_greater_crowd_is_not_set_against_a_crowd(differences):
    square = "About 5,000 people filled the square in Velm on Sunday, where 200 protesters blocked the bridge."
    assert differences(square, MARCHED) == []


def test_the_same_crowd_is_compared_where_no_greater_one_is_told_of(differences):
    found = differences("In Velm on Sunday 200 protesters blocked the bridge.", MARCHED)
    assert found == [["200 protesters", "Some 90 protesters"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Some 340 houses were damaged in Velm by the storm. In Orsk, 15 houses were destroyed by fire.",
            "Some 90 houses were rebuilt in Velm after the storm.",
        ),
        (
            "The company said it had sold 4,200 cars in Velm in May. It recalled 310 cars.",
            "The company said it had built 5,600 cars in Velm in May.",
        ),
    ],
    ids=["damaged, rebuilt", "sold, built"],
)
def test_things_of_which_two_deeds_are_told_are_not_set_against_each_other(differences, first, second):
    assert differences(first, second) == []


def test_things_of_which_one_deed_is_told_are(differences):
    sold = "The company said it had sold 4,200 cars in Velm in May. It recalled 310 cars."
    found = differences(sold, "The company said it had sold 5,600 cars in Velm in May.")
    assert found == [["4,200 cars", "5,600 cars"]]
