"""Kinds, bodies and starts of articles, counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.evaluate.examples.lines import judge
from tests.evaluate.examples.tiny import PAGES


def rows(**changed: Any) -> list[dict[str, Any]]:
    """The true lines; `line4=("junk", None)` is another answer for the fourth."""
    lines = enumerate(PAGES["dump.txt"]["lines"], 1)
    said = {number: changed.get(f"line{number}", line) for number, line in lines}
    return [{"page": "dump.txt", "line": number, "kind": kind, "article": article} for number, (kind, article) in said.items()]


def test_true_lines_score_one(truth, figures):
    ledger = judge(truth, rows())
    assert figures("lines", ledger) == {"kind of line": 1, "body F1": 1, "article starts F1 ±1": None}
    assert figures("lines", ledger, "held_out") == {"kind of line": 1, "body F1": 1, "article starts F1 ±1": 1}
    assert ledger.worst(3) == []


def test_wrong_kind_lowers_kind_and_body(truth, figures):
    found = figures("lines", judge(truth, rows(line4=("junk", None))))
    assert found["kind of line"] == 4 / 5
    assert found["body F1"] == pytest.approx(2 * 2 / (2 + 3))


def test_wrong_line_of_a_held_out_article_is_no_case(truth, figures):
    ledger = judge(truth, rows(line8=("junk", None)))
    assert figures("lines", ledger)["kind of line"] == 1
    assert figures("lines", ledger, "held_out")["kind of line"] == 1 / 2
    assert ledger.worst(3) == []


def test_start_may_be_off_by_a_line(truth, figures):
    assert figures("lines", judge(truth, rows(line6=("body", 2))), "held_out")["article starts F1 ±1"] == 1


def test_start_two_lines_off_is_two_mistakes(truth, figures):
    ledger = judge(truth, rows(line5=("body", 2), line6=("body", 2)))
    assert figures("lines", ledger, "held_out")["article starts F1 ±1"] == 0
    assert ledger.counts["tuned"]["start said"] == 1
    assert ledger.worst(1)[0].faults == ("line 5: no article starts here",)


def test_missing_lines_are_wrong(truth, figures):
    assert figures("lines", judge(truth, []))["kind of line"] == 0
