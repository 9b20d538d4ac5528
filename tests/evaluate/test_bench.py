"""The bench is read, sampled, stripped and scored as the scorers expect."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.errors import BroadsheetError, MissingPath
from broadsheet.evaluate.bench import Bench, digest, sampled, without_answers

FERRY = (
    "A ferry with 214 people on board ran aground off Solvang on Monday evening when its rudder jammed, the coastguard said. "
    "Nobody was hurt, and all passengers were brought ashore in fishing boats before midnight."
)
BREAD = (
    "The price of bread rose again in Lunde this week, as bakers in the town paid more for flour and for electricity than "
    "at any time in the last ten years, their guild told members in a letter."
)
ROWS = [
    {"id": "a", "date": None, "title": "Ferry runs aground", "text": FERRY, "gold": {"origin": "a"}},
    {"id": "b", "title": "Ferry stuck", "text": FERRY, "gold": {"origin": "a"}},
    {"id": "c", "title": "Bread", "text": BREAD, "gold": {"origin": "c"}},
]
SCORER = """
import json, sys
gold = {r["id"]: r["gold"]["origin"] for r in map(json.loads, open(sys.argv[1]))}
said = {r["id"]: r["origin"] for r in map(json.loads, open(sys.argv[2]))}
assert sys.argv[3] == "--json"
print(json.dumps({"right": sum(gold[i] == said.get(i) for i in gold)}))
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "README.md").write_text("a bench")
    with gzip.open(tmp_path / "set.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("".join(json.dumps(row) + "\n" for row in ROWS))
    (tmp_path / "score.py").write_text(SCORER)
    return tmp_path


def test_rows_are_read_packed(small):
    assert Bench(small).rows("set.jsonl.gz") == ROWS


def test_room_is_run_and_scored(small):
    with Bench(small) as bench:
        gold = bench.rows("set.jsonl.gz")
        found = bench.pipe("dedupe", "copies", gold)
        assert bench.score("score.py", bench.file("gold.jsonl", gold), found) == {"right": 3}


def test_scratch_is_cleared(small):
    with Bench(small) as bench:
        path = bench.file("x.jsonl", ROWS)
        assert path.exists()
    assert not path.exists()


def test_failing_program_is_one_sentence(small):
    (small / "score.py").write_text("import sys; sys.exit('the gold is gone')")
    with Bench(small) as bench, pytest.raises(BroadsheetError, match="the gold is gone"):
        bench.score("score.py")


def test_missing_bench_is_a_missing_path(tmp_path):
    with pytest.raises(MissingPath):
        Bench(tmp_path)


def test_answers_are_stripped():
    assert [sorted(without_answers(row)) for row in ROWS] == [["id", "text", "title"]] * 3


def test_digest_sees_gold_and_order():
    changed = [{**ROWS[0], "gold": {"origin": "b"}}, *ROWS[1:]]
    assert len({digest(ROWS), digest(changed), digest(ROWS[::-1])}) == 3


@given(st.lists(st.text(), unique=True, max_size=50), st.integers(1, 9))
def test_sample_does_not_depend_on_order(keys, every):
    assert {key for key in keys if sampled(key, every)} == {key for key in reversed(keys) if sampled(key, every)}


@given(st.text())
def test_everything_is_in_the_full_sample(key):
    assert sampled(key, 1)
