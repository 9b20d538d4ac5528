"""What a close reader would strike out of a page is found, and nothing else is."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from broadsheet.evaluate import pages
from broadsheet.evaluate.printed import cut_off, dangles, faults, printed

TEXT = "The old mill at Quell burned on Tuesday. Nine workers were hurt. It had stood there for a century."
TITLE = "The old mill at Quell burned"


def _span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"article": "a1", "start": start, "end": start + len(words), "exact": words}


def _said(words: str, *spans: str, made: str = "verbatim") -> dict[str, Any]:
    return {"text": words, "made": made, "spans": list(spans)}


def _page() -> dict[str, Any]:
    burned, hurt = TEXT.partition(". ")[0] + ".", "Nine workers were hurt."
    return {
        "id": "mill",
        "headline": "s1",
        "sections": [{"kind": "whats_happened", "body": ["s2", "s3"]}, {"kind": "sources", "items": ["a1"]}],
        "statements": {"s1": _said(TITLE, "p1", made="joined"), "s2": _said(burned, "p1"), "s3": _said(hurt, "p2")},
        "spans": {"p1": _span(burned), "p2": _span(hurt)},
        "articles": {"a1": {"id": "mill-a"}},
    }


def _found(page: dict[str, Any]) -> list[tuple[str, str]]:
    return [(fault.name, fault.place) for fault in faults(page, {"mill-a": TEXT})]


def test_a_clean_page_has_no_faults():
    assert [each.text for each in printed(_page())] == [
        TITLE,
        "The old mill at Quell burned on Tuesday.",
        "Nine workers were hurt.",
    ]
    assert _found(_page()) == []


def test_a_sentence_printed_twice_is_a_repetition_and_a_date_to_come_may_say_it_again():
    page = _page()
    page["events"] = {"t1": {"statements": ["s3"]}}
    told = deepcopy(page)
    page["sections"].append({"kind": "how_we_got_here", "items": ["t1"]})
    told["sections"].append({"kind": "whats_next", "items": ["t1"]})
    assert _found(page) == [("repeated", "whats_happened, how_we_got_here")]
    assert _found(told) == [("told again", "whats_happened, whats_next")]


@pytest.mark.parametrize(
    ("words", "span", "made", "fault"),
    [
        ("10 workers were hurt.", "Nine workers were hurt.", "joined", "unverified"),
        ("Workers hurt nine.", "Nine workers were hurt.", "trimmed", "unverified"),
        ("It had stood there for a century.", "It had stood there for a century.", "verbatim", "dangling"),
        ("Nine workers were hur", "Nine workers were hur", "verbatim", "cut"),
    ],
)
def test_what_is_wrong_with_a_statement_is_named(words, span, made, fault):
    page = _page()
    page["statements"]["s3"] = _said(words, "p2", made=made)
    page["spans"]["p2"] = _span(span)
    assert fault in {name for name, _ in _found(page)}


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("A Velm-era rule fell in O.C. on Monday.", True),
        ("A Velm-era rule of Orsk fell.", False),
        ("Rule 1.5 of Velm fell.", False),
        ("A rule of the HBV fell.", True),
        ("A rule of the H.B.V. fell.", True),
        ("A rule of the HVB fell.", False),
        ("A rule of Hbv fell.", False),
        ("A rule of the HB fell.", True),
    ],
)
def test_a_name_is_what_has_a_capital_and_figures_keep_their_points(words, stands):
    page, rule = _page(), "The rule 15 of Velm fell in OC on Monday, the Harbour Board of Velm said."
    page["statements"]["s3"] = _said(words, "p2", made="joined")
    page["articles"]["a2"] = {"id": "rule-a"}
    page["spans"]["p2"] = {"article": "a2", "start": 0, "end": len(rule), "exact": rule}
    assert [fault.name for fault in faults(page, {"mill-a": TEXT, "rule-a": rule})] == ([] if stands else ["unverified"])


def test_a_span_that_is_not_there_and_an_empty_section_are_found():
    page = _page()
    page["spans"]["p2"]["start"] -= 1
    page["sections"].append({"kind": "topics", "items": []})
    assert _found(page) == [("unverified", "s3"), ("empty", "topics")]


@pytest.mark.parametrize(
    "text",
    [
        "This week the mill burned.",
        "Those who saw it ran.",
        "It was clear that it would fall.",
        "Instead of rain came snow.",
        "Hermes fell.",
    ],
)
def test_openings_that_point_at_nothing_are_no_fault(text):
    assert not dangles(text)


@pytest.mark.parametrize(
    "text", ["“They agreed,” she said.", "Meanwhile, it fell.", "At the same time, it fell.", "That’s all.", "Its roof fell."]
)
def test_openings_that_point_back_are_found(text):
    assert dangles(text)


@pytest.mark.parametrize(
    ("text", "kind", "cut"),
    [
        ("The mill “burned.", "sentence", "unpaired marks"),
        ("The mill burned…", "sentence", "breaks off"),
        ("The mill of Sen.", "sentence", "breaks off"),
        ("burned the mill.", "sentence", "opens small"),
        ("nine workers at", "label", 'ends in "at"'),
        ("He asked what it is.", "sentence", None),
        ("3 mills burned.", "sentence", None),
        ("the mill burned", "quote", None),
    ],
)
def test_what_is_cut_is_found(text, kind, cut):
    assert cut_off(text, kind) == cut


@pytest.mark.timeout(300)
def test_pages_of_the_examples_keep_the_bars():
    figures, rows = pages.examples("subset")
    assert len(rows) == pages.QUICK
    for column in ("tuned", "held out"):
        own = {name.rpartition(".")[2]: value for name, value in figures.items() if name.startswith(f"examples, {column}.")}
        assert own["sentences"] > 5 * own["pages"] > 0
        assert own["dangling"] < 0.01
        assert [own[name] for name in ("repeated", "cut", "unverified", "empty")] == [0, 0, 0, 0]
