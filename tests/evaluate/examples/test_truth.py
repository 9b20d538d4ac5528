"""The truth is read whole, and knows what is held out."""

from __future__ import annotations

import json

import pytest

from broadsheet.errors import BroadsheetError
from broadsheet.evaluate.examples.truth import read_truth, truth_of
from tests.evaluate.examples.tiny import MILL, PLAIN


def test_truth_is_read_from_a_folder(tmp_path, truth):
    (tmp_path / "truth.json").write_text(json.dumps(PLAIN), "utf-8")
    assert read_truth(tmp_path) == truth


def test_columns_follow_stories(truth):
    assert [truth.column(key) for key in ("mill-a", "ballot-a", "notes")] == ["tuned", "held_out", "tuned"]
    assert truth.column("mill-a", "ballot-a") == "held_out"
    assert truth.column(None) == "tuned"


def test_shown_paragraphs_are_those_of_the_page(truth):
    first, second = truth.pages["dump.txt"].placements
    assert truth.shown(first) == MILL
    assert truth.shown(second) == truth.articles["ballot-a"].text


def test_rows_give_nothing_away(truth):
    assert set(truth.row("mill-a")) == {"id", "date", "outlet", "title", "text"}
    assert "date" not in truth.row("ballot-b")


def test_lonely_story_is_its_own_thread(truth):
    assert [truth.thread(key) for key in ("bridge-a", "ballot-a", "notes")] == ["quell", "ballot", None]


def test_other_shape_is_one_sentence():
    with pytest.raises(BroadsheetError, match="another shape"):
        truth_of({"pages": {}})
