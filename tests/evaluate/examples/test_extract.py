"""Articles of pages, what is said of them, what is too much, counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.evaluate.examples.extract import judge
from tests.evaluate.examples.tiny import BALLOT, MILL, MILL_TWO, NOTES


def row(page: str, text: str, **told: Any) -> dict[str, Any]:
    known = {"title": None, "outlet": None, "published": None, "authors": [], "role": "report", "cut": "none"}
    return {"page": page, "text": text, **known, **told}


MILL_A = row("dump.txt", MILL, title="title of Mill-A", published="2031-03-05T09:00:00+00:00", authors=["Ned Orr"])
BALLOT_A = row("dump.txt", BALLOT, title="Title of ballot-a")
MILL_B = row("mixed.html", MILL_TWO, title="Title of mill-b", outlet="The Quell Bell")


def test_true_articles_score_one(truth, figures):
    ledger = judge(truth, [BALLOT_A, MILL_A, MILL_B])
    for column in ("tuned", "held_out"):
        found = figures("extract", ledger, column)
        assert (found.pop("spurious articles"), found.pop("furniture in texts")) == (0, 0)
        assert set(found.values()) == {1}
    assert ledger.worst(3) == []


@pytest.mark.parametrize(
    ("fact", "wrong", "figure"),
    [
        ("title", "Another title", "title right"),
        ("published", None, "day right"),
        ("outlet", "The Bell", "outlet right"),
        ("authors", [], "authors right"),
        ("role", "brief", "role right"),
        ("cut", "end", "cut right"),
    ],
)
def test_wrong_fact_lowers_its_figure(truth, figures, fact, wrong, figure):
    ledger = judge(truth, [{**MILL_A, fact: wrong}, BALLOT_A, MILL_B])
    found = figures("extract", ledger)
    assert found[figure] == 1 / 2
    assert sum(value == 1 for value in found.values()) == 7
    assert ledger.worst(1)[0].place == "dump.txt"


def test_missed_article_is_not_found(truth, figures):
    ledger = judge(truth, [BALLOT_A, MILL_A])
    assert figures("extract", ledger)["articles found"] == 1 / 2
    assert ledger.worst(1)[0].faults == ("mill-b: not found",)


def test_less_than_half_is_not_found(truth, figures):
    stub = {**MILL_A, "text": MILL.split("\n")[1]}
    found = figures("extract", judge(truth, [stub, MILL_B]))
    assert (found["articles found"], found["spurious articles"]) == (1 / 2, 1)


def test_lost_words_lower_the_text(truth, figures):
    shorter = {**MILL_B, "text": MILL_TWO[: MILL_TWO.index(", and two")]}
    assert figures("extract", judge(truth, [MILL_A, shorter]))["words of text F1"] == pytest.approx((1 + 2 * 16 / (16 + 23)) / 2)


def test_optional_article_is_neither_missed_nor_spurious(truth, figures):
    with_it = judge(truth, [MILL_A, MILL_B, row("mixed.html", NOTES, role="roundup")])
    assert figures("extract", with_it)["spurious articles"] == 0
    assert figures("extract", with_it)["articles found"] == 1


def test_spurious_text_goes_with_what_it_is_like(truth, figures):
    ledger = judge(truth, [MILL_A, MILL_B, row("dump.txt", "Weather: sun."), row("dump.txt", MILL.split("\n")[0])])
    assert figures("extract", ledger)["spurious articles"] == 1
    assert figures("extract", ledger, "held_out")["spurious articles"] == 1
    assert "Weather" not in str(ledger.faults)


def test_furniture_is_counted(truth, figures):
    ledger = judge(truth, [{**MILL_A, "text": MILL + "\nRead more here"}, MILL_B])
    assert figures("extract", ledger)["furniture in texts"] == 1


def test_words_from_a_page_with_held_out_articles_are_not_shown(truth):
    ledger = judge(truth, [{**MILL_A, "title": "Oran Tull wins"}, BALLOT_A, {**MILL_B, "title": "Oran Tull wins"}])
    assert ledger.faults["dump.txt"] == ["mill-a: wrong title"]
    assert ledger.faults["mixed.html"] == ["mill-b: title 'oran tull wins', not 'title of mill-b'"]
