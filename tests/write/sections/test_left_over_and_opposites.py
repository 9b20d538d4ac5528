"""Parallel accounts: shares, sums and spans left over, opposite outcomes, and what on real pages only looked like a denial."""

from __future__ import annotations

import pytest

from tests.write.sections.test_parallel_accounts import annotate, found

__all__ = ["annotate"]
APART = ("In Bressing 17 sheep were shorn by Otto Lamm and 88 people watched.", "The council met for 9 hours in Orvenne.")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The walkers had been without food for four days.", "The walkers had eaten nothing for six days.",
         ("number", "four days", "six days")),
        ("The bill on the river was adopted.", "Members rejected the bill on the river.",
         ("denial", "The bill on the river was adopted", "Members rejected the bill on the river")),
        ("The court acquitted him of taking bribes for parks.", "The court found him guilty of bribes for parks.",
         ("denial", "The court acquitted him of taking bribes for parks", "The court found him guilty of bribes for parks")),
    ],
)  # fmt: skip
def test_what_parallel_accounts_do_not_pair_off(annotate, one, other, expected):
    assert found(annotate, one, other) == [expected]
    assert found(annotate, one, other, around=APART) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The union demands 700,000 crowns of the owner.", "The owner offers 300,000 crowns."),
        ("The walkers left four days ago.", "The walkers had eaten nothing for six days."),
        ("The bill on the river was not adopted.", "Members rejected the bill on the river."),
        ("The bill on the river was adopted after one had been rejected.", "Members rejected the bill on the river."),
        ("Neither ropes nor hooks were used.", "They climbed without ropes or hooks."),
    ],
    ids=["wanted and offered", "a day and a span", "the same said by a denial", "knows both", "neither and without"],
)
def test_what_parallel_accounts_tell_alike(annotate, one, other):
    assert found(annotate, one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The prosecutor charged Rolf Ember on Monday.", "The paper does not charge Rolf Ember with theft."),
        ("Rolf Ember revealed the plan to Ada Quill.", "Rolf Ember never revealed why he did it to Ada Quill."),
    ],
    ids=["with what", "why"],
)
def test_the_manner_of_a_deed_may_be_denied_and_not_the_deed(annotate, one, other):
    assert found(annotate, one, other) == []
