"""Names of an article and of a story, counted by hand."""

from __future__ import annotations

import pytest

from broadsheet.evaluate.examples.annotate import judge
from broadsheet.evaluate.examples.mentions import mentions
from tests.evaluate.examples.test_annotate import BRISK, NAMED, QUELL, SHE, others, row
from tests.evaluate.examples.tiny import BALLOT, MILL, place, tiny

PEOPLE, OTHERS = "people right", "others not called people"
PAIRS = "same name in two articles, "


def test_names_stand_where_the_text_has_them(truth):
    found = {(MILL[each.start : each.end], each.key) for each in mentions(truth, "mill-a")}
    assert found == {("Ada Brisk", "brisk"), ("Quell", "quell")}


def test_a_name_of_two_people_names_neither():
    truth = tiny()
    truth.cast["twin"] = truth.cast["tull"]
    assert {each.key for each in mentions(tiny(), "ballot-a")} == {"tull"}
    assert list(mentions(truth, "ballot-a")) == []


@pytest.mark.parametrize(
    ("entity", "people"),
    [({}, 1), ({"kind": "organisation"}, 1 / 2), ({"name": "Brisk"}, 1 / 2), ({"name": "Mrs Ada Brisk"}, 1)],
)
def test_a_person_needs_the_full_name_and_the_right_kind(truth, figures, entity, people):
    ledger = judge(truth, [row(entities=[{**BRISK, **entity}, QUELL]), *others()])
    assert figures("annotate", ledger)[PEOPLE] == people


def test_a_person_who_is_not_found_is_wrong(truth, figures):
    assert figures("annotate", judge(truth, [row(mentions=NAMED[1:]), *others()]))[PEOPLE] == 1 / 2


def test_a_place_is_nobody(truth, figures):
    found = figures("annotate", judge(truth, [row(entities=[BRISK, {**QUELL, "kind": "person"}]), *others()]))
    assert (found[PEOPLE], found[OTHERS]) == (1, 3 / 4)
    assert figures("annotate", judge(truth, [row(mentions=[], entities=[]), *others()]))[OTHERS] == 1


def test_names_are_paired_across_the_articles_of_a_story(truth, figures):
    found = figures("annotate", judge(truth, [row(), *others()]))
    assert (found[PAIRS + "precision"], found[PAIRS + "recall"]) == (1, 1)
    found = figures("annotate", judge(truth, [row(entities=[{**BRISK, "name": "Quell", "kind": "place"}, QUELL]), *others()]))
    assert found[PAIRS + "precision"] < 1
    found = figures("annotate", judge(truth, [row(entities=[{**BRISK, "name": "Ida Tull"}, QUELL]), *others()]))
    assert (found[PAIRS + "precision"], found[PAIRS + "recall"]) == (1, 3 / 4)


def test_names_are_paired_across_stories(truth, figures):
    across = "same name in two stories, "
    found = figures("annotate", judge(truth, [row(), *others()]))
    assert (found[across + "precision"], found[across + "recall"]) == (1, 1)
    unlike = [{**each, "entities": [{**QUELL, "name": "Sedge"}]} if each["id"] == "bridge-a" else each for each in others()]
    found = figures("annotate", judge(truth, [row(), *unlike]))
    assert (found[across + "precision"], found[across + "recall"]) == (None, 0)
    missed = [{**each, "mentions": []} if each["id"] == "bridge-a" else each for each in others()]
    found = figures("annotate", judge(truth, [row(), *missed]))
    assert (found[across + "precision"], found[across + "recall"]) == (None, 0)


def test_pronouns_count_where_they_are_sure(truth, figures):
    sure, found = "pronouns taken for sure, right", "pronouns found for sure"
    right = figures("annotate", judge(truth, [row(), *others()]))
    assert (right[sure], right[found]) == (1, 1)
    guess = figures("annotate", judge(truth, [row(mentions=[*NAMED, {**SHE, "safe": False}]), *others()]))
    assert (guess[sure], guess[found]) == (None, 0)
    wrong = figures("annotate", judge(truth, [row(mentions=[*NAMED, {**SHE, "entity": "m2"}]), *others()]))
    assert (wrong[sure], wrong[found]) == (0, 0)


def test_the_held_out_half_is_counted_apart(truth, figures):
    tull = {**BRISK, "name": "Oran Tull"}
    named = [{**place(BALLOT, "Oran Tull"), "kind": "person", "entity": "m1"}]
    said = {"id": "ballot-a", "mentions": named, "entities": [tull], "quotes": [], "figures": [], "times": []}
    ledger = judge(truth, [said])
    assert figures("annotate", ledger, "held_out")[PEOPLE] == 0, "“Mr Tull” was not found"
    assert not {"ballot-a", "ballot"} & set(ledger.faults)
