"""Quotes, figures and times of an article, counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.evaluate.examples.annotate import judge
from broadsheet.evaluate.examples.figures import same_value
from broadsheet.evaluate.examples.truth import GoldFigure
from tests.evaluate.examples.tiny import BALLOT, BRIDGE, MILL, MILL_TWO, place, tiny

ROOF = {**place(MILL, "The roof went first"), "direct": True, "speaker": {**place(MILL, "Ada Brisk"), "entity": "m1"}}
AGAIN = {
    **place(MILL, "the mill would be “built again, brick by brick” within a year"),
    "direct": False,
    "speaker": {**place(MILL, "She"), "entity": "m1"},
}
BRISK = {"id": "m1", "name": "Ada Brisk", "kind": "person", "aliases": [], "roles": []}
QUELL = {"id": "m2", "name": "Quell", "kind": "place", "aliases": [], "roles": []}
NAMED = [{**place(MILL, "Ada Brisk"), "kind": "person", "entity": "m1"}, {**place(MILL, "Quell"), "kind": "place", "entity": "m2"}]
SHE = {**place(MILL, "She"), "kind": "person", "entity": "m1", "pronoun": True, "safe": True}
NINE = {**place(MILL, "Nine workers"), "value": 9.0, "unit": "people", "qualifier": "exact"}
TUESDAY = {**place(MILL, "on Tuesday"), "value": "2031-03-04", "kind": "date"}


def row(**said: Any) -> dict[str, Any]:
    names = {"mentions": [*NAMED, SHE], "entities": [BRISK, QUELL]}
    return {"id": "mill-a", **names, "quotes": [ROOF, AGAIN], "figures": [NINE], "times": [TUESDAY], **said}


def others() -> list[dict[str, Any]]:
    """The other articles that name somebody, with nothing but names."""
    nothing = {"quotes": [], "figures": [], "times": []}
    quell = {**place(MILL_TWO, "Quell"), "kind": "place", "entity": "m1"}
    return [
        {**nothing, "id": "mill-c", "mentions": NAMED, "entities": [BRISK, QUELL]},
        {**nothing, "id": "mill-b", "mentions": [quell], "entities": [{**QUELL, "id": "m1"}]},
        {
            **nothing,
            "id": "bridge-a",
            "mentions": [{**place(BRIDGE, "Quell"), "kind": "place", "entity": "m2"}],
            "entities": [QUELL],
        },
    ]


def test_true_answers_score_one(truth, figures):
    ledger = judge(truth, [row(), *others()])
    assert set(figures("annotate", ledger).values()) == {1}
    assert ledger.worst(1) == []


def test_held_out_article_without_answer_scores_nothing(truth, figures):
    ledger = judge(truth, [row(), *others()])
    found = figures("annotate", ledger, "held_out")
    assert (found["direct quotes recall"], found["figures recall"], found["times F1"]) == (0, 0, 0)
    assert set(ledger.faults) == set()


def test_missed_quote_lowers_recall(truth, figures):
    found = figures("annotate", judge(truth, [row(quotes=[AGAIN])]))
    assert found["direct quotes recall"] == 1 / 2
    assert found["indirect quotes recall"] == found["quotes precision"] == 1
    assert found["quotes F1"] == pytest.approx(2 / 3)


def test_words_inside_a_statement_are_not_the_statement(truth, figures):
    inside = {**AGAIN, **place(MILL, "built again, brick by brick"), "direct": True}
    found = figures("annotate", judge(truth, [row(quotes=[ROOF, inside])]))
    assert (found["direct quotes recall"], found["quotes precision"], found["indirect quotes recall"]) == (1, 1, 0)
    assert found["quotes F1"] == pytest.approx(2 / 3)


def test_invented_quote_lowers_precision(truth, figures):
    found = figures("annotate", judge(truth, [row(quotes=[ROOF, AGAIN, {**place(MILL, "the old mill"), "direct": True}])]))
    assert found["quotes precision"] == 2 / 3


def test_wrong_speaker_is_counted(truth, figures):
    wrong = {**ROOF, "speaker": {**place(MILL, "Nine workers"), "entity": "m2"}}
    ledger = judge(truth, [row(quotes=[wrong, AGAIN], entities=[BRISK, {**QUELL, "id": "m2", "name": "workers"}])])
    found = figures("annotate", ledger)
    assert (found["speaker's words right"], found["speaker's name right"]) == (1 / 2, 1 / 2)
    assert {"speaker 'Nine workers', not 'Ada Brisk'", "speaker's name 'workers', not 'Ada Brisk'"} <= set(ledger.faults["mill-a"])


def test_other_words_for_the_same_speaker_are_right(truth, figures):
    she = {**ROOF, "speaker": {**place(MILL, "She"), "entity": "m1"}}
    assert figures("annotate", judge(truth, [row(quotes=[she, AGAIN])]))["speaker's words right"] == 1


def test_form_of_address_does_no_harm(truth, figures):
    assert figures("annotate", judge(truth, [row(entities=[{**BRISK, "name": "Mrs Ada Brisk"}])]))["speaker's name right"] == 1
    assert figures("annotate", judge(truth, [row(entities=[{**BRISK, "name": "Brisk"}])]))["speaker's name right"] == 0


@pytest.mark.parametrize(
    ("gold", "found", "same"), [(66.7, 200 / 3, True), (66.7, 66.8, False), (9, 9.4, False), (1.9e9, 1.9e9, True)]
)
def test_values_are_compared_as_precisely_as_written(gold, found, same):
    assert same_value(GoldFigure(start=0, end=1, value=gold, unit=""), found, None) is same


def test_endless_speaker_names_nobody(truth, figures):
    wide = {**ROOF, "speaker": {"start": 0, "end": len(MILL), "entity": "m1"}}
    assert figures("annotate", judge(truth, [row(quotes=[wide, AGAIN])]))["speaker's words right"] == 1 / 2


def test_short_name_will_do_where_the_article_has_no_other(figures):
    mr_tull = {**BRISK, "name": "Mr Tull"}
    quote = {**place(BALLOT, "I slept well"), "direct": True, "speaker": {**place(BALLOT, "Mr Tull"), "entity": "m1"}}
    said = {"id": "ballot-a", "quotes": [quote], "entities": [mr_tull], "figures": [], "times": []}
    truth = tiny()
    assert figures("annotate", judge(truth, [said]), "held_out")["speaker's name right"] == 0
    truth.cast["tull"] = type(truth.cast["tull"])(name="Oran T. Tull", aliases=("Mr Tull",))
    assert figures("annotate", judge(truth, [said]), "held_out")["speaker's name right"] == 1


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"value": 90.0}, (0, None, None)),
        ({"value_high": 12.0}, (0, None, None)),
        ({"unit": "percent"}, (1, 0, 1)),
        ({"qualifier": "about"}, (1, 1, 0)),
    ],
)
def test_wrong_figure_is_counted(truth, figures, wrong, expected):
    found = figures("annotate", judge(truth, [row(figures=[{**NINE, **wrong}])]))
    assert (found["figures recall"], found["unit right"], found["qualifier right"]) == expected


def test_wrong_day_lowers_value_only(truth, figures):
    found = figures("annotate", judge(truth, [row(times=[{**TUESDAY, "value": "2031-03-11"}])]))
    assert (found["times F1"], found["value right"]) == (1, 0)


def test_clock_beside_the_day_does_no_harm(truth, figures):
    assert figures("annotate", judge(truth, [row(times=[{**TUESDAY, "value": "2031-03-04T18:00"}])]))["value right"] == 1


@pytest.mark.parametrize(("value", "f1"), [("2031", 2 / 3), ("P1Y", 1), ("PRESENT_REF", 1), ("2031-03-04T02:20", 1)])
def test_only_calendar_expressions_are_too_much(truth, figures, value, f1):
    more = {**place(MILL, "within a year"), "value": value, "kind": "date"}
    assert figures("annotate", judge(truth, [row(times=[TUESDAY, more])]))["times F1"] == pytest.approx(f1)
