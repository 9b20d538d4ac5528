"""The room `dedupe`: which articles are copies or later versions of one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from broadsheet.evaluate.examples.clusters import linked, pairs
from broadsheet.evaluate.examples.formulas import Formula, f1, share
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.program import Program, Row
from broadsheet.evaluate.examples.truth import Truth

FIGURES: Mapping[str, Formula] = {
    "pairs precision": share("right", "said"),
    "pairs recall": share("right", "gold"),
    "pairs F1": f1("right", "said", "gold"),
}


def score(truth: Truth, program: Program) -> Ledger:
    """Run the room on the articles as they were written."""
    return judge(truth, program.pipe("dedupe", map(truth.row, truth.articles)))


def judge(truth: Truth, rows: Iterable[Row]) -> Ledger:
    """Compare `{id, origin}` with the families. A pair with a held-out article is held out."""
    said = pairs(linked({row["id"]: row["origin"] for row in rows}))
    gold = pairs(families(truth))
    ledger = Ledger()
    for a, b in sorted(said | gold):
        column = truth.column(a, b)
        ledger.add(column, "said", (a, b) in said)
        ledger.add(column, "gold", (a, b) in gold)
        ledger.add(column, "right", (a, b) in said & gold)
        if (a, b) not in said & gold:
            ledger.fault(column, a, f"{b}: {'no copy' if (a, b) in said else 'a copy, not seen'}")
    return ledger


def families(truth: Truth) -> dict[str, str]:
    """Article → the origin of its family; an article of none is its own."""
    links = {key: key for key in truth.articles}
    for family in truth.families:
        links |= {member: family.origin for member in family.members if member != family.origin}
    return linked(links)
