"""Stories and threads, counted by hand."""

from __future__ import annotations

import pytest

from broadsheet.evaluate.examples.group import judge

TRUE = {
    "mill-a": ("s1", "t1"), "mill-b": ("s1", "t1"), "mill-c": ("s1", "t1"), "bridge-a": ("s2", "t1"), "ballot-a": ("s3", "t3"),
    "ballot-b": ("s3", "t3"), "notes": ("s1", "t1"),
}  # fmt: skip


def rows(**said: tuple[str, str]) -> list[dict[str, str]]:
    found = TRUE | {key.replace("_", "-"): where for key, where in said.items()}
    return [{"id": key, "story": story, "thread": thread} for key, (story, thread) in found.items()]


def test_true_stories_score_one(truth, figures):
    ledger = judge(truth, rows())
    assert set(figures("group", ledger).values()) == {1}
    assert figures("group", ledger, "held_out")["stories B³ F1"] == 1


def test_split_story_lowers_recall(truth, figures):
    found = figures("group", judge(truth, rows(mill_b=("s9", "t1"))))
    assert found["stories B³ precision"] == 1
    assert found["stories B³ recall"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert found["thread pairs F1"] == 1


def test_strangers_lower_precision(truth, figures):
    ledger = judge(truth, rows(bridge_a=("s1", "t1")))
    assert figures("group", ledger)["stories B³ precision"] == pytest.approx((3 * 3 / 4 + 1 / 4) / 4)
    assert ledger.worst(1)[0].faults == ("75% of those beside it tell another story",)


def test_lost_chapter_lowers_thread_recall(truth, figures):
    found = figures("group", judge(truth, rows(bridge_a=("s2", "t2"))))
    assert (found["thread pairs recall"], found["thread pairs F1"]) == (0, 0)


def test_false_chapter_lowers_thread_precision(truth, figures):
    ledger = judge(truth, rows(bridge_a=("s2", "t3")))
    assert figures("group", ledger, "held_out")["thread pairs precision"] == 0
    assert "ballot" not in str(ledger.faults)
