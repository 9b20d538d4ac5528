"""What a role says of its bearer, or that it says nothing."""

from __future__ import annotations

import pytest

from broadsheet.write.predicates import LONGEST_ROLE, predicate, what_it_is


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("baker", "is a baker"),
        ("Swedish leader", "is the Swedish leader"),
        ("Swedish rugby captain", "is the Swedish rugby captain"),
        ("Swedish navy captain", None),
        ("Swedish spy chief", "is the Swedish spy chief"),
        ("Swedish mills chief", None),
        ("Swedish rugby coach", None),
        ("Swedish Magistrate", "is a Swedish magistrate"),
        ("United Mills Secretary", "is United Mills Secretary"),
        ("Baker", "is a baker"),
        ("Judge", "is a judge"),
        ("the mayor’s big day", None),
        ("Velm Chief Justice", "is Velm Chief Justice"),
        ("Velm County Court Judge", "is a Velm County Court Judge"),
        ("Democratic Senator", "is a Democratic senator"),
        ("Velm presidential nominee", "is the Velm presidential nominee"),
        ("nominee Judge", None),
        ("Velm works director", None),
        ("Velm owner", None),
        ("Velm County Attorney", "is the Velm County Attorney"),
        ("Velm Committeewoman", "is a Velm Committeewoman"),
        ("owner of the Velm mill", "is owner of the Velm mill"),
        ("Velm Works Director", "is Velm Works Director"),
        ("DIRECTOR of the mill", None),
        ("an incident in the valley", None),
        ("an event meant to honour the mill", None),
        ("a brother", None),
        ("a clerk " + "of the very old mill " * (LONGEST_ROLE // 5) + "in Velm", None),
    ],
)
def test_role_is_told_as_a_reader_expects_or_not_at_all(role: str, told: str | None):
    assert predicate(role) == told


@pytest.mark.parametrize(
    ("description", "told"),
    [
        ("a firm that mills grain in Harth", "is a firm that mills grain in Harth"),
        ("The union of the bakers in Harth", "is the union of the bakers in Harth"),
        ("a large firm", None),
        ("the large northern mill company", None),
        ("firm that mills grain in Harth", None),
        ("an attack that divided the whole valley", None),
    ],
)
def test_description_of_a_body_says_more_than_that_it_is_one(description: str, told: str | None):
    assert what_it_is(description) == told
