"""Contradictions, events, numbers and quotes of a page, counted by hand."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from broadsheet.evaluate.examples.write import judge
from tests.evaluate.examples.tiny import PLAIN, TEXTS, spot, tiny

SPANS = {
    "p1": spot("mill-a", "Nine workers were hurt"),
    "p2": spot("mill-b", "Eleven workers were hurt"),
    "p3": spot("mill-a", "The roof went first"),
    "p4": spot("mill-a", TEXTS["mill-a"].split("\n")[0]),
    "p5": spot("mill-b", "on Tuesday"),
    "p6": spot("mill-b", "two of them are in hospital"),
}
KEYS = {"mill-a": "a1", "mill-b": "a2"}


def sides(*spans: str) -> list[dict[str, Any]]:
    return [{"spans": [span]} for span in spans]


def page(**pools: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": "mill",
        "articles": {key: {"id": article} for article, key in KEYS.items()},
        "spans": {name: {**span, "article": KEYS[span["article"]]} for name, span in SPANS.items()},
        "statements": {"s1": {"spans": ["p4"]}},
        "sections": [{"kind": "hard_numbers", "items": ["n1"]}, {"kind": "who_said_what", "items": ["q1"]}],
        "entities": {"e1": {"name": "Ada Brisk"}, "e2": {"name": "Oran Tull"}},
        "contradictions": {"c1": {"state": "open", "issue": "the hurt", "sides": sides("p2", "p1")}},
        "events": {"t1": {"when": {"start": "2031-03-04"}, "statements": ["s1"]}},
        "numbers": {"n1": {"value": 9.0, "unit": "people", "label": "hurt", "spans": ["p4"]}},
        "quotes": {"q1": {"text": "The roof went first", "speaker": "e1", "speaker_text": "Brisk", "spans": ["p3"]}},
    }
    return made | pools


OTHERS = [{"id": "bridge", "sections": []}, {"id": "ballot", "sections": []}]


@pytest.fixture
def scored(truth, figures):
    def of(column: str = "tuned", **pools: Any) -> dict[str, Any]:
        return dict(figures("write", judge(truth, [page(**pools), *OTHERS]), column))

    return of


def test_true_page_scores_one(scored):
    found = scored()
    wrong = {name: found.pop(name) for name in ("traps wrongly claimed", "other claims", "misattributions")}
    assert set(wrong.values()) == {0}
    assert set(found.values()) == {1}


def test_missing_page_is_counted(truth, figures):
    ledger = judge(truth, [])
    assert figures("write", ledger)["stories written"] == 0
    assert figures("write", ledger, "held_out")["dated events told"] == 0
    assert set(ledger.faults) == {"mill", "bridge"}


@pytest.mark.parametrize("state", ["newer_supersedes", "different_scope", "rounding"])
def test_settled_entry_is_no_claim(scored, state):
    entry = {"state": state, "issue": "the hurt", "sides": sides("p1", "p2")}
    assert scored(contradictions={"c1": entry})["contradictions found"] == 0


def test_one_side_alone_is_another_claim(scored):
    entry = {"state": "open", "issue": "the hurt", "sides": sides("p1", "p6")}
    found = scored(contradictions={"c1": entry})
    assert (found["contradictions found"], found["other claims"], found["traps wrongly claimed"]) == (0, 1, 0)


def test_trap_is_told_from_other_claims(scored):
    entry = {"state": "resolved", "issue": "the day", "sides": sides("p4", "p5")}
    found = scored(contradictions={"c1": entry})
    assert (found["traps wrongly claimed"], found["other claims"]) == (1, 0)


def test_event_under_another_day_is_wrong(scored):
    found = scored(events={"t1": {"when": {"start": "2031-03-05"}, "statements": ["s1"]}})
    assert (found["dated events told"], found["days of events right"]) == (0, 0)


def test_undated_event_is_wrong(scored):
    assert scored(events={"t1": {"when": {}, "statements": ["s1"]}})["days of events right"] == 0


@pytest.mark.parametrize("wrong", [{"value": 11.0}, {"spans": ["p6"]}, {"value_high": 10.0}])
def test_number_that_is_no_figure(scored, wrong):
    number = {**page()["numbers"]["n1"], **wrong}
    assert scored(numbers={"n1": number})["hard numbers right"] == 0


def test_number_outside_its_section_does_not_count(scored):
    assert scored(sections=[])["hard numbers right"] is None


def test_wrong_speaker_is_a_misattribution(scored):
    quote = {**page()["quotes"]["q1"], "speaker": "e2", "speaker_text": "Oran Tull"}
    found = scored(quotes={"q1": quote})
    assert (found["who said what right"], found["misattributions"]) == (0, 1)


def test_words_of_nobody_are_no_misattribution(scored):
    quote = {**page()["quotes"]["q1"], "spans": ["p6"]}
    found = scored(quotes={"q1": quote})
    assert (found["who said what right"], found["misattributions"]) == (0, 0)


def test_mistaken_paper_is_no_excuse(figures):
    plain = deepcopy(PLAIN)
    plain["articles"]["mill-a"]["quotes"][0]["truly"] = "tull"
    found = figures("write", judge(tiny(articles=plain["articles"]), [page(), *OTHERS]))
    assert found["misattributions"] == 1


def test_unnamed_speaker_is_known_by_its_words(figures):
    plain = deepcopy(PLAIN)
    plain["articles"]["mill-a"]["quotes"][0] |= {"by": None, "speaker": spot("mill-a", "the mill’s owner")}
    truth = tiny(articles=plain["articles"])
    said = {**page()["quotes"]["q1"], "speaker": None}
    for words, right in (("An owner", 1), ("A fireman", 0)):
        pages = [page(quotes={"q1": {**said, "speaker_text": words}}), *OTHERS]
        assert figures("write", judge(truth, pages))["who said what right"] == right
