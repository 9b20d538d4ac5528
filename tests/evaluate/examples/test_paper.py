"""The articles and stories of a site, counted by hand."""

from __future__ import annotations

import json

import pytest

from broadsheet.evaluate.examples.paper import Printed, Proven, judge, printed
from broadsheet.evaluate.examples.program import Program
from tests.evaluate.examples.tiny import BALLOT, MILL, MILL_TWO

HOLDS = Proven(of=10, mismatches=0)


def site(mill_two: str = "st_1") -> list[Printed]:
    return [
        Printed(page="dump.txt", story="st_1", text=MILL),
        Printed(page="mixed.html", story=mill_two, text=MILL_TWO),
        Printed(page="dump.txt", story="st_2", text=BALLOT),
    ]


def test_true_paper_scores_one(truth, figures):
    ledger = judge(truth, site(), HOLDS)
    found = figures("paper", ledger)
    assert found.pop("mismatches") == 0
    assert set(found.values()) == {1}
    assert figures("paper", ledger, "held_out")["mismatches"] is None


def test_article_in_no_story_is_not_placed(truth, figures):
    ledger = judge(truth, site()[:1], HOLDS)
    assert figures("paper", ledger)["articles placed"] == 1 / 2
    assert figures("paper", ledger, "held_out")["articles placed"] == 0
    assert set(ledger.faults) == {"mill-b"}


def test_story_in_two_parts_lowers_recall(truth, figures):
    found = figures("paper", judge(truth, site("st_9"), HOLDS))
    assert (found["stories B³ precision"], found["stories B³ recall"]) == (1, 1 / 2)


def test_two_stories_in_one_lower_precision(truth, figures):
    mixed = [*site()[:2], Printed(page="dump.txt", story="st_1", text=BALLOT)]
    ledger = judge(truth, mixed, HOLDS)
    assert figures("paper", ledger)["stories B³ precision"] == pytest.approx(2 / 3)
    assert figures("paper", ledger, "held_out")["stories B³ precision"] == pytest.approx(1 / 3)


def test_mismatches_are_counted(truth, figures):
    assert figures("paper", judge(truth, site(), Proven(of=10, mismatches=3)))["mismatches"] == 3


def test_built_paper_is_read(tmp_path):
    record = {"id": "dump", "title": "Fire at the mill", "published": "2031-03-05", "text": MILL.replace("\n", "\n\n")}
    (tmp_path / "dump.jsonl").write_text(json.dumps(record), "utf-8")
    with Program(tmp_path) as program:
        store = str(program.scratch / "paper.db")
        program.json("build", str(program.pages), "--site", str(program.scratch / "site"), "--store", store, "--workers", "0")
        (article,) = printed(store)
    assert (article.page, article.text) == ("dump", MILL)
    assert article.story.startswith("st_")
