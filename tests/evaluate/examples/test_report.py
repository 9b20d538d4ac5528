"""Two columns, and no word of what is held out."""

from __future__ import annotations

from broadsheet.evaluate.examples.formulas import Part, count, f1, share
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.report import reported

FORMULAS = {"hits": share("hit", "all"), "misses": count("miss")}


def ledger() -> Ledger:
    noted = Ledger()
    for place in ("a", "b", "b"):
        noted.add("tuned", "all")
        noted.test("tuned", "hit", False, place, f"wrong in {place}")
    noted.add("held_out", "all", 2)
    noted.test("held_out", "hit", True)
    noted.fault("held_out", "secret", "hidden words")
    return noted


def test_rows_have_two_columns():
    assert list(reported("lines", FORMULAS, ledger()).rows()) == [
        ("lines", "hits", "0.000 of 3", "0.500 of 2"),
        ("lines", "misses", "0", "0"),
    ]


def test_nothing_to_measure_is_a_dash():
    (row,) = reported("lines", {"hits": share("hit", "all")}, Ledger()).rows()
    assert row == ("lines", "hits", "–", "–")


def test_worst_places_come_first():
    assert list(reported("lines", FORMULAS, ledger(), worst=1).cases()) == ["lines: b", "    wrong in b", "    wrong in b"]


def test_many_faults_are_cut_short():
    noted = Ledger()
    for number in range(9):
        noted.fault("tuned", "a", str(number))
    assert list(reported("lines", {}, noted, worst=1).cases())[-1] == "    … and 3 more"


def test_held_out_faults_are_never_kept():
    report = reported("lines", FORMULAS, ledger(), worst=99)
    assert "secret" not in str(report)
    assert "hidden" not in str(report)


def test_plain_report_has_values_and_numbers():
    plain = reported("lines", FORMULAS, ledger()).plain()
    assert plain["scores"]["hits"] == {"tuned": {"value": 0.0, "of": 3}, "held_out": {"value": 0.5, "of": 2}}
    assert "worst" not in plain


def test_f1_of_two_kinds_of_right():
    counts = {"right": 1, "said": 2, "found": 3, "gold": 4}
    assert f1("right", "said", "gold", "found")(counts) == Part(value=2 * 0.5 * 0.75 / 1.25, of=4)
