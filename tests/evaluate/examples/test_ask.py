"""Answers and refusals, counted by hand."""

from __future__ import annotations

from typing import Any

from broadsheet.evaluate.examples.ask import judge
from tests.evaluate.examples.tiny import spot

OWNER = spot("mill-a", "Ada Brisk")
WRONG = spot("mill-b", "Eleven workers")


def answer(question: str, *cited: dict[str, Any]) -> dict[str, Any]:
    return {"id": question, "refused": not cited, "answer": [{"text": "…", "citations": list(cited)}] if cited else []}


def test_right_answers_and_refusals_score_one(truth, figures):
    found = figures("ask", judge(truth, [answer("q-owner", OWNER), answer("q-cost")]))
    assert found == {"right": 1, "citation precision": 1, "refused rightly": 1, "refused wrongly": 0}


def test_wrong_citation_lowers_precision(truth, figures):
    found = figures("ask", judge(truth, [answer("q-owner", WRONG, OWNER), answer("q-cost")]))
    assert (found["right"], found["citation precision"]) == (1, 1 / 2)


def test_wrong_answer_is_not_right(truth, figures):
    ledger = judge(truth, [answer("q-owner", WRONG), answer("q-cost", WRONG)])
    assert figures("ask", ledger) == {"right": 0, "citation precision": 0, "refused rightly": 0, "refused wrongly": 0}
    assert [worst.place for worst in ledger.worst(9)] == ["q-cost", "q-owner"]


def test_endless_citation_shows_nothing(truth, figures):
    endless = {"article": "mill-a", "start": 0, "end": 601}
    assert figures("ask", judge(truth, [answer("q-owner", endless)]))["right"] == 0


def test_missing_answer_is_a_refusal(truth, figures):
    ledger = judge(truth, [])
    assert figures("ask", ledger)["refused wrongly"] == 1
    assert figures("ask", ledger, "held_out")["refused wrongly"] == 1
    assert "q-ballot" not in ledger.faults
