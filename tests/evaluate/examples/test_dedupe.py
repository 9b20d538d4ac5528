"""Pairs of copies, counted by hand."""

from __future__ import annotations

from broadsheet.evaluate.examples.dedupe import families, judge

TRUE = {"mill-a": "mill-a", "mill-b": "mill-b", "mill-c": "mill-a", "bridge-a": "bridge-a", "notes": "notes"}
HELD = {"ballot-a": "ballot-a", "ballot-b": "ballot-a"}


def rows(**origins: str) -> list[dict[str, str]]:
    said = TRUE | HELD | {key.replace("_", "-"): origin for key, origin in origins.items()}
    return [{"id": key, "origin": origin} for key, origin in said.items()]


def test_true_origins_score_one(truth, figures):
    ledger = judge(truth, rows())
    assert set(figures("dedupe", ledger).values()) == set(figures("dedupe", ledger, "held_out").values()) == {1}


def test_later_origin_is_the_same_family(truth, figures):
    assert set(figures("dedupe", judge(truth, rows(mill_a="mill-c", mill_c="mill-c"))).values()) == {1}


def test_false_copy_lowers_precision(truth, figures):
    ledger = judge(truth, rows(mill_b="mill-a"))
    assert figures("dedupe", ledger) == {"pairs precision": 1 / 3, "pairs recall": 1, "pairs F1": 1 / 2}
    assert [worst.place for worst in ledger.worst(5)] == ["mill-a", "mill-b"]


def test_missed_copy_lowers_recall(truth, figures):
    ledger = judge(truth, rows(ballot_b="ballot-b"))
    assert figures("dedupe", ledger)["pairs recall"] == 1
    assert figures("dedupe", ledger, "held_out") == {"pairs precision": None, "pairs recall": 0, "pairs F1": 0}
    assert ledger.worst(5) == []


def test_families_hold_copies_and_revisions(truth):
    assert families(truth) == TRUE | HELD
