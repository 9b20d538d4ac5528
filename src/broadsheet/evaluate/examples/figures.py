"""Numbers that are news, as `annotate` finds them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from broadsheet.evaluate.examples.formulas import Formula, share
from broadsheet.evaluate.examples.ledger import Ledger
from broadsheet.evaluate.examples.pairing import one_to_one
from broadsheet.evaluate.examples.program import Row
from broadsheet.evaluate.examples.truth import GoldFigure, Place, Truth
from broadsheet.language.units import UNITS

FIGURES: Mapping[str, Formula] = {
    "figures recall": share("figure found", "figure"),
    "unit right": share("unit right", "figure found"),
    "qualifier right": share("qualifier right", "figure found"),
}


def judge_figures(ledger: Ledger, truth: Truth, article: str, row: Row) -> None:
    """Compare `figures` of an article with the truth: an overlapping place and an equal value, then unit and qualifier."""
    column, gold, found = truth.column(article), truth.articles[article], row["figures"]
    likenesses = ((_likeness(a, b), i, j) for i, a in enumerate(gold.figures) for j, b in enumerate(found))
    mates = one_to_one(likenesses)
    for index, figure in enumerate(gold.figures):
        ledger.add(column, "figure")
        what = f"figure missed: {gold.words(figure)!r}, {figure.value:g}"
        ledger.test(column, "figure found", index in mates, article, what)
        if index in mates:
            _judge_found(ledger, truth, article, figure, found[mates[index]])


def _likeness(gold: GoldFigure, found: Mapping[str, Any]) -> float:
    same = same_value(gold, found["value"], found.get("value_high"))
    return gold.shared(Place(start=found["start"], end=found["end"])) if same else 0


def _judge_found(ledger: Ledger, truth: Truth, article: str, gold: GoldFigure, found: Mapping[str, Any]) -> None:
    column, words = truth.column(article), truth.articles[article].words(gold)
    unit = plain_unit(found["unit"]) == plain_unit(gold.unit)
    qualifier = (found["qualifier"] or "exact") == gold.qualifier
    ledger.test(column, "unit right", unit, article, f"{words!r}: unit {found['unit']!r}, not {gold.unit!r}")
    what = f"{words!r}: qualifier {found['qualifier']}, not {gold.qualifier}"
    ledger.test(column, "qualifier right", qualifier, article, what)


def same_value(gold: GoldFigure, value: float, value_high: float | None) -> bool:
    """Whether both ends of two figures are the same, with as many decimals as the gold has: two thirds are 66.7 percent."""
    return _rounded(gold.value, value) and _rounded(gold.value_high or gold.value, value_high or value)


def _rounded(gold: float, value: float) -> bool:
    decimals = max(1, -int(Decimal(str(gold)).as_tuple().exponent))
    slack: float = (0.501 if gold % 1 else 1e-9) * 10.0**-decimals
    return abs(gold - value) <= slack


def plain_unit(unit: str) -> str:
    """A unit in one spelling, without its plural.

    >>> plain_unit("square kilometres") == plain_unit("square km"), plain_unit("talers") == plain_unit("taler")
    (True, True)
    >>> plain_unit("embassies") == plain_unit("embassy")
    True
    """
    return " ".join(_singular(UNITS.get(word, word)) for word in unit.lower().split())


def _singular(word: str) -> str:
    return f"{word.removesuffix('ies')}y" if word.endswith("ies") and len(word) > 5 else word.removesuffix("s")
