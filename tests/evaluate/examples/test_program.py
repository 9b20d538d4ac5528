"""Rooms are run as processes, and a failure is one sentence."""

from __future__ import annotations

import pytest

from broadsheet.errors import BroadsheetError
from broadsheet.evaluate.examples import lines
from broadsheet.evaluate.examples.program import Program
from broadsheet.evaluate.examples.rooms import ROOMS
from tests.evaluate.examples.tiny import MILL, NOTES


def test_rows_go_through_a_room(tmp_path):
    rows = [{"id": "a", "text": MILL}, {"id": "b", "text": MILL}, {"id": "c", "text": NOTES}]
    with Program(tmp_path) as program:
        assert [row["origin"] for row in program.pipe("dedupe", rows)] == ["a", "a", "c"]


def test_scratch_is_cleared(tmp_path):
    with Program(tmp_path) as program:
        assert program.scratch.is_dir()
    assert not program.scratch.exists()


def test_pages_go_through_a_room(tmp_path, truth):
    (tmp_path / "dump.txt").write_text(f"SIGN IN\nTitle of mill-a\n\n{MILL}\n", "utf-8")
    with Program(tmp_path) as program:
        ledger = lines.score(truth, program)
    assert ledger.counts["tuned"]["lines"] == 5
    assert ledger.counts["tuned"]["body said"] > 0


def test_failure_is_one_sentence(tmp_path):
    with (
        Program(tmp_path / "nowhere") as program,
        pytest.raises(BroadsheetError, match="`broadsheet pipe lines` ended with status 2"),
    ):
        program.pipe_pages("lines")


def test_every_room_scores_something():
    assert list(ROOMS) == ["lines", "extract", "dedupe", "group", "annotate", "write", "ask", "questions", "paper"]
    assert all(scorer.FIGURES for scorer in ROOMS.values())
